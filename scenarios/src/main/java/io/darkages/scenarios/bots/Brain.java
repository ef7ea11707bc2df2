package io.darkages.scenarios.bots;

/**
 * Decides what a player presses. Deterministic: the same stream, ticks and views give the same inputs.
 * Belongs to one player and is called on its host's thread; allocates nothing.
 */
public interface Brain {

    /** Decisions in a second. */
    int TICKS_PER_SECOND = 60;

    /**
     * The input of one client tick.
     *
     * @param tick the client's tick, growing, {@value #TICKS_PER_SECOND} a second
     * @param view what the player knows of itself
     * @return packed as {@link io.darkages.engine.movement.InputWord} says; always a possible one
     */
    long decide(long tick, BotView view);

    /** Ticks in that time, at least 1. */
    static long ticks(long nanos) {
        return Math.max(1, nanos / 1_000_000 * TICKS_PER_SECOND / 1_000);
    }
}
