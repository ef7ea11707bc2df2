package io.darkages.scenarios.run;

import java.util.function.BooleanSupplier;

/**
 * How a scenario is run. None of this changes what comes out.
 *
 * @param threads worker threads for hosts, at least 1
 * @param traced whether the outcome's trace is wanted; it takes memory
 * @param stopRequested asked between windows of virtual time, from the running thread; once true, the run
 *     ends and gives back what it has, marked as interrupted
 */
public record RunOptions(int threads, boolean traced, BooleanSupplier stopRequested) {

    /** One thread, no trace, never stopped. */
    public static final RunOptions PLAIN = new RunOptions(1, false, () -> false);

    public RunOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", at least 1 is needed");
        }
    }
}
