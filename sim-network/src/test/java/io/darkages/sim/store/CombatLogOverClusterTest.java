package io.darkages.sim.store;

import static io.darkages.sim.store.StoreWorld.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combatlog.CombatLogCounter;
import io.darkages.engine.combatlog.CombatLogOptions;
import io.darkages.engine.combatlog.HistoryTable;
import io.darkages.sim.LinkSelector;
import io.darkages.sim.SimulationOptions;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A zone's combat log over three nodes that sync periodically: complete, whatever befalls one of them. */
class CombatLogOverClusterTest {

    private static void play(Consumer<StoreWorld> faults, Consumer<StoreWorld> judge) {
        Skirmish skirmish = new Skirmish(CombatLogOptions.STANDARD, 60, 60 * SECOND);
        try (StoreWorld world =
                new StoreWorld(SimulationOptions.of(1), 3, 3, StoreOptions.PERIODIC, 1 << 26, skirmish::start)) {
            faults.accept(world);
            world.runMillis(80_000);
            assertEquals(List.of(), skirmish.wronglyStored(world.cluster));
            assertEquals(List.of(), Skirmish.wrongFigures(world.cluster));
            assertEquals(List.of(), skirmish.missing(world.cluster));
            assertEquals(0, skirmish.dropped.size());
            assertEquals(0, skirmish.log().heldEvents());
            assertTrue(skirmish.recorded.size() > 3_000, () -> skirmish.recorded.size() + " events");
            assertEquals(skirmish.recorded.size(), skirmish.log().counters().count(CombatLogCounter.EVENTS_STORED));
            assertEquals(skirmish.recorded.size(), world.cluster.rowCount(HistoryTable.COMBAT_EVENTS.number()));
            judge.accept(world);
        }
    }

    @Test
    void withoutFaultsEachReplicaHasAll() {
        play(world -> {}, world -> {
            for (StoreDisk disk : world.cluster.disks()) {
                assertEquals(
                        world.cluster.rowCount(HistoryTable.COMBAT_EVENTS.number()),
                        disk.rowCount(HistoryTable.COMBAT_EVENTS.number()));
                assertEquals(0, disk.rowsReplaced());
                assertEquals(0, disk.rowsOutstamped());
            }
        });
    }

    @Test
    void oneNodeCrashesAndForgetsItsTail() {
        play(
                world -> {
                    world.simulation.at(31 * SECOND, at -> world.store.crash());
                    world.simulation.at(45 * SECOND, at -> world.store.restart());
                },
                world -> {
                    assertTrue(world.disk.rowsForgotten() > 100, () -> world.disk.rowsForgotten() + " forgotten");
                    assertTrue(world.cluster.count(StoreCounter.HINTS_REPLAYED) > 0);
                });
    }

    @Test
    void oneNodeStandsStillAgainAndAgain() {
        play(
                world -> {
                    for (int i = 0; i < 8; i++) {
                        world.simulation.at((8 + 6 * i) * SECOND, at -> world.store.pause(4 * SECOND));
                    }
                },
                world -> assertTrue(world.loop().client().count(StoreClientCounter.RESENDS) > 0));
    }

    @Test
    void oneNodeIsCutOffFromTheOthers() {
        play(
                world -> world.simulation.at(20 * SECOND, at -> at.network()
                        .impose(
                                (from, to) -> LinkSelector.of(world.store).matches(from, to)
                                        && !from.linkClass().equals("zones")
                                        && !to.linkClass().equals("zones"),
                                spec -> spec.withCut(true))),
                world -> assertTrue(world.loop().client().count(StoreClientCounter.REFUSALS) > 0));
    }
}
