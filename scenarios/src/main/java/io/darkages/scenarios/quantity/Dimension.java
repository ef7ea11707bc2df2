package io.darkages.scenarios.quantity;

import java.math.BigDecimal;
import java.util.List;

/** What a quantity measures, with the units that people may write. Each has one base unit for the inside. */
public enum Dimension {
    /** Base unit: nanosecond. */
    DURATION(
            "ns",
            "a duration",
            "60s or 150ms",
            unit("ns", 1),
            unit("us", 1_000),
            unit("µs", 1_000),
            unit("ms", 1_000_000),
            unit("s", 1_000_000_000),
            unit("min", 60_000_000_000L),
            unit("h", 3_600_000_000_000L)),
    /** Base unit: micrometre. */
    LENGTH(
            "um",
            "a length",
            "250m or 40cm",
            unit("um", 1),
            unit("mm", 1_000),
            unit("cm", 10_000),
            unit("m", 1_000_000),
            unit("km", 1_000_000_000)),
    /** Base unit: one millionth. */
    RATIO("ppm", "a share", "5% or 200ppm", unit("ppm", 1), unit("%", 10_000)),
    /** Base unit: one in a second. */
    RATE("1/s", "a rate", "20/s", unit("/s", 1)),
    /** Base unit: byte in a second. */
    BANDWIDTH(
            "B/s",
            "a bandwidth",
            "20480B/s or 10Mbit/s",
            unit("B/s", 1),
            unit("kB/s", 1_000),
            unit("KiB/s", 1_024),
            unit("MB/s", 1_000_000),
            unit("MiB/s", 1_048_576),
            unit("kbit/s", 125),
            unit("Mbit/s", 125_000),
            unit("Gbit/s", 125_000_000)),
    /** Base unit: byte. */
    SIZE(
            "B",
            "a size",
            "1500B or 64KiB",
            unit("B", 1),
            unit("kB", 1_000),
            unit("KiB", 1_024),
            unit("MB", 1_000_000),
            unit("MiB", 1_048_576)),
    /** A plain number. */
    COUNT("count", "a plain number", "6", unit("", 1));

    /** A way of writing a dimension. */
    record Unit(String symbol, BigDecimal inBaseUnits) {}

    private final String baseUnit;
    private final String description;
    private final String example;
    private final List<Unit> units;

    Dimension(String baseUnit, String description, String example, Unit... units) {
        this.baseUnit = baseUnit;
        this.description = description;
        this.example = example;
        this.units = List.of(units);
    }

    private static Unit unit(String symbol, long inBaseUnits) {
        return new Unit(symbol, BigDecimal.valueOf(inBaseUnits));
    }

    /** The symbol that results use for the base unit. */
    public String baseUnit() {
        return baseUnit;
    }

    /** What it is, with an article: {@code a duration}. */
    public String description() {
        return description;
    }

    /** What it may look like: {@code 60s or 150ms}. */
    public String example() {
        return example;
    }

    /** The symbols of its units, in the order in which errors list them. */
    public List<String> symbols() {
        return units.stream().map(Unit::symbol).toList();
    }

    List<Unit> units() {
        return units;
    }
}
