package io.darkages.sim.store;

import static io.darkages.sim.store.StoreWorld.MILLI;
import static io.darkages.sim.store.StoreWorld.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combatlog.CombatEvent;
import io.darkages.engine.combatlog.CombatEventKind;
import io.darkages.engine.combatlog.CombatEventRow;
import io.darkages.engine.combatlog.CombatLogCounter;
import io.darkages.engine.combatlog.CombatLogOptions;
import io.darkages.engine.combatlog.HistoryTable;
import io.darkages.sim.SimulationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A zone's combat log over the simulated store: what is kept, what is lost, and that it is all counted. */
class CombatLogOverStoreTest {

    private static final long DISK_BYTES = 1 << 26;

    /** A skirmish of 60 events a second for 60 s; the world is run for 80 s. */
    private static Skirmish fight() {
        return new Skirmish(CombatLogOptions.STANDARD, 60, 60 * SECOND);
    }

    private static StoreWorld world(Skirmish skirmish, long seed, int threads) {
        return new StoreWorld(
                SimulationOptions.of(seed).withThreads(threads), StoreOptions.BATCH, DISK_BYTES, skirmish::start);
    }

    private static void play(Skirmish skirmish, Consumer<StoreWorld> faults, Consumer<StoreWorld> judge) {
        try (StoreWorld world = world(skirmish, 1, 1)) {
            faults.accept(world);
            world.runMillis(80_000);
            assertEquals(List.of(), skirmish.wronglyStored(world.disk));
            assertEquals(List.of(), Skirmish.wrongFigures(world.disk));
            assertEquals(0, world.disk.rowsReplaced());
            assertTrue(skirmish.recorded.size() > 600, () -> skirmish.recorded.size() + " events");
            judge.accept(world);
        }
    }

    private static long count(Skirmish skirmish, CombatLogCounter counter) {
        return skirmish.log().counters().count(counter);
    }

    private static void assertComplete(Skirmish skirmish, StoreWorld world) {
        assertEquals(List.of(), skirmish.missing(world.disk));
        assertEquals(0, skirmish.dropped.size());
        assertEquals(0, skirmish.log().heldEvents());
        assertEquals(skirmish.recorded.size(), count(skirmish, CombatLogCounter.EVENTS_STORED));
        assertEquals(skirmish.recorded.size(), world.disk.rowCount(HistoryTable.COMBAT_EVENTS.number()));
    }

    @Test
    void withoutFaultsEveryEventIsWrittenOnce() {
        Skirmish skirmish = fight();
        play(skirmish, world -> {}, world -> {
            assertComplete(skirmish, world);
            assertEquals(0, count(skirmish, CombatLogCounter.WRITES_UNKNOWN));
            assertEquals(count(skirmish, CombatLogCounter.BATCHES), count(skirmish, CombatLogCounter.WRITES));
            assertEquals(0, world.disk.rowsRepeated());
            assertEquals(count(skirmish, CombatLogCounter.ROWS), rows(world));
        });
    }

    private static long rows(StoreWorld world) {
        long rows = 0;
        for (HistoryTable table : HistoryTable.values()) {
            rows += world.disk.rowCount(table.number());
        }
        return rows;
    }

    @Test
    void killFeedHoldsTheKills() {
        Skirmish skirmish = fight();
        play(skirmish, world -> {}, world -> {
            CombatEvent event = new CombatEvent();
            int[] kills = new int[1];
            world.disk.scan(HistoryTable.COMBAT_EVENTS.number(), row -> {
                CombatEventRow.read(row, event);
                kills[0] += event.kind == CombatEventKind.KILL ? 1 : 0;
            });
            assertTrue(kills[0] > 500);
            assertEquals(kills[0], world.disk.rowCount(HistoryTable.KILL_FEED.number()));
            Skirmish.stored(world.disk, HistoryTable.KILL_FEED)
                    .forEach((key, digest) ->
                            assertEquals(skirmish.recorded.get(key).digest(), digest));
        });
    }

    @Test
    void aStoreThatIsCutOffForHalfAMinuteCostsNothing() {
        Skirmish skirmish = fight();
        long[] heldAtTheEndOfTheCut = new long[1];
        play(
                skirmish,
                world -> {
                    world.links(10_000, 40_000, spec -> spec.withCut(true));
                    world.simulation.at(
                            40 * SECOND,
                            at -> heldAtTheEndOfTheCut[0] = skirmish.log().heldEvents());
                },
                world -> {
                    assertComplete(skirmish, world);
                    assertTrue(heldAtTheEndOfTheCut[0] > 1_700, () -> heldAtTheEndOfTheCut[0] + " held");
                    assertTrue(count(skirmish, CombatLogCounter.WRITES_UNKNOWN) > 10);
                    // The game went on: no tick is missing.
                    assertEquals(
                            80 * StoreWorld.TICKS_PER_SECOND - 1, world.loop().ticks());
                });
    }

    @Test
    void aStoreThatIsDownForHalfAMinuteCostsNothing() {
        Skirmish skirmish = fight();
        play(
                skirmish,
                world -> {
                    world.simulation.at(10 * SECOND, at -> world.store.crash());
                    world.simulation.at(40 * SECOND, at -> world.store.restart());
                },
                world -> {
                    assertComplete(skirmish, world);
                    assertEquals(0, world.disk.rowsForgotten());
                    assertTrue(count(skirmish, CombatLogCounter.WRITES_UNKNOWN) > 10);
                });
    }

    /** Each write is carried out, and is given up before its answer is there. */
    @Test
    void whatIsAnsweredTooLateIsStoredOnce() {
        Skirmish skirmish = fight();
        play(skirmish, world -> world.links(10_000, 30_000, spec -> spec.withLatencyNanos(700 * MILLI)), world -> {
            assertComplete(skirmish, world);
            assertTrue(count(skirmish, CombatLogCounter.WRITES_UNKNOWN) > 5);
            assertTrue(world.disk.rowsRepeated() > 500, () -> world.disk.rowsRepeated() + " rows repeated");
        });
    }

    @Test
    void whatAPausedStoreTookBeforeItsPauseIsStoredOnce() {
        Skirmish skirmish = fight();
        play(
                skirmish,
                world -> {
                    for (int i = 0; i < 8; i++) {
                        world.simulation.at((8 + 6 * i) * SECOND, at -> world.store.pause(4 * SECOND));
                    }
                },
                world -> {
                    assertComplete(skirmish, world);
                    assertTrue(count(skirmish, CombatLogCounter.WRITES_UNKNOWN) > 5);
                    assertTrue(world.loop().client().count(StoreClientCounter.ANSWERS_LATE) > 0);
                });
    }

    @Test
    void lostDoubledDamagedAndOvertakingDatagramsChangeNothing() {
        Skirmish skirmish = fight();
        play(
                skirmish,
                world -> world.links(5_000, 70_000, spec -> spec.withLossPpm(50_000)
                        .withDuplicatePpm(100_000)
                        .withCorruptPpm(30_000)
                        .withJitterNanos(20 * MILLI)),
                world -> {
                    assertComplete(skirmish, world);
                    assertTrue(world.node().count(StoreCounter.DATAGRAMS_REFUSED) > 5);
                    assertTrue(world.node().count(StoreCounter.BATCHES_ANSWERED_AGAIN) > 5);
                    assertTrue(world.loop().client().count(StoreClientCounter.RESENDS) > 5);
                });
    }

    /** At 12 events a second a batch is closed by its age, at 60 by its size. */
    @ParameterizedTest
    @ValueSource(ints = {12, 60})
    void aCrashOfTheZoneCostsAtMostItsLastFiveSeconds(int eventsEachSecond) {
        long oldestNanos = 0;
        for (long crashMillis = 20_000; crashMillis < 25_000; crashMillis += 617) {
            long crashNanos = crashMillis * MILLI;
            Skirmish skirmish = new Skirmish(CombatLogOptions.STANDARD, eventsEachSecond, 60 * SECOND);
            List<Skirmish.Key> lost = new ArrayList<>();
            play(
                    skirmish,
                    world -> {
                        world.simulation.at(crashNanos, at -> world.zone.crash());
                        world.simulation.at(crashNanos + 3 * SECOND, at -> world.zone.restart());
                    },
                    world -> {
                        lost.addAll(skirmish.missing(world.disk));
                        assertEquals(0, skirmish.dropped.size());
                        assertEquals(2, world.loops.size());
                        assertTrue(count(skirmish, CombatLogCounter.EVENTS_STORED) > 300);
                    });
            for (Skirmish.Key key : lost) {
                assertEquals(1_000, key.incarnation());
                long age = crashNanos - skirmish.recorded.get(key).nanos();
                assertTrue(age >= 0 && age <= 5 * SECOND, () -> key + " was " + age + " ns old");
                oldestNanos = Math.max(oldestNanos, age);
            }
        }
        assertTrue(oldestNanos > SECOND, oldestNanos + " ns old");
    }

    @Test
    void aFullQueueDropsAndCounts() {
        Skirmish skirmish = new Skirmish(CombatLogOptions.STANDARD.withEventsMax(1_000), 60, 60 * SECOND);
        play(skirmish, world -> world.links(10_000, 40_000, spec -> spec.withCut(true)), world -> {
            assertEquals(List.of(), skirmish.missing(world.disk));
            assertTrue(skirmish.dropped.size() > 500, () -> skirmish.dropped.size() + " dropped");
            assertEquals(skirmish.dropped.size(), count(skirmish, CombatLogCounter.EVENTS_DROPPED_FULL));
            assertEquals(1_000, count(skirmish, CombatLogCounter.EVENTS_HELD_HIGH_WATER));
            assertEquals(
                    skirmish.recorded.size(),
                    skirmish.dropped.size() + world.disk.rowCount(HistoryTable.COMBAT_EVENTS.number()));
        });
    }

    /** What is given up after an unknown outcome may be there: it is counted apart, and nothing else is in doubt. */
    @Test
    void whatIsTooOldIsDroppedAndCounted() {
        Skirmish skirmish = new Skirmish(CombatLogOptions.STANDARD.withKeepNanos(10 * SECOND), 60, 60 * SECOND);
        play(
                skirmish,
                world -> {
                    // Requests arrive, answers do not.
                    world.simulation.at(10 * SECOND, at -> at.network()
                            .link(world.store, world.zone, StoreWorld.LINK.withCut(true)));
                    world.simulation.at(40 * SECOND, at -> at.network().link(world.store, world.zone, StoreWorld.LINK));
                },
                world -> {
                    assertEquals(List.of(), skirmish.missing(world.disk));
                    long undecided = count(skirmish, CombatLogCounter.EVENTS_DROPPED_UNDECIDED);
                    assertTrue(undecided > 300, () -> undecided + " undecided");
                    assertEquals(
                            undecided,
                            skirmish.dropped.values().stream()
                                    .filter(may -> may)
                                    .count());
                    SortedMap<Skirmish.Key, Long> stored = Skirmish.stored(world.disk, HistoryTable.COMBAT_EVENTS);
                    skirmish.dropped.forEach((key, mayBeStored) -> assertEquals(mayBeStored, stored.containsKey(key)));
                });
    }

    @Test
    void aFullDiskIsWaitedFor() {
        Skirmish skirmish = fight();
        play(
                skirmish,
                world -> {
                    world.simulation.at(10 * SECOND, at -> world.disk.setFull(true));
                    world.simulation.at(20 * SECOND, at -> world.disk.setFull(false));
                },
                world -> {
                    assertComplete(skirmish, world);
                    assertTrue(count(skirmish, CombatLogCounter.WRITES_FAILED) > 5);
                    assertEquals(0, count(skirmish, CombatLogCounter.WRITES_UNKNOWN));
                });
    }

    private static long traceHash(long seed, int threads) {
        Skirmish skirmish = new Skirmish(CombatLogOptions.STANDARD, 300, 20 * SECOND);
        try (StoreWorld world = world(skirmish, seed, threads)) {
            world.links(3_000, 12_000, spec -> spec.withLossPpm(100_000).withDuplicatePpm(50_000));
            world.simulation.at(5 * SECOND, at -> world.store.pause(2 * SECOND));
            world.simulation.at(9 * SECOND, at -> world.store.crash());
            world.simulation.at(13 * SECOND, at -> world.store.restart());
            world.simulation.at(15 * SECOND, at -> world.zone.crash());
            world.simulation.at(16 * SECOND, at -> world.zone.restart());
            world.runMillis(30_000);
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
