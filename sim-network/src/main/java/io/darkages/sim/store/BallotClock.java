package io.darkages.sim.store;

import io.darkages.sim.HostContext;

/**
 * Gives a coordinator its ballots: the wall clock in microseconds since 2020 (bits 12 and up), the number of the program
 * (4 to 11) and the node (0 to 3). Each is above all that the program has used; programs and nodes never share one,
 * whatever their clocks do, as long as a clock is not set back over 256 restarts.
 */
final class BallotClock {

    private static final int MICROS_SHIFT = 12;
    private static final int PROGRAM_SHIFT = 4;
    private static final int PROGRAM_MASK = 0xFF;
    private static final long EPOCH_MICROS = 1_577_836_800_000_000L;
    /** The year 2055: a clock beyond it stands still for ballots. */
    private static final long WALL_MICROS_MAX = 1L << 50;

    private final HostContext context;
    private final int node;
    private long lastMicros;

    BallotClock(HostContext context, int node) {
        this.context = context;
        this.node = node;
    }

    /** A ballot above the one that was seen, or 0. */
    long above(long seen) {
        long wall = Math.min(context.wallMicros() - EPOCH_MICROS, WALL_MICROS_MAX);
        lastMicros = Math.max(Math.max(lastMicros, seen >>> MICROS_SHIFT) + 1, wall);
        long program = context.incarnation() & PROGRAM_MASK;
        return lastMicros << MICROS_SHIFT | program << PROGRAM_SHIFT | node;
    }

    long digest() {
        return lastMicros;
    }
}
