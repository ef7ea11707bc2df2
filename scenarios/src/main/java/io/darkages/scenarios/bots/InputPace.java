package io.darkages.scenarios.bots;

/**
 * How many inputs a client makes at each of its ticks: 1 for an honest one, more for a speed hacker,
 * whose program runs its clock too fast.
 */
public final class InputPace {

    /** The honest pace: one input for each tick. */
    public static final int HONEST_PPM = 1_000_000;

    /** Twenty times too fast. */
    public static final int MAX_PPM = 20 * HONEST_PPM;

    private final int speedPpm;
    private long carry;

    /** @param speedPpm inputs for a million ticks, 1 to 20,000,000; 3,000,000 is three for each tick */
    public InputPace(int speedPpm) {
        if (speedPpm < 1 || speedPpm > MAX_PPM) {
            throw new IllegalArgumentException("speedPpm " + speedPpm + " is outside 1 to " + MAX_PPM);
        }
        this.speedPpm = speedPpm;
    }

    /** Inputs to make at this tick, 0 to 20; their sum over ticks is exact. Call once for each tick. */
    public int nextTick() {
        carry += speedPpm;
        int inputs = (int) (carry / HONEST_PPM);
        carry -= (long) inputs * HONEST_PPM;
        return inputs;
    }
}
