package io.darkages.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.reports.result.GridResult;
import io.darkages.reports.result.GridResult.Migrations;
import io.darkages.reports.result.GridResult.Recovery;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResult.Series;
import io.darkages.reports.result.RunResultBuilder;
import io.darkages.reports.result.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GridTextTest {

    private static final long MILLI = 1_000_000;

    private static RunResultBuilder run() {
        return new RunResultBuilder("test", "grid", 1);
    }

    private static Migrations migrations(String route, long completed, long failed, long unfinished) {
        boolean any = completed > 0;
        return new Migrations(
                route,
                completed + failed + unfinished,
                completed,
                failed,
                unfinished,
                any ? 13 * MILLI : 0,
                any ? 24 * MILLI : 0,
                any ? 25 * MILLI : 0);
    }

    private static Series population(int zone, int seconds, double first) {
        List<Double> values = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            values.add(first + second);
        }
        return new Series(Series.POPULATION_BY_ZONE, "zone " + zone, Units.COUNT, values);
    }

    @Test
    void oneZoneHasNothingToTell() {
        assertEquals("", GridText.of(run().build()));
    }

    @Test
    void tellsOfMigrationsRecoveriesAndPopulations() {
        RunResult result = run().fault(new RunResult.Fault("pause", "players", 12, OptionalDouble.of(1), ""))
                .fault(new RunResult.Fault("crash", "zone 0", 18.5, OptionalDouble.of(12), ""))
                .grid(new GridResult(
                        List.of(
                                migrations("all", 1_160, 2, 0),
                                migrations("0 to 1", 1_160, 1, 0),
                                migrations("1 to 0", 0, 1, 0)),
                        List.of(new Recovery(2, 51, 50, 2_317_581_447L, 2_633 * MILLI, 2_633 * MILLI)),
                        List.of()))
                .series(population(0, 12, 0))
                .series(population(1, 12, 1_000))
                .build();
        assertEquals("""
              migrations   completed  failed       p50       p99       max
              all zones        1,160       2  13.00 ms  24.00 ms  25.00 ms
              zone 0 to 1      1,160       1  13.00 ms  24.00 ms  25.00 ms
              zone 1 to 0          0       1         -         -         -
                times   of the completed, from the beginning until the other zone owned the player
                failed  rolled back, or ended with their zone

              recovery                   kept waiting  back          p50          p99          max
              2 crash zone 0  at 18.5 s            51    50  2,317.58 ms  2,633.00 ms  2,633.00 ms
                kept waiting  players without an acknowledged input for more than 1 s
                times         from the fault's beginning until an input was acknowledged again

              players acted for    2 s    4 s    6 s    8 s   10 s   12 s
              zone 0                 1      3      5      7      9     11
              zone 1             1,001  1,003  1,005  1,007  1,009  1,011

            """, GridText.of(result));
    }

    @Test
    void whatIsUnderWayAtTheEndHasAColumn() {
        RunResult result = run().grid(new GridResult(List.of(migrations("all", 3, 0, 2)), List.of(), List.of()))
                .build();
        assertTrue(GridText.of(result).startsWith("""
              migrations  completed  failed  under way       p50       p99       max
              all zones           3       0          2  13.00 ms  24.00 ms  25.00 ms
            """), GridText.of(result));
    }

    @Test
    void ofManyRoutesTheBusiestAreTold() {
        List<Migrations> rows = new ArrayList<>(List.of(migrations("all", 210, 0, 0)));
        for (int i = 1; i <= 20; i++) {
            rows.add(migrations(i + " to 0", i, 0, 0));
        }
        RunResult result = run().grid(new GridResult(rows, List.of(), List.of()))
                .series(population(0, 0, 0))
                .build();
        String text = GridText.of(result);
        assertTrue(text.contains("  zone 20 to 0"), text);
        assertTrue(text.contains("  zone 10 to 0"), text);
        assertFalse(text.contains("  zone 9 to 0"), text);
        assertTrue(text.indexOf("all zones") < text.indexOf("zone 10 to 0"), text);
        assertTrue(text.contains("  and 9 more routes, see the report\n"), text);
    }

    @Test
    void aShortRunHasAsManyMomentsAsSeconds() {
        RunResult result = run().series(population(0, 2, 5)).build();
        assertEquals("""
              players acted for  1 s  2 s
              zone 0               5    6

            """, GridText.of(result));
    }
}
