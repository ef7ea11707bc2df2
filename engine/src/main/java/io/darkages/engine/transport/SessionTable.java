package io.darkages.engine.transport;

import java.util.Arrays;

/**
 * The sessions of an endpoint in places with small numbers, their next deadlines side by side in one
 * array, and the ways to find them: by local connection id and by address. Places are visited in the
 * order of their numbers.
 */
final class SessionTable {

    private static final int NONE = -1;

    private Session[] sessions = new Session[16];
    private long[] deadlines = new long[16];
    private int[] nextAtAddress = new int[16];
    private int[] free = new int[16];
    private int freeCount;
    /** Places from here on were never used. */
    private int used;

    private int count;
    private final LongIntMap byLocalId = new LongIntMap();
    private final LongIntMap firstAtAddress = new LongIntMap();

    int count() {
        return count;
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

    /** The session with the peer that has this address and names itself so, or null. */
    Session byPeer(long address, int remoteId) {
        for (int i = firstAtAddress.get(address); i != NONE; i = nextAtAddress[i]) {
            if (sessions[i].remoteId == remoteId) {
                return sessions[i];
            }
        }
        return null;
    }

    int countAt(long address) {
        int found = 0;
        for (int i = firstAtAddress.get(address); i != NONE; i = nextAtAddress[i]) {
            found++;
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
    }

    void remove(Session session) {
        int index = session.index;
        if (sessions[index] != session) {
            throw new IllegalStateException(session + " is not at its place " + index);
        }
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
