package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.reports.result.RunResult;
import io.darkages.scenarios.format.Scenario;
import org.junit.jupiter.api.Test;

/** What belongs to which phase. */
final class PhaseBordersTest {

    private static final int PLAYERS = 3;

    private static Scenario scenario(String phases, String... expectations) {
        return Play.read("""
                name: phased
                seed: 7
                duration: 5s
                phases: %s
                world: {side: 200m}
                groups:
                  - name: walkers
                    count: 3
                    behaviour: random-walk
                    spawn: {shape: disc, centre: [0m, 0m], radius: 20m}
                expectations: [%s]
                """.formatted(phases, "'" + String.join("', '", expectations) + "'"));
    }

    private static double measured(RunResult result, int expectation) {
        return result.expectations().get(expectation).measured().orElseThrow();
    }

    @Test
    void aSecondBelongsToThePhaseThatItEndsIn() {
        RunResult result = Play.run(scenario(
                        "{warmup: 1s, faults: 2s, heal: 2s}",
                        "count(up-bandwidth) > 0",
                        "count(up-bandwidth, warmup) > 0",
                        "count(up-bandwidth, faults) > 0",
                        "count(up-bandwidth, heal) > 0"))
                .result();
        assertEquals(5 * PLAYERS, measured(result, 0));
        assertEquals(PLAYERS, measured(result, 1));
        assertEquals(2 * PLAYERS, measured(result, 2));
        assertEquals(2 * PLAYERS, measured(result, 3));
    }

    @Test
    void countersOfThePhasesAddUp() {
        assertAddUp("{warmup: 1s, faults: 2s, heal: 2s}");
    }

    @Test
    void aPhaseOfNoLengthTakesNothingAndHidesNoBorder() {
        assertAddUp("{warmup: 2s, faults: 0s, heal: 3s}");
    }

    private static void assertAddUp(String phases) {
        RunResult result = Play.run(scenario(
                        phases,
                        "datagrams > 0",
                        "count(datagrams, warmup) > 0",
                        "count(datagrams, faults) >= 0",
                        "count(datagrams, heal) > 0",
                        "joined == 3",
                        "count(joined, warmup) == 3",
                        "count(joined, faults) == 0",
                        "count(joined, heal) == 0"))
                .result();
        assertTrue(measured(result, 1) > 0 && measured(result, 3) > 0);
        assertEquals(measured(result, 0), measured(result, 1) + measured(result, 2) + measured(result, 3));
        for (int i = 4; i < 8; i++) {
            assertTrue(
                    result.expectations().get(i).passed(),
                    result.expectations().get(i).toString());
        }
    }
}
