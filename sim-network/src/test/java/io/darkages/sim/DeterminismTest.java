package io.darkages.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.random.Mix;
import io.darkages.engine.random.RandomStream;
import io.darkages.sim.LinkSpec.BurstLoss;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** One seed, one outcome: whatever the threads, the order of hosts and the length of windows. */
class DeterminismTest {

    private static final int HOSTS = 24;
    private static final long MILLI = 1_000_000L;

    /** Gossips: every timer and every datagram folds into its state, which decides what it sends next and to whom. */
    private static final class Gossip implements Program {
        private final HostContext context;
        private final RandomStream random;
        private final byte[] buffer = new byte[600];
        private long state;

        Gossip(HostContext context) {
            this.context = context;
            random = context.stream("gossip");
            context.setTimer(0, context.monotonicNanos() + random.nextInt(10_000_000));
        }

        @Override
        public void datagram(long from, byte[] bytes, int offset, int length) {
            state = Mix.fold(state, from + length + bytes[offset] + bytes[offset + length - 1]);
            context.spend(Math.floorMod(state, 200_000));
            if (Math.floorMod(state, 4) == 0) {
                tell();
            }
        }

        @Override
        public void timer(int id) {
            state = Mix.fold(state, context.wallMicros());
            // Whole milliseconds, so that many hosts act at the very same time and ties decide.
            context.setTimer(0, (context.monotonicNanos() / MILLI + 5 + random.nextInt(4)) * MILLI);
            tell();
            context.spend(300_000);
            tell();
        }

        private void tell() {
            int length = 1 + (int) Math.floorMod(state >>> 8, 599L);
            buffer[0] = (byte) state;
            buffer[length - 1] = (byte) (state >>> 16);
            context.send(address((int) Math.floorMod(state >>> 24, (long) HOSTS)), buffer, 0, length);
        }

        @Override
        public long stateHash() {
            return Mix.fold(state, random.state());
        }
    }

    private static long address(int number) {
        return NetworkAddress.of(0x0A00_0000 + number, 9_000);
    }

    private static Simulation world(SimulationOptions options, List<Integer> order) {
        Simulation simulation = new Simulation(options);
        LinkSpec rough = LinkSpec.ofLatencyNanos(3 * MILLI)
                .withLossPpm(10_000)
                .withDuplicatePpm(5_000)
                .withCorruptPpm(5_000)
                .withBurst(BurstLoss.of(20_000, 3))
                .withBandwidth(200_000, 20_000);
        simulation.network().between("even", "odd", rough);
        simulation
                .network()
                .link("even", "even", LinkSpec.ofLatencyNanos(2 * MILLI).withJitterNanos(MILLI));
        simulation.network().link("odd", "odd", LinkSpec.ofLatencyNanos(2 * MILLI));
        for (int number : order) {
            HostOptions host = HostOptions.of(number % 2 == 0 ? "even" : "odd")
                    .withDriftPpm(number % 5 == 0 ? 37 * (number - 10) : 0)
                    .withSocketBytesMax(4_096);
            simulation.addHost("host-" + number, address(number), host, Gossip::new);
        }
        simulation.at(200 * MILLI, at -> byName(at, "host-3").pause(60 * MILLI));
        simulation.at(250 * MILLI, at -> byName(at, "host-4").crash());
        simulation.at(333_333_333, at -> byName(at, "host-4").restart());
        simulation.at(300 * MILLI, at -> byName(at, "host-5").drift(-250));
        LinkFault[] cut = new LinkFault[1];
        simulation.at(
                350 * MILLI,
                at -> cut[0] = at.network().impose(LinkSelector.between("even", "odd"), spec -> spec.withCut(true)));
        simulation.at(400 * MILLI, at -> at.network().lift(cut[0]));
        return simulation;
    }

    /** Four hosts close together and twenty far off, who have no links among themselves. */
    private static Simulation farWorld(SimulationOptions options) {
        Simulation simulation = new Simulation(options);
        Network network = simulation.network();
        network.link("near", "near", LinkSpec.ofLatencyNanos(MILLI / 2).withJitterNanos(MILLI / 4));
        network.between("near", "far", LinkSpec.ofLatencyNanos(15 * MILLI).withLossPpm(10_000));
        for (int number = 0; number < HOSTS; number++) {
            HostOptions host = HostOptions.of(number % 6 == 0 ? "near" : "far").withSocketBytesMax(4_096);
            simulation.addHost("host-" + number, address(number), host, Gossip::new);
        }
        simulation.at(100 * MILLI, at -> byName(at, "host-6").pause(60 * MILLI));
        simulation.at(130 * MILLI, at -> byName(at, "host-0").crash());
        simulation.at(177_777_777, at -> byName(at, "host-0").restart());
        simulation.at(200 * MILLI, at -> network.between("near", "far", LinkSpec.ofLatencyNanos(3 * MILLI)));
        return simulation;
    }

    private static long farHash(SimulationOptions options) {
        try (Simulation simulation = farWorld(options)) {
            simulation.run(300 * MILLI, WindowListener.NONE);
            return simulation.traceHash();
        }
    }

    @Test
    void clustersDoNotShow() {
        SimulationOptions options = SimulationOptions.of(11);
        try (Simulation simulation = farWorld(options)) {
            Grouping grouping = simulation.network().grouping();
            assertEquals(1, grouping.clusters());
            assertArrayEquals(new int[] {0, 6, 12, 18}, grouping.members(0));
            assertEquals(15 * MILLI, grouping.windowNanos());
            assertEquals(MILLI / 2, grouping.clusterWindowNanos());
        }
        long clustered = farHash(options);
        assertEquals(clustered, farHash(options.withThreads(3)));
        // So short a window that there is nothing to be won with clusters.
        assertEquals(clustered, farHash(options.withWindowNanosMax(MILLI / 2)));
        assertNotEquals(clustered, farHash(SimulationOptions.of(12)));
    }

    private static Host byName(Simulation simulation, String name) {
        return simulation.host(name).orElseThrow();
    }

    private static List<Integer> inOrder() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < HOSTS; i++) {
            order.add(i);
        }
        return order;
    }

    private static long traceHash(SimulationOptions options) {
        try (Simulation simulation = world(options, inOrder())) {
            simulation.run(1_000 * MILLI, WindowListener.NONE);
            return simulation.traceHash();
        }
    }

    private static SortedMap<String, Long> hashesByName(SimulationOptions options, List<Integer> order) {
        try (Simulation simulation = world(options, order)) {
            simulation.run(1_000 * MILLI, WindowListener.NONE);
            SortedMap<String, Long> hashes = new TreeMap<>();
            for (Host host : simulation.hosts()) {
                hashes.put(host.name(), simulation.hostHash(host.index()));
            }
            return hashes;
        }
    }

    @Test
    void worldIsLivelyEnoughToShowDifferences() {
        try (Simulation simulation = world(SimulationOptions.of(1), inOrder())) {
            simulation.run(1_000 * MILLI, WindowListener.NONE);
            assertNotEquals(0, simulation.dropped(DropCause.LOSS));
            assertNotEquals(0, simulation.dropped(DropCause.BURST_LOSS));
            assertNotEquals(0, simulation.dropped(DropCause.CUT));
            assertNotEquals(0, simulation.dropped(DropCause.HOST_DOWN));
            assertNotEquals(0, simulation.dropped(DropCause.SOCKET_FULL));
            assertEquals(true, simulation.events() > 5_000, simulation.events() + " events");
        }
    }

    @Test
    void sameSeedGivesTheSameHashAndAnotherSeedAnother() {
        long hash = traceHash(SimulationOptions.of(1));
        assertEquals(hash, traceHash(SimulationOptions.of(1)));
        assertNotEquals(hash, traceHash(SimulationOptions.of(2)));
    }

    @Test
    void threadsDoNotShow() {
        for (long seed = 1; seed <= 3; seed++) {
            long hash = traceHash(SimulationOptions.of(seed));
            assertEquals(hash, traceHash(SimulationOptions.of(seed).withThreads(2)));
            assertEquals(hash, traceHash(SimulationOptions.of(seed).withThreads(3)));
        }
    }

    @Test
    void orderOfHostsDoesNotShow() {
        List<Integer> reversed = inOrder();
        Collections.reverse(reversed);
        SimulationOptions options = SimulationOptions.of(5);
        assertEquals(hashesByName(options, inOrder()), hashesByName(options, reversed));
    }

    @Property(tries = 12)
    void lengthOfWindowsDoesNotShow(@ForAll @IntRange(min = 50_000, max = 2_000_000) int windowNanosMax) {
        SimulationOptions options = SimulationOptions.of(9);
        assertEquals(traceHash(options), traceHash(options.withWindowNanosMax(windowNanosMax)));
    }

    @Test
    void runningInPiecesDoesNotShow() {
        try (Simulation simulation = world(SimulationOptions.of(4), inOrder())) {
            for (long until = 0; until < 1_000 * MILLI; until += 7_777_777) {
                simulation.run(until, WindowListener.NONE);
            }
            simulation.run(1_000 * MILLI, WindowListener.NONE);
            assertEquals(traceHash(SimulationOptions.of(4)), simulation.traceHash());
        }
    }

    /** A change of this number is a change of every recorded scenario: say so in the release notes. */
    @Test
    void hashIsTheSameOnEveryMachine() {
        assertEquals("1f5d49f9d1d63aa6", Long.toHexString(traceHash(SimulationOptions.of(1))));
    }

    @Test
    void failureIsThatOfTheFirstHostWhateverTheThreads() {
        for (int threads = 1; threads <= 3; threads++) {
            try (Simulation simulation = new Simulation(SimulationOptions.of(1).withThreads(threads))) {
                for (int i = 0; i < 8; i++) {
                    int number = i;
                    simulation.addHost("host-" + i, address(i), HostOptions.of("all"), context -> {
                        if (number >= 2) {
                            throw new IllegalStateException("planted " + number);
                        }
                        return new Gossip(context);
                    });
                }
                String message = "";
                try {
                    simulation.run(100, WindowListener.NONE);
                } catch (SimulationFailure e) {
                    message = e.getCause().getMessage();
                }
                assertEquals("planted 2", message);
            }
        }
    }

    /** A failed run is the one that somebody wants to see again. */
    @Test
    void aFailedWorldIsTheSameWhateverTheThreads() {
        long[] hashes = new long[3];
        for (int threads = 1; threads <= 3; threads++) {
            try (Simulation simulation = new Simulation(SimulationOptions.of(1).withThreads(threads))) {
                for (int i = 0; i < 8; i++) {
                    int number = i;
                    simulation.addHost("host-" + i, address(i), HostOptions.of("all"), context -> {
                        if (number == 2) {
                            throw new IllegalStateException("planted");
                        }
                        return new Gossip(context);
                    });
                }
                assertThrows(SimulationFailure.class, () -> simulation.run(100, WindowListener.NONE));
                hashes[threads - 1] = simulation.traceHash();
            }
        }
        assertEquals(hashes[0], hashes[1]);
        assertEquals(hashes[0], hashes[2]);
    }
}
