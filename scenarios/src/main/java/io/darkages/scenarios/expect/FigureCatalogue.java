package io.darkages.scenarios.expect;

import io.darkages.engine.port.Measurement;
import io.darkages.scenarios.expect.FigureName.Kind;
import io.darkages.scenarios.expect.FigureName.Scope;
import io.darkages.scenarios.quantity.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures that expectations may name. Immutable. */
public final class FigureCatalogue {

    private final List<FigureName> figures;

    public FigureCatalogue(List<FigureName> figures) {
        this.figures = List.copyOf(figures);
    }

    /** The engine's measurements, then what the runner counts. */
    public static FigureCatalogue standard() {
        List<FigureName> all = new ArrayList<>();
        for (Measurement measurement : Measurement.values()) {
            all.add(new FigureName(
                    measurement.title(),
                    Kind.DISTRIBUTION,
                    dimension(measurement.unit()),
                    scope(measurement),
                    "a measurement of the engine"));
        }
        all.add(bandwidth("down-bandwidth", "bytes to one player in one second, headers included"));
        all.add(bandwidth("up-bandwidth", "bytes from one player in one second, headers included"));
        all.add(new FigureName(
                "migration",
                Kind.DISTRIBUTION,
                Dimension.DURATION,
                Scope.PLAYERS,
                "from the beginning of a player's migration to another zone until that one owned it"));
        all.add(new FigureName(
                "recovery",
                Kind.DISTRIBUTION,
                Dimension.DURATION,
                Scope.GROUP,
                "from the beginning of a fault until a player whom it struck was acknowledged again"));
        all.add(gauge(
                "updates-per-player", Dimension.RATE, Scope.PLAYERS, "entity updates to each player, on average"));
        all.add(gauge("degradation", Dimension.COUNT, Scope.RUN, "steps below full quality of service at the end"));
        all.add(
                gauge(
                        "agreement",
                        Dimension.RATIO,
                        Scope.GROUP,
                        "attacks decided as the attacker's screen shows them, of all that were decided; the row with the least"));
        all.add(gauge(
                "too-close",
                Dimension.RATIO,
                Scope.GROUP,
                "attacks too close to an edge to be judged, of all that were decided; the row with the most"));
        all.add(counter("violations", Scope.RUN, "invariant violations"));
        all.add(counter("joined", Scope.PLAYERS, "players who entered the world"));
        all.add(counter("kicked", Scope.PLAYERS, "players whose session the server closed for cheating"));
        all.add(counter("disconnected", Scope.PLAYERS, "sessions that ended, but not by the player's own wish"));
        all.add(counter("corrections", Scope.PLAYERS, "corrections sent"));
        all.add(counter("inputs-dropped", Scope.PLAYERS, "inputs refused: too many, too old, impossible"));
        all.add(counter(
                "migrations", Scope.PLAYERS, "migrations of players from one zone to another that were completed"));
        all.add(counter(
                "migrations-failed", Scope.PLAYERS, "migrations that were rolled back, or ended with their zone"));
        all.add(counter("malformed-dropped", Scope.ZONE, "datagrams dropped because they made no sense"));
        all.add(counter("replayed-dropped", Scope.ZONE, "datagrams dropped because they had been seen before"));
        all.add(counter("datagrams", Scope.ZONE, "datagrams sent"));
        all.add(counter("overruns", Scope.ZONE, "zone ticks that took longer than their share of time"));
        all.add(counter("degradations", Scope.ZONE, "steps down in quality of service"));
        all.add(counter("recoveries", Scope.ZONE, "steps up in quality of service"));
        all.add(counter("hits", Scope.ZONE, "attacks that struck"));
        all.add(counter("kills", Scope.ZONE, "players killed by others"));
        all.add(counter("claims-refused", Scope.ZONE, "attacks whose claim of what was drawn was not believed"));
        all.add(counter("attacks-too-soon", Scope.ZONE, "attacks refused because the cooldown was not over"));
        all.add(counter("events-dropped", Scope.ZONE, "combat events that the log gave up"));
        return new FigureCatalogue(all);
    }

    /** What the zone measures can't be told apart by players. */
    private static Scope scope(Measurement measurement) {
        return switch (measurement) {
            case TICK_TIME, SNAPSHOT_ENTITIES, SNAPSHOT_BYTES -> Scope.ZONE;
            default -> Scope.PLAYERS;
        };
    }

    private static Dimension dimension(Measurement.Unit unit) {
        return switch (unit) {
            case NANOSECONDS -> Dimension.DURATION;
            case MICROMETRES -> Dimension.LENGTH;
            case COUNT -> Dimension.COUNT;
            case BYTES -> Dimension.SIZE;
        };
    }

    private static FigureName bandwidth(String name, String meaning) {
        return new FigureName(name, Kind.DISTRIBUTION, Dimension.BANDWIDTH, Scope.PLAYERS, meaning);
    }

    private static FigureName gauge(String name, Dimension dimension, Scope scope, String meaning) {
        return new FigureName(name, Kind.GAUGE, dimension, scope, meaning);
    }

    private static FigureName counter(String name, Scope scope, String meaning) {
        return new FigureName(name, Kind.COUNTER, Dimension.COUNT, scope, meaning);
    }

    /** The figure of this name, if it is known. */
    public Optional<FigureName> find(String name) {
        return figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
    }

    /** All names, in the catalogue's order. */
    public List<String> names() {
        return figures.stream().map(FigureName::name).toList();
    }

    /** All figures, in the catalogue's order. */
    public List<FigureName> figures() {
        return figures;
    }
}
