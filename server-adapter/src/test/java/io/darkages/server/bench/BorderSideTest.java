package io.darkages.server.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.port.Probes;
import io.darkages.engine.zone.ZoneCounter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BorderSideTest {

    private static final int PLAYERS = 24;

    private static long updates(CrowdWorld world) {
        return world.zone().counters().count(ZoneCounter.ENTITY_UPDATES);
    }

    private static CrowdWorld world(Crowd crowd, CrowdWorld.Surroundings surroundings) {
        return new CrowdWorld(crowd, Probes.NONE, Probes.NONE, (player, what) -> {}, () -> 0, surroundings);
    }

    /** Or else the cost of a border would be compared with that of seeing less. */
    @Test
    void dividedPlayersSeeWhatTheySeeInOneZone() {
        Crowd crowd = Crowd.field(PLAYERS, FixedPoint.fromMetres(60));
        BorderSide west = new BorderSide(0, crowd);
        BorderSide east = new BorderSide(1, crowd);
        BorderSide.join(west, east);
        List<CrowdWorld> divided = List.of(world(crowd, west), world(crowd, east));
        CrowdWorld whole = world(crowd, CrowdWorld.alone());
        for (int i = 0; i < 600; i++) {
            divided.forEach(CrowdWorld::tick);
            whole.tick();
        }
        int left = divided.get(0).playerCount();
        int right = divided.get(1).playerCount();
        assertEquals(PLAYERS, left + right);
        assertTrue(left > 0 && right > 0, left + " and " + right);
        assertEquals(right, divided.get(0).zone().border().ghostCount());
        assertEquals(left, divided.get(1).zone().border().ghostCount());
        for (CrowdWorld world : divided) {
            assertTrue(world.everybodyPlays());
            assertEquals(0, world.zone().counters().count(ZoneCounter.CORRECTIONS));
        }
        long told = updates(divided.get(0)) + updates(divided.get(1));
        assertEquals(updates(whole), told, updates(whole) / 10.0);
    }
}
