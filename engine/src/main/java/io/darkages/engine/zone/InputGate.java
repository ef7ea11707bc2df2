package io.darkages.engine.zone;

import io.darkages.engine.backplane.PlayerImage;
import io.darkages.engine.input.InputBatch;

/**
 * One player's inputs between arrival and movement. Each input is applied exactly once and in order, so
 * that the client, which predicts the same steps, arrives at the same state.
 *
 * <p>How fast inputs may move a player: a credit grows by one input a tick (and one in a thousand more,
 * for client clocks that run up to 500 ppm fast) and is capped at {@value #BANK} inputs (250 ms), so in
 * any second at most 60 + {@value #BANK} steps are taken, whatever is sent. Who falls behind (inputs that
 * were delayed and come at once, or a player who stood still while others decided whose it is) works the backlog off at
 * two a tick; what is beyond {@value #MAX_BACKLOG} inputs is dropped, and the client corrected. Ticks that were not used
 * while the credit was full are not lost: up to {@value #RESERVE} of them fill it up again, each time when no more than
 * one step a tick was taken for a second. So nobody keeps a backlog that was longer than the credit.
 *
 * <p>A missing input is waited for for {@value #GAP_WAIT_TICKS} ticks, long enough for the repeat in the next two
 * batches, then skipped; a gap that no repeat can fill is skipped at once.
 *
 * <p>A player who comes from another zone sends its inputs to both for a while, and the other zone passes on what reached
 * it: they come in any order and in any mix, and after it goes on here its client sends again what this zone has not
 * processed. So for {@value #SETTLING_TICKS} ticks after it {@linkplain #settle came} nothing is skipped or dropped;
 * what is too far ahead is left to be sent again.
 *
 * <p>Nobody honest is ever {@link #cheats}: that takes {@value #PROOF} inputs more than the time since the
 * session began allows, so that no delay on the way, however long, explains them. Sequences are compared by difference and may wrap.
 * Not thread-safe; allocates nothing.
 */
final class InputGate {

    /** What became of an offered input. */
    enum Verdict {
        ACCEPTED,
        REPEATED,
        /** So far ahead that it can't be kept. */
        TOO_FAR_AHEAD
    }

    /** Inputs kept: those of 2 s. A power of two. */
    static final int CAPACITY = 128;

    static final int BANK = 15;
    /** Unused ticks beyond the credit: 1 s. */
    static final int RESERVE = 60;
    /** From the last tick with more than one step until the reserve may be drawn upon: 1 s. */
    static final int REST_TICKS = 60;

    static final int MAX_BACKLOG = 30;
    static final int GAP_WAIT_TICKS = 9;
    static final int PROOF = 150;
    /** 500 ms: what is on the way between zones has come by then, or its client has sent it again. */
    static final int SETTLING_TICKS = 30;
    /**
     * 5 s: what was made while the player was passed on is worked off, and nothing of it stays behind. What is more than the
     * credit waits for the reserve, of which there is more each second.
     */
    static final int CATCH_UP_TICKS = 300;

    /** Inputs in one batch: a longer gap is not going to be filled by a repeat. */
    private static final int MAX_REPEATED = InputBatch.MOST_INPUTS;
    /** Backlog from which two steps are taken in a tick: one batch of three and one late one. */
    private static final int COMFORTABLE_BACKLOG = 4;

    private static final int CREDIT_PER_TICK = 1_001;
    private static final int CREDIT_PER_INPUT = 1_000;

    private final long[] words = new long[CAPACITY];
    /** Bit s mod 128: the input of sequence s is here. */
    private final long[] present = new long[CAPACITY / 64];

    /** Next sequence to apply; everything before it is done. */
    private int next;
    /** One above the highest sequence received. */
    private int end;

    private int credit = BANK * CREDIT_PER_INPUT;
    private int reserve;
    /** Credit as of the last refill. */
    private int filledCredit = credit;

    /** Ticks in which it has yet to rest. */
    private int restTicks;

    private int waitedTicks;
    /** Ticks for which every gap is waited for. */
    private int settlingTicks;
    /** Ticks in which no backlog is comfortable. */
    private int catchUpTicks;

    private int firstSequence;
    private long firstTick;
    private int peakBacklog;

    /** Forgets everything and begins at the given sequence: a new session, which can't have made inputs before. */
    void reset(int firstExpected, long tick) {
        begin(firstExpected);
        firstSequence = firstExpected;
        firstTick = tick;
    }

    /** Somebody begins to send here in the midst of its inputs. */
    void settle() {
        settlingTicks = SETTLING_TICKS;
    }

    /** Whether gaps are waited for, however long they are. */
    boolean isSettling() {
        return settlingTicks > 0;
    }

    /** Takes its state out, for a gate elsewhere. */
    void save(PlayerImage.Inputs into, long tick) {
        into.next = next;
        into.credit = credit;
        into.reserve = reserve;
        into.restTicks = restTicks;
        into.waitedTicks = Math.min(0xFFFF, waitedTicks);
        into.firstSequence = firstSequence;
        into.firstTicksAgo = (int) Math.max(0, Math.min(Integer.MAX_VALUE, tick - firstTick));
        into.clearPending();
        for (int ahead = 0; ahead < end - next; ahead++) {
            // Those beyond what an image holds are the newest: the client repeats them.
            if (has(next + ahead) && !into.addPending(ahead, words[next + ahead & CAPACITY - 1])) {
                return;
            }
        }
    }

    /** Goes on where another one was. */
    void restore(PlayerImage.Inputs from, long tick) {
        begin(from.next);
        credit = Math.min(BANK * CREDIT_PER_INPUT, from.credit);
        filledCredit = credit;
        reserve = Math.min(RESERVE * CREDIT_PER_INPUT, from.reserve);
        restTicks = Math.min(REST_TICKS, from.restTicks);
        for (int i = 0; i < from.pending(); i++) {
            offer(from.pendingSequence(i), from.pendingWord(i));
        }
        waitedTicks = from.waitedTicks;
        firstSequence = from.firstSequence;
        firstTick = tick - from.firstTicksAgo;
        catchUpTicks = CATCH_UP_TICKS;
    }

    private void begin(int firstExpected) {
        next = firstExpected;
        end = firstExpected;
        present[0] = 0;
        present[1] = 0;
        waitedTicks = 0;
        settlingTicks = 0;
        catchUpTicks = 0;
    }

    /** Takes an input in, if it is new. */
    Verdict offer(int sequence, long word) {
        int ahead = sequence - next;
        if (ahead < 0) {
            return Verdict.REPEATED;
        }
        if (ahead >= CAPACITY) {
            return Verdict.TOO_FAR_AHEAD;
        }
        int slot = sequence & CAPACITY - 1;
        long bit = 1L << (slot & 63);
        if ((present[slot >>> 6] & bit) != 0) {
            return Verdict.REPEATED;
        }
        present[slot >>> 6] |= bit;
        words[slot] = word;
        if (sequence - end >= 0) {
            end = sequence + 1;
        }
        peakBacklog = Math.max(peakBacklog, end - next);
        return Verdict.ACCEPTED;
    }

    /**
     * Time passes: credit for that many ticks. What it waits for while settling comes with ticks that were run: those
     * left out, when the zone stood still, are none of them.
     */
    void refill(int ticks) {
        pass(ticks);
        if (restTicks == 0) {
            int drawn = Math.min(reserve, BANK * CREDIT_PER_INPUT - credit);
            credit += drawn;
            reserve -= drawn;
        }
        filledCredit = credit;
        settlingTicks = Math.max(0, settlingTicks - 1);
        catchUpTicks = Math.max(0, catchUpTicks - 1);
        if (end != next && !has(next)) {
            waitedTicks += ticks;
        }
    }

    /** The player stood still for that many ticks, and not by its own doing: they count as unused. */
    void stood(int ticks) {
        pass(ticks);
        filledCredit = credit;
    }

    private void pass(int ticks) {
        boolean isBurst = filledCredit - credit > CREDIT_PER_INPUT;
        restTicks = Math.max(0, (isBurst ? REST_TICKS : restTicks) - ticks);
        long earned = credit + (long) ticks * CREDIT_PER_TICK;
        credit = (int) Math.min(BANK * CREDIT_PER_INPUT, earned);
        reserve = (int) Math.min(RESERVE * CREDIT_PER_INPUT, reserve + earned - credit);
    }

    /** Steps to take now, were they all here: one a tick, two while behind. */
    int quota(int ticks) {
        return end - next > (catchUpTicks > 0 ? 1 : COMFORTABLE_BACKLOG) ? 2 * ticks : ticks;
    }

    /** Whether {@link #take} may be called. */
    boolean ready() {
        return end != next && has(next) && credit >= CREDIT_PER_INPUT;
    }

    /** The next input; only when {@link #ready}. */
    long take() {
        int slot = next & CAPACITY - 1;
        present[slot >>> 6] &= ~(1L << (slot & 63));
        next++;
        credit -= CREDIT_PER_INPUT;
        waitedTicks = 0;
        return words[slot];
    }

    /** Skips inputs that did not come in time, or can't come any more; returns how many. */
    int skipMissing() {
        if (isSettling()) {
            return 0;
        }
        int missing = 0;
        while (next + missing != end && !has(next + missing)) {
            missing++;
        }
        if (missing == 0 || missing <= MAX_REPEATED && waitedTicks < GAP_WAIT_TICKS) {
            return 0;
        }
        next += missing;
        waitedTicks = 0;
        return missing;
    }

    /** Drops the oldest inputs of a backlog that is too long; returns how many sequences that were. */
    int dropExcess() {
        int excess = end - next - MAX_BACKLOG;
        if (excess <= 0 || isSettling()) {
            return 0;
        }
        // Down to what is comfortable, or the next batch would be dropped again.
        int dropped = end - next - COMFORTABLE_BACKLOG;
        for (int i = 0; i < dropped; i++) {
            int slot = next & CAPACITY - 1;
            present[slot >>> 6] &= ~(1L << (slot & 63));
            next++;
        }
        waitedTicks = 0;
        return dropped;
    }

    /** Gives up everything before a sequence that is too far ahead; returns how many sequences that were. */
    int skipTo(int sequence) {
        int skipped = sequence - next;
        begin(sequence);
        return skipped;
    }

    /** Whether more inputs were made than the time since the session began allows, beyond what jitter explains. */
    boolean cheats(int newestSequence, long tick) {
        int made = newestSequence - firstSequence + 1;
        long ticks = tick - firstTick;
        return made - ticks - ticks / 1_000 > PROOF;
    }

    /** Sequence of the input applied (or skipped) last. */
    int lastProcessed() {
        return next - 1;
    }

    int next() {
        return next;
    }

    int backlog() {
        return end - next;
    }

    /** Longest backlog so far. */
    int peakBacklog() {
        return peakBacklog;
    }

    private boolean has(int sequence) {
        int slot = sequence & CAPACITY - 1;
        return (present[slot >>> 6] >>> (slot & 63) & 1) != 0;
    }
}
