package io.darkages.reports.result;

/** Symbols of the units in which values are recorded. A format's unit is always one of the recorded scale. */
public final class Units {

    public static final String NANOSECONDS = "ns";
    public static final String MICROMETRES = "um";
    public static final String COUNT = "count";
    public static final String BYTES = "B";
    public static final String BYTES_PER_SECOND = "B/s";
    public static final String PER_SECOND = "1/s";
    public static final String PERCENT = "%";
    /** Millionths of a whole. */
    public static final String PPM = "ppm";

    private Units() {}
}
