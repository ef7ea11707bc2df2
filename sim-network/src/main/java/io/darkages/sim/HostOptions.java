package io.darkages.sim;

/**
 * A host's machine. Immutable.
 *
 * @param linkClass name of the class by which links to and from it are found, such as {@code players}
 * @param startNanos virtual time at which its program starts
 * @param socketBytesMax payload bytes that wait in its socket while it is busy; more are dropped and counted
 * @param inFlightBytesMax memory for datagrams on their way to it; needing more is an error, not a drop
 * @param timersMax how many timers may be pending; timer ids are below it, 1 to 64
 * @param cpuPercent what its CPU takes for a cost, as a percentage of the nominal: 200 is half as fast, 1 to 100,000
 * @param driftPpm how much faster than virtual time its clocks run, -500 to 500
 * @param wallOffsetMicros what its wall clock is ahead at the start
 */
public record HostOptions(
        String linkClass,
        long startNanos,
        int socketBytesMax,
        int inFlightBytesMax,
        int timersMax,
        int cpuPercent,
        int driftPpm,
        long wallOffsetMicros) {

    /** What crystals are specified to stay within, and NTP's limit on slewing. */
    public static final int DRIFT_PPM_MAX = 500;

    public HostOptions {
        if (linkClass.isEmpty()) {
            throw new IllegalArgumentException("linkClass is empty");
        }
        Range.check("startNanos", startNanos, 0, Long.MAX_VALUE / 4);
        Range.check("socketBytesMax", socketBytesMax, Simulation.DATAGRAM_BYTES_MAX, 1 << 30);
        Range.check("inFlightBytesMax", inFlightBytesMax, Simulation.DATAGRAM_BYTES_MAX, 1 << 30);
        Range.check("timersMax", timersMax, 1, 64);
        Range.check("cpuPercent", cpuPercent, 1, Host.CPU_PERCENT_MAX);
        Range.check("driftPpm", driftPpm, -DRIFT_PPM_MAX, DRIFT_PPM_MAX);
        Range.check("wallOffsetMicros", wallOffsetMicros, Long.MIN_VALUE / 4, Long.MAX_VALUE / 4);
    }

    /** Starts at 0, 208 KiB of socket (Linux's default {@code rmem_max}), 64 MiB in flight, 8 timers, exact clocks. */
    public static HostOptions of(String linkClass) {
        return new HostOptions(linkClass, 0, 212_992, 64 << 20, 8, 100, 0, 0);
    }

    public HostOptions withStartNanos(long value) {
        return new HostOptions(
                linkClass, value, socketBytesMax, inFlightBytesMax, timersMax, cpuPercent, driftPpm, wallOffsetMicros);
    }

    public HostOptions withSocketBytesMax(int value) {
        return new HostOptions(
                linkClass, startNanos, value, inFlightBytesMax, timersMax, cpuPercent, driftPpm, wallOffsetMicros);
    }

    public HostOptions withInFlightBytesMax(int value) {
        return new HostOptions(
                linkClass, startNanos, socketBytesMax, value, timersMax, cpuPercent, driftPpm, wallOffsetMicros);
    }

    public HostOptions withTimersMax(int value) {
        return new HostOptions(
                linkClass, startNanos, socketBytesMax, inFlightBytesMax, value, cpuPercent, driftPpm, wallOffsetMicros);
    }

    public HostOptions withCpuPercent(int value) {
        return new HostOptions(
                linkClass, startNanos, socketBytesMax, inFlightBytesMax, timersMax, value, driftPpm, wallOffsetMicros);
    }

    public HostOptions withDriftPpm(int value) {
        return new HostOptions(
                linkClass,
                startNanos,
                socketBytesMax,
                inFlightBytesMax,
                timersMax,
                cpuPercent,
                value,
                wallOffsetMicros);
    }

    public HostOptions withWallOffsetMicros(long value) {
        return new HostOptions(
                linkClass, startNanos, socketBytesMax, inFlightBytesMax, timersMax, cpuPercent, driftPpm, value);
    }
}
