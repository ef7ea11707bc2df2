package io.darkages.sim.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.redis.RedisCounter;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How soon the hot state is back, in virtual time: with the monitor's and the client's standard options. */
class FailoverTest {

    private static final int PRIMARY = 0;
    private static final int REPLICA = 1;
    private static final long DIES_MILLIS = 5_000;

    /** A world whose zone saves 25 times a second, from 1 s on. */
    private static RedisWorld busyWorld() {
        RedisWorld world = new RedisWorld(RedisNodeOptions.STANDARD);
        for (int i = 0; i < 500; i++) {
            int version = i;
            world.at(1_000 + 40L * i, (zone, now) -> zone.save(now, version % 50, version));
        }
        return world;
    }

    /** Runs until that holds, looked at each 10 ms; tells when. */
    private static long until(RedisWorld world, long fromMillis, BooleanSupplier holds) {
        for (long millis = fromMillis; millis < fromMillis + 20_000; millis += 10) {
            world.runMillis(millis);
            if (holds.getAsBoolean()) {
                return millis;
            }
        }
        throw new AssertionError("never");
    }

    private static boolean isBack(RedisWorld world, int zone) {
        return world.zones[zone].state.isConnected();
    }

    private static void cutFromAll(RedisWorld world) {
        world.cut(world.nodeHosts[PRIMARY], world.nodeHosts[REPLICA]);
        world.cut(world.nodeHosts[PRIMARY], world.monitorHost);
        world.cut(world.nodeHosts[PRIMARY], world.zoneHosts[0]);
        world.cut(world.nodeHosts[PRIMARY], world.zoneHosts[1]);
    }

    private static void assertQuick(RedisWorld world, long diesMillis) {
        long promoted = until(world, diesMillis, () -> world.nodes[REPLICA].isPrimary());
        long back = until(world, promoted, () -> isBack(world, 0) && isBack(world, 1));
        assertTrue(
                promoted - diesMillis >= 1_700 && promoted - diesMillis <= 2_400,
                () -> "promoted after " + (promoted - diesMillis) + " ms");
        assertTrue(back - promoted <= 1_000, () -> "found " + (back - promoted) + " ms after the promotion");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 37, 90, 143, 190, 451, 777})
    void aDeadPrimaryIsReplacedWithinAboutTwoSecondsAndFoundWithinOne(long phaseMillis) {
        try (RedisWorld world = busyWorld()) {
            world.faultAt(DIES_MILLIS + phaseMillis, world.nodeHosts[PRIMARY]::crash);
            assertQuick(world, DIES_MILLIS + phaseMillis);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 37, 90, 143, 190, 451, 777})
    void soIsOneThatIsCutOff(long phaseMillis) {
        try (RedisWorld world = busyWorld()) {
            world.faultAt(DIES_MILLIS + phaseMillis, () -> cutFromAll(world));
            assertQuick(world, DIES_MILLIS + phaseMillis);
            assertTrue(world.nodes[PRIMARY].isPrimary(), "it does not know yet");
        }
    }

    /** A zone that still reaches the old primary stays there, and leaves it soon after that has learnt what it is. */
    @Test
    void aZoneFollowsWhenTheOldPrimaryLearns() {
        try (RedisWorld world = busyWorld()) {
            world.faultAt(DIES_MILLIS, () -> {
                world.cut(world.nodeHosts[PRIMARY], world.nodeHosts[REPLICA]);
                world.cut(world.nodeHosts[PRIMARY], world.monitorHost);
            });
            world.runMillis(12_000);
            assertTrue(world.nodes[PRIMARY].isPrimary() && world.nodes[REPLICA].isPrimary());
            assertEquals(0, world.zones[0].state.counters().count(RedisCounter.CONNECTIONS_LOST));
            world.faultAt(12_000, world::heal);
            long learnt = until(world, 12_000, () -> !world.nodes[PRIMARY].isPrimary());
            assertTrue(learnt <= 14_000, () -> "learnt " + (learnt - 12_000) + " ms after healing");
            long back = until(world, learnt + 100, () -> isBack(world, 0));
            assertTrue(back - learnt <= 1_000, () -> "found " + (back - learnt) + " ms after");
            assertEquals(1, world.monitors[0].failovers());
        }
    }

    @Test
    void aPrimaryThatAnswersAgainBeforeTheElectionEndsStays() {
        try (RedisWorld world = busyWorld()) {
            world.faultAt(DIES_MILLIS, () -> world.cut(world.nodeHosts[PRIMARY], world.monitorHost));
            world.faultAt(DIES_MILLIS + 1_300, world::heal);
            world.runMillis(12_000);
            assertEquals(0, world.monitors[0].failovers());
            assertFalse(world.nodes[REPLICA].isPrimary());
        }
    }

    @Test
    void withoutAReplicaThatAnswersThereIsNoFailover() {
        try (RedisWorld world = new RedisWorld(RedisNodeOptions.STANDARD)) {
            world.at(1_000, (zone, now) -> zone.save(now, 1, 1));
            world.faultAt(DIES_MILLIS, world.nodeHosts[PRIMARY]::crash);
            world.faultAt(DIES_MILLIS, world.nodeHosts[REPLICA]::crash);
            world.faultAt(9_000, world.nodeHosts[REPLICA]::restart);
            world.runMillis(8_900);
            assertEquals(0, world.monitors[0].failovers());
            // Elections go on, so the first that answers again is taken.
            world.runMillis(13_000);
            assertEquals(1, world.monitors[0].failovers());
            assertEquals(List.of("save 1 DONE"), world.log());
        }
    }

    @Test
    void theReplicaThatHasMostIsTaken() {
        try (RedisWorld world = new RedisWorld(1, RedisNodeOptions.STANDARD, RedisWorld.HALF_MILLI, 3)) {
            world.at(1_000, (zone, now) -> zone.save(now, 1, 1));
            world.faultAt(2_000, () -> world.cut(world.nodeHosts[PRIMARY], world.nodeHosts[1]));
            world.at(3_000, (zone, now) -> zone.save(now, 1, 2));
            world.faultAt(DIES_MILLIS, world.nodeHosts[PRIMARY]::crash);
            world.at(9_000, (zone, now) -> zone.load(now, 1));
            world.runMillis(10_000);
            assertTrue(world.nodes[2].isPrimary());
            assertFalse(world.nodes[1].isPrimary());
            assertEquals(List.of("save 1 DONE", "save 2 DONE", "load 2"), world.log());
        }
    }
}
