package io.darkages.engine.port;

/**
 * The authority: linearizable rows that are read, and set by those who know their version. Who holds a zone and who
 * owns a player stands here and nowhere else.
 *
 * <p>A row has a key of 64 bits, a version and {@value #WORDS} longs. A row that was never set has version 0 and zeros;
 * each set adds 1. Rows are never removed: who gives something up sets a value that says so.
 *
 * <p>Each operation takes effect, if it does, in one moment between the call and its answer; after
 * {@link RegisterOutcome#UNKNOWN} the moment may come later still, or never. All owners see these moments in one order.
 *
 * <p>Called on the owner's loop only, and answered on it: never from inside a call. Each operation that was begun is
 * answered exactly once, within {@link #answerNanosMax} of the time at which it was begun as long as the owner's loop
 * runs; a loop that stood still is told late. Once warm the caller's side allocates nothing.
 */
public interface Register {

    /** Longs in a row's value. */
    int WORDS = 4;

    /** Stands for the version where the outcome tells none. */
    long NO_VERSION = -1;

    /** Takes what became of operations. */
    @FunctionalInterface
    interface Answers {

        /**
         * An operation ended. It may begin others.
         *
         * @param monotonicNanos now, on the owner's clock
         * @param request the number that it was begun with
         * @param version of the row: as it was read, as it stands in the way of a refused set, as it was set;
         *     {@link #NO_VERSION} when the outcome is FAILED or UNKNOWN
         * @param value the row's {@value #WORDS} longs at that version, zeros if there is none; to be read before the
         *     call returns, and not to be changed
         */
        void answered(long monotonicNanos, long request, RegisterOutcome outcome, long version, long[] value);
    }

    /**
     * Begins to read a row: READ, FAILED or UNKNOWN.
     *
     * @param monotonicNanos now, on the owner's clock
     * @param request names this operation; not under way now
     * @param answers told the outcome later
     * @return whether it was begun; false when {@link #operationsMax} are under way: nothing was sent then, and no
     *     answer will come
     * @throws IllegalStateException if {@code request} is under way
     */
    boolean read(long monotonicNanos, long request, long key, Answers answers);

    /**
     * Begins to set a row whose version is known: APPLIED, REFUSED, FAILED or UNKNOWN. The new version is the expected
     * one plus 1.
     *
     * @param monotonicNanos now, on the owner's clock
     * @param request names this operation; not under way now
     * @param expectedVersion 0 for a row that was never set, at least 0
     * @param value {@value #WORDS} longs, copied before the call returns
     * @param answers told the outcome later
     * @return whether it was begun; false when {@link #operationsMax} are under way: nothing was sent then, and no
     *     answer will come
     * @throws IllegalArgumentException if the version is below 0 or the value has another length
     * @throws IllegalStateException if {@code request} is under way
     */
    boolean compareAndSet(
            long monotonicNanos, long request, long key, long expectedVersion, long[] value, Answers answers);

    /** How many operations may be under way at one time, at least 1. */
    int operationsMax();

    /** The longest that an answer takes, in nanoseconds; {@link RegisterOutcome#UNKNOWN} by then. */
    long answerNanosMax();
}
