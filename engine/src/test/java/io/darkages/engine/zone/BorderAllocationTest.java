package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.zone.TestZone.TestPlayer;
import org.junit.jupiter.api.Test;

/** A warm zone that shows other zones' entities, and whom their clients look at, allocates nothing. */
class BorderAllocationTest {

    private static final int TICKS = 120;
    private static final int ROUNDS = 10;

    @Test
    void aWarmTickWithCopiesAndOnlookersAllocatesNothing() {
        TwoZones zones = new TwoZones();
        zones.west.world.recordProbes = false;
        zones.east.world.recordProbes = false;
        TestPlayer[] walkers = new TestPlayer[4];
        for (int i = 0; i < 4; i++) {
            walkers[i] = zones.west.world.join(20 + i);
            TestPlayer resident = zones.east.world.join(30 + i);
            walkers[i].hand = TestZone.restless(10 + i);
            resident.hand = TestZone.restless(i);
        }
        zones.ticks(60);
        for (int i = 0; i < 4; i++) {
            zones.invite(walkers[i]);
        }
        zones.ticks(900);
        assertEquals(4, zones.east.zone().border().observerCount());
        assertEquals(4, zones.east.zone().border().ghostCount());
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least != 0; round++) {
            zones.east.world.zoneBytes = 0;
            long updates = zones.east.world.count(ZoneCounter.ENTITY_UPDATES);
            zones.ticks(TICKS);
            least = Math.min(least, zones.east.world.zoneBytes);
            assertTrue(zones.east.world.count(ZoneCounter.ENTITY_UPDATES) - updates > TICKS);
            assertTrue(zones.east.zone().residents().isWarm(20));
        }
        assertEquals(4, zones.east.zone().border().observerCount());
        assertEquals(0, least, "bytes in " + TICKS + " ticks");
    }
}
