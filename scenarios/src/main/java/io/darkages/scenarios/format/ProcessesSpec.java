package io.darkages.scenarios.format;

/**
 * The processes that serve the zones of a world: one for each zone, and spare ones. Which of them serves which zone is
 * settled among them while the run goes on.
 *
 * @param spares processes beyond one for each zone
 * @param backplane the way from each process to each other
 */
public record ProcessesSpec(int spares, PathSpec backplane) {

    /** One spare; in one data centre, 0.5 ms from each other. */
    public static final ProcessesSpec STANDARD = new ProcessesSpec(1, PathSpec.STANDARD.withLatencyNanos(500_000));
}
