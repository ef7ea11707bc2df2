package io.darkages.engine.authority;

/**
 * How many players a zone may own, and how it asks the register about them.
 *
 * @param playersMax players that are owned, claimed or being given up, 1 to 65,536; more are refused
 * @param operationsMax operations under way at one time, 1 to 1,024; the rest waits, one place for each player
 * @param retryNanos pause after an operation that failed, whose outcome is unknown, or that came too early, at least 1
 */
public record OwnershipOptions(int playersMax, int operationsMax, long retryNanos) {

    private static final int PLAYERS_MAX_LIMIT = 1 << 16;
    private static final int OPERATIONS_MAX_LIMIT = 1_024;

    /** 2,048 players, 64 operations, 50 ms: 1,500 logins in 5 s take a register that answers within 0.2 s. */
    public static final OwnershipOptions STANDARD = new OwnershipOptions(2_048, 64, 50_000_000);

    public OwnershipOptions {
        check("playersMax", playersMax, PLAYERS_MAX_LIMIT);
        check("operationsMax", operationsMax, OPERATIONS_MAX_LIMIT);
        check("retryNanos", retryNanos, Long.MAX_VALUE / 2);
    }

    private static void check(String field, long value, long high) {
        if (value < 1 || value > high) {
            throw new IllegalArgumentException(field + " " + value + " is outside 1 to " + high);
        }
    }
}
