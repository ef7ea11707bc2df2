package io.darkages.engine.port;

/** Where distributions are recorded. Write-only, like {@link Probes}. Called on the host's own thread. */
@FunctionalInterface
public interface Measurements {

    /** A port that keeps nothing. */
    Measurements NONE = (measurement, value) -> {};

    /**
     * @param value in the measurement's unit, not negative
     */
    void record(Measurement measurement, long value);
}
