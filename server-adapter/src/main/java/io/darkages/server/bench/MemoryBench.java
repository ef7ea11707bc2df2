package io.darkages.server.bench;

import io.darkages.engine.port.Probes;
import io.darkages.engine.zone.ZoneServer;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.run.ProgressListener;
import io.darkages.scenarios.run.RunOptions;
import io.darkages.scenarios.run.ScenarioRunner;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What a populated world allocates once warm, and what it keeps on the heap. */
final class MemoryBench {

    private static final double HEAP_BYTES_MOST = 64 * 1024;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final BenchSettings settings;

    MemoryBench(BenchSettings settings) {
        this.settings = settings;
    }

    /**
     * @param plaza run whole, in the simulator, for the heap of a player with everything around it
     */
    List<BenchFigure> measure(ScenarioRunner runner, Scenario plaza) {
        // Classes, tables and the like are loaded by a first, small world: they belong to nobody.
        new CrowdWorld(Crowd.plaza(2), Probes.NONE, Probes.NONE, (player, what) -> {}).warmUp(1);
        long baseline = UsedHeap.bytes();
        CrowdWorld world =
                new CrowdWorld(Crowd.plaza(settings.players()), Probes.NONE, Probes.NONE, (player, what) -> {});
        world.warmUp(settings.warmSeconds());
        double perPlayer = (double) (UsedHeap.bytes() - baseline) / settings.players();
        List<BenchFigure> figures = new ArrayList<>(allocations(world));
        Reference.reachabilityFence(world);
        figures.add(new BenchFigure(
                BenchSection.MEMORY,
                "heap for each player, client and server side",
                perPlayer,
                BenchUnit.BYTES,
                Optional.of(BenchTarget.atMost(HEAP_BYTES_MOST)),
                String.format(
                        Locale.ROOT,
                        "%d players in a disc of 250 m; whole zone with history, sessions and viewers, whole clients"
                                + " with bots, and the datagrams in flight",
                        settings.players())));
        figures.add(simulated(runner, plaza));
        return figures;
    }

    private List<BenchFigure> allocations(CrowdWorld world) {
        int ticks = settings.measuredSeconds() * ZoneServer.TICKS_PER_SECOND;
        long sum = 0;
        long most = 0;
        int clean = 0;
        long received = 0;
        for (int i = 0; i < ticks; i++) {
            world.tick();
            sum += world.tickBytes();
            most = Math.max(most, world.tickBytes());
            clean += world.tickBytes() == 0 ? 1 : 0;
            received += world.receiveBytes();
        }
        String detail = String.format(
                Locale.ROOT,
                "mean of %,d ticks with %d players, full sessions; %,d ticks allocated nothing, the worst %,d bytes",
                ticks,
                settings.players(),
                clean,
                most);
        return List.of(
                new BenchFigure(
                        BenchSection.MEMORY,
                        "allocated by a warm zone tick",
                        (double) sum / ticks,
                        BenchUnit.BYTES,
                        Optional.of(BenchTarget.atMost(0)),
                        detail),
                new BenchFigure(
                        BenchSection.MEMORY,
                        "allocated by receiving between two ticks",
                        (double) received / ticks,
                        BenchUnit.BYTES,
                        Optional.of(BenchTarget.atMost(0)),
                        "inputs and acknowledgements of all players"));
    }

    /** Reads the heap in the middle of a run, when everybody has been playing for a while. */
    private BenchFigure simulated(ScenarioRunner runner, Scenario plaza) {
        long atNanos = Math.min(settings.warmSeconds() * SECOND_NANOS, plaza.durationNanos() / 2);
        long baseline = UsedHeap.bytes();
        AtomicLong used = new AtomicLong();
        ProgressListener listener = (virtualNanos, durationNanos, events) -> {
            if (virtualNanos >= atNanos && used.get() == 0) {
                used.set(UsedHeap.bytes());
            }
        };
        runner.run(plaza, new RunOptions(1, false, () -> used.get() != 0), listener);
        return new BenchFigure(
                BenchSection.MEMORY,
                "heap for each player of a simulated run",
                (double) (used.get() - baseline) / plaza.players(),
                BenchUnit.BYTES,
                Optional.empty(),
                String.format(
                        Locale.ROOT,
                        "%s after %.0f s: the same and simulated hosts, links, judges and statistics",
                        plaza.name(),
                        atNanos / (double) SECOND_NANOS));
    }
}
