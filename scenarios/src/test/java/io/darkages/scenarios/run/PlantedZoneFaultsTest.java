package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.authority.LeaseTerm;
import io.darkages.engine.authority.OwnershipCheck;
import io.darkages.engine.client.BatchTamper;
import io.darkages.engine.client.ClientOptions;
import io.darkages.engine.input.InputBatch;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.Register;
import io.darkages.engine.process.HandoffCheck;
import io.darkages.engine.process.HandoffTokens;
import io.darkages.engine.process.ProcessOptions;
import io.darkages.engine.process.ZoneNode;
import io.darkages.engine.zone.StrikeCheck;
import io.darkages.reports.result.RunResult;
import io.darkages.scenarios.format.Scenario;
import io.darkages.sim.HostContext;
import io.darkages.sim.redis.RedisNodeOptions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The usual mistakes of servers that share a world are planted one at a time into whole processes, with clients and
 * stores around them. The invariant that is there for it must break; and none breaks in the same run without it.
 */
final class PlantedZoneFaultsTest {

    /** They cross the border all the time. */
    private static final String CARAVAN = """
              - name: caravan
                count: 24
                behaviour: {kind: caravan, stops: [[-40m, -250m], [40m, -250m]], halt: 0s, spread: 10m}
                spawn: {shape: square, centre: [0m, -250m], radius: 40m}
            """;

    /** The same, a shorter way: each comes back to where it was before half a minute is over. */
    private static final String WALKERS = """
              - name: walkers
                count: 24
                behaviour: {kind: caravan, stops: [[-30m, -250m], [30m, -250m]], halt: 0s, spread: 4m}
                spawn: {shape: square, centre: [-20m, -250m], radius: 10m}
            """;

    /** They fight each other across the border. */
    private static final String NEIGHBOURS = """
              - name: neighbours
                count: 24
                behaviour: {kind: brawler, roam: 12m}
                spawn: {shape: square, centre: [0m, -250m], radius: 9m}
            """;

    /** They all go the same way, one after the other. */
    private static final String SETTLERS = """
              - name: settlers
                count: 36
                behaviour: {kind: caravan, stops: [[-60m, -250m], [60m, -250m]], halt: 0s, spread: 5m}
                spawn: {shape: square, centre: [45m, -250m], radius: 20m}
            """;

    /** After waking it goes on under the lease that it had. */
    private static final LeaseTerm NEVER_OVER = new LeaseTerm() {
        @Override
        public long countedFrom(long sentNanos, long answeredNanos) {
            return sentNanos;
        }

        @Override
        public boolean isOver(long nowNanos, long untilNanos) {
            return false;
        }
    };

    private static final OwnershipCheck NO_NEW_EPOCH = new OwnershipCheck() {
        @Override
        public long claimedUnder(long rowEpoch) {
            return Math.max(1, rowEpoch);
        }

        @Override
        public boolean mayRollBack(boolean isUnmoved) {
            return isUnmoved;
        }
    };

    private static final OwnershipCheck UNFENCED_ROLL_BACK = new OwnershipCheck() {
        @Override
        public long claimedUnder(long rowEpoch) {
            return rowEpoch + 1;
        }

        @Override
        public boolean mayRollBack(boolean isUnmoved) {
            return true;
        }
    };

    /** Two zones side by side and a spare; lengths of the phases in seconds. */
    private static Scenario scenario(int warmup, int faults, int heal, String groups, String plan) {
        return Play.read("""
                name: border
                seed: 7
                duration: %ds
                phases: {warmup: %ds, faults: %ds, heal: %ds}
                world:
                  grid: {columns: 2, rows: 1, names: [west, east]}
                  combat: on
                processes: {spares: 1}
                links:
                  home: {latency: 15ms, jitter: 4ms}
                groups:
                %s
                %s
                expectations: [violations == 0]
                """.formatted(warmup + faults + heal, warmup, faults, heal, groups, plan));
    }

    @Test
    void takeOverUnderTheOldEpochBreaksEpochs() {
        Scenario scenario = scenario(4, 4, 6, CARAVAN, """
                faults:
                  - {kind: crash, at: 4s, for: 4s, target: zone west}
                """);
        assertBreaks("epoch-monotone", scenario, nodes(node -> node.withOwnershipCheck(NO_NEW_EPOCH)));
    }

    @Test
    void rollBackWithoutFencingBreaksMigrations() {
        Scenario scenario = scenario(5, 4, 4, SETTLERS, """
                faults:
                  - {kind: partition, at: 5s, for: 1s, target: zone west to zone east}
                  - {kind: partition, at: 7s, for: 1s, target: zone west to zone east}
                """);
        RunOutcome bad = assertBreaks(
                "migration-terminates", scenario, nodes(node -> node.withOwnershipCheck(UNFENCED_ROLL_BACK)));
        assertTrue(Play.broken(bad).contains("single-owner"), () -> broken(bad));
    }

    @Test
    void ownershipByHearsayBreaksTheSingleOwner() {
        Scenario scenario = scenario(4, 6, 4, CARAVAN, """
                faults:
                  - {kind: partition, at: 4s, for: 5s, target: zone west with redis}
                """);
        assertBreaks("single-owner", scenario, new WorldParts() {
            @Override
            public Register register(HostContext context, Register standard, HotState hot) {
                return new HearsayRegister(standard, hot);
            }
        });
    }

    @Test
    void oldLeaseAfterWakingBreaksTheSingleOwner() {
        Scenario scenario = scenario(4, 5, 5, CARAVAN, """
                faults:
                  - {kind: pause, at: 4s, for: 5s, target: zone west}
                """);
        RunOutcome bad = assertBreaks("single-owner", scenario, nodes(node -> node.withLeaseTerm(NEVER_OVER)));
        String text =
                Play.invariant(bad, "single-owner").firstViolations().get(0).message();
        assertTrue(text.contains("after its lease of zone"), text);
    }

    /** Every fourth client lies about its tokens. */
    private abstract static class Liars implements WorldParts {
        private final AtomicInteger refused = new AtomicInteger();
        private final HandoffCheck check;

        Liars(HandoffCheck check) {
            this.check = check;
        }

        abstract UnaryOperator<byte[]> lie();

        @Override
        public ClientOptions client(HostContext context, ClientOptions standard) {
            UnaryOperator<byte[]> lie = lie();
            return standard.player() % 4 != 0
                    ? standard
                    : standard.withTamper(new BatchTamper() {
                        @Override
                        public void tamper(InputBatch batch) {
                            // Its inputs are honest.
                        }

                        @Override
                        public byte[] shown(byte[] token) {
                            return lie.apply(token.clone());
                        }
                    });
        }

        @Override
        public ZoneNode.Settings node(HostContext context, ZoneNode.Settings standard) {
            return standard.withHandoffCheck((tokens, token, expected) -> {
                boolean isGood = check.admits(tokens, token, expected);
                refused.addAndGet(isGood ? 0 : 1);
                return isGood;
            });
        }
    }

    /** The player's id stands behind 32 random bytes: shows itself as the neighbour, with a signature of nobody's. */
    private static byte[] another(byte[] token) {
        token[32] ^= 1;
        return token;
    }

    private static final class Forgers extends Liars {
        Forgers(HandoffCheck check) {
            super(check);
        }

        @Override
        UnaryOperator<byte[]> lie() {
            return PlantedZoneFaultsTest::another;
        }
    }

    @Test
    void forgedTokenBreaksNoDuplicate() {
        Scenario scenario = scenario(0, 12, 0, CARAVAN, "");
        Liars sound = new Forgers(HandoffCheck.STRICT);
        assertBreaks("no-duplicate", scenario, sound, new Forgers((tokens, token, expected) -> true));
        assertTrue(sound.refused.get() > 0, "no forged token was refused");
    }

    /** Shows again what it showed before, wherever it may fit: the first token that it was sent for that zone. */
    private static final class Replayers extends Liars {
        Replayers(HandoffCheck check) {
            super(check);
        }

        @Override
        UnaryOperator<byte[]> lie() {
            SortedMap<Integer, byte[]> firsts = new TreeMap<>();
            return token -> firsts.computeIfAbsent(
                    HandoffTokens.read(token).orElseThrow().targetZone(), zone -> token);
        }
    }

    @Test
    void tokenThatOpensTwoViewsBreaksNoDuplicate() {
        Scenario scenario = scenario(0, 36, 0, WALKERS, "");
        // It looks for what cannot be forged, and at nothing that it has to remember.
        HandoffCheck forgetful = (tokens, token, expected) -> {
            HandoffTokens.Terms terms = HandoffTokens.read(token).orElseThrow();
            return tokens.isSigned(token)
                    && terms.equals(new HandoffTokens.Terms(expected.player(), expected.zone(), expected.process()));
        };
        Liars sound = new Replayers(HandoffCheck.STRICT);
        RunOutcome bad = assertBreaks("no-duplicate", scenario, sound, new Replayers(forgetful));
        assertTrue(sound.refused.get() > 0, "no token was refused that was used before");
        String text =
                Play.invariant(bad, "no-duplicate").firstViolations().get(0).message();
        assertTrue(text.contains("was not sent, or had used"), text);
    }

    @Test
    void blowThatStrikesTwiceBreaksNoDuplicate() {
        Scenario scenario = scenario(0, 15, 0, NEIGHBOURS, "");
        assertBreaks(
                "no-duplicate",
                scenario,
                nodes(node -> node.withStrikeCheck(new StrikeCheck(2, false))),
                nodes(node -> node.withStrikeCheck(new StrikeCheck(2, true))));
    }

    @Test
    void stepsOfTheWallClockStopNobodyAtABorder() {
        Scenario scenario = scenario(4, 12, 2, CARAVAN, """
                faults:
                  - {kind: clock-step, at: 4s, step: 30min, target: zone west}
                  - {kind: clock-step, at: 4s, step: -30min, target: zone east}
                """);
        AtomicInteger admitted = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        RunOutcome outcome = Play.run(
                scenario,
                nodes(node -> node.withHandoffCheck((tokens, token, expected) -> {
                    boolean isGood = HandoffCheck.STRICT.admits(tokens, token, expected);
                    (isGood ? admitted : refused).incrementAndGet();
                    return isGood;
                })));
        assertEquals(List.of(), Play.broken(outcome), () -> broken(outcome));
        assertTrue(admitted.get() > 24, admitted + " views were opened");
        assertEquals(0, refused.get());
    }

    /** An outage of the hot store that was over in time excuses nothing. */
    @Test
    void sessionsSavedTooSeldomBreakTheirDurability() {
        Scenario scenario = scenario(4, 8, 6, CARAVAN, """
                faults:
                  - {kind: partition, at: 4s, for: 1s, target: zones with redis}
                  - {kind: crash, at: 10s, for: 2s, target: zone west}
                """);
        assertBreaks("session-durable", scenario, nodes(PlantedZoneFaultsTest::savingEveryFourSeconds));
    }

    private static ZoneNode.Settings savingEveryFourSeconds(ZoneNode.Settings standard) {
        ProcessOptions process = standard.process();
        ProcessOptions.Timers timers = process.timers();
        ProcessOptions.Timers slow = new ProcessOptions.Timers(
                8 * timers.saveNanos(),
                timers.sessionExpiryNanos(),
                timers.statusNanos(),
                timers.announceNanos(),
                timers.announcementExpiryNanos(),
                timers.suspectNanos(),
                timers.loginNanos(),
                timers.emptyNanos(),
                timers.tokenLifeNanos());
        return new ZoneNode.Settings(
                standard.grid(),
                standard.zone(),
                new ProcessOptions(
                        process.lease(), process.ownership(), process.migrations(), process.loginsMax(), slow),
                standard.rules(),
                standard.bands(),
                standard.worldKey(),
                standard.leaseTerm(),
                standard.ownershipCheck(),
                standard.handoffCheck(),
                standard.strikeCheck());
    }

    /** Saves of a zone that sees Redis late come after those of the zone that its players went to. */
    @Test
    void storeWithoutFenceBreaksEpochs() {
        Scenario scenario = scenario(4, 5, 4, CARAVAN, """
                faults:
                  - {kind: link-latency, at: 4s, for: 5s, target: zone west with redis, latency: 200ms}
                """);
        RunOutcome bad = assertBreaks("epoch-monotone", scenario, new WorldParts() {
            @Override
            public RedisNodeOptions redis(RedisNodeOptions standard) {
                return standard.withoutFence();
            }
        });
        String text =
                Play.invariant(bad, "epoch-monotone").firstViolations().get(0).message();
        assertTrue(text.contains("the store accepted epoch"), text);
    }

    private static WorldParts nodes(UnaryOperator<ZoneNode.Settings> plant) {
        return new WorldParts() {
            @Override
            public ZoneNode.Settings node(HostContext context, ZoneNode.Settings standard) {
                return plant.apply(standard);
            }
        };
    }

    private static RunOutcome assertBreaks(String invariant, Scenario scenario, WorldParts planted) {
        return assertBreaks(invariant, scenario, WorldParts.STANDARD, planted);
    }

    private static RunOutcome assertBreaks(String invariant, Scenario scenario, WorldParts sound, WorldParts planted) {
        RunOutcome good = Play.run(scenario, sound);
        RunOutcome bad = Play.run(scenario, planted);
        RunResult.Invariant judged = Play.invariant(bad, invariant);
        assertAll(
                () -> assertEquals(List.of(), Play.broken(good), () -> broken(good)),
                () -> assertEquals(List.of(), good.result().errors()),
                () -> assertTrue(Play.invariant(good, invariant).checks() > 0),
                () -> assertTrue(judged.violations() > 0, () -> broken(bad)));
        return bad;
    }

    private static String broken(RunOutcome outcome) {
        return outcome.result().invariants().stream()
                .filter(invariant -> invariant.violations() > 0)
                .map(RunResult.Invariant::toString)
                .toList()
                .toString();
    }
}
