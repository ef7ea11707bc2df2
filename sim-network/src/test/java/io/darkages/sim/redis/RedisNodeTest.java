package io.darkages.sim.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.redis.RedisCounter;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.redis.RedisNodeOptions.Persistence;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the node forgets, lags and fails: what no server shows without faults. */
class RedisNodeTest {

    private static final RedisNodeOptions NODE = RedisNodeOptions.STANDARD;
    private static final RedisNodeOptions KEPT = NODE.withPersistence(Persistence.EVERY_SECOND);
    private static final int PRIMARY = 0;
    private static final int REPLICA = 1;

    private static RedisNodeOptions costs(long syncMillis, long forkMillis, long loadMillis) {
        return KEPT.withCosts(new RedisNodeOptions.Costs(
                3_000,
                2_000,
                1,
                syncMillis * RedisWorld.MILLI,
                forkMillis * RedisWorld.MILLI,
                0,
                0,
                loadMillis * RedisWorld.MILLI));
    }

    private static void crashAndRestart(RedisWorld world, long crashMillis, long restartMillis) {
        world.faultAt(1, () -> {
            world.monitorHost.crash();
            world.nodeHosts[REPLICA].crash();
        });
        world.faultAt(crashMillis, world.nodeHosts[PRIMARY]::crash);
        world.faultAt(restartMillis, world.nodeHosts[PRIMARY]::restart);
    }

    @Test
    void aCrashForgetsWhatWasNotSynced() {
        try (RedisWorld world = new RedisWorld(KEPT)) {
            crashAndRestart(world, 5_300, 5_400);
            world.at(1_000, (zone, now) -> zone.save(now, 1, 1));
            world.at(5_200, (zone, now) -> zone.save(now, 2, 2));
            world.runMillis(5_250);
            assertEquals(1, world.disks[PRIMARY].keysSynced());
            world.at(9_000, (zone, now) -> zone.load(now, 1));
            world.at(9_100, (zone, now) -> zone.load(now, 2));
            world.runMillis(10_000);
            assertEquals(List.of("save 1 DONE", "save 2 DONE", "load 1", "load DONE absent"), world.log());
            // One save is two commands: what it wrote, and the expiry.
            assertEquals(2, world.disks[PRIMARY].commandsForgotten());
        }
    }

    /** A sync that takes long keeps the next from beginning: nearly two seconds may be lost. */
    @Test
    void aSlowDiskLosesNearlyTwoSeconds() {
        try (RedisWorld world = new RedisWorld(costs(900, 10, 0))) {
            crashAndRestart(world, 4_850, 4_900);
            for (int i = 1; i <= 45; i++) {
                int version = i;
                world.at(i * 100L, (zone, now) -> zone.save(now, version, version));
            }
            world.runMillis(6_000);
            long saves = world.disks[PRIMARY].commandsForgotten() / 2;
            assertTrue(saves > 8 && saves <= 20, () -> saves + " saves were forgotten");
            assertEquals(45 - saves, world.nodes[PRIMARY].keyCount());
        }
    }

    @Test
    void withoutPersistenceACrashForgetsEverything() {
        try (RedisWorld world = new RedisWorld(NODE)) {
            crashAndRestart(world, 5_000, 5_100);
            world.at(1_000, (zone, now) -> zone.save(now, 1, 1));
            world.at(9_000, (zone, now) -> zone.load(now, 1));
            world.runMillis(10_000);
            assertEquals(List.of("save 1 DONE", "load DONE absent"), world.log());
        }
    }

    /** The trap of a primary that restarts faster than anyone notices: its replica empties itself after it. */
    @Test
    void aPrimaryThatComesBackEmptyEmptiesItsReplica() {
        try (RedisWorld world = new RedisWorld(NODE)) {
            world.at(1_000, (zone, now) -> zone.save(now, 1, 1));
            world.faultAt(5_000, world.nodeHosts[PRIMARY]::crash);
            world.faultAt(5_100, world.nodeHosts[PRIMARY]::restart);
            world.runMillis(4_900);
            assertEquals(1, world.nodes[REPLICA].keyCount());
            world.runMillis(20_000);
            assertEquals(0, world.nodes[REPLICA].keyCount());
            assertEquals(0, world.monitors[0].failovers());
        }
    }

    @Test
    void aReplicaIsToldEverything() {
        try (RedisWorld world = new RedisWorld(NODE)) {
            for (int i = 0; i < 100; i++) {
                int player = i;
                world.at(100 + 20 * i, (zone, now) -> zone.save(now, player, 1));
            }
            world.runMillis(5_000);
            assertTrue(world.nodes[REPLICA].isInSync());
            assertEquals(100, world.nodes[REPLICA].keyCount());
            assertEquals(1, world.nodes[PRIMARY].count(RedisNodeCounter.FULL_SYNCS));
        }
    }

    @Test
    void aReplicaTakesOverWhenThePrimaryDies() {
        try (RedisWorld world = new RedisWorld(NODE)) {
            world.at(1_000, (zone, now) -> zone.save(now, 1, 1));
            world.faultAt(3_000, world.nodeHosts[PRIMARY]::crash);
            world.at(8_000, (zone, now) -> zone.load(now, 1));
            world.at(8_100, (zone, now) -> zone.save(now, 1, 2));
            world.runMillis(9_000);
            assertEquals(List.of("save 1 DONE", "load 1", "save 2 DONE"), world.log());
            assertTrue(world.nodes[REPLICA].isPrimary());
            assertEquals(1, world.monitors[0].failovers());
            // The old one comes back as what it was, and is told otherwise.
            world.faultAt(10_000, world.nodeHosts[PRIMARY]::restart);
            world.runMillis(20_000);
            assertFalse(world.nodes[PRIMARY].isPrimary());
            assertEquals(1, world.nodes[PRIMARY].keyCount());
        }
    }

    /**
     * The first zone sees only the old primary, everyone else only the new one: both acknowledge. Once the old one
     * learns that it is none, what it acknowledged since is gone.
     */
    @Test
    void anOldPrimaryAcknowledgesWhatIsLostLater() {
        try (RedisWorld world = new RedisWorld(NODE)) {
            world.at(1_000, (zone, now) -> zone.save(now, 1, 1));
            world.faultAt(3_000, () -> {
                world.cut(world.nodeHosts[PRIMARY], world.nodeHosts[REPLICA]);
                world.cut(world.nodeHosts[PRIMARY], world.monitorHost);
                world.cut(world.nodeHosts[PRIMARY], world.zoneHosts[1]);
            });
            world.at(8_000, (zone, now) -> zone.save(now, 1, 7));
            world.scripts.get(1).put(8_000L, (zone, now) -> zone.save(now, 1, 5));
            world.runMillis(9_000);
            assertEquals(List.of("save 1 DONE", "save 7 DONE"), world.log());
            assertEquals(List.of("save 5 DONE"), world.logs.get(1));
            assertTrue(world.nodes[PRIMARY].isPrimary());
            assertTrue(world.nodes[REPLICA].isPrimary());
            world.faultAt(9_000, world::heal);
            world.at(18_000, (zone, now) -> zone.load(now, 1));
            world.runMillis(19_000);
            assertFalse(world.nodes[PRIMARY].isPrimary());
            assertEquals("load 5", world.log().get(2));
            assertEquals(1, world.nodes[PRIMARY].count(RedisNodeCounter.DEMOTIONS));
        }
    }

    @Test
    void aSubscriberThatDoesNotReadIsCutOff() {
        RedisNodeOptions options =
                NODE.withSubscribers(new RedisNodeOptions.SubscriberLimit(200_000, 100_000, 60_000 * RedisWorld.MILLI));
        try (RedisWorld world = new RedisWorld(options)) {
            world.scripts.get(1).put(500L, (zone, now) -> zone.subscribe(3));
            for (int i = 0; i < 900; i++) {
                world.at(2_000 + 17L * i / 3, (zone, now) -> zone.publish(now, 3, 500));
            }
            world.faultAt(1_900, () -> world.cut(world.nodeHosts[PRIMARY], world.zoneHosts[1]));
            world.runMillis(1_800);
            assertEquals(List.of("subscribed"), world.logs.get(1));
            world.runMillis(8_000);
            assertEquals(1, world.nodes[PRIMARY].count(RedisNodeCounter.SUBSCRIBERS_CUT_OFF));
            assertTrue(world.nodes[PRIMARY].count(RedisNodeCounter.CLIENT_BYTES_HIGH_WATER) > 200_000);
            assertFalse(world.log().contains("publish UNKNOWN"));
            world.faultAt(8_000, world::heal);
            world.at(12_000, (zone, now) -> zone.publish(now, 3, 9));
            world.runMillis(13_000);
            List<String> heard = world.logs.get(1);
            assertEquals(List.of("subscribed", "message 9"), heard.subList(heard.size() - 2, heard.size()));
        }
    }

    @Test
    void nothingIsKeptForASubscriberThatIsAway() {
        try (RedisWorld world = new RedisWorld(NODE)) {
            world.scripts.get(1).put(500L, (zone, now) -> zone.subscribe(3));
            world.faultAt(1_000, world.zoneHosts[1]::crash);
            world.at(2_000, (zone, now) -> zone.publish(now, 3, 5));
            world.faultAt(3_000, world.zoneHosts[1]::restart);
            world.scripts.get(1).put(3_500L, (zone, now) -> zone.subscribe(3));
            world.at(5_000, (zone, now) -> zone.publish(now, 3, 6));
            world.runMillis(6_000);
            assertEquals(List.of("subscribed", "subscribed", "message 6"), world.logs.get(1));
        }
    }

    @Test
    void keysThatNobodyAsksForExpireTooAndWithThemTheReplicas() {
        try (RedisWorld world = new RedisWorld(NODE)) {
            for (int i = 0; i < 50; i++) {
                int player = i;
                world.at(1_000 + 17L * i, (zone, now) -> zone.save(now, player, 1));
            }
            world.runMillis(59_000);
            assertEquals(50, world.nodes[PRIMARY].keyCount());
            world.runMillis(64_000);
            assertEquals(0, world.nodes[PRIMARY].keyCount());
            assertEquals(0, world.nodes[REPLICA].keyCount());
            assertEquals(50, world.nodes[PRIMARY].count(RedisNodeCounter.KEYS_EXPIRED));
        }
    }

    @Test
    void aForkKeepsEverybodyWaiting() {
        assertEquals(List.of("save 1 DONE"), forked(10));
        assertEquals(List.of("save 1 UNKNOWN"), forked(700));
    }

    private static List<String> forked(long forkMillis) {
        try (RedisWorld world = new RedisWorld(costs(5, forkMillis, 0))) {
            world.faultAt(1, world.nodeHosts[REPLICA]::crash);
            // Its link is up after 0.1 s, and the whole data set is asked for.
            world.faultAt(4_900, world.nodeHosts[REPLICA]::restart);
            world.at(5_010, (zone, now) -> zone.save(now, 1, 1));
            world.runMillis(8_000);
            return world.log();
        }
    }

    @Test
    void aNodeThatLoadsItsDataRefuses() {
        try (RedisWorld world = new RedisWorld(costs(5, 10, 2_000))) {
            crashAndRestart(world, 5_000, 5_100);
            world.at(1_000, (zone, now) -> zone.save(now, 1, 1));
            world.at(6_000, (zone, now) -> zone.load(now, 1));
            world.at(10_000, (zone, now) -> zone.load(now, 1));
            world.runMillis(11_000);
            assertEquals(List.of("save 1 DONE", "load FAILED absent", "load 1"), world.log());
            assertTrue(world.zones[0].state.counters().count(RedisCounter.ERRORS) > 0);
        }
    }

    @Test
    void memoryIsLimited() {
        try (RedisWorld world = new RedisWorld(NODE.withMemoryBytesMax(1 << 20))) {
            for (int i = 0; i < 1_500; i++) {
                int player = i;
                world.at(1_000 + 4L * i, (zone, now) -> zone.save(now, player, 1));
            }
            world.runMillis(9_000);
            int failed = Collections.frequency(world.log(), "save 1 FAILED");
            assertTrue(failed > 0 && failed < world.log().size(), () -> failed + " failed");
            assertEquals(world.log().size() - failed, world.nodes[PRIMARY].keyCount());
        }
    }

    @Test
    void oneSeedGivesOneOutcome() {
        assertEquals(hash(3), hash(3));
        assertNotEquals(hash(3), hash(4));
    }

    private static long hash(long seed) {
        LinkSpec link = LinkSpec.ofLatencyNanos(RedisWorld.MILLI / 2)
                .withJitterNanos(RedisWorld.MILLI)
                .withLossPpm(20_000);
        try (RedisWorld world = new RedisWorld(seed, KEPT, link)) {
            world.scripts.get(1).put(500L, (zone, now) -> zone.subscribe(3));
            for (int i = 0; i < 200; i++) {
                int player = i;
                world.at(1_000 + 31L * i, (zone, now) -> {
                    zone.save(now, player, 1);
                    zone.publish(now, 3, 20);
                });
            }
            world.faultAt(3_000, world.nodeHosts[PRIMARY]::crash);
            world.faultAt(9_000, world.nodeHosts[PRIMARY]::restart);
            world.runMillis(15_000);
            return world.simulation.traceHash();
        }
    }
}
