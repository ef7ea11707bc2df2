package io.darkages.sim.store;

import static io.darkages.sim.store.StoreWorld.MILLI;
import static io.darkages.sim.store.StoreWorld.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Consistency;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.sim.HostContext;
import io.darkages.sim.SimulationOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is peculiar to the simulated store: its disk, its caps, its costs, and bytes that are not for it. */
class StoreNodeTest {

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

    private StoreWorld world(StoreOptions options, long diskBytes) {
        return new StoreWorld(SimulationOptions.of(1), options, diskBytes, this::loop);
    }

    /** Writes a row for each key, at that time. */
    private void writeAt(long millis, long request, long value, long... keys) {
        script.put(millis, (context, client) -> {
            rows.clear();
            for (long key : keys) {
                put(TABLE, key, value);
            }
            client.write(
                    context.monotonicNanos(),
                    request,
                    Consistency.ONE,
                    rows,
                    (nanos, answered, outcome) ->
                            answers.add(answered + " " + outcome + " " + (nanos / MILLI - millis)));
        });
    }

    private void put(int table, long key, long value) {
        rows.beginRow(table);
        rows.putLong(key);
        rows.endKey();
        rows.putLong(value);
        rows.endRow();
    }

    private static List<Long> keys(StoreDisk disk) {
        List<Long> keys = new ArrayList<>();
        disk.scan(TABLE, row -> keys.add(row.keyLong(0)));
        return keys;
    }

    @Test
    void aCrashForgetsWhatWasNotSynced() {
        try (StoreWorld world = world(StoreOptions.PERIODIC.withSyncNanos(2 * SECOND), 1 << 20)) {
            writeAt(1_000, 1, 5, 10, 11);
            writeAt(3_200, 2, 5, 12, 13);
            writeAt(3_500, 3, 5, 14);
            world.simulation.at(4_000 * MILLI, at -> {
                assertEquals(3, world.disk.rowsUnsynced());
                world.store.crash();
            });
            world.simulation.at(5_000 * MILLI, at -> world.store.restart());
            world.runMillis(6_000);
            assertEquals(3, answers.size());
            assertEquals(List.of(10L, 11L), keys(world.disk));
            assertEquals(3, world.disk.rowsForgotten());
            writeAt(6_500, 4, 5, 12);
            world.runMillis(7_500);
            assertEquals(List.of(10L, 11L, 12L), keys(world.disk));
            world.runMillis(9_500);
            assertEquals(0, world.disk.rowsUnsynced());
        }
    }

    @Test
    void whatIsSyncedWithItsWriteSurvives() {
        try (StoreWorld world = world(StoreOptions.BATCH, 1 << 20)) {
            writeAt(1_000, 1, 5, 10, 11);
            world.simulation.at(1_500 * MILLI, at -> world.store.crash());
            world.simulation.at(1_600 * MILLI, at -> world.store.restart());
            world.runMillis(2_000);
            assertEquals(List.of(10L, 11L), keys(world.disk));
            assertEquals(0, world.disk.rowsForgotten());
        }
    }

    @Test
    void aLaterRowReplacesAnEarlierOne() {
        try (StoreWorld world = world(StoreOptions.BATCH, 1 << 20)) {
            writeAt(1_000, 1, 5, 10, 11);
            writeAt(1_100, 2, 6, 10);
            world.runMillis(2_000);
            List<Long> values = new ArrayList<>();
            world.disk.scan(TABLE, row -> values.add(row.valueLong(0)));
            assertEquals(List.of(5L, 6L), values);
            assertEquals(List.of(11L, 10L), keys(world.disk));
            assertEquals(2, world.disk.rowCount(TABLE));
            assertEquals(1, world.disk.rowsReplaced());
            assertEquals(0, world.disk.rowsRepeated());
        }
    }

    @Test
    void workTakesTime() {
        StoreOptions.Costs costs = new StoreOptions.Costs(0, 20 * MILLI, 5 * MILLI, 0, 50 * MILLI, 0, 0);
        try (StoreWorld world = world(StoreOptions.BATCH.withCosts(costs), 1 << 20)) {
            writeAt(1_000, 1, 5, 1, 2, 3, 4);
            world.simulation.at(1_500 * MILLI, at -> world.store.slowCpu(200));
            writeAt(2_000, 2, 5, 5, 6, 7, 8);
            world.runMillis(3_000);
            assertEquals(List.of("1 DONE 92", "2 DONE 182"), answers);
        }
    }

    @Test
    void aFullDiskRefuses() {
        try (StoreWorld world = world(StoreOptions.BATCH, 60)) {
            writeAt(1_000, 1, 5, 1);
            writeAt(1_100, 2, 5, 2, 3);
            writeAt(1_200, 3, 5, 1);
            world.runMillis(2_000);
            assertEquals(List.of("1 DONE", "2 FAILED", "3 DONE"), outcomes());
            assertEquals(List.of(1L), keys(world.disk));
            assertEquals(1, world.node().count(StoreCounter.BATCHES_FAILED));
        }
    }

    private List<String> outcomes() {
        return answers.stream()
                .map(answer -> answer.substring(0, answer.lastIndexOf(' ')))
                .toList();
    }

    @Test
    void halfBatchesAreBoundedAndGivenUpForNewOnes() {
        try (StoreWorld world = world(StoreOptions.BATCH.withBatchesMax(3), 1 << 20)) {
            byte[] batch = new byte[3_000];
            byte[] frame = new byte[StoreFrame.REQUEST_BYTES_MAX];
            for (int i = 0; i < 5; i++) {
                long attempt = i;
                script.put(1_000L + 100 * i, (context, client) -> {
                    int bytes = StoreFrame.writeRequest(
                            frame, StoreFrame.REQUEST, batch, batch.length, 1, 0, 77, attempt, attempt, 0);
                    context.send(StoreWorld.STORE, frame, 0, bytes);
                });
            }
            writeAt(1_600, 1, 5, 9);
            writeAt(4_000, 2, 5, 10);
            world.runMillis(5_000);
            StoreNode node = world.node();
            assertEquals(3, node.count(StoreCounter.BATCHES_HIGH_WATER));
            assertTrue(node.count(StoreCounter.DATAGRAMS_DROPPED) >= 3);
            assertEquals(List.of("1 UNKNOWN", "2 DONE"), outcomes());
            assertEquals(1, node.count(StoreCounter.BATCHES_GIVEN_UP));
            assertEquals(List.of(10L), keys(world.disk));
        }
    }

    @Test
    void anAnswerToTheProgramBeforeIsRefused() {
        try (StoreWorld world = world(StoreOptions.BATCH, 1 << 20)) {
            world.simulation.at(900 * MILLI, at -> world.store.pause(SECOND));
            writeAt(1_000, 1, 5, 1);
            world.simulation.at(1_200 * MILLI, at -> world.zone.crash());
            world.simulation.at(1_300 * MILLI, at -> world.zone.restart());
            world.runMillis(3_000);
            assertEquals(List.of(), answers);
            assertEquals(List.of(1L), keys(world.disk));
            assertTrue(world.loop().client().count(StoreClientCounter.DATAGRAMS_REFUSED) > 0);
        }
    }

    @Test
    void batchesThatAreNoRowsAreRefused() {
        try (StoreWorld world = world(StoreOptions.BATCH, 1 << 20)) {
            byte[] frame = new byte[StoreFrame.REQUEST_BYTES_MAX];
            script.put(1_000L, (context, client) -> {
                byte[] batch = {1, 8, 0, 0, 1};
                context.send(
                        StoreWorld.STORE,
                        frame,
                        0,
                        StoreFrame.writeRequest(frame, StoreFrame.REQUEST, batch, batch.length, 0, 0, 77, 1, 1, 0));
            });
            world.runMillis(2_000);
            assertEquals(1, world.node().count(StoreCounter.BATCHES_MALFORMED));
            assertEquals(0, world.disk.bytes());
        }
    }

    /** Whatever comes, damaged or made up: nothing but whole parts is taken, and nothing is thrown. */
    @Property(tries = 30)
    void strangeBytesAreDroppedAndCounted(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("bytes");
        script.clear();
        try (StoreWorld world = world(StoreOptions.BATCH, 1 << 20)) {
            int datagrams = 40;
            for (int i = 0; i < datagrams; i++) {
                byte[] bytes = strange(random);
                script.put(100L + 20 * i, (context, client) -> {
                    context.send(StoreWorld.STORE, bytes, 0, bytes.length);
                    client.receive(context.monotonicNanos(), bytes, 0, bytes.length);
                });
            }
            world.runMillis(2_000);
            assertEquals(datagrams, world.node().count(StoreCounter.DATAGRAMS_REFUSED));
            assertEquals(datagrams, world.loop().client().count(StoreClientCounter.DATAGRAMS_REFUSED));
        }
    }

    private static byte[] strange(RandomStream random) {
        byte[] bytes = new byte[1_400];
        int length = 1 + random.nextInt(bytes.length);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextLong();
        }
        switch (random.nextInt(3)) {
            case 0 -> bytes[0] = (byte) (1 + random.nextInt(14));
            case 1 -> {
                length = StoreFrame.writeRequest(
                        bytes, StoreFrame.REQUEST, new byte[2_000], 2_000, random.nextInt(2), 0, 0, 1, 1, 0);
                bytes[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
            }
            default -> {
                length = StoreFrame.ANSWER_BYTES;
                StoreFrame.writeAnswer(bytes, StoreFrame.ANSWER, StoreReply.DONE, 0, 1, 1);
                bytes[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return Arrays.copyOf(bytes, length);
    }
}
