package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.scenarios.check.HostCrashes;
import io.darkages.scenarios.format.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which invariants are judged in which worlds. */
final class JudgesTest {

    private static List<Integer> numbers(String world) {
        Scenario scenario = Play.read("""
                name: judged
                duration: 4s
                world: %s
                groups:
                  - {name: a, count: 2, behaviour: idle, spawn: {shape: disc, centre: [9m, 9m], radius: 5m}}
                """.formatted(world));
        WorldAssembly assembly = new WorldAssembly(scenario, 1, WorldParts.STANDARD);
        assembly.simulation().close();
        Judges judges = new Judges(
                assembly,
                scenario,
                host -> host < scenario.processCount(),
                new FairnessTable(scenario, assembly.roll()),
                HostCrashes.NONE,
                List.of());
        judges.finish(0);
        assertTrue(judges.fights().isEmpty());
        return judges.invariants().stream().map(invariant -> invariant.number()).toList();
    }

    @Test
    void oneZoneHasNoOwners() {
        assertEquals(List.of(4, 6, 7, 8, 10, 13, 15), numbers("{side: 200m}"));
        assertEquals(List.of(4, 6, 7, 8, 9, 10, 13, 15), numbers("{side: 200m, combat: {store: off}}"));
    }

    @Test
    void processesAreJudgedByAll() {
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
                numbers("{grid: {columns: 2, rows: 1}, combat: on}"));
    }
}
