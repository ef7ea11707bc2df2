package io.darkages.scenarios.expect;

/** What is taken of a figure. */
public enum Statistic {
    P50("p50"),
    P90("p90"),
    P99("p99"),
    P999("p999"),
    MAX("max"),
    MEAN("mean"),
    /** Of a distribution the number of samples, of a counter its total. */
    COUNT("count"),
    /** The count, for each virtual second of the phase. */
    RATE("rate"),
    /** The figure itself, for counters and gauges. Written as the bare name. */
    VALUE("value");

    private final String title;

    Statistic(String title) {
        this.title = title;
    }

    /** The word that expectations use for it. */
    public String title() {
        return title;
    }
}
