package io.darkages.server.bench;

import java.util.Optional;

/**
 * One measured figure.
 *
 * @param section where it belongs
 * @param name what was measured, for people and as the JSON's key; unique in its section
 * @param measured in the unit
 * @param unit what both values are in
 * @param target what it should be; empty where it is only told
 * @param detail how it was measured, and what is included; may be empty
 */
public record BenchFigure(
        BenchSection section,
        String name,
        double measured,
        BenchUnit unit,
        Optional<BenchTarget> target,
        String detail) {

    /** Whether the target is reached; empty without one. */
    public Optional<Boolean> reached() {
        return target.map(wanted -> wanted.reachedBy(measured));
    }
}
