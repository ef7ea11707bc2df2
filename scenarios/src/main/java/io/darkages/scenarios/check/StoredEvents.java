package io.darkages.scenarios.check;

import io.darkages.engine.combatlog.CombatEvent;
import io.darkages.engine.combatlog.CombatEventKind;
import java.util.Arrays;

/**
 * The combat events of one incarnation of a zone by their number: what was said of each, and for stored ones the columns
 * that statistics derive from.
 */
final class StoredEvents {

    /** Events that an incarnation may have. */
    static final int EVENTS_MAX = 1 << 24;

    static final int LOGGED = 1;
    /** Dropped, and can't have been stored. */
    static final int DROPPED = 1 << 1;
    /** Dropped, and may have been stored. */
    static final int GIVEN_UP = 1 << 2;

    static final int STORED = 1 << 3;
    static final int FED = 1 << 4;

    private static final int UNKNOWN = -1;

    private static final CombatEventKind[] KINDS = CombatEventKind.values();

    private byte[] marks = new byte[64];
    private long[] digests = new long[64];
    private long[] loggedNanos = new long[64];
    private byte[] kinds = {};
    private byte[] flags = {};
    private long[] actors = {};
    private long[] subjects = {};
    private int[] amounts = {};
    private int last;
    private int host = UNKNOWN;

    /** Whether events may have that number. */
    static boolean isNumber(long number) {
        return number >= 1 && number <= EVENTS_MAX;
    }

    /** Whether the incarnation is that host's, who is the first to ask. */
    boolean isOf(int candidate) {
        if (host == UNKNOWN) {
            host = candidate;
        }
        return host == candidate;
    }

    /** Whose incarnation it is. */
    int host() {
        return host;
    }

    /** Highest number logged. */
    int last() {
        return last;
    }

    void logged(int number, long nanos, long digest) {
        if (number >= marks.length) {
            int length = Math.max(number + 1, 2 * marks.length);
            marks = Arrays.copyOf(marks, length);
            digests = Arrays.copyOf(digests, length);
            loggedNanos = Arrays.copyOf(loggedNanos, length);
        }
        last = Math.max(last, number);
        marks[number] |= LOGGED;
        digests[number] = digest;
        loggedNanos[number] = nanos;
    }

    void mark(int number, int mark) {
        marks[number] |= (byte) mark;
    }

    boolean is(long number, int mark) {
        return number >= 1 && number <= last && (marks[(int) number] & mark) != 0;
    }

    long digest(int number) {
        return digests[number];
    }

    long loggedNanos(int number) {
        return loggedNanos[number];
    }

    /** Keeps what a stored event says. */
    void keep(int number, CombatEvent event) {
        if (kinds.length < marks.length) {
            kinds = Arrays.copyOf(kinds, marks.length);
            flags = Arrays.copyOf(flags, marks.length);
            actors = Arrays.copyOf(actors, marks.length);
            subjects = Arrays.copyOf(subjects, marks.length);
            amounts = Arrays.copyOf(amounts, marks.length);
        }
        kinds[number] = (byte) event.kind.ordinal();
        flags[number] = (byte) event.flags;
        actors[number] = event.actor;
        subjects[number] = event.subject;
        amounts[number] = event.amount;
    }

    /** Gives back what was kept of a stored event. */
    void recall(int number, CombatEvent event) {
        event.kind = KINDS[kinds[number]];
        event.flags = flags[number] & 0xFF;
        event.actor = actors[number];
        event.subject = subjects[number];
        event.amount = amounts[number];
    }
}
