package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.reports.result.RunResult;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Files that ask for the edge of what they may ask for. */
final class UnusualScenariosTest {

    private static RunOutcome play(String seconds, String sections, int players, String expectations) {
        return Play.run(Play.read("""
                name: unusual
                seed: 7
                duration: %s
                %s
                groups:
                  - {name: walkers, count: %d, behaviour: sprint, spawn: {shape: disc, centre: [0m, 0m], radius: 15m}}
                expectations: [%s]
                """.formatted(seconds, sections, players, expectations)));
    }

    @Test
    void phaseWithoutLengthHasNoRate() {
        RunOutcome outcome = play(
                "2s",
                "phases: {warmup: 0s, faults: 2s, heal: 0s}",
                2,
                "'rate(datagrams, heal) >= 0/s', 'rate(joined, warmup) >= 0/s', 'count(joined, faults) == 2'");
        List<OptionalDouble> measured = outcome.result().expectations().stream()
                .map(RunResult.Expectation::measured)
                .toList();
        assertEquals(List.of(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(2)), measured);
    }

    /** Each tick takes more than two: every third one is run, and a second's sixtieth tick never. */
    @Test
    void zoneThatLeavesTicksOutIsStillJudged() {
        RunOutcome outcome = play("6s", "world: {side: 200m, cpu: {costs: {tick: 40ms}}}", 12, "");
        assertEquals(List.of(), Play.broken(outcome));
        // Twelve players for almost six seconds, looked at ten times a second.
        long checks = Play.invariant(outcome, "speed-bound").checks();
        assertTrue(checks > 600, () -> checks + " positions judged");
    }

    @Test
    void slowCpuOnASlowCpuIsAsSlowAsThereIs() {
        RunOutcome outcome = play(
                "3s",
                "world: {cpu: {speed: 1%}}\nfaults: [{kind: slow-cpu, at: 1s, for: 500ms, speed: 1%, target: zone}]",
                1,
                "");
        assertEquals(List.of(), outcome.result().errors());
    }

    @Test
    void packetsAreHeldBackForAsLongAsTheFileSays() {
        RunOutcome outcome = play(
                "4s",
                "links: {far: {latency: 20ms, reorder: 100%, reorder-delay: 200ms}}",
                1,
                "'p50(rtt) > 440ms', 'p50(rtt) < 450ms'");
        assertTrue(
                outcome.result().passed(), () -> outcome.result().expectations().toString());
    }

    @Test
    void aGridOfOneZoneIsAWorldOfOneZone() {
        RunOutcome one = play("1s", "world: {grid: {columns: 1, rows: 1, zone-side: 200m}}", 1, "");
        assertEquals(
                one.result().traceHash(),
                play("1s", "world: {side: 200m}", 1, "").result().traceHash());
    }
}
