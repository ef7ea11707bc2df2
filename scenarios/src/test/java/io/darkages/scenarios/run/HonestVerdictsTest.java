package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.scenarios.format.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A strange run is not a broken one, and what a file says is what is run. */
final class HonestVerdictsTest {

    private static final String WALKERS = """
            - {name: walkers, count: 3, behaviour: random-walk, spawn: {shape: disc, centre: [0m, 0m], radius: 20m}}
            """;

    @Test
    void nobodyWhoGetsInViolatesNothing() {
        RunOutcome outcome = Play.run(Play.scenario("{latency: 20ms, loss: 100%}", "2s", WALKERS));
        assertEquals(List.of(), Play.broken(outcome));
    }

    @Test
    void aVeryShortVisitViolatesNothing() {
        String late = WALKERS.replace("random-walk,", "random-walk, join: {at: 1500ms},");
        RunOutcome outcome = Play.run(Play.scenario("{latency: 20ms}", "2s", late));
        assertEquals(List.of(), Play.broken(outcome));
    }

    @Test
    void anOverloadedZoneStillReportsHowFullItIs() {
        // A tick of 130 ms: no tick's number is a multiple of 60 but by chance.
        Scenario scenario = Play.read("""
                name: overloaded
                seed: 7
                duration: 6s
                world: {side: 200m, cpu: {costs: {tick: 130ms}}}
                groups:
                  - {name: walkers, count: 2, behaviour: idle, spawn: {shape: point, centre: [0m, 0m]}}
                """);
        RunOutcome outcome = Play.run(scenario);
        assertEquals(0, Play.invariant(outcome, "bounded").violations());
        int zones = 11;
        assertTrue(Play.invariant(outcome, "bounded").checks() >= 6L * zones, "about once a second");
    }

    @Test
    void slowLinksAreNotTooSlowTogether() {
        Scenario scenario = Play.read("""
                name: overlap
                seed: 7
                duration: 3s
                groups:
                  - {name: walkers, count: 2, behaviour: idle, spawn: {shape: point, centre: [0m, 0m]}}
                faults:
                  - {at: 1s, for: 1s, kind: link-latency, target: zone, latency: 40s}
                  - {at: 1s, for: 1s, kind: link-latency, target: zone, latency: 40s}
                """);
        assertEquals(List.of(), Play.run(scenario).result().errors());
    }

    @Test
    void theReorderDelayIsTheFiles() {
        String hashes = "";
        for (String delay : List.of("5ms", "60ms")) {
            String link = "{latency: 20ms, reorder: 20%, reorder-delay: " + delay + "}";
            String hash = Play.run(Play.scenario(link, "2s", WALKERS)).result().traceHash();
            assertNotEquals(hashes, hash);
            hashes = hash;
        }
    }
}
