package io.darkages.engine.port;

/**
 * Where the history of combat and players is kept: rows with keys, written in batches (ScyllaDB in production).
 * The game writes and never reads.
 *
 * <p>A row's key is idempotent: whoever writes a key again writes the same value, so a batch may be written any
 * number of times and its rows are there once. That is what makes {@link StoreOutcome#UNKNOWN} harmless.
 *
 * <p>Called on the owner's loop only, and answered on it: never from inside {@link #write}. Implementations
 * report each write exactly once, within {@link #answerNanosMax} of the time at which it was begun, as long as
 * the owner's loop runs.
 */
public interface CombatHistory {

    /** Most rows in one batch. */
    int BATCH_ROWS_MAX = 512;

    /**
     * Most bytes in one batch, as {@link RowBatch} lays them out: a quarter of the size at which Scylla warns (its
     * {@code batch_size_warn_threshold_in_kb} is 128).
     */
    int BATCH_BYTES_MAX = 32 * 1024;

    /** Takes what became of writes. */
    @FunctionalInterface
    interface Answers {

        /**
         * A write ended.
         *
         * @param monotonicNanos now, on the owner's clock
         * @param request the number that it was begun with
         */
        void answered(long monotonicNanos, long request, StoreOutcome outcome);
    }

    /**
     * Begins to write a batch. In the end all of its rows are stored or none; {@link StoreOutcome#UNKNOWN} is either.
     *
     * @param monotonicNanos now, on the owner's clock
     * @param request names this batch for good, as long as the owner lives: writing it again takes the same number,
     *     and an earlier attempt's late success may then be reported for the later one. Not under way now
     * @param consistency how many replicas must have it
     * @param rows at least one row; copied before the call returns, so the caller may reuse it
     * @param answers told the outcome later
     * @return whether it was begun; false when as many writes are under way as {@link #writesMax}: nothing was
     *     sent then, and no answer will come
     * @throws IllegalArgumentException if the batch is empty or above a cap
     * @throws IllegalStateException if {@code request} is under way
     */
    boolean write(long monotonicNanos, long request, Consistency consistency, RowBatch rows, Answers answers);

    /** How many writes may be under way at one time, at least 1. */
    int writesMax();

    /** The longest that an answer takes, in nanoseconds; {@link StoreOutcome#UNKNOWN} by then. */
    long answerNanosMax();
}
