package io.darkages.scenarios.expect;

import io.darkages.engine.port.Measurement;
import io.darkages.scenarios.expect.FigureName.Kind;
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
                    measurement.title(), Kind.DISTRIBUTION, dimension(measurement.unit()), "see Measurement"));
        }
        all.add(distribution("down-bandwidth", "bytes to one player in one second, headers included"));
        all.add(distribution("up-bandwidth", "bytes from one player in one second, headers included"));
        all.add(new FigureName(
                "updates-per-player", Kind.GAUGE, Dimension.RATE, "entity updates to each player, on average"));
        all.add(new FigureName(
                "degradation", Kind.GAUGE, Dimension.COUNT, "steps below full quality of service at the end"));
        all.add(counter("violations", "invariant violations"));
        all.add(counter("joined", "players who entered the world"));
        all.add(counter("kicked", "players whose session the server closed for cheating"));
        all.add(counter("disconnected", "sessions that ended for any other reason but the player's own wish"));
        all.add(counter("corrections", "corrections sent"));
        all.add(counter("inputs-dropped", "inputs refused: too many, too old, impossible"));
        all.add(counter("malformed-dropped", "datagrams dropped because they made no sense"));
        all.add(counter("replayed-dropped", "datagrams dropped because they had been seen before"));
        all.add(counter("datagrams", "datagrams sent"));
        all.add(counter("overruns", "zone ticks that took longer than their share of time"));
        all.add(counter("degradations", "steps down in quality of service"));
        all.add(counter("recoveries", "steps up in quality of service"));
        return new FigureCatalogue(all);
    }

    private static Dimension dimension(Measurement.Unit unit) {
        return switch (unit) {
            case NANOSECONDS -> Dimension.DURATION;
            case MICROMETRES -> Dimension.LENGTH;
            case COUNT -> Dimension.COUNT;
            case BYTES -> Dimension.SIZE;
        };
    }

    private static FigureName distribution(String name, String meaning) {
        return new FigureName(name, Kind.DISTRIBUTION, Dimension.BANDWIDTH, meaning);
    }

    private static FigureName counter(String name, String meaning) {
        return new FigureName(name, Kind.COUNTER, Dimension.COUNT, meaning);
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
