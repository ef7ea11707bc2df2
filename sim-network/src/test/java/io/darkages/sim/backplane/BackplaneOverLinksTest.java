package io.darkages.sim.backplane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.sim.Host;
import io.darkages.sim.HostOptions;
import io.darkages.sim.LinkFault;
import io.darkages.sim.LinkSelector;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.Simulation;
import io.darkages.sim.SimulationOptions;
import io.darkages.sim.WindowListener;
import io.darkages.sim.backplane.ZoneProcess.Journal;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Two hosts, 0.5 ms apart, with a backplane each. */
class BackplaneOverLinksTest {

    private static final long MILLI = 1_000_000;
    private static final long ONE = NetworkAddress.of(0x0A00_0001, 7777);
    private static final long TWO = NetworkAddress.of(0x0A00_0002, 7777);

    private static final class World implements AutoCloseable {
        final Simulation simulation;
        final Host one;
        final Host two;
        final Journal oneJournal = new Journal();
        final Journal twoJournal = new Journal();

        World(SimulationOptions options, UnaryOperator<LinkSpec> links) {
            simulation = new Simulation(options);
            simulation.network().between("zones", "zones", links.apply(LinkSpec.ofLatencyNanos(MILLI / 2)));
            HostOptions hosts = HostOptions.of("zones");
            one = simulation.addHost(
                    "one", ONE, hosts.withDriftPpm(400), context -> new ZoneProcess(context, oneJournal, 1, 2, TWO));
            two = simulation.addHost(
                    "two", TWO, hosts.withDriftPpm(-400), context -> new ZoneProcess(context, twoJournal, 2, 1, ONE));
        }

        void runMillis(long untilMillis) {
            simulation.run(untilMillis * MILLI, WindowListener.NONE);
        }

        @Override
        public void close() {
            simulation.close();
        }
    }

    private static World world(UnaryOperator<LinkSpec> links) {
        return new World(SimulationOptions.of(11), links);
    }

    /** All of them in order from 1 on, none twice and none left out; returns how many. */
    private static long inOrder(List<String> reliable, String way) {
        List<String> heard =
                reliable.stream().filter(each -> each.startsWith(way + ":")).toList();
        for (int i = 0; i < heard.size(); i++) {
            assertEquals(way + ": " + (i + 1), heard.get(i));
        }
        return heard.size();
    }

    @Test
    void aMessageTakesLessThanFiveMilliseconds() {
        try (World world = world(spec -> spec)) {
            world.runMillis(10_000);
            assertTrue(world.twoJournal.latencies.size() > 580);
            long longest = world.twoJournal.latencies.stream()
                    .skip(1)
                    .mapToLong(Long::longValue)
                    .max()
                    .orElseThrow();
            assertTrue(longest < MILLI, "took " + longest + " ns");
            assertTrue(world.oneJournal.states > 580 * 67, () -> "states " + world.oneJournal.states);
        }
    }

    @Test
    void nearlyAllTakeLessThanFiveMillisecondsOverALossyLink() {
        try (World world = world(spec -> spec.withLossPpm(2_000).withJitterNanos(MILLI))) {
            world.runMillis(20_000);
            List<Long> latencies = world.twoJournal.latencies;
            long slow = latencies.stream().filter(nanos -> nanos >= 5 * MILLI).count();
            assertTrue(slow * 100 < latencies.size(), slow + " of " + latencies.size());
            assertTrue(slow > 0, "no loss shows: the test proves nothing");
            inOrder(world.twoJournal.reliable, "1/1 to 2/1");
        }
    }

    @Test
    void eachComesOnceAndInOrderThroughLossJitterAndCuts() {
        try (World world = world(spec -> spec.withLossPpm(50_000)
                .withJitterNanos(4 * MILLI)
                .withDuplicatePpm(20_000)
                .withCorruptPpm(5_000))) {
            for (int cut = 0; cut < 3; cut++) {
                LinkFault[] laid = new LinkFault[1];
                long from = (4_000 + cut * 6_000L) * MILLI;
                world.simulation.at(
                        from,
                        each -> laid[0] =
                                each.network().impose(LinkSelector.of(world.one), spec -> spec.withCut(true)));
                world.simulation.at(from + 3_000 * MILLI, each -> each.network().lift(laid[0]));
            }
            world.runMillis(22_000);
            assertTrue(inOrder(world.twoJournal.reliable, "1/1 to 2/1") > 1_250);
            assertTrue(inOrder(world.oneJournal.reliable, "2/1 to 1/1") > 1_250);
            assertEquals(
                    4,
                    world.oneJournal.events.stream()
                            .filter(event -> event.startsWith("1/1 linked"))
                            .count());
        }
    }

    @Test
    void aProcessThatSleptGoesOnWhereItWas() {
        try (World world = world(spec -> spec)) {
            world.simulation.at(3_000 * MILLI, each -> world.two.pause(4_000 * MILLI));
            world.runMillis(12_000);
            assertTrue(world.oneJournal.events.contains("1/1 silent 2/1"));
            assertTrue(world.oneJournal.events.contains("1/1 unlinked 2/1"));
            assertTrue(inOrder(world.twoJournal.reliable, "1/1 to 2/1") > 700);
            assertTrue(inOrder(world.oneJournal.reliable, "2/1 to 1/1") > 450);
        }
    }

    @Test
    void aProcessThatCrashedIsAnother() {
        try (World world = world(spec -> spec)) {
            world.simulation.at(3_000 * MILLI, each -> world.two.crash());
            world.simulation.at(5_000 * MILLI, each -> world.two.restart());
            world.runMillis(9_000);
            assertEquals("1/1 linked 2/1 new", world.oneJournal.events.get(0));
            assertTrue(world.oneJournal.events.contains("1/1 linked 2/2 new"), world.oneJournal.events::toString);
            assertTrue(inOrder(world.oneJournal.reliable, "2/1 to 1/1") > 150);
            assertTrue(inOrder(world.oneJournal.reliable, "2/2 to 1/1") > 200);
            // What was sent to the old one and not acknowledged is not the new one's.
            List<String> young = world.twoJournal.reliable.stream()
                    .filter(each -> each.startsWith("1/1 to 2/2:"))
                    .toList();
            long first = Long.parseLong(young.get(0).substring("1/1 to 2/2: ".length()));
            assertTrue(first > 298, "began with " + first);
            for (int i = 0; i < young.size(); i++) {
                assertEquals("1/1 to 2/2: " + (first + i), young.get(i));
            }
        }
    }

    @Test
    void theSameSeedHasTheSameHashWithOneThreadOrTwo() {
        assertEquals(hash(SimulationOptions.of(3)), hash(SimulationOptions.of(3).withThreads(2)));
    }

    private static long hash(SimulationOptions options) {
        try (World world = new World(
                options, spec -> spec.withLossPpm(20_000).withJitterNanos(MILLI).withDuplicatePpm(20_000))) {
            world.simulation.at(1_000 * MILLI, each -> world.two.pause(3_000 * MILLI));
            world.runMillis(6_000);
            assertTrue(world.oneJournal.reliable.size() > 100);
            return world.simulation.traceHash();
        }
    }
}
