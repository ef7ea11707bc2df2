package io.darkages.engine.zone;

/** What time it is in a zone: its last tick, its owner's clocks as it was last told, and whether the world stands still. */
final class ZoneTime {

    private int tick;
    private long nowNanos;
    private long wallMicros;
    private boolean isHeld;
    /** The last tick before it was held. */
    private int heldTick;

    /** Something is done at that time. */
    void at(long monotonicNanos) {
        nowNanos = monotonicNanos;
    }

    /**
     * A tick begins: the one that is due.
     *
     * @return how many ticks after the last one
     */
    int advance(long monotonicNanos, long wall) {
        nowNanos = monotonicNanos;
        wallMicros = wall;
        int due = ZoneServer.tickAt(monotonicNanos);
        int elapsed = due - tick;
        if (elapsed < 1) {
            throw new IllegalStateException("tick " + tick + " is done already at " + monotonicNanos + " ns");
        }
        tick = due;
        return elapsed;
    }

    /** The world stands still from now on. */
    void hold() {
        isHeld = true;
        heldTick = tick;
    }

    /**
     * The world goes on.
     *
     * @return for how many ticks it stood still
     */
    int release() {
        isHeld = false;
        return tick - heldTick;
    }

    boolean isHeld() {
        return isHeld;
    }

    /** The last tick. */
    int tick() {
        return tick;
    }

    /** The last tick in which the world did not stand still. */
    int tickOfWorld() {
        return isHeld ? heldTick : tick;
    }

    /** The tick that counts for a player: the last one in which it did not stand still. */
    int tickOf(Player player) {
        return player.isFrozen ? player.frozenTick : tickOfWorld();
    }

    /** The monotonic clock, as of what is being done. */
    long nowNanos() {
        return nowNanos;
    }

    /** The wall clock, as of the last tick. */
    long wallMicros() {
        return wallMicros;
    }
}
