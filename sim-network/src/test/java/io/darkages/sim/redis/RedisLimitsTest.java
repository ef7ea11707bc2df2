package io.darkages.sim.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.Probes;
import io.darkages.sim.redis.RedisNodeOptions.Persistence;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What keeps everybody waiting at a node, and that its caps hold. */
class RedisLimitsTest {

    private static final RedisNodeOptions NODE = RedisNodeOptions.STANDARD;
    private static final int PRIMARY = 0;
    private static final int REPLICA = 1;

    private static RedisNodeOptions costing(long forkMebibyteNanos, long itemNanos) {
        return NODE.withCosts(new RedisNodeOptions.Costs(3_000, 2_000, 1, 0, 0, forkMebibyteNanos, itemNanos, 0));
    }

    /** With more in memory a fork takes longer: 30 keys and the server are not 1 MiB, 3,000 are. */
    @Test
    void aForkTakesLongerWithMoreMemory() {
        assertEquals("save 9999 DONE", forkedWith(30));
        assertEquals("save 9999 UNKNOWN", forkedWith(3_000));
    }

    private static String forkedWith(int keys) {
        try (RedisWorld world = new RedisWorld(costing(600 * RedisWorld.MILLI, 0))) {
            world.faultAt(1, world.nodeHosts[REPLICA]::crash);
            world.faultAt(1, world.monitorHost::crash);
            for (int i = 0; i < keys; i++) {
                int player = i;
                world.at(100 + i, (zone, now) -> zone.save(now, player, 1));
            }
            // Its link is up after 0.1 s, and the whole data set is asked for.
            world.faultAt(4_900, world.nodeHosts[REPLICA]::restart);
            world.at(5_010, (zone, now) -> zone.save(now, 1, 9_999));
            world.runMillis(8_000);
            return world.log().get(world.log().size() - 1);
        }
    }

    @Test
    void anAppendOnlyFileThatHasDoubledIsWrittenAnew() {
        RedisNodeOptions options =
                NODE.withPersistence(Persistence.EVERY_SECOND).withRewriteBytesMin(20_000);
        try (RedisWorld world = new RedisWorld(options)) {
            for (int i = 0; i < 1_000; i++) {
                int player = i % 50;
                world.at(1_000 + 5L * i, (zone, now) -> zone.save(now, player, 1));
            }
            world.runMillis(1_100);
            assertEquals(0, world.nodes[PRIMARY].count(RedisNodeCounter.FILE_REWRITES));
            world.runMillis(7_000);
            long rewrites = world.nodes[PRIMARY].count(RedisNodeCounter.FILE_REWRITES);
            assertTrue(rewrites >= 2 && rewrites <= 20, () -> rewrites + " rewrites");
        }
    }

    /** Listing a set of 2,000 members keeps the one thread busy; a command that comes meanwhile waits. */
    @Test
    void aBigKeyKeepsEverybodyWaiting() {
        assertEquals(List.of("load DONE absent"), besideABigKey(20));
        assertEquals(List.of("load UNKNOWN absent"), besideABigKey(2_000));
    }

    private static List<String> besideABigKey(int members) {
        try (RedisWorld world = new RedisWorld(costing(0, 400_000))) {
            world.faultAt(1, world.monitorHost::crash);
            for (int i = 0; i < members; i++) {
                int player = i;
                world.at(100 + i, (zone, now) -> zone.state.addToZone(now, player, 1, player, (n, q, o, r) -> {}));
            }
            world.scripts.get(1).put(5_000L, (zone, now) -> zone.state.zoneMembers(now, 1, 1, (n, q, o, r) -> {}));
            world.at(5_020, (zone, now) -> zone.load(now, 1));
            world.runMillis(8_000);
            return world.log();
        }
    }

    @Test
    void everyCapIsToldAndKept() {
        RedisNodeOptions options =
                NODE.withSubscribers(new RedisNodeOptions.SubscriberLimit(50_000, 20_000, 60_000 * RedisWorld.MILLI));
        try (RedisWorld world = new RedisWorld(options.withMemoryBytesMax(1 << 20))) {
            world.scripts.get(1).put(500L, (zone, now) -> zone.subscribe(3));
            for (int i = 0; i < 1_000; i++) {
                int player = i;
                world.at(1_000 + 4L * i, (zone, now) -> {
                    zone.save(now, player, 1);
                    zone.publish(now, 3, 500);
                });
            }
            world.faultAt(1_900, () -> world.cut(world.nodeHosts[PRIMARY], world.zoneHosts[1]));
            world.runMillis(8_000);
            assertEquals(1, world.nodes[PRIMARY].count(RedisNodeCounter.SUBSCRIBERS_CUT_OFF));
            Map<BoundedStructure, Long> marks = reported(world);
            Set<BoundedStructure> full =
                    EnumSet.range(BoundedStructure.HOT_STATE_OPERATIONS, BoundedStructure.REDIS_MEMORY_BYTES);
            assertEquals(full, marks.keySet());
            // Nothing came early, and whoever is no subscriber took its answers.
            full.remove(BoundedStructure.STREAM_RECEIVE_BYTES);
            full.remove(BoundedStructure.REDIS_CLIENT_BYTES);
            full.forEach(structure -> assertTrue(marks.get(structure) > 0, structure::name));
            assertTrue(marks.get(BoundedStructure.REDIS_SUBSCRIBER_BYTES) > 49_000, marks::toString);
        }
    }

    private static Map<BoundedStructure, Long> reported(RedisWorld world) {
        Map<BoundedStructure, Long> marks = new EnumMap<>(BoundedStructure.class);
        Probes probes = (kind, player, structure, mark, cap) -> {
            BoundedStructure which = BoundedStructure.values()[(int) structure];
            assertTrue(mark <= cap, () -> which + " reached " + mark + " of " + cap);
            marks.merge(which, mark, Math::max);
        };
        world.nodes[PRIMARY].reportBounds(probes);
        world.monitors[0].reportBounds(probes);
        world.zones[0].state.reportBounds(probes);
        world.zones[1].state.reportBounds(probes);
        return marks;
    }
}
