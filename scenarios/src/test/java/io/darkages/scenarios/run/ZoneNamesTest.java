package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResult.Series;
import io.darkages.reports.result.TimelineEvent;
import io.darkages.scenarios.format.FaultTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ZoneNamesTest {

    private static final ZoneNames NAMES = new ZoneNames(List.of("west", "east"));

    @Test
    void namesStandBesideNumbers() {
        assertEquals("zone 1 east", NAMES.zone(1));
        assertEquals("0 west to 1 east", NAMES.route(0, 1));
        assertEquals("zone 1", ZoneNames.NONE.zone(1));
        assertEquals("0 to 1", ZoneNames.NONE.route(0, 1));
    }

    @Test
    void waysNameBothOfTheirEnds() {
        FaultTarget way = new FaultTarget.Way(
                new FaultTarget.ZoneAt(0),
                new FaultTarget.Way(new FaultTarget.ZoneAt(1), FaultTarget.Known.STORE, true),
                false);
        assertEquals(
                "zone 0 west to zone 1 east (so) with store",
                NAMES.target(way, part -> part.equals(new FaultTarget.ZoneAt(1)) ? "so" : ""));
    }

    /** Which process serves a zone is known when the fault strikes. */
    @Test
    void aRunNamesZonesAndTheProcessesThatWereStruck() {
        RunOutcome outcome = Play.run(Play.read("""
                name: named
                seed: 7
                duration: 9s
                phases: {warmup: 3s, faults: 3s, heal: 3s}
                world:
                  grid: {columns: 2, rows: 1, names: [west, east]}
                processes: {spares: 1}
                groups:
                  - {name: all, count: 4, behaviour: idle, spawn: {shape: point, centre: [-100m, 0m]}}
                faults:
                  - {kind: crash, at: 3s, for: 3s, target: zone west}
                  - {kind: pause, at: 4s, for: 1s, target: zone east}
                  - {kind: partition, at: 4s, for: 1s, target: zone west to store}
                """), WorldParts.STANDARD);
        List<String> targets =
                outcome.result().faults().stream().map(RunResult.Fault::target).toList();
        assertTrue(targets.get(0).matches("zone 0 west \\(process [1-3]\\)"), targets::toString);
        assertEquals("zone 1 east (nobody)", targets.get(1));
        // What died does not serve it any more, and nobody has taken it over yet.
        assertEquals("zone 0 west (nobody) to store", targets.get(2));
        assertTrue(outcome.files().timeline().stream()
                .anyMatch(event -> event.kind().equals(TimelineEvent.FAULT_END)
                        && event.subject().equals(targets.get(0))));
        assertEquals(
                List.of("zone 0 west"),
                outcome.result().series().stream()
                        .filter(line -> line.chart().equals(Series.POPULATION_BY_ZONE))
                        .map(Series::name)
                        .toList());
        assertEquals(NAMES.names(), outcome.result().grid().zoneNames());
    }
}
