package io.darkages.engine.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A client with two views allocates nothing once warm, and one that has had them before makes none anew. */
class HandoffAllocationTest {

    @Test
    void lookingIntoTwoZones() {
        HandoffWorld world = new HandoffWorld(41, 8).playing();
        world.recordsProbes = false;
        world.sendOn();
        world.ticks(600);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = world.clientBytes;
            long batches = world.east.batches;
            world.ticks(60);
            assertTrue(world.east.batches - batches > 15);
            least = Math.min(least, world.clientBytes - before);
        }
        assertEquals(0, least);
        assertEquals(world.west.own, world.client.entity());
    }

    @Test
    void theSameTwoViewsAreUsedInTurn() {
        HandoffWorld world = new HandoffWorld(42, 8).playing();
        world.recordsProbes = false;
        Object first = world.client.replicas();
        cross(world, world.west, world.east);
        Object second = world.client.replicas();
        cross(world, world.east, world.west);
        assertTrue(first != second);
        assertTrue(first == world.client.replicas());
        cross(world, world.west, world.east);
        assertTrue(second == world.client.replicas());
        long before = world.clientBytes;
        cross(world, world.east, world.west);
        // A session's own buffers, the messages that begin it and its end: far less than a view with its tables.
        long bytes = world.clientBytes - before;
        assertTrue(bytes < 60_000, () -> bytes + " bytes");
    }

    private static void cross(HandoffWorld world, ScriptedZone from, ScriptedZone to) {
        world.sendOn(from, to);
        world.ticks(60);
        from.freeze();
        world.ticks(2);
        to.take(from.self, from.next - 1);
        world.ticks(90);
        assertEquals(to.own, world.client.entity());
    }
}
