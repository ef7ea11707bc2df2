package io.darkages.sim;

/**
 * A host's machine. Immutable. Each part checks its own values.
 *
 * @param linkClass name of the class by which links to and from it are found, such as {@code players}
 * @param startNanos virtual time at which its program starts
 * @param cpuPercent what its CPU takes for a cost, as a percentage of the nominal: 200 is half as fast, 1 to 100,000
 * @param limits what it has room for
 * @param clocks how far its clocks are off
 */
public record HostOptions(String linkClass, long startNanos, int cpuPercent, Limits limits, Clocks clocks) {

    /** What crystals are specified to stay within, and NTP's limit on slewing. */
    public static final int DRIFT_PPM_MAX = 500;

    /**
     * What a host has room for.
     *
     * @param socketBytesMax payload bytes that wait in its socket while it is busy; more are dropped and counted
     * @param inFlightBytesMax memory for datagrams on their way to it; needing more is an error, not a drop
     * @param timersMax how many timers may be pending; timer ids are below it, 1 to 64
     */
    public record Limits(int socketBytesMax, int inFlightBytesMax, int timersMax) {

        /** 208 KiB of socket (Linux's default {@code rmem_max}), 64 MiB in flight, 8 timers. */
        public static final Limits STANDARD = new Limits(212_992, 64 << 20, 8);

        public Limits {
            Range.check("socketBytesMax", socketBytesMax, Simulation.DATAGRAM_BYTES_MAX, 1 << 30);
            Range.check("inFlightBytesMax", inFlightBytesMax, Simulation.DATAGRAM_BYTES_MAX, 1 << 30);
            Range.check("timersMax", timersMax, 1, 64);
        }
    }

    /**
     * How far a host's clocks are off.
     *
     * @param driftPpm how much faster than virtual time they run, -500 to 500
     * @param wallOffsetMicros what the wall clock is ahead at the start
     */
    public record Clocks(int driftPpm, long wallOffsetMicros) {

        public static final Clocks EXACT = new Clocks(0, 0);

        public Clocks {
            Range.check("driftPpm", driftPpm, -DRIFT_PPM_MAX, DRIFT_PPM_MAX);
            Range.check("wallOffsetMicros", wallOffsetMicros, Long.MIN_VALUE / 4, Long.MAX_VALUE / 4);
        }
    }

    public HostOptions {
        if (linkClass.isEmpty()) {
            throw new IllegalArgumentException("linkClass is empty");
        }
        Range.check("startNanos", startNanos, 0, Long.MAX_VALUE / 4);
        Range.check("cpuPercent", cpuPercent, 1, Host.CPU_PERCENT_MAX);
    }

    /** Starts at 0, at nominal speed, with the standard limits and exact clocks. */
    public static HostOptions of(String linkClass) {
        return new HostOptions(linkClass, 0, 100, Limits.STANDARD, Clocks.EXACT);
    }

    public HostOptions withStartNanos(long value) {
        return new HostOptions(linkClass, value, cpuPercent, limits, clocks);
    }

    public HostOptions withCpuPercent(int value) {
        return new HostOptions(linkClass, startNanos, value, limits, clocks);
    }

    public HostOptions withSocketBytesMax(int value) {
        Limits changed = new Limits(value, limits.inFlightBytesMax, limits.timersMax);
        return new HostOptions(linkClass, startNanos, cpuPercent, changed, clocks);
    }

    public HostOptions withDriftPpm(int value) {
        return new HostOptions(linkClass, startNanos, cpuPercent, limits, new Clocks(value, clocks.wallOffsetMicros));
    }

    public HostOptions withWallOffsetMicros(long value) {
        return new HostOptions(linkClass, startNanos, cpuPercent, limits, new Clocks(clocks.driftPpm, value));
    }
}
