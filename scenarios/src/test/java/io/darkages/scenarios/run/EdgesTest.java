package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.reports.result.Fairness;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.format.ScenarioLibrary;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** The fight at all latencies, pressed into ten seconds, with fighters who go for the edges of what they strike. */
final class EdgesTest {

    private static final long PERMILLE = 1_000;

    @Test
    void attacksAtTheEdgesAreDecidedAsTheScreenShowsThem() {
        String text = ScenarioLibrary.text("lag-ladder")
                .replace("kind: brawler,", "kind: brawler, aim: even,")
                .replace("kind: archer,", "kind: archer, aim: even,");
        Scenario scenario = Shortened.by(6, Play.read(text));
        RunOutcome outcome = Play.run(scenario);
        assertEquals(List.of(), Play.broken(outcome));
        List<Fairness> rows = outcome.result().fairness();
        assertEquals(10, rows.size());
        List<Fairness> clean =
                rows.stream().filter(row -> row.lossPercent() == 0).toList();
        List<Fairness> lossy =
                rows.stream().filter(row -> row.lossPercent() > 0).toList();
        assertEquals(0, unfair(clean), "unfair without loss");
        assertTrue(sum(clean, Fairness::agreed) > 200, () -> clean.toString());
        long judged = sum(lossy, Fairness::agreed) + unfair(lossy);
        assertTrue(unfair(lossy) * PERMILLE <= judged * 5, () -> unfair(lossy) + " of " + judged + " unfair with loss");
        long inMargin = sum(rows, Fairness::inMargin);
        long made = sum(rows, Fairness::attacks);
        assertTrue(inMargin * 20 > made, () -> inMargin + " of " + made + " at an edge");
    }

    private static long unfair(List<Fairness> rows) {
        return sum(rows, row -> row.unfairlyMissed() + row.unfairlyHit());
    }

    private static long sum(List<Fairness> rows, ToLongFunction<Fairness> figure) {
        return rows.stream().mapToLong(figure).sum();
    }
}
