package io.darkages.engine.combat;

/**
 * The bound on how far one client may lie about when it drew its target.
 *
 * <p>An honest client draws a fixed time behind a smoothed clock of the server, so that the time of drawing runs
 * along with its input steps: the one less the other, the offset, hardly changes. The gate follows the offset and
 * refuses what is more than 2.25 ticks off; what the two clocks may drift since the last claim (one sixteenth of a tick
 * a second is 1,000 ppm) comes on top, up to 3 ticks. So while acknowledgements flow, who claims now this time and now
 * that gains 50 ms at most (60 on a path with 40 ms of jitter), and 1 ms for each second of waiting.
 *
 * <p>Where the offset is follows from two sources. Each acknowledgement bounds it: the newest snapshot came after the
 * last batch's step and not after this one's. Outside these bounds the offset is pulled as the client pulls its clock,
 * by an eighth or a sixty-fourth of the error, so that it follows a change of latency or a pause; before the first
 * claim that is believed, it is just moved into them. And
 * each claim, at most one in half a second, pulls it a little, but not out of the bounds; the first one sets it, and may
 * be 8 ticks off. So who is patient and always claims the same wrong time can be 3 ticks off, a batch's length, and the
 * tolerance: it has then a client that draws a little sooner or later than others, and has to aim with that.
 *
 * <p>Where an acknowledgement finds the offset more than 30 ticks out of its bounds, as after a pause, the offset jumps
 * there, and the next claim is a first one again: it may be 8 ticks off, 133 ms.
 *
 * <p>Besides, the time must fit what is acknowledged at all, and not lie before what smoothing and repeats explain. How
 * far ahead of it is {@link Rewind}'s business: where snapshots are lost, an honest clock runs on.
 *
 * <p>Not thread-safe; allocates nothing.
 */
public final class DrawTimeGate {

    /** A clock that is being pulled, jitter, and batches that were lost: 12 ticks. */
    private static final int MOST_BEHIND_TICKS = DrawnPlace.DELAY_TICKS + 12;

    /** 2.25 ticks: honest clocks stay within 1.3 with 40 ms of jitter, and within 0.6 with 25 ms: then 3 is refused. */
    private static final int TOLERANCE_Q8 = 576;

    /** 3 ticks. */
    private static final int MOST_DRIFT_Q8 = 768;

    /** 8 ticks: the first claim of a session knows more than the few acknowledgements before it. */
    private static final int FIRST_TOLERANCE_Q8 = 2_048;

    /** 1/16 tick a second in Q8 is 4 in 15 steps. */
    private static final int DRIFT_Q8 = 4;

    private static final int DRIFT_STEPS = 15;

    private static final int EARLY_SHARE = 8;
    private static final int LATE_SHARE = 64;
    /** Farther off than this a client's clock does not glide but jumps. */
    private static final long JUMP_Q8 = DrawnPlace.startQ8(30);

    /** Half a batch: at first, the newest snapshot is taken to have come that long before the batch. */
    private static final int FIRST_GUESS_Q8 = 384;

    private static final int PULL_Q8 = 64;
    private static final int PULL_STEPS = 30;
    /** After a second without a batch its bounds are no wider. */
    private static final int MOST_STEPS = 60;

    private boolean started;
    private boolean claimed;
    /** Time of drawing less input step, Q8. */
    private long offsetQ8;

    // Where the last acknowledgement says that it is.
    private long lowestQ8;
    private long highestQ8;

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
     * A batch came that acknowledges a snapshot.
     *
     * @param sequence its newest input, from 1 on in a session; batches that come late are ignored
     * @param tick of the newest snapshot that it acknowledges
     */
    public void acknowledged(int sequence, int tick) {
        if (!started) {
            started = true;
            bound(sequence, tick, sequence);
            offsetQ8 = lowestQ8 + FIRST_GUESS_Q8;
        } else if (sequence - newestSequence <= 0) {
            return;
        } else if (tick - newestTick > 0) {
            bound(sequence, tick, sequence - newestSequence);
            follow();
        }
        newestSequence = sequence;
    }

    /** A snapshot came with this step, or with one of so many before it. */
    private void bound(int sequence, int tick, int steps) {
        newestTick = tick;
        lowestQ8 = DrawnPlace.startQ8(tick - DrawnPlace.DELAY_TICKS) - DrawnPlace.startQ8(sequence);
        highestQ8 = lowestQ8 + DrawnPlace.startQ8(Math.min(MOST_STEPS, steps));
    }

    private void follow() {
        long error = lowestQ8 > offsetQ8 ? lowestQ8 - offsetQ8 : Math.min(0, highestQ8 - offsetQ8);
        if (!claimed) {
            // Nothing is known but the bounds; and steps that a client catches up with put them too high for a while.
            offsetQ8 += error;
        } else if (Math.abs(error) > JUMP_Q8) {
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
        if (!started || ahead < -DrawnPlace.startQ8(MOST_BEHIND_TICKS)) {
            return false;
        }
        long claimedQ8 = timeQ8 - DrawnPlace.startQ8(sequence);
        long error = claimedQ8 - offsetQ8;
        if (!claimed) {
            return admitsFirst(sequence, error);
        }
        long steps = Math.max(0, sequence - pulledSequence);
        long tolerance = TOLERANCE_Q8 + Math.min(MOST_DRIFT_Q8, steps * DRIFT_Q8 / DRIFT_STEPS);
        if (steps >= PULL_STEPS) {
            pulledSequence = sequence;
            long pull = Math.max(lowestQ8, Math.min(highestQ8, claimedQ8)) - offsetQ8;
            offsetQ8 += Math.max(-PULL_Q8, Math.min(PULL_Q8, pull));
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
