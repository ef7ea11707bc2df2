package io.darkages.engine.redis;

/**
 * What the client may have under way, and how long it waits. Nanoseconds of the owner's monotonic clock.
 *
 * @param operationsMax operations that are under way, 1 to 65,536; each takes 1 KiB
 * @param answerNanosMax an operation that is not answered by then ends as unknown, or as failed if it never left
 * @param silenceNanosMax a connection on which an answer is due for that long is given up; at least {@code
 *     answerNanosMax}
 * @param connectNanosMax a connection that is not ready by then is given up
 * @param reconnectNanosMin pause before the first attempt to connect anew; each further one doubles it
 * @param reconnectNanosMax longest pause between attempts; at least {@code reconnectNanosMin}
 * @param pingNanos after that long without traffic the server is asked for a sign of life
 */
public record RedisOptions(
        int operationsMax,
        long answerNanosMax,
        long silenceNanosMax,
        long connectNanosMax,
        long reconnectNanosMin,
        long reconnectNanosMax,
        long pingNanos) {

    private static final int OPERATIONS_MAX_LIMIT = 65_536;
    private static final long NANOS_LIMIT = 3_600_000_000_000L;
    private static final long MILLI = 1_000_000;

    /**
     * 1,024 operations; an answer within 0.5 s, silence for 1 s at most; 0.25 s for an attempt to connect, 20 ms to
     * 200 ms between attempts; a question after 0.5 s. With three servers of which one is dead, each is tried within
     * 0.85 s: a server that became the primary is found within 1 s.
     */
    public static final RedisOptions STANDARD =
            new RedisOptions(1_024, 500 * MILLI, 1_000 * MILLI, 250 * MILLI, 20 * MILLI, 200 * MILLI, 500 * MILLI);

    public RedisOptions {
        check("operationsMax", operationsMax, 1, OPERATIONS_MAX_LIMIT);
        check("answerNanosMax", answerNanosMax, 1, NANOS_LIMIT);
        check("silenceNanosMax", silenceNanosMax, answerNanosMax, NANOS_LIMIT);
        check("connectNanosMax", connectNanosMax, 1, NANOS_LIMIT);
        check("reconnectNanosMin", reconnectNanosMin, 1, NANOS_LIMIT);
        check("reconnectNanosMax", reconnectNanosMax, reconnectNanosMin, NANOS_LIMIT);
        check("pingNanos", pingNanos, 1, NANOS_LIMIT);
    }

    public RedisOptions withOperationsMax(int value) {
        return new RedisOptions(
                value,
                answerNanosMax,
                silenceNanosMax,
                connectNanosMax,
                reconnectNanosMin,
                reconnectNanosMax,
                pingNanos);
    }

    private static void check(String field, long value, long low, long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(field + " " + value + " is outside " + low + " to " + high);
        }
    }
}
