package io.darkages.engine.process;

/**
 * How many players move at one time, and how long what may take. All in nanoseconds of the process' monotonic clock.
 *
 * @param departuresMax players who are near another zone or came from one, 1 to 65,536; more stay where they are
 * @param arrivalsMax players whom other zones announced, 1 to 65,536; more are refused
 * @param rollBackNanos from the beginning of TRANSFERRING to asking for the player back, at least 1. The original
 *     design gives a migration 5 s; what is left of them is the register's
 * @param answerNanos how long the target may take to say whether it expects the player, at least 1
 * @param pauseNanos after a migration that came to nothing, before the next of this player, at least 1
 * @param confirmNanos between two questions to the register whether the target owns the player, at least 1
 * @param strayNanos how long a player whom the target expects may go on beyond the border until it goes without its
 *     client's view, at least 1. Longer than a token's life and the pause after it, so that a client whose first attempt
 *     came to nothing gets a second; at top speed some 180 m, well within the zone's reach
 * @param tokenLifeNanos from making a token until the source makes a new one, at least 1 ms. The target counts from
 *     when it was told, and a quarter longer
 */
public record MigrationOptions(
        int departuresMax,
        int arrivalsMax,
        long rollBackNanos,
        long answerNanos,
        long pauseNanos,
        long confirmNanos,
        long strayNanos,
        long tokenLifeNanos) {

    private static final int PLAYERS_MAX_LIMIT = 1 << 16;
    private static final long MILLI = 1_000_000;

    /** 2,048 players either way; the player is asked back after 4 s of 5; 20 s to stray; tokens live for 15 s. */
    public static final MigrationOptions STANDARD = new MigrationOptions(
            2_048, 2_048, 4_000 * MILLI, 1_000 * MILLI, 1_000 * MILLI, 100 * MILLI, 20_000 * MILLI, 15_000 * MILLI);

    public MigrationOptions withStray(long newStrayNanos) {
        return new MigrationOptions(
                departuresMax,
                arrivalsMax,
                rollBackNanos,
                answerNanos,
                pauseNanos,
                confirmNanos,
                newStrayNanos,
                tokenLifeNanos);
    }

    public MigrationOptions {
        check("departuresMax", departuresMax, 1, PLAYERS_MAX_LIMIT);
        check("arrivalsMax", arrivalsMax, 1, PLAYERS_MAX_LIMIT);
        check("rollBackNanos", rollBackNanos, 1, Long.MAX_VALUE / 2);
        check("answerNanos", answerNanos, 1, Long.MAX_VALUE / 2);
        check("pauseNanos", pauseNanos, 1, Long.MAX_VALUE / 2);
        check("confirmNanos", confirmNanos, 1, Long.MAX_VALUE / 2);
        check("strayNanos", strayNanos, 1, Long.MAX_VALUE / 2);
        check("tokenLifeNanos", tokenLifeNanos, MILLI, Long.MAX_VALUE / 2);
    }

    private static void check(String field, long value, long low, long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(field + " " + value + " is outside " + low + " to " + high);
        }
    }
}
