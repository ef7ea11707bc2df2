package io.darkages.server.bench;

/** What figures are measured in. The titles are the JSON's. */
public enum BenchUnit {
    /** Virtual seconds for each real one. */
    TIMES_REAL_TIME("times-real-time"),
    BYTES("bytes"),
    BYTES_PER_SECOND("bytes-per-second"),
    PER_SECOND("per-second"),
    PERCENT("percent"),
    NANOSECONDS("nanoseconds");

    private final String title;

    BenchUnit(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
