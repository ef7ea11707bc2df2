package io.darkages.sim.store;

import static io.darkages.sim.store.StoreWorld.MILLI;
import static io.darkages.sim.store.StoreWorld.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Consistency;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.RowCursor;
import io.darkages.sim.HostContext;
import io.darkages.sim.LinkFault;
import io.darkages.sim.LinkSelector;
import io.darkages.sim.SimulationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What several nodes do that one does not: replicas, levels, hints, clocks, and each kind of refusal. */
class StoreClusterTest {

    private static final int TABLE = 3;

    /** Something that the zone's program does in one of its ticks. */
    @FunctionalInterface
    private interface Action {
        void run(HostContext context, StoreClient client);
    }

    private final SortedMap<Long, Action> script = new TreeMap<>();
    private final List<String> answers = new ArrayList<>();
    private final RowBatch rows = new RowBatch(CombatHistory.BATCH_BYTES_MAX);

    private StoreWorld.Loop loop(HostContext context, StoreClient client) {
        return new StoreWorld.Loop() {
            @Override
            public void tick(long monotonicNanos, long wallMicros) {
                while (!script.isEmpty() && script.firstKey() * MILLI <= monotonicNanos) {
                    script.remove(script.firstKey()).run(context, client);
                }
            }

            @Override
            public long stateHash() {
                return 0;
            }
        };
    }

    private StoreWorld world(int nodes, int replicationFactor, StoreOptions options) {
        return new StoreWorld(SimulationOptions.of(1), nodes, replicationFactor, options, 1 << 22, this::loop);
    }

    private void writeAt(long millis, Consistency consistency, long value, long firstKey, int count) {
        script.put(millis, (context, client) -> {
            rows.clear();
            for (long key = firstKey; key < firstKey + count; key++) {
                rows.beginRow(TABLE);
                rows.putLong(key);
                rows.endKey();
                rows.putLong(value);
                rows.endRow();
            }
            client.write(
                    context.monotonicNanos(),
                    millis,
                    consistency,
                    rows,
                    (nanos, answered, outcome) -> answers.add(answered + " " + outcome));
        });
    }

    private static SortedMap<Long, Long> stored(StoredRows rows) {
        SortedMap<Long, Long> stored = new TreeMap<>();
        rows.scan(TABLE, row -> assertEquals(null, stored.put(row.keyLong(0), row.valueLong(0))));
        return stored;
    }

    private static SortedMap<Long, Long> expected(long value, long firstKey, int count) {
        SortedMap<Long, Long> expected = new TreeMap<>();
        for (long key = firstKey; key < firstKey + count; key++) {
            expected.put(key, value);
        }
        return expected;
    }

    private static LinkFault cut(StoreWorld world, LinkSelector selector) {
        return world.simulation.network().impose(selector, spec -> spec.withCut(true));
    }

    @Test
    void everyReplicaHasWhatWasWritten() {
        try (StoreWorld world = world(3, 3, StoreOptions.BATCH)) {
            writeAt(1_000, Consistency.QUORUM, 5, 10, 200);
            world.runMillis(2_000);
            assertEquals(List.of("1000 DONE"), answers);
            for (StoreDisk disk : world.cluster.disks()) {
                assertEquals(expected(5, 10, 200), stored(disk));
            }
            assertEquals(200, world.cluster.rowCount(TABLE));
        }
    }

    @Test
    void aRowLiesOnAsManyNodesAsTheFactorSays() {
        try (StoreWorld world = world(5, 2, StoreOptions.BATCH)) {
            writeAt(1_000, Consistency.QUORUM, 5, 0, 400);
            world.runMillis(2_000);
            assertEquals(List.of("1000 DONE"), answers);
            int copies = 0;
            for (StoreDisk disk : world.cluster.disks()) {
                assertTrue(disk.rowCount(TABLE) > 80 && disk.rowCount(TABLE) < 250, () -> disk.rowCount(TABLE) + "");
                copies += disk.rowCount(TABLE);
            }
            assertEquals(800, copies);
            assertEquals(expected(5, 0, 400), stored(world.cluster));
        }
    }

    @Test
    void theNodesTakeTurns() {
        try (StoreWorld world = world(3, 3, StoreOptions.BATCH)) {
            for (int i = 0; i < 6; i++) {
                writeAt(1_000 + 100L * i, Consistency.QUORUM, 5, i, 1);
            }
            world.runMillis(2_000);
            for (int node = 0; node < 3; node++) {
                assertEquals(2, world.cluster.program(node).count(StoreCounter.BATCHES_DONE));
            }
        }
    }

    @Test
    void aNodeThatIsDownIsWrittenAroundAndGetsItsHints() {
        try (StoreWorld world = world(3, 3, StoreOptions.BATCH)) {
            world.simulation.at(SECOND, at -> world.cluster.hosts().get(2).crash());
            writeAt(1_100, Consistency.QUORUM, 5, 0, 10);
            writeAt(5_000, Consistency.QUORUM, 6, 10, 10);
            world.simulation.at(7 * SECOND, at -> {
                assertEquals(List.of("1100 DONE", "5000 DONE"), answers);
                assertEquals(0, world.cluster.disks().get(2).rowCount(TABLE));
                world.cluster.hosts().get(2).restart();
            });
            world.runMillis(9_000);
            assertEquals(stored(world.cluster), stored(world.cluster.disks().get(2)));
            assertEquals(20, world.cluster.disks().get(2).rowCount(TABLE));
            assertEquals(2, world.cluster.count(StoreCounter.HINTS));
            assertEquals(2, world.cluster.count(StoreCounter.HINTS_REPLAYED));
            assertBoundsAreTold(world.cluster);
        }
    }

    private static void assertBoundsAreTold(StoreCluster cluster) {
        long[] marks = new long[BoundedStructure.values().length];
        cluster.reportBounds((kind, player, structure, mark, cap) -> {
            assertTrue(mark <= cap, () -> BoundedStructure.values()[(int) structure] + " reached " + mark);
            marks[(int) structure] = Math.max(marks[(int) structure], mark);
        });
        assertTrue(marks[BoundedStructure.STORE_HINT_BYTES.ordinal()] > 0);
        assertTrue(marks[BoundedStructure.STORE_DISK_BYTES.ordinal()] > 0);
        assertTrue(marks[BoundedStructure.STORE_BATCHES.ordinal()] > 0);
        assertTrue(marks[BoundedStructure.STORE_WRITES.ordinal()] > 0);
    }

    @Test
    void aNodeThatIsAwayForLongerThanTheWindowGetsNoHints() {
        StoreTiming timing = StoreTiming.STANDARD.withHintWindowNanos(3 * SECOND);
        try (StoreWorld world = world(3, 3, StoreOptions.BATCH.withTiming(timing))) {
            world.simulation.at(SECOND, at -> world.cluster.hosts().get(2).crash());
            writeAt(3_000, Consistency.QUORUM, 5, 0, 10);
            writeAt(6_000, Consistency.QUORUM, 6, 10, 10);
            world.simulation.at(7 * SECOND, at -> world.cluster.hosts().get(2).restart());
            world.runMillis(9_000);
            assertEquals(expected(5, 0, 10), stored(world.cluster.disks().get(2)));
            assertEquals(1, world.cluster.count(StoreCounter.HINTS_DROPPED));
            assertEquals(20, world.cluster.rowCount(TABLE));
        }
    }

    /** Two nodes down and known to be: refused at once, and never done. At ONE it goes on. */
    @Test
    void withoutAQuorumItIsUnavailable() {
        try (StoreWorld world = world(3, 3, StoreOptions.BATCH)) {
            world.simulation.at(SECOND, at -> {
                cut(world, LinkSelector.between("stores", "stores"));
            });
            writeAt(3_000, Consistency.QUORUM, 5, 0, 10);
            writeAt(4_000, Consistency.ONE, 6, 10, 10);
            world.runMillis(5_000);
            assertEquals(List.of("3000 FAILED", "4000 DONE"), answers);
            assertEquals(expected(6, 10, 10), stored(world.cluster));
            assertEquals(3, world.cluster.count(StoreCounter.BATCHES_UNAVAILABLE));
        }
    }

    /** Two nodes gone a moment ago: the third still hopes, so the outcome is unknown, and the rows are there later. */
    @Test
    void beforeTheLossIsKnownItTimesOut() {
        try (StoreWorld world = world(3, 3, StoreOptions.BATCH)) {
            world.simulation.at(2_990 * MILLI, at -> {
                world.cluster.hosts().get(1).crash();
                world.cluster.hosts().get(2).crash();
            });
            writeAt(3_000, Consistency.QUORUM, 5, 0, 10);
            world.simulation.at(6 * SECOND, at -> {
                assertEquals(List.of("3000 UNKNOWN"), answers);
                world.cluster.hosts().get(1).restart();
                world.cluster.hosts().get(2).restart();
            });
            world.runMillis(9_000);
            assertTrue(world.cluster.count(StoreCounter.BATCHES_TIMED_OUT) > 0);
            for (StoreDisk disk : world.cluster.disks()) {
                assertEquals(expected(5, 0, 10), stored(disk));
            }
        }
    }

    @Test
    void aSlowNodeIsNotWaitedFor() {
        try (StoreWorld world = world(3, 3, StoreOptions.BATCH)) {
            world.simulation.at(SECOND, at -> world.cluster.hosts().get(2).slowCpu(10_000));
            for (int i = 0; i < 8; i++) {
                writeAt(2_000 + 500L * i, Consistency.QUORUM, 5, 10L * i, 10);
            }
            world.runMillis(9_000);
            assertEquals(
                    8, answers.stream().filter(each -> each.endsWith("DONE")).count());
            assertEquals(80, world.cluster.disks().get(2).rowCount(TABLE));
        }
    }

    /** The later write carries the earlier stamp, because the writer's clock was set back between them: it is lost. */
    @Test
    void theLastWriteByTheWritersClockWins() {
        try (StoreWorld world = world(3, 3, StoreOptions.BATCH)) {
            writeAt(1_000, Consistency.QUORUM, 5, 0, 1);
            writeAt(2_000, Consistency.QUORUM, 6, 0, 1);
            world.simulation.at(3 * SECOND, at -> world.zone.stepWall(-5_000_000));
            writeAt(4_000, Consistency.QUORUM, 7, 0, 1);
            world.runMillis(5_000);
            assertEquals(List.of("1000 DONE", "2000 DONE", "4000 DONE"), answers);
            assertEquals(expected(6, 0, 1), stored(world.cluster));
            for (StoreDisk disk : world.cluster.disks()) {
                assertEquals(1, disk.rowsReplaced());
                assertEquals(1, disk.rowsOutstamped());
            }
        }
    }

    /** Replicas that were given two rows of one stamp in different orders agree. */
    @Test
    void ofOneStampTheGreaterValueWins() {
        List<SortedMap<Long, Long>> outcomes = new ArrayList<>();
        for (long[] order : new long[][] {{5, 9}, {9, 5}}) {
            StoreDisk disk = new StoreDisk(1 << 20);
            for (long value : order) {
                rows.clear();
                rows.beginRow(TABLE);
                rows.putLong(1);
                rows.endKey();
                rows.putLong(value);
                rows.endRow();
                RowCursor row = new RowCursor();
                row.wrap(rows.bytes(), 0, rows.length()).next();
                disk.put(row, 77);
            }
            outcomes.add(stored(disk));
        }
        assertEquals(List.of(expected(9, 1, 1), expected(9, 1, 1)), outcomes);
    }

    /** Confirmed by two of three, and one of the two forgets: the cluster as a whole has it. */
    @Test
    void withPeriodicSyncOneCrashForgetsNothingThatAQuorumHas() {
        try (StoreWorld world = world(3, 3, StoreOptions.PERIODIC)) {
            writeAt(1_000, Consistency.QUORUM, 5, 0, 10);
            world.simulation.at(2 * SECOND, at -> world.store.crash());
            world.simulation.at(3 * SECOND, at -> world.store.restart());
            world.runMillis(5_000);
            assertEquals(0, world.disk.rowCount(TABLE));
            assertEquals(10, world.disk.rowsForgotten());
            assertEquals(expected(5, 0, 10), stored(world.cluster));
        }
    }

    @Test
    void aNodeThatCannotHearTheOthersRefusesAndAnotherIsAsked() {
        try (StoreWorld world = world(3, 3, StoreOptions.BATCH)) {
            world.simulation.at(SECOND, at -> {
                cut(
                        world,
                        LinkSelector.between(
                                world.cluster.hosts().get(0),
                                world.cluster.hosts().get(1)));
                cut(
                        world,
                        LinkSelector.between(
                                world.cluster.hosts().get(0),
                                world.cluster.hosts().get(2)));
            });
            for (int i = 0; i < 3; i++) {
                writeAt(3_000 + 100L * i, Consistency.QUORUM, 5, i, 1);
            }
            world.runMillis(5_000);
            assertEquals(List.of("3000 DONE", "3100 DONE", "3200 DONE"), answers);
            assertEquals(1, world.loop().client().count(StoreClientCounter.REFUSALS));
            assertEquals(1, world.node().count(StoreCounter.BATCHES_UNAVAILABLE));
        }
    }

    private long traceHash(long seed, int threads) {
        script.clear();
        for (int i = 0; i < 20; i++) {
            writeAt(500 + 200L * i, Consistency.QUORUM, i, 10L * i, 20);
        }
        SimulationOptions options = SimulationOptions.of(seed).withThreads(threads);
        try (StoreWorld world = new StoreWorld(options, 4, 3, StoreOptions.PERIODIC, 1 << 22, this::loop)) {
            world.links(600, 4_000, spec -> spec.withLossPpm(50_000));
            world.simulation.at(SECOND, at -> world.store.crash());
            world.simulation.at(3 * SECOND, at -> world.store.restart());
            world.runMillis(6_000);
            return world.simulation.traceHash();
        }
    }

    @Test
    void oneSeedHasOneOutcomeWhateverTheThreads() {
        long hash = traceHash(1, 1);
        assertEquals(hash, traceHash(1, 1));
        assertEquals(hash, traceHash(1, 2));
        assertNotEquals(hash, traceHash(2, 1));
    }
}
