package io.darkages.server.bench;

import java.util.List;
import java.util.Optional;

/** What zones of one world do for each other, one thing at a time. */
final class GridBench {

    private static final long MILLISECOND = 1_000_000;

    private static final int STRETCHES = 20;
    /** Of ticks' worth of states of all entities. */
    private static final int ROUNDS = 100;

    static final List<OperationsBench.Operation> OPERATIONS = List.of(
            new OperationsBench.Operation(
                    AssignmentBenchmark.class, "zoneAt", "zone of a player by its position", MILLISECOND),
            new OperationsBench.Operation(
                    AuraBenchmark.class,
                    "sync",
                    "aura of " + AuraBenchmark.ENTITIES + " told and taken in, each entity",
                    MILLISECOND),
            new OperationsBench.Operation(
                    BackplaneBenchmark.class,
                    "message",
                    "message queued, carried and read (simulated)",
                    5 * MILLISECOND),
            new OperationsBench.Operation(
                    BackplaneBenchmark.class,
                    "messageAes",
                    "message queued, carried and read (AES-256-GCM)",
                    5 * MILLISECOND),
            new OperationsBench.Operation(
                    ImageBenchmark.class, "move", "player taken, written, read and installed", 0));

    private GridBench() {}

    /** What a warm tick of telling and taking in allocates, in the stretch in which it was least. */
    static BenchFigure allocated() {
        AuraBenchmark aura = new AuraBenchmark();
        AllocatedBytes bytes = new AllocatedBytes();
        long least = Long.MAX_VALUE;
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            long before = bytes.now();
            for (int i = 0; i < ROUNDS; i++) {
                if (aura.sync() != AuraBenchmark.ENTITIES) {
                    throw new IllegalStateException("not everybody was told and taken in");
                }
            }
            least = Math.min(least, bytes.now() - before);
        }
        return new BenchFigure(
                BenchSection.GRID,
                "allocated by a warm tick of that aura",
                (double) least / (ROUNDS * AuraBenchmark.TICKS),
                BenchUnit.BYTES,
                Optional.of(BenchTarget.atMost(0)),
                "both sides together; least of " + STRETCHES + " times " + ROUNDS * AuraBenchmark.TICKS + " ticks");
    }
}
