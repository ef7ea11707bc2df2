package io.darkages.sim;

import static io.darkages.sim.TwoHosts.MILLI;
import static io.darkages.sim.TwoHosts.RECEIVER;
import static io.darkages.sim.TwoHosts.SENDER;
import static io.darkages.sim.TwoHosts.TEN_MILLIS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.sim.Recorder.Script;
import io.darkages.sim.Recorder.Seen;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Faults on links, addresses, and how specifications are found. */
class NetworkTest {

    private static final long NEW_ADDRESS = NetworkAddress.of(0xC0A8_0001, 5_555);

    /** Both send to each other every 10 ms. */
    private record Talk(TwoHosts world, Script left, Script right) {
        static Talk start() {
            Script left = Script.sendEvery(10 * MILLI, 20, RECEIVER);
            Script right = Script.sendEvery(10 * MILLI, 20, SENDER);
            return new Talk(new TwoHosts(TEN_MILLIS, left, right), left, right);
        }
    }

    @Test
    void oneWayCutStopsOneDirectionOnly() {
        Talk talk = Talk.start();
        try (TwoHosts world = talk.world) {
            LinkFault[] cut = new LinkFault[1];
            world.simulation.at(
                    45 * MILLI,
                    at -> cut[0] = at.network()
                            .impose(LinkSelector.directed(world.sender, world.receiver), spec -> spec.withCut(true)));
            world.simulation.at(95 * MILLI, at -> at.network().lift(cut[0]));
            world.runMillis(1_000);
            assertEquals(15, talk.right.seen.size());
            assertFalse(talk.right.texts().contains("5"));
            assertTrue(talk.right.texts().contains("4"), "what was under way when the link was cut arrives");
            assertTrue(talk.right.texts().contains("10"));
            assertEquals(20, talk.left.seen.size());
            assertEquals(5, world.sender.counters().dropped(DropCause.CUT));
        }
    }

    @Test
    void twoWayCutStopsBoth() {
        Talk talk = Talk.start();
        try (TwoHosts world = talk.world) {
            world.simulation.at(45 * MILLI, at -> at.network()
                    .impose(LinkSelector.between(world.sender, world.receiver), spec -> spec.withCut(true)));
            world.runMillis(1_000);
            assertEquals(5, talk.left.seen.size());
            assertEquals(5, talk.right.seen.size());
        }
    }

    @Test
    void latencySpikeLastsAsLongAsItsWindow() {
        Talk talk = Talk.start();
        try (TwoHosts world = talk.world) {
            LinkFault[] spike = new LinkFault[1];
            world.simulation.at(
                    45 * MILLI,
                    at -> spike[0] = at.network()
                            .impose(LinkSelector.of(world.sender), spec -> spec.withLatencyNanos(300 * MILLI)));
            world.simulation.at(65 * MILLI, at -> at.network().lift(spike[0]));
            world.runMillis(1_000);
            assertTrue(talk.right.seen.contains(new Seen(350 * MILLI, SENDER, "5")));
            assertTrue(talk.right.seen.contains(new Seen(80 * MILLI, SENDER, "7")));
        }
    }

    @Test
    void faultMayNotUndercutTheWindowUnlessThePlanDeclaresIt() {
        Talk talk = Talk.start();
        try (TwoHosts world = talk.world) {
            world.simulation.at(5 * MILLI, at -> at.network()
                    .impose(LinkSelector.of(world.sender), spec -> spec.withLatencyNanos(9 * MILLI)));
            SimulationFailure failure = assertThrows(SimulationFailure.class, () -> world.runMillis(1_000));
            assertTrue(failure.getMessage().contains("below windowNanosMax"), failure.getMessage());
        }
    }

    @Test
    void addressChangeLosesWhatGoesToTheOldOne() {
        Talk talk = Talk.start();
        try (TwoHosts world = talk.world) {
            world.simulation.at(45 * MILLI, at -> at.network().changeAddress(world.receiver, NEW_ADDRESS));
            world.runMillis(1_000);
            // Those of 0 to 30 ms arrived; that of 40 was under way; the rest went to nobody.
            assertEquals(List.of("0", "1", "2", "3"), talk.right.texts());
            assertEquals(1, world.receiver.counters().dropped(DropCause.ADDRESS_GONE));
            assertEquals(15, world.sender.counters().dropped(DropCause.NO_ROUTE));
            assertEquals(RECEIVER, talk.left.seen.get(4).from());
            assertEquals(NEW_ADDRESS, talk.left.seen.get(5).from());
            assertEquals(20, talk.left.seen.size());
        }
    }

    @Test
    void answersToTheNewAddressArrive() {
        Script echo = new Script();
        echo.onDatagram(
                recorder -> recorder.send(echo.seen.get(echo.seen.size() - 1).from(), "echo"));
        Script moving = Script.sendEvery(50 * MILLI, 4, RECEIVER);
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, moving, echo)) {
            world.simulation.at(75 * MILLI, at -> at.network().changeAddress(world.sender, NEW_ADDRESS));
            world.runMillis(1_000);
            assertEquals(4, moving.seen.size());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> world.simulation.network().changeAddress(world.receiver, NEW_ADDRESS));
        }
    }

    @Test
    void removingOneFaultLeavesAllOtherFatesAsTheyWere() {
        List<Seen> with = lossyArrivals(true);
        List<Seen> without = lossyArrivals(false);
        assertEquals(without, with);
    }

    /** What a bystander on a lossy, jittery link gets while another link of the same sender is or is not struck. */
    private static List<Seen> lossyArrivals(boolean strikeOther) {
        LinkSpec rough =
                TEN_MILLIS.withLossPpm(100_000).withJitterNanos(5 * MILLI).withDuplicatePpm(20_000);
        long[] number = {0};
        Script sending = new Script()
                .onStart(recorder -> recorder.context.setTimer(0, 0))
                .onTimer((recorder, id) -> {
                    recorder.send(RECEIVER, "to bystander " + number[0]);
                    recorder.send(NEW_ADDRESS, "to struck " + number[0]);
                    recorder.context.setTimer(0, ++number[0] * MILLI);
                });
        Script bystander = new Script();
        Script struck = new Script();
        try (TwoHosts world = new TwoHosts(rough, sending, bystander)) {
            Host third = world.simulation.addHost("struck", NEW_ADDRESS, HostOptions.of("hosts"), struck);
            if (strikeOther) {
                world.simulation.at(100 * MILLI, at -> at.network()
                        .impose(LinkSelector.directed(world.sender, third), spec -> spec.withLossPpm(900_000)
                                .withDuplicatePpm(500_000)));
            }
            world.runMillis(1_000);
            assertEquals(strikeOther, struck.seen.size() < 500, struck.seen.size() + " arrived");
            return bystander.seen;
        }
    }

    @Test
    void faultOnTheSameLinkKeepsTheFatesOfItsOtherPackets() {
        List<Seen> plain = arrivals(false);
        List<Seen> cutForAWhile = arrivals(true);
        assertTrue(cutForAWhile.size() < plain.size());
        assertTrue(plain.containsAll(cutForAWhile), "packets outside the cut have other fates");
    }

    private static List<Seen> arrivals(boolean cut) {
        LinkSpec rough = TEN_MILLIS.withLossPpm(100_000).withJitterNanos(5 * MILLI);
        Script receiving = new Script();
        try (TwoHosts world = new TwoHosts(rough, Script.sendEvery(MILLI, 500, RECEIVER), receiving)) {
            if (cut) {
                LinkFault[] fault = new LinkFault[1];
                world.simulation.at(
                        100 * MILLI,
                        at -> fault[0] =
                                at.network().impose(LinkSelector.of(world.receiver), spec -> spec.withCut(true)));
                world.simulation.at(200 * MILLI, at -> at.network().lift(fault[0]));
            }
            world.runMillis(1_000);
            return receiving.seen;
        }
    }

    @Test
    void faultsOfOneTimeApplyInOrderAndBeforeEventsOfThatTime() {
        Script receiving = new Script();
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, Script.sendEvery(10 * MILLI, 5, RECEIVER), receiving)) {
            LinkFault[] cut = new LinkFault[1];
            world.simulation.at(
                    20 * MILLI,
                    at -> cut[0] = at.network().impose(LinkSelector.of(world.sender), spec -> spec.withCut(true)));
            world.simulation.at(30 * MILLI, at -> at.network().lift(cut[0]));
            world.simulation.at(30 * MILLI, at -> assertEquals(30 * MILLI, at.nowNanos()));
            world.runMillis(1_000);
            assertEquals(List.of("0", "1", "3", "4"), receiving.texts());
        }
    }

    @Test
    void pairGoesBeforeClassAndNoSpecificationMeansNoRoute() {
        try (Simulation simulation = new Simulation(SimulationOptions.of(1))) {
            Host a = simulation.addHost("a", 1, HostOptions.of("players"), new Script());
            Host b = simulation.addHost("b", 2, HostOptions.of("zones"), new Script());
            Network network = simulation.network();
            assertEquals(Optional.empty(), network.effective(a, b));
            network.link("players", "zones", TEN_MILLIS);
            assertEquals(Optional.of(TEN_MILLIS), network.effective(a, b));
            assertEquals(Optional.empty(), network.effective(b, a));
            LinkSpec own = TEN_MILLIS.withLatencyNanos(3 * MILLI);
            network.between(a, b, own);
            assertEquals(Optional.of(own), network.effective(a, b));
            assertEquals(Optional.of(own), network.effective(b, a));
            assertEquals(3 * MILLI, network.windowNanos());
        }
    }

    @Test
    void namesAndAddressesAreUnique() {
        try (Simulation simulation = new Simulation(SimulationOptions.of(1))) {
            simulation.addHost("a", 1, HostOptions.of("x"), new Script());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> simulation.addHost("a", 2, HostOptions.of("x"), new Script()));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> simulation.addHost("b", 1, HostOptions.of("x"), new Script()));
        }
    }
}
