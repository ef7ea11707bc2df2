package io.darkages.sim.store;

import static io.darkages.sim.store.RegisterWorld.MILLI;
import static io.darkages.sim.store.RegisterWorld.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.Register;
import io.darkages.engine.port.RegisterOutcome;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.sim.Host;
import io.darkages.sim.HostContext;
import io.darkages.sim.LinkFault;
import io.darkages.sim.LinkSelector;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.SimulationOptions;
import io.darkages.sim.store.RegisterHistory.End;
import io.darkages.sim.store.RegisterHistory.Operation;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients read and set a few rows while nodes crash, stand still, are cut off and lose datagrams: what they are told
 * fits a single row for each key. And the same with one of the protocol's rules left out: it does not.
 */
class RegisterLinearizabilityTest {

    private static final int CLIENTS = 5;
    private static final int KEYS = 3;
    private static final long FAULTS_END = 16 * SECOND;
    private static final long ASKED_UNTIL = 20 * SECOND;
    private static final long END = 21 * SECOND;

    /** What befalls the world. */
    private enum Weather {
        /** Now and then a fault that lasts for up to 1.5 s; then calm. */
        FAULTS,
        /** Datagrams overtake each other all the time, and nodes start anew every few moments. */
        STORM
    }

    /** A client that always has one operation under way, and now and then rests. */
    private static final class RestlessActor implements RegisterWorld.Actor {
        private final RegisterHistory history;
        private final HostContext context;
        private final RegisterClient register;
        private final RandomStream random;
        private final long firstValue;
        private final int keys;
        private final long[] versions = new long[KEYS];
        private final long[] value = new long[Register.WORDS];
        private boolean busy;
        private long operations;
        private long key;
        private boolean sets;
        private long expected;
        private long beginNanos;

        RestlessActor(int client, HostContext context, RegisterClient register, int keys, RegisterHistory history) {
            this.keys = keys;
            this.history = history;
            this.context = context;
            this.register = register;
            random = context.stream("actor");
            firstValue = (client + 1L) * 1_000_000 + context.incarnation() * 10_000L;
        }

        @Override
        public void tick(long nowNanos) {
            if (busy || nowNanos > ASKED_UNTIL || random.nextInt(4) == 0) {
                return;
            }
            key = random.nextInt(keys);
            sets = random.nextInt(5) < 3;
            expected = versions[(int) key];
            operations++;
            value[0] = firstValue + operations;
            beginNanos = context.virtualNanosForProbes();
            busy = sets
                    ? register.compareAndSet(nowNanos, operations, key, expected, value, this::answered)
                    : register.read(nowNanos, operations, key, this::answered);
        }

        private void answered(long nanos, long request, RegisterOutcome outcome, long version, long[] words) {
            busy = false;
            if (version != Register.NO_VERSION) {
                versions[(int) key] = version;
            }
            boolean isKnown = outcome != RegisterOutcome.UNKNOWN;
            // What failed never happens; a read that was not answered tells nothing.
            if (outcome != RegisterOutcome.FAILED && (isKnown || sets)) {
                history.add(new Operation(
                        key,
                        beginNanos,
                        isKnown ? context.virtualNanosForProbes() : Long.MAX_VALUE,
                        End.valueOf(outcome.name()),
                        sets,
                        expected,
                        value[0],
                        version,
                        words[0]));
            }
        }
    }

    /** The world of a seed, with its faults laid out before it runs. */
    private static RegisterWorld world(
            long seed, int threads, PaxosRules rules, Weather weather, RegisterHistory history) {
        RegisterWorld world = new RegisterWorld(
                SimulationOptions.of(seed).withThreads(threads),
                3,
                StoreOptions.PERIODIC,
                rules,
                CLIENTS,
                RegisterClientOptions.STANDARD.withByKey(weather == Weather.FAULTS && seed % 2 == 0),
                (client, context, register) ->
                        new RestlessActor(client, context, register, weather == Weather.STORM ? 1 : KEYS, history));
        RandomStream random = new Randomness(seed).stream("faults");
        if (weather == Weather.STORM) {
            storm(world, random);
            return world;
        }
        LinkSpec noisy =
                RegisterWorld.LINK.withLossPpm(20_000).withDuplicatePpm(20_000).withJitterNanos(2 * MILLI);
        world.simulation.at(SECOND, at -> {
            at.network().between("clients", "stores", noisy.withCorruptPpm(5_000));
            at.network().between("stores", "stores", noisy);
        });
        for (long nanos = 2 * SECOND; nanos < FAULTS_END; nanos += random.between(200 * MILLI, 900 * MILLI)) {
            strike(world, random, nanos);
        }
        return world;
    }

    private static void storm(RegisterWorld world, RandomStream random) {
        LinkSpec rough = RegisterWorld.LINK.withJitterNanos(2 * MILLI).withLossPpm(100_000);
        world.simulation.at(SECOND, at -> at.network().between("stores", "stores", rough));
        for (long nanos = SECOND; nanos < FAULTS_END; nanos += random.between(10 * MILLI, 40 * MILLI)) {
            Host node = world.node(random.nextInt(3));
            world.simulation.at(nanos, at -> node.crash());
            world.simulation.at(nanos + random.between(1, 2 * MILLI), at -> node.restart());
        }
    }

    private static void strike(RegisterWorld world, RandomStream random, long nanos) {
        Host node = world.node(random.nextInt(3));
        Host other = world.node(random.nextInt(3));
        Host client = world.clients.get(random.nextInt(CLIENTS));
        long lasting = random.between(50 * MILLI, 1_500 * MILLI);
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                world.simulation.at(nanos, at -> node.crash());
                world.simulation.at(nanos + lasting, at -> node.restart());
            }
            case 2 -> world.simulation.at(nanos, at -> node.pause(lasting));
            case 3 -> fault(world, nanos, lasting, LinkSelector.between(node, other), spec -> spec.withCut(true));
            case 4 -> fault(world, nanos, lasting, LinkSelector.directed(node, client), spec -> spec.withCut(true));
            case 5 -> fault(world, nanos, lasting, LinkSelector.of(node), spec -> spec.withLossPpm(300_000));
            default -> world.simulation.at(nanos, at -> node.stepWall(random.between(-200_000, 200_000)));
        }
    }

    private static void fault(
            RegisterWorld world, long nanos, long lasting, LinkSelector selector, UnaryOperator<LinkSpec> change) {
        LinkFault[] laid = new LinkFault[1];
        world.simulation.at(nanos, at -> laid[0] = at.network().impose(selector, change));
        world.simulation.at(nanos + lasting, at -> at.network().lift(laid[0]));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyKeyIsLinearizable(long seed) {
        RegisterHistory history = new RegisterHistory();
        try (RegisterWorld world = world(seed, 1, PaxosRules.SOUND, Weather.FAULTS, history)) {
            world.runNanos(END);
            assertEquals(List.of(), LinearizabilityChecker.violations(history));
            assertTrue(history.count(End.APPLIED) > 300, () -> history.count(End.APPLIED) + " applied");
            assertTrue(history.count(End.REFUSED) > 100, () -> history.count(End.REFUSED) + " refused");
            assertTrue(history.count(End.READ) > 300, () -> history.count(End.READ) + " read");
            assertTrue(history.count(End.UNKNOWN) > 5, () -> history.count(End.UNKNOWN) + " unknown");
            assertTrue(world.cluster.count(StoreCounter.PROPOSALS_FINISHED) > 0);
            assertTrue(world.cluster.count(StoreCounter.COMMITS_REPAIRED) > 0);
            assertTrue(world.cluster.count(StoreCounter.BALLOTS_RETRIED) > 0);
            // When all is well again, everybody gets on.
            long late = history.operations().stream()
                    .filter(each ->
                            each.beginNanos() > FAULTS_END + 2 * SECOND + SECOND / 2 && each.end() != End.UNKNOWN)
                    .count();
            assertTrue(late > 100, () -> late + " operations after the faults");
        }
    }

    @Test
    void inAStormTooIsEveryKeyLinearizable() {
        assertFalse(isCaught(PaxosRules.SOUND, Weather.STORM, 24));
    }

    /** Whether one of some seeds shows a violation. */
    private static boolean isCaught(PaxosRules rules, Weather weather, int seeds) {
        for (long seed = 1; seed <= seeds; seed++) {
            RegisterHistory history = new RegisterHistory();
            try (RegisterWorld world = world(seed, 1, rules, weather, history)) {
                world.runNanos(END);
                if (!LinearizabilityChecker.violations(history).isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void withoutFinishingWhatIsInProgressItIsCaught() {
        assertTrue(isCaught(new PaxosRules(false, true, true), Weather.FAULTS, 4));
    }

    /** Two coordinators set one version: a replica has forgotten in between what it had promised to the second. */
    @Test
    void withoutSyncingPromisesItIsCaught() {
        assertTrue(isCaught(new PaxosRules(true, false, true), Weather.STORM, 24));
    }

    /** A read tells a row that one replica has, proposes that nothing changes, and the next read does not find it. */
    @Test
    void withoutRepairingWhatWasChosenItIsCaught() {
        assertTrue(isCaught(new PaxosRules(true, true, false), Weather.STORM, 8));
    }

    private static long traceHash(long seed, int threads) {
        try (RegisterWorld world = world(seed, threads, PaxosRules.SOUND, Weather.FAULTS, new RegisterHistory())) {
            world.runNanos(8 * SECOND);
            return world.simulation.traceHash();
        }
    }

    @Test
    void oneSeedHasOneOutcome() {
        assertEquals(traceHash(1, 1), traceHash(1, 1));
        assertNotEquals(traceHash(1, 1), traceHash(2, 1));
    }
}
