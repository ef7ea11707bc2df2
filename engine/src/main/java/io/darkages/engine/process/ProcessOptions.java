package io.darkages.engine.process;

import io.darkages.engine.authority.LeaseOptions;
import io.darkages.engine.authority.OwnershipOptions;

/**
 * How a zone process is kept. All in nanoseconds of its monotonic clock, each at least 1.
 *
 * @param loginsMax players who are being looked up at one time, 1 to 65,536; more are told to come again
 * @param timers how long what takes
 */
public record ProcessOptions(
        LeaseOptions lease, OwnershipOptions ownership, MigrationOptions migrations, int loginsMax, Timers timers) {

    private static final long MILLI = 1_000_000;
    private static final int LOGINS_MAX_LIMIT = 1 << 16;

    /**
     * How long what takes.
     *
     * @param saveNanos between two saves of one session
     * @param sessionExpiryNanos the hot state forgets a session that long after its last save
     * @param statusNanos between two words to the other processes
     * @param announceNanos between two announcements in the hot state
     * @param announcementExpiryNanos the hot state forgets an announcement after that
     * @param suspectNanos a holder whose row stands still for so long may be dead: a spare gets ready, and nobody is
     *     sent there
     * @param loginNanos a player who can't be served by then is told to come again
     * @param emptyNanos a zone without players is given back after that
     * @param tokenLifeNanos how long a token is good with which a player is sent elsewhere, on the wall
     */
    public record Timers(
            long saveNanos,
            long sessionExpiryNanos,
            long statusNanos,
            long announceNanos,
            long announcementExpiryNanos,
            long suspectNanos,
            long loginNanos,
            long emptyNanos,
            long tokenLifeNanos) {

        /** Sessions each 0.5 s, so that what comes back is 1 s old at most; a holder is suspected after 1 s. */
        public static final Timers STANDARD = new Timers(
                500 * MILLI,
                600_000 * MILLI,
                100 * MILLI,
                1_000 * MILLI,
                3_000 * MILLI,
                1_000 * MILLI,
                4_000 * MILLI,
                30_000 * MILLI,
                60_000 * MILLI);

        public Timers {
            check("saveNanos", saveNanos);
            check("sessionExpiryNanos", sessionExpiryNanos);
            check("statusNanos", statusNanos);
            check("announceNanos", announceNanos);
            check("announcementExpiryNanos", announcementExpiryNanos);
            check("suspectNanos", suspectNanos);
            check("loginNanos", loginNanos);
            check("emptyNanos", emptyNanos);
            check("tokenLifeNanos", tokenLifeNanos);
        }

        private static void check(String field, long value) {
            if (value < 1 || value > Long.MAX_VALUE / 4) {
                throw new IllegalArgumentException("timers." + field + " " + value + " is out of range");
            }
        }
    }

    /** 1,024 logins at one time. */
    public static final ProcessOptions STANDARD = new ProcessOptions(
            LeaseOptions.STANDARD, OwnershipOptions.STANDARD, MigrationOptions.STANDARD, 1_024, Timers.STANDARD);

    public ProcessOptions {
        if (loginsMax < 1 || loginsMax > LOGINS_MAX_LIMIT) {
            throw new IllegalArgumentException("loginsMax " + loginsMax + " is outside 1 to " + LOGINS_MAX_LIMIT);
        }
    }
}
