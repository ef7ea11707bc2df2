package io.darkages.server.bench;

/**
 * How long and how much is measured.
 *
 * @param rounds runs of each standard scenario after the warm-up: at least so many, unless they are very slow
 * @param roundsMillis the rounds go on until they took this long; so does the warm-up
 * @param scenarioSeconds virtual seconds of a scenario run at most
 * @param players of the populated world whose memory is measured, at least 2
 * @param neighbours players all within 50 m of each other, whose payload is measured, at least 2
 * @param warmSeconds virtual seconds before anything is measured in a world
 * @param measuredSeconds virtual seconds of measuring in a world, at least 1
 * @param forks virtual machines for each JMH benchmark; 0 measures inside this one
 * @param iterations JMH iterations of measuring; half as many, rounded up, warm up
 * @param iterationMillis length of each
 */
public record BenchSettings(
        int rounds,
        int roundsMillis,
        int scenarioSeconds,
        int players,
        int neighbours,
        int warmSeconds,
        int measuredSeconds,
        int forks,
        int iterations,
        int iterationMillis) {

    /** About three minutes on an idle machine. */
    public static final BenchSettings STANDARD = new BenchSettings(3, 3_000, 60, 400, 101, 20, 20, 1, 5, 400);

    /** Well below a minute on an idle machine. */
    public static final BenchSettings QUICK = new BenchSettings(1, 1_000, 20, 400, 101, 10, 5, 1, 2, 200);

    public BenchSettings {
        if (rounds < 1 || players < 2 || neighbours < 2 || measuredSeconds < 1 || iterations < 1) {
            throw new IllegalArgumentException("rounds " + rounds + ", players " + players + ", neighbours "
                    + neighbours + ", measuredSeconds " + measuredSeconds + " or iterations " + iterations
                    + " is too small");
        }
    }

    public BenchSettings withRounds(int value) {
        return new BenchSettings(
                value,
                roundsMillis,
                scenarioSeconds,
                players,
                neighbours,
                warmSeconds,
                measuredSeconds,
                forks,
                iterations,
                iterationMillis);
    }
}
