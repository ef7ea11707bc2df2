package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.client.ClientOptions;
import io.darkages.engine.client.GameClient;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.snapshot.ReplicaFaults;
import io.darkages.engine.snapshot.ReplicaTable;
import io.darkages.engine.transport.EndpointOptions;
import io.darkages.engine.transport.ReliableFaults;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.zone.ZoneOptions;
import io.darkages.reports.result.Fairness;
import io.darkages.scenarios.bots.Brain;
import io.darkages.scenarios.format.Scenario;
import io.darkages.sim.HostContext;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.Program;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One defect at a time is planted into the world. The invariant that is there for it must break, and no
 * other; and none breaks in the same run without the defect.
 */
final class PlantedFaultsTest {

    private static final String WALKERS = """
            - {name: walkers, count: 8, behaviour: sprint, spawn: {shape: disc, centre: [0m, 0m], radius: 15m}}
            """;

    private static final int MILLIMETRE_PER_SECOND = FixedPoint.fromMillimetres(1);

    @Test
    void clientThatStepsDifferentlyBreaksPrediction() {
        assertBreaks("prediction-converges", Play.scenario("4s", WALKERS), new WorldParts() {
            @Override
            public ClientOptions client(HostContext context, ClientOptions standard) {
                return standard.withMovement(rules(
                        standard.movement(),
                        MILLIMETRE_PER_SECOND,
                        standard.movement().sprintRatio()));
            }
        });
    }

    @Test
    void serverThatStepsDifferentlyBreaksPrediction() {
        assertBreaks("prediction-converges", Play.scenario("4s", WALKERS), new WorldParts() {
            @Override
            public ZoneOptions zone(ZoneOptions standard) {
                return standard.withMovement(rules(
                        standard.ground().movement(),
                        MILLIMETRE_PER_SECOND,
                        standard.ground().movement().sprintRatio()));
            }
        });
    }

    @Test
    void worldThatLetsPlayersRunTooFastBreaksTheSpeedBound() {
        assertBreaks("speed-bound", Play.scenario("4s", WALKERS), new WorldParts() {
            @Override
            public ZoneOptions zone(ZoneOptions standard) {
                return standard.withMovement(rules(standard.ground().movement(), 0, 2 * FixedPoint.ONE));
            }

            @Override
            public ClientOptions client(HostContext context, ClientOptions standard) {
                return standard.withMovement(rules(standard.movement(), 0, 2 * FixedPoint.ONE));
            }
        });
    }

    @Test
    void baselineThatIsOffByOneBreaksSnapshots() {
        assertBreaks("snapshot-exact", Play.scenario("4s", WALKERS), replicas(ReplicaFaults::shiftBaselines));
    }

    @Test
    void wrongBaselineBreaksSnapshots() {
        assertBreaks("snapshot-exact", Play.scenario("4s", WALKERS), replicas(ReplicaFaults::confuseBaselines));
    }

    /** What is told against a baseline that is not there can't be read, and nothing of it is decoded. */
    @Test
    void lostBaselinesBreakSnapshots() {
        assertBreaks("snapshot-exact", Play.scenario("4s", WALKERS), replicas(ReplicaTable::clear));
    }

    /** Every second the client's baselines are damaged once, between two snapshots. */
    private static WorldParts replicas(Consumer<ReplicaTable> damage) {
        return new WorldParts() {
            @Override
            public Program player(HostContext context, GameClient client, Program standard) {
                return new Program() {
                    private int ticks;

                    @Override
                    public void datagram(long from, byte[] buffer, int offset, int length) {
                        standard.datagram(from, buffer, offset, length);
                    }

                    @Override
                    public void timer(int id) {
                        standard.timer(id);
                        if (++ticks % Brain.TICKS_PER_SECOND == 0) {
                            damage.accept(client.replicas());
                        }
                    }

                    @Override
                    public long stateHash() {
                        return standard.stateHash();
                    }
                };
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void wrongReliableStreamBreaksTheReliableChannel(ReliableFaults.Fault fault) {
        // Who cheats is told so on the reliable channel, once a second.
        Scenario scenario = Play.scenario("9s", """
                - {name: walkers, count: 60, behaviour: sprint, spawn: {shape: disc, centre: [0m, 0m], radius: 15m}}
                - name: jumpers
                  count: 1
                  behaviour: {kind: teleporter, every: 1s, distance: 20m}
                  spawn: {shape: point, centre: [30m, 0m]}
                """);
        RunOutcome bad = assertBreaks("reliable-channel", scenario, WorldParts.STANDARD, new WorldParts() {
            @Override
            public Cryptography cryptography(HostContext context, Cryptography standard) {
                return context.hostName().startsWith("jumpers") ? ReliableFaults.plant(standard, fault) : standard;
            }
        });
        String sign =
                switch (fault) {
                    case LOST -> "message 1 of 1 was sent";
                    case TWICE -> "message 3 was delivered but never sent";
                    case ALTERED -> "message 1 was delivered with digest";
                    case SWAPPED -> "message 2 was delivered with digest";
                };
        String text =
                Play.invariant(bad, "reliable-channel").firstViolations().get(0).message();
        assertTrue(text.contains(sign), text);
    }

    @Test
    void zoneThatSendsTooMuchBreaksTheBandwidth() {
        Scenario scenario = Play.read("""
                name: dense
                seed: 7
                duration: 4s
                world: {side: 200m, capacity: 100}
                zone: {snapshot-rate: 60/s, near-rate: 60/s}
                links:
                  home: {latency: 20ms, jitter: 3ms}
                groups:
                  - name: crowd
                    count: 90
                    behaviour: {kind: sprint, turn-every: 0.2s}
                    spawn: {shape: disc, centre: [0m, 0m], radius: 15m}
                """);
        assertBreaks("bandwidth", scenario, new WorldParts() {
            @Override
            public ZoneOptions zone(ZoneOptions standard) {
                return standard.withEndpoint(EndpointOptions.server().withSendRate(40_000, 1_400));
            }
        });
    }

    @Test
    void clientThatSendsTooMuchBreaksTheBandwidth() {
        Scenario scenario = Play.scenario("4s", WALKERS);
        WorldParts fidgeters = new Fidgeters();
        assertBreaks("bandwidth", scenario, fidgeters, new Fidgeters() {
            @Override
            public ClientOptions client(HostContext context, ClientOptions standard) {
                return standard.withEndpoint(EndpointOptions.client().withSendRate(4_000, 400));
            }
        });
    }

    /** Their inputs change in every tick, so that they pack badly. */
    private static class Fidgeters implements WorldParts {
        @Override
        public Brain brain(HostContext context, Brain standard) {
            RandomStream random = context.stream("fidgets");
            return (tick, view) -> InputWord.pack(InputFlags.FORWARD, random.nextInt(1 << 16), random.nextInt(1 << 14));
        }
    }

    @Test
    void queueThatOutgrowsItsCapBreaksTheBounds() {
        // Too slow for what the zone sends: the queue before it is always full.
        Scenario scenario = Play.scenario(
                "{latency: 20ms, bandwidth: 6kB/s, queue: 9kB}", "5s", WALKERS.replace("count: 8", "count: 40"));
        assertBreaks("bounded", scenario, new WorldParts() {
            @Override
            public LinkSpec link(LinkSpec standard) {
                return standard.withBandwidth(6_000, 18_000);
            }
        });
    }

    /** Whatever the round trip: what is forgotten is how long clients hold pictures back. */
    @ParameterizedTest
    @ValueSource(ints = {1, 25, 75})
    void rewindByHalfTheRoundTripBreaksFairHits(int oneWayMillis) {
        Scenario scenario = Play.read("""
                name: fight
                seed: 7
                duration: 20s
                world: {side: 200m, capacity: 64, combat: on}
                links:
                  home: {latency: %dms}
                groups:
                  - {name: brawlers, count: 12, behaviour: {kind: brawler, roam: 15m}, spawn: {shape: disc, centre: [0m, 0m], radius: 15m}}
                  - {name: archers, count: 12, behaviour: {kind: archer, range: 18m, roam: 15m}, spawn: {shape: disc, centre: [0m, 0m], radius: 15m}}
                expectations: [violations == 0]
                """.formatted(oneWayMillis));
        RunOutcome bad = assertBreaks("fair-hits", scenario, WorldParts.STANDARD, new WorldParts() {
            @Override
            public ZoneOptions zone(ZoneOptions standard) {
                return standard.withCombat(standard.combat().orElseThrow().withRewind(HalfRoundTripRewind::new));
            }
        });
        Fairness fairness = bad.result().fairness().get(0);
        assertTrue(fairness.unfairlyMissed() > fairness.compared() / 20, fairness::toString);
        assertTrue(fairness.rewindErrorMaxMicrometres() > 500_000, fairness::toString);
    }

    private static void assertBreaks(String invariant, Scenario scenario, WorldParts planted) {
        assertBreaks(invariant, scenario, WorldParts.STANDARD, planted);
    }

    private static RunOutcome assertBreaks(String invariant, Scenario scenario, WorldParts sound, WorldParts planted) {
        RunOutcome good = Play.run(scenario, sound);
        RunOutcome bad = Play.run(scenario, planted);
        assertAll(
                () -> assertEquals(List.of(), Play.broken(good), "without the fault"),
                () -> assertTrue(Play.invariant(good, invariant).checks() > 0),
                () -> assertEquals(List.of(invariant), Play.broken(bad), () -> bad.result()
                        .invariants()
                        .toString()),
                () -> assertEquals(List.of(), bad.result().errors()));
        return bad;
    }

    private static MovementRules rules(MovementRules standard, int moreSpeed, int sprintRatio) {
        return new MovementRules(
                standard.walkSpeed() + moreSpeed,
                sprintRatio,
                standard.sidewaysRatio(),
                standard.backRatio(),
                standard.groundAcceleration(),
                standard.groundFriction(),
                standard.airAcceleration(),
                standard.gravity(),
                standard.jumpSpeed(),
                standard.fallSpeed(),
                standard.radius(),
                standard.height(),
                standard.bounds());
    }
}
