package io.darkages.scenarios.check;

import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.history.ProbeRecord;

/** The last few attacks that a player made, as its client wrote them down. */
final class AttackRing {

    /** What {@link #find} answers for an attack that is not in the ring. */
    static final int ABSENT = -1;

    /** At one attack a half second: those of half a minute. */
    static final int CAPACITY = 64;

    private static final int MASK = CAPACITY - 1;

    /** What is known of an attack's end. */
    enum State {
        WAITING,
        JUDGED,
        /** Its input never came or its session ended: nobody can judge it. */
        LOST,
        /** Its client left the session, or another zone was to decide: what comes yet is not asked for. */
        LEFT_BEHIND
    }

    private final long[] keys = new long[CAPACITY];
    private final long[] madeNanos = new long[CAPACITY];
    private final long[] aims = new long[CAPACITY];
    private final long[] froms = new long[CAPACITY];
    private final long[] looks = new long[CAPACITY];
    private final long[] drawns = new long[CAPACITY];
    /** Where the server had the attacker, as far as it said so. */
    private final long[] standings = new long[CAPACITY];

    /** Player aimed at, where another zone than the attacker's decides; 0 where not. */
    private final long[] victims = new long[CAPACITY];
    /** When the attacker's zone looked at it. */
    private final long[] lookedAtNanos = new long[CAPACITY];

    private final boolean[] seen = new boolean[CAPACITY];
    private final State[] states = new State[CAPACITY];
    private long made;

    /** Whether a further attack takes the place of an older one. */
    boolean isFull() {
        return made >= CAPACITY;
    }

    /** The slot that the next attack takes. */
    int next() {
        return (int) made & MASK;
    }

    void made(ProbeRecord record) {
        int slot = next();
        keys[slot] = record.a();
        madeNanos[slot] = record.nanos();
        aims[slot] = record.b();
        froms[slot] = record.digest();
        standings[slot] = record.digest();
        victims[slot] = 0;
        seen[slot] = false;
        states[slot] = State.WAITING;
        made++;
    }

    void seen(int slot, ProbeRecord record) {
        looks[slot] = record.b();
        drawns[slot] = record.digest();
        seen[slot] = true;
    }

    /** The slot of the attack with that input, from the newest back. */
    int find(long key) {
        for (long each = made - 1; each >= Math.max(0, made - CAPACITY); each--) {
            int slot = (int) each & MASK;
            if (keys[slot] == key) {
                return slot;
            }
        }
        return ABSENT;
    }

    /** Slots in use: 0 to this, excluded. */
    int size() {
        return (int) Math.min(made, CAPACITY);
    }

    /** Session and sequence of the input. */
    long key(int slot) {
        return keys[slot];
    }

    long madeNanos(int slot) {
        return madeNanos[slot];
    }

    /** Entity aimed at, 0 for nobody. */
    long target(int slot) {
        return aims[slot] & 0xFFFF_FFFFL;
    }

    /** Ordinal of the kind of attack. */
    int kind(int slot) {
        return (int) (aims[slot] >>> 32) & 0xFF;
    }

    /** Tile of the world in which the attacker stood. */
    int tile(int slot) {
        return (int) (aims[slot] >>> 40) & 0xFF;
    }

    /** Where the attacker saw itself, packed. */
    long from(int slot) {
        return froms[slot];
    }

    /** The attacker's zone looked at it, and says where the attacker stood and whether another zone decides. */
    void lookedAt(int slot, ProbeRecord record) {
        standings[slot] = record.digest();
        victims[slot] = record.b();
        lookedAtNanos[slot] = record.nanos();
    }

    /** Whether another zone than the attacker's is to decide. */
    boolean isElsewhere(int slot) {
        return victims[slot] != 0;
    }

    /** Player aimed at, where another zone decides. */
    long victim(int slot) {
        return victims[slot];
    }

    /** When the attacker's zone looked at it; only where another zone decides. */
    long lookedAtNanos(int slot) {
        return lookedAtNanos[slot];
    }

    /** When the attacker's zone looked at it; for those that it decides itself, when it is told what became of it. */
    long lookedAtNanos(int slot, ProbeRecord judged) {
        return isElsewhere(slot) ? lookedAtNanos[slot] : judged.nanos();
    }

    /** Whether an attack of the same session, less than so many steps before that one, waits for its judgement. */
    boolean isOneWaitingBefore(int slot, int steps) {
        for (int other = 0; other < size(); other++) {
            long before = keys[slot] - keys[other];
            if (states[other] == State.WAITING
                    && SessionColumn.session(keys[slot]) == SessionColumn.session(keys[other])
                    && before > 0
                    && before < steps) {
                return true;
            }
        }
        return false;
    }

    /** Whether the server had the attacker elsewhere than it saw itself. */
    boolean isAstray(int slot) {
        return standings[slot] != froms[slot];
    }

    int yaw(int slot) {
        return (int) (looks[slot] >>> 16) & 0xFFFF;
    }

    /** -32,768 to 32,767. */
    int pitch(int slot) {
        return (short) looks[slot];
    }

    /** Whether the client said what it saw. */
    boolean isSeen(int slot) {
        return seen[slot];
    }

    /** Whether the target was on the screen. */
    boolean isDrawn(int slot) {
        return (looks[slot] >>> 32 & 1) == 1;
    }

    /** Where the target was drawn, packed. */
    long drawn(int slot) {
        return drawns[slot];
    }

    State state(int slot) {
        return states[slot];
    }

    void state(int slot, State state) {
        states[slot] = state;
    }
}
