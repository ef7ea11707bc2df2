package io.darkages.scenarios.run;

import io.darkages.engine.port.LeaseColumn;
import io.darkages.engine.port.ProbeKind;
import io.darkages.reports.result.GridResult.Migrations;
import io.darkages.scenarios.history.ProbeConsumer;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of migrations, by the pair of zones: begun with the transfer, completed when the target owns the player,
 * failed when they are rolled back or when their zone is another's before.
 */
final class MigrationMeter implements ProbeConsumer {

    /** Is told of each migration that ends. */
    interface Outcomes {

        /** Nobody wants to know. */
        Outcomes NONE = new Outcomes() {
            @Override
            public void completed(long player, long nanos) {}

            @Override
            public void failed(long player) {}
        };

        /** @param nanos from its beginning until another zone owned the player */
        void completed(long player, long nanos);

        /** Rolled back, or ended with its zone. */
        void failed(long player);
    }

    private static final int ACCEPTED = 1;
    /** Of sorted durations the one that a share of a hundred does not exceed. */
    private static final int HUNDRED = 100;

    /** By player. */
    private final Map<Long, Open> open = new TreeMap<>();
    /** By source and target. */
    private final Map<Long, Route> routes = new TreeMap<>();

    private final Outcomes outcomes;

    MigrationMeter() {
        this(Outcomes.NONE);
    }

    MigrationMeter(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    private record Open(long sinceNanos, int source, long lease, int target) {}

    @Override
    public Set<ProbeKind> kinds() {
        return Set.of(
                ProbeKind.TRANSFER_BEGUN,
                ProbeKind.TRANSFER_ROLLED_BACK,
                ProbeKind.PLAYER_OWNED,
                ProbeKind.PLAYER_RELEASED,
                ProbeKind.LEASE_TAKEN);
    }

    @Override
    public void accept(ProbeRecord record) {
        switch (record.kind()) {
            case TRANSFER_BEGUN -> {
                failed(record.player());
                Open begun = new Open(record.nanos(), LeaseColumn.zone(record.b()), LeaseColumn.lease(record.b()), (int)
                        record.digest());
                open.put(record.player(), begun);
            }
            case PLAYER_OWNED -> {
                Open ended = open.get(record.player());
                if (ended != null && record.digest() == ACCEPTED && LeaseColumn.zone(record.b()) == ended.target) {
                    open.remove(record.player());
                    route(ended).completed(record.nanos() - ended.sinceNanos);
                    outcomes.completed(record.player(), record.nanos() - ended.sinceNanos);
                } else {
                    failed(record.player());
                }
            }
            case TRANSFER_ROLLED_BACK, PLAYER_RELEASED -> failed(record.player());
            case LEASE_TAKEN -> {
                int zone = LeaseColumn.zone(record.a());
                long lease = LeaseColumn.lease(record.a());
                List<Long> gone = open.entrySet().stream()
                        .filter(each -> each.getValue().source == zone && each.getValue().lease < lease)
                        .map(Map.Entry::getKey)
                        .toList();
                gone.forEach(this::failed);
            }
            default -> throw new IllegalStateException("not asked for: " + record.kind());
        }
    }

    private void failed(long player) {
        Open ended = open.remove(player);
        if (ended != null) {
            route(ended).failed++;
            outcomes.failed(player);
        }
    }

    private Route route(Open ended) {
        return routes.computeIfAbsent((long) ended.source << Integer.SIZE | ended.target, key -> new Route());
    }

    /** Rows for the report, when the run is over: all together, then by pair. None where nobody went. */
    List<Migrations> rows(ZoneNames names) {
        Map<Long, Long> unfinished = new TreeMap<>();
        for (Open each : open.values()) {
            route(each);
            unfinished.merge((long) each.source << Integer.SIZE | each.target, 1L, Long::sum);
        }
        if (routes.isEmpty()) {
            return List.of();
        }
        Route all = new Route();
        List<Migrations> rows = new ArrayList<>();
        routes.forEach((key, route) -> {
            all.add(route);
            rows.add(route.row(
                    names.route((int) (key >> Integer.SIZE), key.intValue()), unfinished.getOrDefault(key, 0L)));
        });
        rows.add(0, all.row(Migrations.ALL, open.size()));
        return rows;
    }

    private static final class Route {
        private long failed;
        private int completed;
        private long[] durations = new long[16];

        void completed(long nanos) {
            if (completed == durations.length) {
                durations = Arrays.copyOf(durations, 2 * completed);
            }
            durations[completed++] = nanos;
        }

        void add(Route other) {
            failed += other.failed;
            for (int i = 0; i < other.completed; i++) {
                completed(other.durations[i]);
            }
        }

        Migrations row(String name, long unfinished) {
            long[] sorted = Arrays.copyOf(durations, completed);
            Arrays.sort(sorted);
            return new Migrations(
                    name,
                    completed + failed + unfinished,
                    completed,
                    failed,
                    unfinished,
                    rank(sorted, 50),
                    rank(sorted, 99),
                    rank(sorted, HUNDRED));
        }
    }

    /** The least value that so many of a hundred do not exceed; 0 of none. */
    static long rank(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(sorted.length * percent + HUNDRED - 1) / HUNDRED - 1];
    }
}
