package io.darkages.scenarios.format;

import io.darkages.scenarios.expect.RunPhase;

/**
 * The three parts of a run, in this order: players arrive and settle, faults strike, everything recovers.
 *
 * @param warmupNanos length of the warm-up, 0 or more
 * @param faultsNanos length of the phase in which faults may be active, 0 or more
 * @param healNanos length of the phase after the last fault, 0 or more
 */
public record PhasesSpec(long warmupNanos, long faultsNanos, long healNanos) {

    public long durationNanos() {
        return warmupNanos + faultsNanos + healNanos;
    }

    /** When the phase begins, from the start of the run. */
    public long startNanos(RunPhase phase) {
        return switch (phase) {
            case WARMUP -> 0;
            case FAULTS -> warmupNanos;
            case HEAL -> warmupNanos + faultsNanos;
        };
    }

    /** When the phase is over, exclusive, from the start of the run. */
    public long endNanos(RunPhase phase) {
        return switch (phase) {
            case WARMUP -> warmupNanos;
            case FAULTS -> warmupNanos + faultsNanos;
            case HEAL -> durationNanos();
        };
    }
}
