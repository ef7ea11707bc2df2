package io.darkages.reports.result;

import java.util.List;

/**
 * What a world of several zones does beyond what one does: hands players on, loses zones and gets them back. All empty
 * where there is one zone. Zones are numbered as in the scenario file. How many players each zone has is a series, {@link
 * RunResult.Series#POPULATION_BY_ZONE}; handoffs as clients felt them are the latencies {@link #HANDOFF_GAP} and {@link
 * #HANDOFF_JUMP}.
 *
 * @param migrations one row for each pair of zones that players went between, after one for all; empty where nobody went
 * @param recoveries one row for each fault that began, in the order of the faults; one that nobody noticed affected 0
 * @param ownership who acted for chosen players, and when
 * @param zoneNames by number; empty where zones have none
 */
public record GridResult(
        List<Migrations> migrations, List<Recovery> recoveries, List<Ownership> ownership, List<String> zoneNames) {

    /** One zone, or nothing told. */
    public static final GridResult NONE = new GridResult(List.of(), List.of(), List.of());

    /** The latency that tells the longest time without fresh state around each handoff. */
    public static final String HANDOFF_GAP = "handoff-gap";

    /** The latency that tells how far each handoff moved what was drawn. */
    public static final String HANDOFF_JUMP = "handoff-jump";

    public GridResult {
        migrations = List.copyOf(migrations);
        recoveries = List.copyOf(recoveries);
        ownership = List.copyOf(ownership);
        zoneNames = List.copyOf(zoneNames);
    }

    /** Zones without names. */
    public GridResult(List<Migrations> migrations, List<Recovery> recoveries, List<Ownership> ownership) {
        this(migrations, recoveries, ownership, List.of());
    }

    /** What people are told of a zone: its number, and its name where it has one. */
    public String zone(int number) {
        return "zone " + number + (number < zoneNames.size() ? " " + zoneNames.get(number) : "");
    }

    /**
     * What became of players' migrations. Durations are those of the completed, from their beginning until another zone
     * owned the player; 0 without any.
     *
     * @param route for people, such as {@code 0 to 1}; {@link #ALL} for all together
     * @param begun the sum of the three counts
     * @param failed rolled back, or ended with their zone
     * @param unfinished under way when the run ended
     */
    public record Migrations(
            String route,
            long begun,
            long completed,
            long failed,
            long unfinished,
            long p50Nanos,
            long p99Nanos,
            long maxNanos) {

        /** The route of the row for all together. */
        public static final String ALL = "all";

        public Migrations {
            Checks.present("route of migrations", route);
            Checks.atLeast("completed of migrations " + route, completed, 0);
            Checks.atLeast("failed of migrations " + route, failed, 0);
            Checks.atLeast("unfinished of migrations " + route, unfinished, 0);
            if (begun != completed + failed + unfinished) {
                throw new IllegalArgumentException("begun of migrations " + route + " is " + begun + ", its parts are "
                        + (completed + failed + unfinished));
            }
        }
    }

    /**
     * How players came back from a fault: those who went without an acknowledged input for more than 1 s. Times are
     * from the beginning of the fault until an input was acknowledged again, of those who recovered; 0 without any.
     *
     * @param fault which, by its place in {@link RunResult#faults}, from 1
     * @param affected how many players
     * @param recovered how many of these were acknowledged again
     */
    public record Recovery(int fault, int affected, int recovered, long p50Nanos, long p99Nanos, long maxNanos) {
        public Recovery {
            Checks.atLeast("fault of a recovery", fault, 1);
            Checks.atLeast("recovered of fault " + fault, recovered, 0);
            Checks.atLeast("affected of fault " + fault, affected, recovered);
        }
    }

    /**
     * Who acted for one player.
     *
     * @param player for people, such as {@code player 17}
     * @param spans in order, not overlapping; between them nobody acted
     */
    public record Ownership(String player, List<Span> spans) {
        public Ownership {
            Checks.present("player of an ownership", player);
            spans = List.copyOf(spans);
            for (int i = 1; i < spans.size(); i++) {
                Checks.atLeast(
                        "startSeconds of an ownership of " + player,
                        spans.get(i).startSeconds(),
                        spans.get(i - 1).endSeconds());
            }
        }
    }

    /**
     * One stretch of time of one player.
     *
     * @param zone which it was in
     * @param epoch its owner epoch
     * @param state {@link #OWNED} or {@link #SUSPENDED}
     */
    public record Span(double startSeconds, double endSeconds, int zone, long epoch, String state) {

        /** The zone acted for the player. */
        public static final String OWNED = "owned";

        /** The zone had the player and might not act: its lease was over, or the player was being handed on. */
        public static final String SUSPENDED = "suspended";

        public Span {
            Checks.atLeast("startSeconds of a span", startSeconds, 0);
            Checks.atLeast("endSeconds of a span", endSeconds, startSeconds);
            Checks.atLeast("zone of a span", zone, 0);
            Checks.atLeast("epoch of a span", epoch, 0);
            Checks.present("state of a span", state);
            if (!state.equals(OWNED) && !state.equals(SUSPENDED)) {
                throw new IllegalArgumentException(
                        "state of a span is \"" + state + "\", neither " + OWNED + " nor " + SUSPENDED);
            }
        }
    }
}
