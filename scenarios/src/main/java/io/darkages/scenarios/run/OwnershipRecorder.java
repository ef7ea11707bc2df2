package io.darkages.scenarios.run;

import io.darkages.engine.port.LeaseColumn;
import io.darkages.engine.port.ProbeKind;
import io.darkages.reports.result.GridResult.Ownership;
import io.darkages.reports.result.GridResult.Span;
import io.darkages.reports.result.RunResult.Series;
import io.darkages.reports.result.Units;
import io.darkages.scenarios.history.ProbeConsumer;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * Which zone acts for each player: how many it has in each virtual second, and for chosen players the stretches of time.
 * Who is acted for shows ten times a second; where that stops without a word, so does the stretch.
 */
final class OwnershipRecorder implements ProbeConsumer {

    private static final double NANOS_PER_SECOND = 1e9;
    /** Two of the records that show that a player is acted for. */
    private static final long SILENCE_NANOS = 200_000_000L;

    private static final int RAN_OUT = 0;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final LongPredicate chosen;
    /** By id; null who was never owned or acted for. */
    private Player[] players = {};
    /** Hosts whose lease ran out. */
    private final Set<Integer> standing = new TreeSet<>();

    private final Map<Integer, List<Double>> population = new TreeMap<>();
    private int seconds;

    /** @param chosen whose stretches of time are kept */
    OwnershipRecorder(LongPredicate chosen) {
        this.chosen = chosen;
    }

    @Override
    public Set<ProbeKind> kinds() {
        return Set.of(
                ProbeKind.LEASE_ENDED,
                ProbeKind.LEASE_RENEWED,
                ProbeKind.PLAYER_OWNED,
                ProbeKind.PLAYER_SUSPENDED,
                ProbeKind.PLAYER_RELEASED,
                ProbeKind.POSITION);
    }

    @Override
    public void accept(ProbeRecord record) {
        switch (record.kind()) {
            case LEASE_ENDED -> {
                if (record.digest() == RAN_OUT && standing.add(record.host())) {
                    ofHost(record, Span.OWNED, Span.SUSPENDED);
                }
            }
            case LEASE_RENEWED -> {
                if (standing.remove(record.host())) {
                    ofHost(record, Span.SUSPENDED, Span.OWNED);
                }
            }
            default -> ofPlayer(record);
        }
    }

    private void ofHost(ProbeRecord record, String from, String to) {
        for (Player player : players) {
            if (player != null && player.open && player.host == record.host() && player.state.equals(from)) {
                player.end(record.nanos());
                player.begin(record, player.zone, player.epoch, to);
            }
        }
    }

    private void ofPlayer(ProbeRecord record) {
        Player player = player(record.player());
        switch (record.kind()) {
            case PLAYER_OWNED -> {
                player.end(record.nanos());
                player.begin(record, LeaseColumn.zone(record.b()), record.a(), Span.OWNED);
            }
            case PLAYER_SUSPENDED -> {
                if (player.host == record.host()) {
                    player.end(record.nanos());
                    player.begin(record, LeaseColumn.zone(record.b()), record.a(), Span.SUSPENDED);
                }
            }
            case PLAYER_RELEASED -> {
                if (player.host == record.host()) {
                    player.end(record.nanos());
                }
            }
            case POSITION -> {
                if (player.host == record.host()) {
                    player.acted(record.nanos());
                }
            }
            default -> throw new IllegalStateException("not asked for: " + record.kind());
        }
    }

    private Player player(long id) {
        int index = Math.toIntExact(id);
        if (index >= players.length) {
            players = Arrays.copyOf(players, Math.max(index + 1, players.length + (players.length >> 1)));
        }
        if (players[index] == null) {
            players[index] = new Player(chosen.test(id));
        }
        return players[index];
    }

    /** A virtual second is over, and everything in it was told. Answers how many players are acted for. */
    int secondEnded(long nowNanos) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (Player player : players) {
            if (player != null
                    && player.open
                    && player.state.equals(Span.OWNED)
                    && nowNanos - player.actedNanos < SECOND_NANOS) {
                counts.merge(player.zone, 1, Integer::sum);
            }
        }
        for (int zone : counts.keySet()) {
            population.computeIfAbsent(zone, first -> {
                List<Double> values = new ArrayList<>();
                for (int i = 0; i < seconds; i++) {
                    values.add(0.0);
                }
                return values;
            });
        }
        population.forEach((zone, values) -> values.add((double) counts.getOrDefault(zone, 0)));
        seconds++;
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Population of each zone that had any. */
    List<Series> lines(ZoneNames names) {
        List<Series> lines = new ArrayList<>();
        population.forEach((zone, values) ->
                lines.add(new Series(Series.POPULATION_BY_ZONE, names.zone(zone), Units.COUNT, values)));
        return lines;
    }

    /**
     * The chosen players' stretches, when the run is over.
     *
     * @param names what reports call a player
     */
    List<Ownership> rows(long endNanos, LongFunction<String> names) {
        List<Ownership> rows = new ArrayList<>();
        for (int id = 0; id < players.length; id++) {
            Player player = players[id];
            if (player != null && player.isChosen) {
                player.end(endNanos);
                rows.add(new Ownership(names.apply(id), player.spans));
            }
        }
        return rows;
    }

    private static final class Player {
        private final boolean isChosen;
        private final List<Span> spans = new ArrayList<>();
        private int host = -1;
        private boolean open;
        private long sinceNanos;
        private long actedNanos;
        private int zone;
        private long epoch;
        private String state = Span.OWNED;

        Player(boolean isChosen) {
            this.isChosen = isChosen;
        }

        void begin(ProbeRecord record, int itsZone, long itsEpoch, String itsState) {
            host = record.host();
            open = true;
            sinceNanos = record.nanos();
            actedNanos = record.nanos();
            zone = itsZone;
            epoch = itsEpoch;
            state = itsState;
        }

        /** A silence in between is a stretch in which nobody acted. */
        void acted(long nanos) {
            if (open && state.equals(Span.OWNED) && nanos - actedNanos > SECOND_NANOS) {
                keep(actedNanos);
                sinceNanos = nanos;
            }
            actedNanos = nanos;
        }

        void end(long nanos) {
            if (open) {
                boolean silent = state.equals(Span.OWNED) && nanos - actedNanos > SILENCE_NANOS;
                keep(silent ? actedNanos : nanos);
                open = false;
            }
        }

        private void keep(long untilNanos) {
            if (isChosen && untilNanos > sinceNanos) {
                spans.add(new Span(sinceNanos / NANOS_PER_SECOND, untilNanos / NANOS_PER_SECOND, zone, epoch, state));
            }
        }
    }
}
