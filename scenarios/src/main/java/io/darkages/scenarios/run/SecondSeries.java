package io.darkages.scenarios.run;

import io.darkages.engine.zone.Phase;
import io.darkages.engine.zone.ZoneCounter;
import io.darkages.reports.result.RunResult.Series;
import io.darkages.reports.result.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Lines of the report's charts: one value for each virtual second. */
final class SecondSeries {

    private final List<Double> population = new ArrayList<>();
    private final List<Double> quality = new ArrayList<>();
    private final List<Double> meanUpdates = new ArrayList<>();
    private final List<Double> leastUpdates = new ArrayList<>();
    private final List<List<Double>> phases = new ArrayList<>();
    private final long[] updatesBefore;
    private final long[] framesBefore;
    private long[] nanosBefore = new long[Phase.values().length];
    private long ticksBefore;

    SecondSeries(int players) {
        updatesBefore = new long[players + 1];
        framesBefore = new long[players + 1];
        for (int i = 0; i < Phase.values().length; i++) {
            phases.add(new ArrayList<>());
        }
    }

    /**
     * A second is over.
     *
     * @param owned players that zones act for, where processes own them: a program that died keeps its own count
     * @param tally with the clients' own counts up to date
     */
    void secondEnded(ZoneTotals zone, OptionalInt owned, Tally tally) {
        double players = 0;
        double worst = 0;
        for (ZoneProgram program : zone.current()) {
            players += program.zone().playerCount();
            worst = Math.max(worst, program.zone().qualityLevel());
        }
        population.add(owned.isPresent() ? owned.getAsInt() : players);
        quality.add(worst);
        updates(tally);
        long ticks = zone.zone(ZoneCounter.TICKS);
        long[] nanos = zone.phaseNanos();
        for (int i = 0; i < nanos.length; i++) {
            double mean = (nanos[i] - nanosBefore[i]) / (double) Math.max(1, ticks - ticksBefore);
            phases.get(i).add(mean);
        }
        nanosBefore = nanos;
        ticksBefore = ticks;
    }

    private void updates(Tally tally) {
        double sum = 0;
        double least = Double.MAX_VALUE;
        int counted = 0;
        for (int player = 1; player < updatesBefore.length; player++) {
            long updates = tally.get(Tally.Count.ENTITY_UPDATES, player);
            long frames = tally.get(Tally.Count.FRAMES, player);
            // Only who was in the world for the whole second, but for a few frames.
            if (frames - framesBefore[player] > 55) {
                double grown = updates - updatesBefore[player];
                sum += grown;
                least = Math.min(least, grown);
                counted++;
            }
            updatesBefore[player] = updates;
            framesBefore[player] = frames;
        }
        meanUpdates.add(counted == 0 ? 0 : sum / counted);
        leastUpdates.add(counted == 0 ? 0 : least);
    }

    /** All lines, in the order to be drawn. */
    List<Series> lines() {
        List<Series> lines = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            lines.add(new Series(Series.TICK_TIME, phase.title(), Units.NANOSECONDS, phases.get(phase.ordinal())));
        }
        lines.add(new Series(Series.POPULATION, "in the world", Units.COUNT, population));
        lines.add(new Series(Series.QUALITY_OF_SERVICE, "zone", Units.COUNT, quality));
        lines.add(new Series(Series.ENTITY_UPDATES, "mean", Units.PER_SECOND, meanUpdates));
        lines.add(new Series(Series.ENTITY_UPDATES, "least", Units.PER_SECOND, leastUpdates));
        return lines;
    }
}
