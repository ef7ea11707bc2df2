package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.scenarios.check.HostCrashes;
import io.darkages.scenarios.check.RecoversChecker;
import io.darkages.scenarios.check.StoreOutages;
import io.darkages.scenarios.check.ZoneWays;
import io.darkages.scenarios.format.Scenario;
import org.junit.jupiter.api.Test;

/** What judges go by, of two zones and three processes. Players 1 and 2 are of group a, 3 of group b. */
final class JudgedPlanTest {

    private static final long SECOND = 1_000_000_000L;

    private static JudgedPlan plan(String... faults) {
        StringBuilder text = new StringBuilder();
        for (String fault : faults) {
            text.append("  - {").append(fault).append("}\n");
        }
        Scenario scenario = Play.read("""
                name: plan
                duration: 60s
                phases: {warmup: 10s, faults: 30s, heal: 20s}
                world: {grid: {columns: 2, rows: 1}}
                stores: {redis: {poll: 1s, down-after: 5s, election: 1s}}
                groups:
                  - {name: a, count: 2, behaviour: idle, spawn: {shape: disc, centre: [9m, 9m], radius: 5m}}
                  - {name: b, count: 1, behaviour: idle, spawn: {shape: disc, centre: [9m, 9m], radius: 5m}}
                """ + (faults.length == 0 ? "" : "faults:\n" + text));
        WorldAssembly world = new WorldAssembly(scenario, 1, WorldParts.STANDARD);
        world.simulation().close();
        return new JudgedPlan(scenario, world.roll());
    }

    @Test
    void healingBeginsWhenTheLastFaultIsOver() {
        assertEquals(40 * SECOND, plan().healNanos());
        assertEquals(
                25 * SECOND,
                plan("kind: crash, at: 15s, for: 10s, target: zone 0", "kind: pause, at: 12s, for: 1s, target: spare")
                        .healNanos());
        assertEquals(
                21 * SECOND,
                plan("kind: crash, at: 21s, for: ever, target: process 1").healNanos());
        assertEquals(
                35 * SECOND,
                plan("kind: drain, at: 15s, for: 10s, target: process 1").settledNanos());
    }

    @Test
    void aMachineThatStandsStillCanNotPlay() {
        JudgedPlan plan = plan("kind: pause, at: 15s, for: 5s, target: player a/2");
        assertFalse(plan.ran(2, 19 * SECOND, 30 * SECOND));
        assertFalse(plan.reached(2, 0, 15 * SECOND));
        assertTrue(plan.ran(2, 20 * SECOND, 30 * SECOND));
        assertTrue(plan.ran(1, 0, 60 * SECOND));
        assertTrue(plan.reached(3, 0, 60 * SECOND));
    }

    @Test
    void zonesAreWholeWhereNothingButPlayersBreaks() {
        ZoneWays ways = plan(
                        "kind: pause, at: 15s, for: 5s, target: player a/2",
                        "kind: clock-step, at: 16s, step: 2s, target: zone 0",
                        "kind: partition, at: 20s, for: 2s, target: zone 0 with zone 1",
                        "kind: pause, at: 30s, for: 1s, target: spare")
                .zoneWays();
        assertTrue(ways.areWhole(0, 19 * SECOND));
        assertFalse(ways.areWhole(0, 20 * SECOND));
        assertFalse(ways.areWhole(22 * SECOND, 23 * SECOND));
        assertTrue(ways.areWhole(23 * SECOND, 29 * SECOND));
        assertFalse(ways.areWhole(23 * SECOND, 30 * SECOND));
        assertTrue(ways.areWhole(32 * SECOND, 60 * SECOND));
        assertFalse(plan("kind: crash, at: 21s, for: ever, target: process 1")
                .zoneWays()
                .areWhole(50 * SECOND, 60 * SECOND));
        assertFalse(plan("kind: partition, at: 15s, for: 5s, target: group b with zones")
                .zoneWays()
                .areWhole(15 * SECOND, 16 * SECOND));
        assertTrue(plan().zoneWays().areWhole(0, 60 * SECOND));
    }

    @Test
    void whoHasNoWayCanPlayButNotReach() {
        JudgedPlan plan = plan("kind: partition, at: 15s, for: 5s, target: group b with zones");
        assertTrue(plan.ran(3, 14 * SECOND, 30 * SECOND));
        assertFalse(plan.reached(3, 14 * SECOND, 30 * SECOND));
        assertTrue(plan.reached(3, 20 * SECOND, 30 * SECOND));
        assertTrue(plan.reached(1, 14 * SECOND, 30 * SECOND));
    }

    @Test
    void aZoneWithoutWaysMayHaveAnybody() {
        JudgedPlan plan = plan("kind: partition, at: 15s, for: 5s, target: zone 1 with all");
        assertFalse(plan.reached(1, 14 * SECOND, 16 * SECOND));
        assertTrue(plan.reached(1, 20 * SECOND, 30 * SECOND));
        assertTrue(plan("kind: partition, at: 15s, for: 5s, target: zone 1 with zone 0")
                .reached(1, 0, 60 * SECOND));
    }

    @Test
    void spareProcessesCoverSoManyAndNoMore() {
        JudgedPlan one = plan("kind: crash, at: 15s, for: ever, target: zone 0");
        assertTrue(one.reached(1, 0, 60 * SECOND));
        assertEquals(new RecoversChecker.Terms(10 * SECOND, 15 * SECOND, false), one.recovery());
        JudgedPlan two = plan(
                "kind: crash, at: 15s, for: ever, target: zone 0",
                "kind: crash, at: 20s, for: ever, target: process 3");
        assertFalse(two.reached(1, 30 * SECOND, 60 * SECOND));
        assertTrue(two.recovery().capacityLost());
    }

    @Test
    void withoutAMajorityNobodyActs() {
        assertTrue(plan("kind: crash, at: 15s, for: ever, target: store-2").reached(1, 30 * SECOND, 60 * SECOND));
        assertFalse(
                plan("kind: crash, at: 15s, for: ever, target: store-majority").reached(1, 30 * SECOND, 60 * SECOND));
    }

    @Test
    void aNodeIsLostOnce() {
        assertTrue(plan(
                        "kind: crash, at: 15s, for: ever, target: store-2",
                        "kind: partition, at: 16s, for: ever, target: store-2")
                .reached(1, 30 * SECOND, 60 * SECOND));
        assertTrue(plan("kind: partition, at: 15s, for: ever, target: store-1 with store-2")
                .reached(1, 30 * SECOND, 60 * SECOND));
        assertFalse(plan("kind: partition, at: 15s, for: ever, target: store-majority with zones")
                .reached(1, 30 * SECOND, 60 * SECOND));
    }

    @Test
    void whatStaysSlowNeedNotBeFastAgain() {
        assertTrue(plan("kind: slow-cpu, at: 15s, for: ever, target: zone 0, speed: 50%")
                .recovery()
                .capacityLost());
        assertFalse(plan("kind: slow-cpu, at: 15s, for: 5s, target: zone 0, speed: 50%")
                .recovery()
                .capacityLost());
    }

    private static void away(StoreOutages outages, long fromSeconds, long untilSeconds, long awaySeconds) {
        assertEquals(awaySeconds * SECOND, outages.awayNanos(fromSeconds * SECOND, untilSeconds * SECOND));
    }

    @Test
    void redisKeepsNothingWhileItIsAway() {
        away(plan().outages(), 0, 60, 0);
        away(plan("kind: pause, at: 15s, for: 5s, target: zone 0").outages(), 0, 60, 0);
        // Nothing is forgotten: until a connection is made anew, 2 s, and a session is saved again, 1 s more.
        away(plan("kind: partition, at: 15s, for: 5s, target: redis with zones").outages(), 0, 60, 5 + 3);
        away(plan("kind: partition, at: 15s, for: 5s, target: redis with zones").outages(), 0, 15, 0);
        away(plan("kind: partition, at: 15s, for: 5s, target: zone 1 with all").outages(), 0, 60, 5 + 3);
        away(plan("kind: partition, at: 15s, for: ever, target: zones to redis").outages(), 0, 60, 45);
        // 2 s before, and until it is replaced, twice over, and a session is saved again: 16 s and 1 s more.
        away(plan("kind: partition, at: 15s, for: 5s, target: redis with all").outages(), 0, 60, 7 + 17);
        away(
                plan("kind: partition, at: 15s, for: 5s, target: redis-replica with redis")
                        .outages(),
                0,
                60,
                7 + 17);
        away(plan("kind: crash, at: 15s, for: 20s, target: redis-primary").outages(), 0, 60, 22 + 17);
    }

    @Test
    void redisForgetsAllThatNobodyHasACopyOf() {
        away(plan("kind: crash, at: 15s, for: 20s, target: redis").outages(), 0, 15, 15);
        away(plan("kind: crash, at: 15s, for: 2s, target: redis-primary").outages(), 0, 15, 15);
    }

    @Test
    void crashesAreKnownByHostAsTheyHappen() {
        CrashLog crashes = new CrashLog();
        assertEquals(HostCrashes.NEVER, crashes.firstFrom(2, 0));
        crashes.crashed(2, 5 * SECOND);
        crashes.crashed(3, 6 * SECOND);
        crashes.crashed(2, 9 * SECOND);
        assertEquals(5 * SECOND, crashes.firstFrom(2, 5 * SECOND));
        assertEquals(9 * SECOND, crashes.firstFrom(2, 5 * SECOND + 1));
        assertTrue(crashes.isBetween(3, 0, 6 * SECOND));
        assertFalse(crashes.isBetween(3, 0, 6 * SECOND - 1));
        assertFalse(crashes.isBetween(0, 0, 60 * SECOND));
    }
}
