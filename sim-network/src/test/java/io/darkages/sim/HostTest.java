package io.darkages.sim;

import static io.darkages.sim.TwoHosts.MILLI;
import static io.darkages.sim.TwoHosts.RECEIVER;
import static io.darkages.sim.TwoHosts.SENDER;
import static io.darkages.sim.TwoHosts.TEN_MILLIS;
import static io.darkages.sim.TwoHosts.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.sim.Recorder.Fired;
import io.darkages.sim.Recorder.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CPU, pauses, crashes, timers and the socket of a host. */
class HostTest {

    private static final HostOptions PLAIN = HostOptions.of("hosts");

    private static Script tickEvery(long nanos) {
        return new Script()
                .onStart(recorder -> recorder.context.setTimer(0, recorder.context.monotonicNanos() + nanos))
                .onTimer((recorder, id) -> recorder.context.setTimer(0, recorder.context.monotonicNanos() + nanos));
    }

    /** At 100 ms: sends "a", spends 5 ms, sends "b", spends 20 ms, sends "c". */
    private static Script worker() {
        return new Script()
                .onStart(recorder -> recorder.context.setTimer(0, 100 * MILLI))
                .onTimer((recorder, id) -> {
                    recorder.send(RECEIVER, "a");
                    recorder.context.spend(5 * MILLI);
                    recorder.send(RECEIVER, "b");
                    recorder.context.spend(20 * MILLI);
                    recorder.send(RECEIVER, "c");
                });
    }

    @Test
    void outputsLeaveAtStartPlusCost() {
        Script receiving = new Script();
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, worker(), receiving)) {
            world.runMillis(1_000);
            assertEquals(List.of("a", "b", "c"), receiving.texts());
            assertEquals(List.of(110L, 115L, 135L), receiving.seenMillis());
            assertEquals(25 * MILLI, world.sender.busyNanos());
        }
    }

    @Test
    void slowCpuStretchesCosts() {
        Script receiving = new Script();
        try (TwoHosts world = new TwoHosts(1, TEN_MILLIS, worker(), receiving, PLAIN.withCpuPercent(300), PLAIN)) {
            world.runMillis(1_000);
            assertEquals(List.of(110L, 125L, 185L), receiving.seenMillis());
        }
        Script slowedLater = new Script();
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, worker(), slowedLater)) {
            world.simulation.at(50 * MILLI, simulation -> world.sender.slowCpu(300));
            world.runMillis(1_000);
            assertEquals(List.of(110L, 125L, 185L), slowedLater.seenMillis());
        }
    }

    @Test
    void busyHostHandlesLaterWhatIsDueMeanwhileInOrder() {
        Script busy = new Script().onDatagram(recorder -> recorder.context.spend(35 * MILLI));
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, Script.sendEvery(10 * MILLI, 4, RECEIVER), busy)) {
            world.runMillis(1_000);
            assertEquals(List.of("0", "1", "2", "3"), busy.texts());
            assertEquals(List.of(10L, 45L, 80L, 115L), busy.seenMillis());
        }
    }

    @Test
    void timerDueWhileBusyFiresWhenFreeAndBeforeWhatCameLater() {
        Script busy = new Script()
                .onStart(recorder -> recorder.context.setTimer(0, 25 * MILLI))
                .onDatagram(recorder -> recorder.context.spend(35 * MILLI));
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, Script.sendEvery(10 * MILLI, 3, RECEIVER), busy)) {
            world.runMillis(1_000);
            // Due at 10 (datagram), 20 (datagram), 25 (timer), 30 (datagram).
            assertEquals(List.of(10L, 45L, 80L), busy.seenMillis());
            assertEquals(List.of(new Fired(80 * MILLI, 0)), busy.fired);
        }
    }

    @Test
    void pauseBetweenDecidingAndSendingDelaysWhatHasNotLeft() {
        Script receiving = new Script();
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, worker(), receiving)) {
            world.simulation.at(105 * MILLI, simulation -> world.sender.pause(500 * MILLI));
            world.runMillis(2_000);
            // "a" left at 100; "b" was to leave at 105, exactly when the pause began.
            assertEquals(List.of(110L, 615L, 635L), receiving.seenMillis());
        }
    }

    @Test
    void pausedHostRunsLateAndItsClockRunsOn() {
        Script ticking = tickEvery(10 * MILLI);
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, ticking, new Script())) {
            world.simulation.at(25 * MILLI, simulation -> world.sender.pause(50 * MILLI));
            world.simulation.at(55 * MILLI, simulation -> world.sender.pause(10 * MILLI));
            world.runMillis(100);
            // The second pause lies inside the first and adds nothing.
            assertEquals(List.of(10L, 20L, 75L, 85L, 95L), ticking.firedMillis());
        }
    }

    @Test
    void overlappingPausesEndWithTheLast() {
        Script ticking = tickEvery(10 * MILLI);
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, ticking, new Script())) {
            world.simulation.at(25 * MILLI, simulation -> world.sender.pause(20 * MILLI));
            world.simulation.at(35 * MILLI, simulation -> world.sender.pause(50 * MILLI));
            world.runMillis(100);
            assertEquals(List.of(10L, 20L, 85L, 95L), ticking.firedMillis());
        }
    }

    @Test
    void crashLosesMemoryTimersAndUnsentDatagrams() {
        Script working = worker();
        Script receiving = new Script();
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, working, receiving)) {
            world.simulation.at(110 * MILLI, simulation -> world.sender.crash());
            world.runMillis(1_000);
            assertEquals(List.of("a", "b"), receiving.texts());
            assertEquals(1, world.sender.counters().dropped(DropCause.SENDER_CRASHED));
            assertFalse(world.sender.isUp());
        }
    }

    @Test
    void restartMakesTheProgramAnewAndDropsWhatCameMeanwhile() {
        int[] starts = {0};
        Script receiving = new Script().onStart(recorder -> {
            assertEquals(starts[0], recorder.context.incarnation());
            starts[0]++;
        });
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, Script.sendEvery(10 * MILLI, 10, RECEIVER), receiving)) {
            world.simulation.at(35 * MILLI, simulation -> world.receiver.crash());
            world.simulation.at(70 * MILLI, simulation -> world.receiver.restart());
            world.runMillis(1_000);
            assertEquals(2, starts[0]);
            // Those of 40, 50 and 60 ms met nobody; the start at 70 comes before that of 70.
            assertEquals(List.of("0", "1", "2", "6", "7", "8", "9"), receiving.texts());
            assertEquals(3, world.receiver.counters().dropped(DropCause.HOST_DOWN));
        }
    }

    @Test
    void hostStartsAtItsTime() {
        Script receiving = new Script().onStart(recorder -> recorder.send(SENDER, "hello"));
        Script sending = Script.sendEvery(10 * MILLI, 5, RECEIVER);
        try (TwoHosts world =
                new TwoHosts(1, TEN_MILLIS, sending, receiving, PLAIN, PLAIN.withStartNanos(25 * MILLI))) {
            world.runMillis(1_000);
            assertEquals(List.of("2", "3", "4"), receiving.texts());
            assertEquals(List.of(35L), sending.seenMillis());
        }
    }

    @Test
    void socketHoldsItsCapWhileTheHostIsBusy() {
        Script receiving = new Script();
        Script sending = Script.sendEvery(MILLI, 100, RECEIVER, 1_000);
        try (TwoHosts world =
                new TwoHosts(1, TEN_MILLIS, sending, receiving, PLAIN, PLAIN.withSocketBytesMax(10_999))) {
            world.simulation.at(20 * MILLI, simulation -> world.receiver.pause(50 * MILLI));
            world.runMillis(1_000);
            // 10 before the pause, then 10,999 bytes hold 10 of 50 and more; the one of 70 ms finds them still there.
            assertEquals(
                    10,
                    world.receiver.counters().datagramsReceived()
                            - receiving.seen.stream()
                                    .filter(seen -> seen.nanos() != 70 * MILLI)
                                    .count());
            assertEquals(10_000, world.receiver.socketBytesHighWater());
            assertEquals(41, world.receiver.counters().dropped(DropCause.SOCKET_FULL));
            assertEquals(59, receiving.seen.size());
        }
        Script roomy = new Script();
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, Script.sendEvery(MILLI, 100, RECEIVER, 1_000), roomy)) {
            world.simulation.at(20 * MILLI, simulation -> world.receiver.pause(50 * MILLI));
            world.runMillis(1_000);
            assertEquals(100, roomy.seen.size());
        }
    }

    @Test
    void tickOfSixtyHertzIsExact() {
        int[] tick = {0};
        Script ticking = new Script()
                .onStart(recorder -> recorder.context.setTimer(0, 0))
                .onTimer((recorder, id) -> {
                    assertEquals(tick[0] * 1_000_000_000L / 60, recorder.context.monotonicNanos());
                    tick[0]++;
                    recorder.context.setTimer(0, tick[0] * 1_000_000_000L / 60);
                });
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, ticking, new Script())) {
            world.runMillis(10_000);
            assertEquals(600, tick[0]);
        }
    }

    @Test
    void settingATimerAgainReplacesItAndCancellingRemovesIt() {
        Script timers = new Script().onStart(recorder -> {
            recorder.context.setTimer(1, 50 * MILLI);
            recorder.context.setTimer(2, 20 * MILLI);
            recorder.context.setTimer(1, 30 * MILLI);
            recorder.context.setTimer(3, 25 * MILLI);
            recorder.context.cancelTimer(3);
            recorder.context.setTimer(4, -5);
        });
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, timers, new Script())) {
            world.runMillis(100);
            assertEquals(List.of(new Fired(0, 4), new Fired(20 * MILLI, 2), new Fired(30 * MILLI, 1)), timers.fired);
        }
    }

    @Test
    void driftMovesPendingTimersAndWallStepsDoNot() {
        Script timers = new Script().onStart(recorder -> recorder.context.setTimer(0, 2_000 * MILLI));
        long[] wall = {0};
        Script reading = new Script()
                .onStart(recorder -> recorder.context.setTimer(0, 1_500 * MILLI))
                .onTimer((recorder, id) -> wall[0] = recorder.context.wallMicros());
        try (TwoHosts world = new TwoHosts(1, TEN_MILLIS, timers, reading, PLAIN, PLAIN.withWallOffsetMicros(7_000))) {
            world.simulation.at(1_000 * MILLI, simulation -> world.sender.drift(500));
            world.simulation.at(1_000 * MILLI, simulation -> world.receiver.stepWall(-1_000_000));
            world.runMillis(3_000);
            // From 1 s on the clock gains 500 ppm: 1 s of it takes 1 s / 1.0005.
            assertNear(1_000 * MILLI + 999_500_250L, timers.fired.get(0).nanos(), 1);
            assertEquals(SimulationOptions.DEFAULT_EPOCH_MICROS + 7_000 - 1_000_000 + 1_500_000, wall[0]);
        }
    }

    @Test
    void programThatThrowsIsNamedWithSeedAndTime() {
        Script failing = new Script().onDatagram(recorder -> {
            throw new IllegalStateException("planted");
        });
        try (TwoHosts world =
                new TwoHosts(77, TEN_MILLIS, Script.sendEvery(MILLI, 1, RECEIVER), failing, PLAIN, PLAIN)) {
            SimulationFailure failure = assertThrows(SimulationFailure.class, () -> world.runMillis(100));
            assertTrue(failure.getMessage().startsWith("seed 77: host receiver failed at 10000000 ns"));
            assertEquals("planted", failure.getCause().getMessage());
        }
    }

    @Test
    void hostIsUsedOnlyOnItsOwnTurnAndFaultsOnlyBetweenWindows() {
        HostContext[] leaked = new HostContext[1];
        Script leaking = new Script().onStart(recorder -> leaked[0] = recorder.context);
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, leaking, new Script())) {
            world.runMillis(100);
            assertThrows(IllegalStateException.class, () -> leaked[0].send(RECEIVER, new byte[8], 0, 8));
            assertThrows(IllegalStateException.class, () -> leaked[0].setTimer(0, 0));
        }
        Host[] other = new Host[1];
        Script meddling = new Script().onStart(recorder -> other[0].crash());
        try (TwoHosts world = new TwoHosts(TEN_MILLIS, meddling, new Script())) {
            other[0] = world.receiver;
            assertThrows(SimulationFailure.class, () -> world.runMillis(100));
        }
    }

    @Test
    void crashOfAHostThatStartsLaterChangesNothing() {
        Script receiving = new Script();
        long[] hashes = new long[2];
        for (int run = 0; run < 2; run++) {
            HostOptions late = PLAIN.withStartNanos(50 * MILLI);
            try (TwoHosts world = new TwoHosts(1, TEN_MILLIS, worker(), receiving, late, PLAIN)) {
                if (run == 1) {
                    world.simulation.at(20 * MILLI, at -> world.sender.crash());
                    world.simulation.at(30 * MILLI, at -> world.sender.restart());
                }
                world.runMillis(200);
                assertTrue(world.sender.isUp());
                hashes[run] = world.simulation.traceHash();
            }
        }
        assertEquals(hashes[0], hashes[1]);
    }
}
