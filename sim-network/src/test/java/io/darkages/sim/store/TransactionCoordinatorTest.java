package io.darkages.sim.store;

import static io.darkages.sim.store.RegisterWorld.MILLI;
import static io.darkages.sim.store.RegisterWorld.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.Register;
import io.darkages.sim.HostContext;
import io.darkages.sim.LinkSelector;
import io.darkages.sim.SimulationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Transactions of three nodes: what is told when nodes are gone, and what rivals for one row are told. */
class TransactionCoordinatorTest {

    private static final long KEY = 5;

    private final SortedMap<Long, List<RegisterContract.Action>> script = new TreeMap<>();
    private final List<String> told = new ArrayList<>();
    private final Register.Answers listener = (nanos, request, outcome, version, value) ->
            told.add(request + " " + outcome + " " + version + " " + value[0]);

    private RegisterWorld.Actor actor(int client, HostContext context, RegisterClient register) {
        return nanos -> {
            while (!script.isEmpty() && script.firstKey() * MILLI <= nanos) {
                script.remove(script.firstKey()).forEach(action -> action.run(register, nanos));
            }
        };
    }

    private RegisterWorld world(StoreOptions options, boolean byKey) {
        return new RegisterWorld(
                SimulationOptions.of(1),
                3,
                options,
                PaxosRules.SOUND,
                1,
                RegisterClientOptions.STANDARD.withByKey(byKey),
                this::actor);
    }

    private void at(long millis, RegisterContract.Action action) {
        script.computeIfAbsent(millis, key -> new ArrayList<>()).add(action);
    }

    private void setAt(long millis, long request, long key, long expected) {
        at(
                millis,
                (register, now) ->
                        register.compareAndSet(now, request, key, expected, new long[] {request, 0, 0, 0}, listener));
    }

    private void readAt(long millis, long request, long key) {
        at(millis, (register, now) -> register.read(now, request, key, listener));
    }

    @Test
    void oneLostNodeIsNotMissed() {
        try (RegisterWorld world = world(StoreOptions.PERIODIC, false)) {
            world.simulation.at(SECOND, at -> world.node(1).crash());
            for (int i = 0; i < 6; i++) {
                setAt(4_000 + 300L * i, i, i, 0);
                readAt(7_000 + 300L * i, 100 + i, i);
            }
            world.runNanos(10 * SECOND);
            List<String> known =
                    told.stream().filter(each -> !each.contains("UNKNOWN")).toList();
            assertTrue(known.size() >= 10, () -> "told: " + told);
            assertTrue(told.stream().noneMatch(each -> each.contains("FAILED")), () -> "told: " + told);
        }
    }

    @Test
    void withoutAMajorityItFailsAndNeverHappens() {
        try (RegisterWorld world = world(StoreOptions.PERIODIC, true)) {
            setAt(100, 1, KEY, 0);
            world.simulation.at(SECOND, at -> at.network()
                    .impose(LinkSelector.between("stores", "stores"), spec -> spec.withCut(true)));
            setAt(4_000, 2, KEY, 1);
            readAt(5_000, 3, KEY);
            world.runNanos(7 * SECOND);
            assertEquals(List.of("1 APPLIED 1 1", "2 FAILED -1 0", "3 FAILED -1 0"), told);
            assertEquals(6, world.cluster.count(StoreCounter.TRANSACTIONS_UNAVAILABLE));
        }
    }

    /** The others have accepted the proposal, but the coordinator does not hear of it, and is gone then. */
    @Test
    void whatWasUnknownMayHappenLater() {
        try (RegisterWorld world = world(StoreOptions.PERIODIC, true)) {
            setAt(100, 1, KEY, 0);
            int owner = world.cluster.ring().owner(KEY);
            LinkSelector answers = (from, to) -> from.linkClass().equals("stores") && to == world.node(owner);
            world.simulation.at(
                    900 * MILLI, at -> at.network().impose(answers, spec -> spec.withLatencyNanos(4 * MILLI)));
            // After the promises have left, before the accepted do.
            world.simulation.at(1_003 * MILLI, at -> at.network().impose(answers, spec -> spec.withCut(true)));
            setAt(1_000, 2, KEY, 1);
            world.simulation.at(1_400 * MILLI, at -> world.node(owner).crash());
            readAt(5_000, 3, KEY);
            world.runNanos(7 * SECOND);
            assertEquals(List.of("1 APPLIED 1 1", "2 UNKNOWN -1 0", "3 READ 2 2"), told);
            assertEquals(1, world.cluster.count(StoreCounter.PROPOSALS_FINISHED));
        }
    }

    /** Rivals at one coordinator queue; rivals at three outbid each other. In either case one is applied at most. */
    @Test
    void ofRivalsOneIsApplied() {
        for (boolean byKey : new boolean[] {true, false}) {
            told.clear();
            try (RegisterWorld world = world(StoreOptions.PERIODIC, byKey)) {
                readAt(50, 100, 1);
                readAt(50, 101, 2);
                readAt(50, 102, 3);
                for (int i = 1; i <= 9; i++) {
                    setAt(1_000, i, KEY, 0);
                }
                readAt(3_000, 99, KEY);
                world.runNanos(4 * SECOND);
                long applied =
                        told.stream().filter(each -> each.contains("APPLIED")).count();
                assertTrue(applied <= 1, () -> "told: " + told);
                assertTrue(told.get(told.size() - 1).startsWith("99 READ 1 "), () -> "told: " + told);
                long retried = world.cluster.count(StoreCounter.BALLOTS_RETRIED);
                if (byKey) {
                    assertEquals(1, applied);
                    assertEquals(0, retried);
                } else {
                    assertTrue(retried > 0);
                }
            }
        }
    }

    /** Nine datagrams of one request are one transaction. */
    @Test
    void whatComesAgainIsCarriedOutOnce() {
        try (RegisterWorld world = world(StoreOptions.PERIODIC, true)) {
            world.simulation.at(0, at -> at.network()
                    .impose(LinkSelector.between("clients", "stores"), spec -> spec.withDuplicatePpm(1_000_000)));
            for (int i = 0; i < 50; i++) {
                setAt(1_000 + 20L * i, i, KEY, i);
            }
            world.runNanos(3 * SECOND);
            assertEquals(50, told.size());
            assertTrue(told.stream().allMatch(each -> each.contains("APPLIED")), () -> "told: " + told);
            assertTrue(world.cluster.count(StoreCounter.TRANSACTIONS_AGAIN) >= 50);
        }
    }

    @Test
    void moreThanANodeHasRoomForIsRefused() {
        try (RegisterWorld world = world(StoreOptions.PERIODIC.withTransactionsMax(2), true)) {
            readAt(50, 1_000, KEY);
            for (int i = 0; i < 12; i++) {
                readAt(1_000, i, KEY);
            }
            world.runNanos(3 * SECOND);
            assertEquals(13, told.size());
            assertTrue(world.cluster.count(StoreCounter.TRANSACTIONS_OVERLOADED) > 0);
            for (int node = 0; node < 3; node++) {
                assertTrue(world.cluster.program(node).count(StoreCounter.TRANSACTIONS_HIGH_WATER) <= 2);
            }
        }
    }

    /** Nodes' clocks that are minutes apart order ballots badly, and that is all. */
    @Test
    void clocksDecideNothing() {
        try (RegisterWorld world = world(StoreOptions.PERIODIC, false)) {
            world.simulation.at(500 * MILLI, at -> world.node(0).stepWall(-300_000_000));
            world.simulation.at(500 * MILLI, at -> world.node(1).stepWall(300_000_000));
            for (int i = 0; i < 9; i++) {
                setAt(1_000 + 300L * i, i, KEY, i);
            }
            world.runNanos(6 * SECOND);
            assertEquals(
                    9, told.stream().filter(each -> each.contains("APPLIED")).count(), () -> "told: " + told);
        }
    }

    /** Links of 0.5 ms: there and back, and one round trip among the replicas for each phase. */
    @Test
    void aSetTakesFourRoundTripsAndAReadThree() {
        StoreOptions free = StoreOptions.PERIODIC.withCosts(new StoreOptions.Costs(0, 0, 0, 0, 0, 0, 0));
        try (RegisterWorld world = world(free, true)) {
            List<Long> took = new ArrayList<>();
            readAt(100, 1, KEY);
            at(
                    1_000,
                    (register, now) -> register.compareAndSet(
                            now,
                            2,
                            KEY,
                            0,
                            new long[Register.WORDS],
                            (nanos, request, outcome, version, value) -> took.add(nanos - now)));
            at(
                    2_000,
                    (register, now) -> register.read(
                            now, 3, KEY, (nanos, request, outcome, version, value) -> took.add(nanos - now)));
            world.runNanos(3 * SECOND);
            assertEquals(List.of(4 * MILLI, 3 * MILLI), took);
        }
    }

    private long traceHash(int threads) {
        script.clear();
        for (int i = 0; i < 30; i++) {
            setAt(100 + 40L * i, i, i % 3, i / 3);
        }
        try (RegisterWorld world = new RegisterWorld(
                SimulationOptions.of(1).withThreads(threads),
                3,
                StoreOptions.PERIODIC,
                PaxosRules.SOUND,
                1,
                RegisterClientOptions.STANDARD,
                this::actor)) {
            world.simulation.at(700 * MILLI, at -> world.node(0).crash());
            world.simulation.at(SECOND, at -> world.node(0).restart());
            world.runNanos(3 * SECOND);
            return world.simulation.traceHash();
        }
    }

    @Test
    void threadsChangeNothing() {
        assertEquals(traceHash(1), traceHash(2));
        assertNotEquals(0, traceHash(1));
    }
}
