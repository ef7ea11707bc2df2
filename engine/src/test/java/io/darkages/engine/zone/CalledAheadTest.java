package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.backplane.PlayerImage;
import io.darkages.engine.client.ClientCounter;
import io.darkages.engine.client.ClientState;
import io.darkages.engine.zone.TestZone.TestPlayer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A player whose client opens a session with a process that is about to take its zone over. */
class CalledAheadTest {

    private final TwoZones zones = new TwoZones();
    private final TestPlayer player = zones.west.world.join(20);

    @BeforeEach
    void callAhead() {
        player.hand = TestZone.restless(20);
        zones.ticks(60);
        zones.east.letsWait = true;
        zones.callAhead(player);
        zones.ticks(60);
        assertTrue(zones.east.zone().door().isWaiting(zones.east.ticket));
        assertEquals(ClientState.PLAYING, player.client.state(), "meanwhile it plays where it was");
    }

    /** The last save, of a world that stands still from then on. */
    private PlayerImage saved() {
        PlayerImage image = new PlayerImage();
        zones.west.zone().hold(true);
        assertTrue(zones.west.zone().residents().capture(zones.west.world.now, 20, image));
        return image;
    }

    private boolean enter(PlayerImage image) {
        zones.east.ghosts.ownedHere(20, 2);
        return zones.east.zone().door().enter(zones.east.world.now, zones.east.ticket, image, 2);
    }

    @Test
    void itGoesOnWhereTheLastSaveLeftIt() {
        PlayerImage image = saved();
        zones.ticks(8);
        assertTrue(enter(image));
        zones.ticks(200);
        assertEquals(1, player.count(ClientCounter.HANDOFFS_DONE));
        assertEquals(0, player.count(ClientCounter.HANDOFFS_BROKEN));
        assertEquals(
                0,
                player.count(ClientCounter.PREDICTIONS_IGNORED)
                        + player.count(ClientCounter.PREDICTIONS_SMOOTHED)
                        + player.count(ClientCounter.PREDICTIONS_SNAPPED));
        PlayerImage now = new PlayerImage();
        assertTrue(zones.east.zone().residents().capture(zones.east.world.now, 20, now));
        assertEquals(
                now.inputs.next - 1,
                zones.west.world.count(ZoneCounter.INPUTS_APPLIED) + zones.east.world.count(ZoneCounter.INPUTS_APPLIED),
                "each input was applied, and once");
        assertEquals(0, zones.east.world.count(ZoneCounter.INPUTS_LOST));
        assertEquals(0, zones.east.world.count(ZoneCounter.INPUTS_OVER_RATE));
    }

    /** The store may have lost what it had acknowledged, seconds of it. */
    @Test
    void whoFindsAnOlderStateComesAnew() {
        PlayerImage image = saved();
        zones.west.zone().hold(false);
        zones.ticks(200);
        comesAnew(image);
    }

    /** Or it is of an earlier session, whose inputs were numbered otherwise. */
    @Test
    void whoFindsInputsThatItNeverMadeComesAnew() {
        PlayerImage image = saved();
        image.inputs.next += 3_000;
        comesAnew(image);
    }

    private void comesAnew(PlayerImage image) {
        zones.west.zone().hold(true);
        assertTrue(enter(image));
        zones.east.letsWait = false;
        zones.ticks(30);
        assertEquals(1, player.count(ClientCounter.HANDOFFS_BROKEN));
        zones.ticks(170);
        assertEquals(ClientState.PLAYING, player.client.state());
        long applied = zones.east.world.count(ZoneCounter.INPUTS_APPLIED);
        zones.ticks(60);
        assertTrue(zones.east.world.count(ZoneCounter.INPUTS_APPLIED) - applied > 50, "its inputs count");
        assertEquals(0, zones.east.world.count(ZoneCounter.PUNISHED));
        assertEquals(0, zones.east.world.count(ZoneCounter.INPUTS_OVER_RATE));
    }

    @Test
    void whereNothingWasSavedItStaysWhereItIs() {
        assertFalse(zones.east.zone().door().enter(zones.east.world.now, zones.east.ticket, 20, 2));
        zones.ticks(30);
        assertFalse(zones.east.zone().residents().has(20));
        assertEquals(1, player.count(ClientCounter.HANDOFFS_GIVEN_UP));
        assertEquals(ClientState.PLAYING, player.client.state());
    }

    @Test
    void whoPlaysThereByAnotherSessionIsLeftAlone() {
        PlayerImage image = saved();
        long early = zones.east.ticket;
        zones.east.letsWait = false;
        TestPlayer again = zones.east.world.join(20);
        zones.ticks(60);
        assertEquals(ClientState.PLAYING, again.client.state());
        zones.east.ticket = early;
        assertFalse(enter(image));
        zones.ticks(30);
        assertEquals(ClientState.PLAYING, again.client.state());
    }

    @Test
    void aTokenOfNobodyIsForTheOwnerToKnow() {
        TestPlayer other = zones.west.world.join(21);
        zones.ticks(60);
        zones.east.ticket = 0;
        zones.invite(other);
        zones.ticks(60);
        assertEquals(0, zones.east.ticket, "the token of a handoff came to the other port");
        assertTrue(zones.east.zone().residents().isObserved(21));
    }
}
