package io.darkages.engine.transport;

import io.darkages.engine.port.NetworkAddress;
import java.util.Arrays;

/**
 * The sessions of an endpoint in places with small numbers, their next deadlines side by side in one
 * array, and the ways to find them: by local connection id and by address. Places are visited in the
 * order of their numbers. Counts sessions by what they weigh on the caps: so all changes of state go
 * through {@link #move}.
 */
final class SessionTable {

    private static final int NONE = -1;

    /** A client has one session, and for a while the one before it. */
    private static final int CAPACITY_FIRST = 4;

    private Session[] sessions = new Session[CAPACITY_FIRST];
    private long[] deadlines = new long[CAPACITY_FIRST];
    private int[] nextAtAddress = new int[CAPACITY_FIRST];
    private int[] free = new int[CAPACITY_FIRST];
    private int freeCount;
    /** Places from here on were never used. */
    private int used;

    private int count;
    private int openCount;
    private int halfOpenCount;
    private final LongIntMap byLocalId = new LongIntMap();
    private final LongIntMap firstAtAddress = new LongIntMap();
    private final LongIntMap openAtHost = new LongIntMap();
    private final LongIntMap halfOpenAtHost = new LongIntMap();

    int count() {
        return count;
    }

    /** Sessions in any state but closing and closed. */
    int openCount() {
        return openCount;
    }

    /** Of these, those that a client has asked for and not yet confirmed. */
    int halfOpenCount() {
        return halfOpenCount;
    }

    int closingCount() {
        return count - openCount;
    }

    /** Open sessions with an IPv4 address, whatever the port. */
    int openAtHost(long address) {
        return Math.max(0, openAtHost.get(NetworkAddress.ipv4(address)));
    }

    int halfOpenAtHost(long address) {
        return Math.max(0, halfOpenAtHost.get(NetworkAddress.ipv4(address)));
    }

    /** Changes a session's state. */
    void move(Session session, SessionState next) {
        account(session, -1);
        session.state = next;
        account(session, 1);
    }

    private void account(Session session, int change) {
        SessionState state = session.state;
        if (state == SessionState.CLOSING || state == SessionState.CLOSED) {
            return;
        }
        openCount += change;
        add(openAtHost, session.address, change);
        if (state == SessionState.PENDING || state == SessionState.HALF_OPEN) {
            halfOpenCount += change;
            add(halfOpenAtHost, session.address, change);
        }
    }

    private static void add(LongIntMap counts, long address, int change) {
        int host = NetworkAddress.ipv4(address);
        int changed = Math.max(0, counts.get(host)) + change;
        if (changed == 0) {
            counts.remove(host);
        } else {
            counts.put(host, changed);
        }
    }

    /** One past the highest place that may hold a session. */
    int places() {
        return used;
    }

    /** The session at a place; null if it is free. */
    Session at(int index) {
        return sessions[index];
    }

    /** When a place wants to be visited; {@link Session#NEVER} if it is free. */
    long deadline(int index) {
        return deadlines[index];
    }

    void deadline(int index, long nanos) {
        deadlines[index] = nanos;
    }

    /** The session with that local id, or null. */
    Session byLocalId(int localId) {
        int index = byLocalId.get(localId);
        return index == LongIntMap.ABSENT ? null : sessions[index];
    }

    /** The session that was accepted from this address under this id of the client's, or null. */
    Session byClient(long address, int clientId) {
        for (int i = firstAtAddress.get(address); i != NONE; i = nextAtAddress[i]) {
            if (sessions[i].remoteId == clientId && sessions[i].serverSide) {
                return sessions[i];
            }
        }
        return null;
    }

    /** Sessions with an address and port that are closing, or those that are not. */
    int countAt(long address, boolean closing) {
        int found = 0;
        for (int i = firstAtAddress.get(address); i != NONE; i = nextAtAddress[i]) {
            found += (sessions[i].state == SessionState.CLOSING) == closing ? 1 : 0;
        }
        return found;
    }

    void add(Session session) {
        int index = freeCount > 0 ? free[--freeCount] : used++;
        if (index == sessions.length) {
            int doubled = 2 * index;
            sessions = Arrays.copyOf(sessions, doubled);
            deadlines = Arrays.copyOf(deadlines, doubled);
            nextAtAddress = Arrays.copyOf(nextAtAddress, doubled);
            free = Arrays.copyOf(free, doubled);
        }
        session.index = index;
        sessions[index] = session;
        deadlines[index] = Session.NEVER;
        nextAtAddress[index] = firstAtAddress.get(session.address);
        firstAtAddress.put(session.address, index);
        byLocalId.put(session.localId, index);
        count++;
        account(session, 1);
    }

    /** Forgets a session, which is closed then. */
    void remove(Session session) {
        int index = session.index;
        if (sessions[index] != session) {
            throw new IllegalStateException(session + " is not at its place " + index);
        }
        move(session, SessionState.CLOSED);
        byLocalId.remove(session.localId);
        int first = firstAtAddress.get(session.address);
        if (first != index) {
            int before = first;
            while (nextAtAddress[before] != index) {
                before = nextAtAddress[before];
            }
            nextAtAddress[before] = nextAtAddress[index];
        } else if (nextAtAddress[index] == NONE) {
            firstAtAddress.remove(session.address);
        } else {
            firstAtAddress.put(session.address, nextAtAddress[index]);
        }
        sessions[index] = null;
        deadlines[index] = Session.NEVER;
        free[freeCount++] = index;
        count--;
    }
}
