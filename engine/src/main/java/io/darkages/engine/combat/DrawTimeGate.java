package io.darkages.engine.combat;

/**
 * The bound on how far one client may lie about when it drew its target.
 *
 * <p>An honest client draws a fixed time behind a smoothed clock of the server, so that the time of drawing runs
 * along with its input steps: the one less the other, the offset, hardly changes. The gate follows the offset and
 * refuses what is more than {@value #TOLERANCE_Q8} / 256 ticks off; what the two clocks may drift since the last claim
 * (one sixteenth of a tick a second is 1,000 ppm) comes on top, up to {@value #MOST_DRIFT_Q8} / 256 ticks. So who
 * claims now this time and now that gains less than 50 ms, and 1 ms for each second of waiting.
 *
 * <p>Where the offset is follows from two sources. Each acknowledgement bounds it: the newest snapshot came after the
 * last batch's step and not after this one's. Outside these bounds the offset is pulled as the client pulls its clock
 * ({@value #EARLY_SHARE}th early, {@value #LATE_SHARE}th late), so that it follows a change of latency or a pause. And
 * each claim, at most one in a cooldown, pulls it by half a tick, which finds its place within the bounds. The first
 * claim may set it.
 *
 * <p>Besides, the time must fit what is acknowledged at all: no more than {@value #MOST_AHEAD_TICKS} ticks ahead of it
 * (farther on, the picture stands still) and not before what smoothing and repeats explain.
 *
 * <p>Steps and ticks are compared by difference and may wrap. Not thread-safe; allocates nothing.
 */
public final class DrawTimeGate {

    /** Ticks that a client draws behind: the original design's 100 ms. */
    private static final int DELAY_TICKS = 6;

    static final int MOST_AHEAD_TICKS = DrawnPlace.MAX_EXTRAPOLATION_TICKS - DELAY_TICKS;

    /** A clock that is being pulled, jitter, and batches that were lost: 12 ticks. */
    static final int MOST_BEHIND_TICKS = DELAY_TICKS + 12;

    static final int TOLERANCE_Q8 = 640;
    static final int MOST_DRIFT_Q8 = 768;

    /** The first claim of a session knows more than the acknowledgements before it: 8 ticks. */
    static final int FIRST_TOLERANCE_Q8 = 2_048;

    /** 1/16 tick a second in Q8 is 4 in 15 steps. */
    private static final int DRIFT_Q8 = 4;

    private static final int DRIFT_STEPS = 15;

    private static final int EARLY_SHARE = 8;
    private static final int LATE_SHARE = 64;
    /** Farther off than this a client's clock does not glide but jumps. */
    private static final long JUMP_Q8 = DrawnPlace.startQ8(30);

    /** Half a batch: at first, the newest snapshot is taken to have come that long before the batch. */
    private static final int FIRST_GUESS_Q8 = 384;

    private static final int PULL_Q8 = 128;
    private static final int PULL_STEPS = 30;
    /** Longer without a batch than that, and the bound that it gives says nothing. */
    private static final int MOST_STEPS = 60;

    private boolean started;
    private boolean claimed;
    /** Time of drawing less input step, Q8. */
    private long offsetQ8;

    private int newestSequence;
    private int newestTick;
    /** When a claim last pulled the offset. */
    private int pulledSequence;

    /** A new session begins. */
    public void reset() {
        started = false;
        claimed = false;
    }

    /**
     * A batch came.
     *
     * @param sequence its newest input; batches that come late are ignored
     * @param tick of the newest snapshot that it acknowledges
     */
    public void acknowledged(int sequence, int tick) {
        if (!started) {
            started = true;
            offsetQ8 = sampleQ8(sequence, tick) + FIRST_GUESS_Q8;
            newestTick = tick;
        } else if (sequence - newestSequence <= 0) {
            return;
        } else if (tick - newestTick > 0) {
            follow(sampleQ8(sequence, tick), Math.min(MOST_STEPS, sequence - newestSequence));
            newestTick = tick;
        }
        newestSequence = sequence;
    }

    /** The offset of a client to which that snapshot came at that step, and none before. */
    private static long sampleQ8(int sequence, int tick) {
        return DrawnPlace.startQ8(tick - DELAY_TICKS) - DrawnPlace.startQ8(sequence);
    }

    private void follow(long lowestQ8, int steps) {
        long highestQ8 = lowestQ8 + DrawnPlace.startQ8(steps);
        long error = lowestQ8 > offsetQ8 ? lowestQ8 - offsetQ8 : Math.min(0, highestQ8 - offsetQ8);
        if (Math.abs(error) > JUMP_Q8) {
            offsetQ8 += error;
            claimed = false;
        } else {
            offsetQ8 += error / (error > 0 ? EARLY_SHARE : LATE_SHARE);
        }
    }

    /**
     * Whether a claim's time is to be believed. Claims of one session are asked for in the order of their inputs.
     *
     * @param sequence the input with which it strikes
     * @param timeQ8 when the target was drawn
     * @param acknowledgedTick the newest snapshot acknowledged by the batch that brought the claim
     */
    public boolean admits(int sequence, long timeQ8, int acknowledgedTick) {
        long ahead = timeQ8 - DrawnPlace.startQ8(acknowledgedTick);
        if (!started
                || ahead > DrawnPlace.startQ8(MOST_AHEAD_TICKS)
                || ahead < -DrawnPlace.startQ8(MOST_BEHIND_TICKS)) {
            return false;
        }
        long error = timeQ8 - DrawnPlace.startQ8(sequence) - offsetQ8;
        if (!claimed) {
            return admitsFirst(sequence, error);
        }
        long steps = Math.max(0, sequence - pulledSequence);
        long tolerance = TOLERANCE_Q8 + Math.min(MOST_DRIFT_Q8, steps * DRIFT_Q8 / DRIFT_STEPS);
        if (steps >= PULL_STEPS) {
            pulledSequence = sequence;
            offsetQ8 += Math.max(-PULL_Q8, Math.min(PULL_Q8, error));
        }
        return Math.abs(error) <= tolerance;
    }

    private boolean admitsFirst(int sequence, long error) {
        if (Math.abs(error) > FIRST_TOLERANCE_Q8) {
            return false;
        }
        claimed = true;
        pulledSequence = sequence;
        offsetQ8 += error;
        return true;
    }
}
