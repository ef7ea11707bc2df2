package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.reports.result.ResultComparison;
import io.darkages.reports.result.ResultFolder;
import io.darkages.scenarios.bots.Brain;
import io.darkages.scenarios.format.Scenario;
import io.darkages.sim.HostContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One scenario and seed, one outcome, down to the bytes of the result; another seed, another outcome. */
final class SameOutcomeTest {

    private static final RunOptions TRACED = new RunOptions(1, true, () -> false);

    /** Some of everything that draws: loss, jitter, bursts, corruption, drift, cheats, faults. */
    private static final Scenario MIXED = Play.read("""
            name: mixed
            seed: 11
            duration: 5s
            phases: {warmup: 1s, faults: 3s, heal: 1s}
            world:
              side: 300m
              capacity: 64
              obstacles: [{shape: cylinder, at: [5m, 0m, 5m], radius: 2m, height: 3m}]
            links:
              good: {latency: 15ms, jitter: 2ms, loss: 0.5%}
              bad: {latency: 60ms, jitter: 20ms, burst-loss: {rate: 5%, mean-length: 3}, duplicate: 1%, corrupt: 1%}
            groups:
              - name: walkers
                count: 20
                behaviour: random-walk
                spawn: {shape: disc, centre: [0m, 0m], radius: 40m}
                link: good
                clock-drift: 300ppm
              - name: runners
                count: 20
                behaviour: sprint
                spawn: {shape: disc, centre: [0m, 0m], radius: 40m}
                link: bad
              - name: cheats
                count: 3
                behaviour: {kind: speed-hacker, speed: 150%}
                spawn: {shape: disc, centre: [0m, 0m], radius: 40m}
                link: good
              - name: vandals
                count: 2
                behaviour: {kind: malformed, rate: 50/s}
                spawn: {shape: disc, centre: [0m, 0m], radius: 40m}
                link: bad
            faults:
              - {at: 2s, for: 1s, kind: link-latency, target: group runners, latency: 40ms}
              - {at: 2.5s, for: 200ms, kind: pause, target: zone}
            """);

    @TempDir
    private Path folder;

    @Test
    void sameSeedIsTheSameToTheByte() throws IOException {
        assertSame(Play.run(MIXED, WorldParts.STANDARD, TRACED), Play.run(MIXED, WorldParts.STANDARD, TRACED));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void threadsDoNotShow(int threads) throws IOException {
        assertSame(
                Play.run(MIXED, WorldParts.STANDARD, TRACED),
                Play.run(MIXED, WorldParts.STANDARD, new RunOptions(threads, true, () -> false)));
    }

    @Test
    void tracingDoesNotShow() throws IOException {
        RunOutcome traced = Play.run(MIXED, WorldParts.STANDARD, TRACED);
        RunOutcome untraced = Play.run(MIXED);
        assertSameResult(traced, untraced);
    }

    @Test
    void whatRanBeforeDoesNotShow() throws IOException {
        RunOutcome first = Play.run(MIXED, WorldParts.STANDARD, TRACED);
        Play.run(Play.scenario("2s", """
                - {name: others, count: 7, behaviour: circle, spawn: {shape: point, centre: [3m, 4m]}}
                """));
        Play.run(MIXED.withSeed(99), WorldParts.STANDARD, stoppedAfter(12));
        assertSame(first, Play.run(MIXED, WorldParts.STANDARD, TRACED));
    }

    @Test
    void anotherSeedIsAnotherRun() {
        RunOutcome one = Play.run(MIXED, WorldParts.STANDARD, TRACED);
        RunOutcome other = Play.run(MIXED.withSeed(12), WorldParts.STANDARD, TRACED);
        assertAll(
                () -> assertNotEquals(one.result().traceHash(), other.result().traceHash()),
                () -> assertFalse(one.trace().firstDifference(other.trace()).isEmpty()));
    }

    @Test
    void onePressedButtonIsAnotherRun() {
        RunOutcome one = Play.run(MIXED, WorldParts.STANDARD, TRACED);
        RunOutcome other = Play.run(MIXED, new OneJump("walkers/5", 1_990_000_000L), TRACED);
        assertAll(
                () -> assertNotEquals(one.result().traceHash(), other.result().traceHash()),
                () -> assertEquals(
                        Optional.of("host walkers/5 at 2.010000 s, state; hosts that differ by then: 1"),
                        one.trace().firstDifference(other.trace())));
    }

    private void assertSame(RunOutcome one, RunOutcome other) throws IOException {
        assertEquals(Optional.empty(), one.trace().firstDifference(other.trace()));
        assertSameResult(one, other);
    }

    private void assertSameResult(RunOutcome one, RunOutcome other) throws IOException {
        Path left = folder.resolve("left");
        Path right = folder.resolve("right");
        ResultFolder.write(left, one.result(), one.files());
        ResultFolder.write(right, other.result(), other.files());
        assertAll(
                () -> assertEquals(List.of(), one.result().errors()),
                () -> assertEquals(one.result().traceHash(), other.result().traceHash()),
                () -> assertEquals(List.of(), ResultComparison.differences(left, right)));
    }

    private static RunOptions stoppedAfter(int steps) {
        int[] asked = {0};
        return new RunOptions(1, false, () -> asked[0]++ == steps);
    }

    /** One player jumps once where it otherwise would not. */
    private record OneJump(String host, long fromNanos) implements WorldParts {
        @Override
        public Brain brain(HostContext context, Brain standard) {
            if (!context.hostName().equals(host)) {
                return standard;
            }
            boolean[] jumped = {false};
            return (tick, view) -> {
                long word = standard.decide(tick, view);
                if (jumped[0] || view.nanos() < fromNanos) {
                    return word;
                }
                jumped[0] = true;
                return InputWord.pack(
                        InputWord.flags(word) | InputFlags.JUMP, InputWord.yaw(word), InputWord.pitch(word));
            };
        }
    }
}
