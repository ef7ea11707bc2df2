package io.darkages.engine.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.protocol.ControlMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a client that knows two addresses gets in, and back in. */
class ReturnTest {

    private final HandoffWorld world = new HandoffWorld(5, 2);

    private static void act(ScriptedZone zone, boolean isActing) {
        zone.acting = isActing;
        zone.next = 1;
    }

    private int ticksUntilPlaying(int most) {
        for (int i = 0; i < most; i++) {
            if (world.client.state() == ClientState.PLAYING) {
                return i;
            }
            world.ticks(1);
        }
        throw new AssertionError("still " + world.client.state() + " after " + most + " ticks");
    }

    private long tries() {
        return world.probes(ProbeKind.LOGIN_TRIED);
    }

    @Test
    void whoFindsTheFirstAddressDeadGoesToTheOther() {
        world.westCut = true;
        act(world.east, true);
        int ticks = ticksUntilPlaying(600);
        assertTrue(ticks > 60 && ticks < 200, "after " + ticks + " ticks");
        assertEquals(2, tries());
    }

    @Test
    void whoIsToldNothingResumesAtTheOther() {
        world.playing();
        world.west.sendsSnapshots = false;
        act(world.east, true);
        world.ticks(75);
        assertEquals(ClientState.PLAYING, world.client.state());
        assertEquals(world.east.own, world.client.entity());
        assertTrue(world.east.heard.get(0) instanceof ControlMessage.Resume);
    }

    @Test
    void whileBothAreDeadItTriesEachInTurnAndComesBackSoon() {
        world.playing();
        world.westCut = true;
        world.eastCut = true;
        long last = tries();
        int quietTicks = 0;
        int longest = 0;
        world.ticks(90);
        for (int i = 0; i < 60 * 60; i++) {
            world.ticks(1);
            quietTicks = tries() == last ? quietTicks + 1 : 0;
            last = tries();
            longest = Math.max(longest, quietTicks);
        }
        assertTrue(longest < 5 * 60, "it tried nothing for " + longest + " ticks");
        assertTrue(tries() < 62, tries() + " tries in a minute");
        act(world.west, true);
        world.westCut = false;
        assertTrue(ticksUntilPlaying(300) < 5 * 60);
        assertEquals(world.west.own, world.client.entity());
    }

    @Test
    void redirectsThatLeadNowhereAreNotFollowedForEver() {
        world.playing();
        world.west.sendsSnapshots = false;
        world.west.answer = Optional.of(new ControlMessage.Redirect(world.east.address, new byte[] {1}));
        world.east.answer = Optional.of(new ControlMessage.Redirect(world.west.address, new byte[] {2}));
        long before = tries();
        world.ticks(660);
        long round = Connection.REDIRECTS_MAX + 1;
        // Waits of 0.25, 0.5, 1, 2 s, and 2 s from then on lie between the rounds.
        assertTrue(tries() - before <= 8 * round, () -> tries() - before + " tries in 10 s");
        assertTrue(tries() - before >= 4 * round);
        act(world.west, true);
        world.west.sendsSnapshots = true;
        world.west.answer = Optional.empty();
        ticksUntilPlaying(300);
    }

    @Test
    void anOwnerOfBeforeIsNotBelieved() {
        world.west.epoch = 7;
        world.playing();
        world.westCut = true;
        act(world.east, true);
        world.east.epoch = 0;
        world.ticks(300);
        assertNotEquals(ClientState.PLAYING, world.client.state());
        assertTrue(world.client.counters().count(ClientCounter.WELCOMES_STALE) > 0);
        assertEquals(1, world.probes(ProbeKind.EPOCH_ACCEPTED));
        world.east.epoch = 20;
        ticksUntilPlaying(600);
        assertEquals(world.east.own, world.client.entity());
        assertEquals(2, world.probes(ProbeKind.EPOCH_ACCEPTED));
    }

    @Test
    void whoIsSentBackKeepsItsPlace() {
        // The zone stands still for a while: it tells nothing, and the other one knows that the player is there.
        world.playing();
        world.west.sendsSnapshots = false;
        world.west.answer = Optional.of(new ControlMessage.Refused(ControlMessage.Refused.BUSY));
        world.west.answers = 2;
        byte[] token = {4, 2};
        world.east.answer = Optional.of(new ControlMessage.Redirect(world.west.address, token));
        act(world.west, true);
        int heard = world.west.heard.size();
        world.ticks(90);
        world.west.sendsSnapshots = true;
        ticksUntilPlaying(300);
        assertEquals(world.west.own, world.client.entity());
        assertEquals(2, world.count(ClientCounter.BUSY));
        List<ControlMessage> said = world.west.heard.subList(heard, world.west.heard.size());
        assertEquals(3, said.size());
        for (ControlMessage message : said) {
            assertTrue(
                    message instanceof ControlMessage.Resume resume && resume.token()[0] == 4,
                    "with what it was given");
        }
        assertNotEquals(0, world.count(ClientCounter.REDIRECTS));
    }

    @Test
    void whoIsRefusedLogsInAnew() {
        world.playing();
        world.west.sendsSnapshots = false;
        world.east.answer = Optional.of(new ControlMessage.Refused("no valid token"));
        world.west.answer = Optional.of(new ControlMessage.Refused("no valid token"));
        int heard = world.west.heard.size();
        world.ticks(150);
        assertTrue(world.east.heard.get(0) instanceof ControlMessage.Resume);
        assertTrue(world.west.heard.size() > heard);
        assertTrue(world.west.heard.get(heard) instanceof ControlMessage.Login);
    }

    @Test
    void whoIsSentWhereItsTokenIsNotBelievedLogsInThere() {
        // East's clock is behind: what it signs is over already for west, whose player it is.
        world.playing();
        world.west.sendsSnapshots = false;
        world.east.answer = Optional.of(new ControlMessage.Redirect(world.west.address, new byte[] {1}));
        world.west.answer = Optional.of(new ControlMessage.Refused("no valid token"));
        world.west.answers = 1;
        act(world.west, true);
        int heard = world.west.heard.size();
        world.ticks(90);
        world.west.sendsSnapshots = true;
        ticksUntilPlaying(300);
        assertTrue(world.west.heard.get(heard) instanceof ControlMessage.Resume);
        assertTrue(world.west.heard.get(heard + 1) instanceof ControlMessage.Login);
        assertEquals(1, world.count(ClientCounter.REDIRECTS));
    }
}
