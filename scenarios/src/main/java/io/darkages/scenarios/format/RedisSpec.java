package io.darkages.scenarios.format;

/**
 * Redis, which keeps sessions and carries announcements: a primary, its replicas, and the monitor that replaces it.
 *
 * @param replicas nodes that follow the primary
 * @param persistence what survives a crash of a node
 * @param latencyNanos one way between a process and a node, between two nodes, and between the monitor and a node
 * @param pollNanos how often the monitor asks each node
 * @param downAfterNanos a primary that has not answered for that long is given up
 * @param electionNanos from then on until a replica takes its place
 */
public record RedisSpec(
        int replicas,
        Persistence persistence,
        long latencyNanos,
        long pollNanos,
        long downAfterNanos,
        long electionNanos) {

    /**
     * A replica and no persistence; in the same data centre; asked five times a second, given up after 1 s and replaced
     * another second later.
     */
    public static final RedisSpec STANDARD =
            new RedisSpec(1, Persistence.NONE, 500_000, 200_000_000L, 1_000_000_000L, 1_000_000_000L);

    /** What survives a crash. */
    public enum Persistence implements Named {
        /** Nothing. */
        NONE("none"),
        /** What was written more than about a second before. */
        EVERY_SECOND("every-second");

        private final String title;

        Persistence(String title) {
            this.title = title;
        }

        @Override
        public String title() {
            return title;
        }
    }
}
