package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.darkages.scenarios.format.FaultSpec.Direction;
import io.darkages.scenarios.format.FaultTarget;
import io.darkages.scenarios.format.FaultTarget.Known;
import io.darkages.scenarios.format.Scenario;
import io.darkages.sim.Host;
import io.darkages.sim.LinkSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whom and what the targets of faults stand for, in a world of two zones of which process 3 serves the second. */
final class MachinesTest {

    private static final Scenario SCENARIO = Play.read("""
            name: machines
            duration: 4s
            world: {grid: {columns: 2, rows: 1}}
            processes: {spares: 2}
            stores: {scylla: {nodes: 5, replication: 3}, redis: {replicas: 2}}
            groups:
              - {name: a, count: 2, behaviour: idle, spawn: {shape: disc, centre: [9m, 9m], radius: 5m}}
              - {name: b, count: 1, behaviour: idle, spawn: {shape: disc, centre: [9m, 9m], radius: 5m}}
            """);

    private static final WorldAssembly WORLD = new WorldAssembly(SCENARIO, 1, WorldParts.STANDARD);
    private static final Machines MACHINES = serving(new int[] {-1, 0, 1, -1});

    static {
        // What is not up serves nothing.
        WORLD.simulation().run(1, nanos -> {});
    }

    @AfterAll
    static void close() {
        WORLD.simulation().close();
    }

    private static Machines serving(int... zones) {
        Machines m = WORLD.machines();
        IntUnaryOperator zoneOf = process -> zones[process];
        return new Machines(m.processes(), zoneOf, m.roll(), m.players(), m.scylla(), m.store(), m.redis());
    }

    private static String names(FaultTarget target) {
        return String.join(" ", MACHINES.of(target).stream().map(Host::name).toList());
    }

    @Test
    void everyWordHasItsMachines() {
        assertEquals("process-2", names(new FaultTarget.ZoneAt(0)));
        assertEquals("process-3", names(new FaultTarget.ZoneAt(1)));
        assertEquals("process-2 process-3", names(Known.ZONES));
        assertEquals("process-1 process-2 process-3 process-4", names(Known.PROCESSES));
        assertEquals("process-4", names(new FaultTarget.Process(4)));
        assertEquals("process-1", names(Known.SPARE));
        assertEquals("store-1 store-2 store-3 store-4 store-5", names(Known.STORE));
        assertEquals("store-1 store-2 store-3", names(Known.STORE_MAJORITY));
        assertEquals("store-4", names(new FaultTarget.StoreNode(4)));
        assertEquals("redis-1 redis-2 redis-3 redis-monitor", names(Known.REDIS));
        assertEquals("redis-1", names(Known.REDIS_PRIMARY));
        assertEquals("redis-2 redis-3", names(Known.REDIS_REPLICA));
        assertEquals("redis-monitor", names(Known.REDIS_MONITOR));
        assertEquals(3, MACHINES.of(Known.PLAYERS).size());
        assertEquals(MACHINES.players().subList(0, 2), MACHINES.of(new FaultTarget.Group("a")));
        assertEquals(MACHINES.players().subList(2, 3), MACHINES.of(new FaultTarget.Player("b", 1)));
    }

    @Test
    void aZoneThatNobodyServesIsNobody() {
        assertEquals(List.of(), serving(-1, -1, -1, -1).of(new FaultTarget.ZoneAt(0)));
        assertEquals(List.of(), serving(0, 1, 0, 1).of(Known.SPARE));
    }

    /** All struck ways with both ends outside the players, and one player in place of all. */
    private static List<String> struck(FaultTarget target, Direction direction) {
        LinkSelector selector = new Ways(MACHINES).of(target, direction);
        List<Host> hosts = new ArrayList<>(WORLD.simulation().hosts());
        hosts.removeAll(MACHINES.players().subList(1, 3));
        List<String> ways = new ArrayList<>();
        for (Host from : hosts) {
            for (Host to : hosts) {
                if (from != to && selector.matches(from, to)) {
                    ways.add(name(from) + ">" + name(to));
                }
            }
        }
        return ways;
    }

    private static String name(Host host) {
        return MACHINES.isPlayer(host) ? "player" : host.name();
    }

    @Test
    void linksOfProcessesAreThoseOfTheirPlayers() {
        assertEquals(
                List.of("process-2>player", "player>process-2"), struck(new FaultTarget.ZoneAt(0), Direction.BOTH));
        assertEquals(List.of("player>process-2"), struck(new FaultTarget.ZoneAt(0), Direction.UP));
        assertEquals(List.of("process-2>player"), struck(new FaultTarget.ZoneAt(0), Direction.DOWN));
        assertEquals(List.of("player>process-2", "player>process-3"), struck(Known.ZONES, Direction.UP));
        // Four processes and the nine machines of the stores, to which players have no way.
        assertEquals(13, struck(new FaultTarget.Player("a", 1), Direction.UP).size());
    }

    @Test
    void linksOfTheStoreAreThoseToProcessesAndOfANodeAll() {
        assertEquals(4 * 5, struck(Known.STORE, Direction.UP).size());
        assertEquals(
                List.of("process-1>store-1", "process-1>store-2"),
                struck(Known.STORE, Direction.UP).subList(0, 2));
        // Four processes, a player, four nodes of the one store and four machines of the other.
        assertEquals(13, struck(new FaultTarget.StoreNode(2), Direction.DOWN).size());
        assertEquals(
                List.of(),
                struck(Known.STORE_MAJORITY, Direction.BOTH).stream()
                        .filter(way -> way.matches("store-[123]>store-[123]"))
                        .toList());
    }

    @Test
    void aWayLeadsOneWayOrBoth() {
        FaultTarget one = new FaultTarget.ZoneAt(0);
        FaultTarget other = new FaultTarget.ZoneAt(1);
        assertEquals(List.of("process-2>process-3"), struck(new FaultTarget.Way(one, other, false), Direction.BOTH));
        assertEquals(
                List.of("process-2>process-3", "process-3>process-2"),
                struck(new FaultTarget.Way(one, other, true), Direction.BOTH));
        assertEquals(
                List.of("redis-1>process-2"),
                struck(new FaultTarget.Way(Known.REDIS_PRIMARY, one, false), Direction.BOTH));
        // The other three processes, a player, five nodes of the one store and four machines of the other.
        assertEquals(
                13,
                struck(new FaultTarget.Way(one, Known.ALL, false), Direction.BOTH)
                        .size());
        assertEquals(
                26,
                struck(new FaultTarget.Way(one, Known.ALL, true), Direction.BOTH)
                        .size());
        // Among themselves.
        assertEquals(
                2,
                struck(new FaultTarget.Way(Known.ZONES, Known.ZONES, true), Direction.BOTH)
                        .size());
    }

    @Test
    void storesAndBackplaneHaveTheirWays() {
        var network = WORLD.simulation().network();
        Host first = MACHINES.processes().get(0);
        Host second = MACHINES.processes().get(1);
        assertEquals(500_000, network.effective(first, second).orElseThrow().latencyNanos());
        assertEquals(
                500_000,
                network.effective(first, MACHINES.store().get(4)).orElseThrow().latencyNanos());
        assertEquals(
                500_000,
                network.effective(first, MACHINES.redis().orElseThrow().nodes().get(2))
                        .orElseThrow()
                        .latencyNanos());
        assertEquals(
                500_000,
                network.effective(
                                MACHINES.redis().orElseThrow().monitor(),
                                MACHINES.redis().orElseThrow().nodes().get(0))
                        .orElseThrow()
                        .latencyNanos());
        assertEquals(
                20_000_000,
                network.effective(first, MACHINES.players().get(0))
                        .orElseThrow()
                        .latencyNanos());
    }
}
