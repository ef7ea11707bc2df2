package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.client.BatchTamper;
import io.darkages.engine.client.ClientCounter;
import io.darkages.engine.client.ClientState;
import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.protocol.AccessToken;
import io.darkages.engine.protocol.AccessToken.Claim;
import io.darkages.engine.protocol.AccessToken.Use;
import io.darkages.engine.protocol.ControlCodec;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.GameCloseReason;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.transport.CloseReason;
import io.darkages.engine.zone.TestZone.RawPeer;
import io.darkages.engine.zone.TestZone.TestPlayer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** The way in and out of a zone, as real clients and hostile peers go it. */
class ZoneSessionTest {

    private TestZone world = new TestZone(1);

    @Test
    void loginWelcomePlayAndLeave() {
        TestPlayer player = world.join(1);
        assertEquals(ClientState.CONNECTING, player.client.state());
        world.untilPlaying(player);
        assertEquals(1, world.zone.playerCount());
        assertEquals(1, player.count(ClientCounter.WELCOMES));
        assertEquals(1, world.probes(ProbeKind.JOINED));
        assertNotEquals(0, player.client.entity());
        player.client.leave(world.now);
        world.ticks(30);
        assertEquals(ClientState.IDLE, player.client.state());
        assertEquals(0, world.zone.playerCount(), "who leaves does not linger");
        assertEquals(1, world.count(ZoneCounter.LEFT));
        assertEquals(1, world.probes(ProbeKind.LEFT));
        world.ticks(200);
        assertEquals(1, player.count(ClientCounter.CONNECTS), "nor come back by itself");
    }

    @Test
    void leavingSurvivesLoss() {
        world.lossPartsPerMillion = 400_000;
        TestPlayer player = world.join(1);
        world.untilPlaying(player);
        player.client.leave(world.now);
        world.ticks(300);
        assertEquals(0, world.zone.playerCount());
    }

    @Test
    void leavingBeforeBeingConnectedGivesUp() {
        TestPlayer player = world.join(1);
        world.ticks(2);
        player.client.leave(world.now);
        world.ticks(120);
        assertEquals(ClientState.IDLE, player.client.state());
        assertEquals(0, world.count(ZoneCounter.JOINED));
    }

    @Test
    void leavingWhileLoggingInLeaves() {
        TestPlayer player = world.join(1);
        while (player.client.state() != ClientState.LOGGING_IN) {
            world.tick();
        }
        player.client.leave(world.now);
        world.ticks(120);
        assertEquals(ClientState.IDLE, player.client.state());
        assertEquals(0, world.zone.playerCount());
    }

    @Test
    void aBrokenSessionLingersThenGoes() {
        TestPlayer player = world.join(1);
        TestPlayer witness = world.join(2);
        world.untilPlaying(player);
        world.untilPlaying(witness);
        world.ticks(30);
        assertEquals(1, witness.client.replicas().liveCount());
        player.paused = true;
        // The transport gives up after 10 s of silence, the entity goes 10 s after that.
        world.ticks(60 * 19);
        assertEquals(2, world.zone.playerCount());
        assertEquals(1, witness.client.replicas().liveCount());
        world.ticks(60 * 2);
        assertEquals(1, world.zone.playerCount());
        assertEquals(0, witness.client.replicas().liveCount());
        assertEquals(1, world.count(ZoneCounter.LEFT));
        player.paused = false;
        world.untilPlaying(player);
        world.ticks(60 * 3);
        assertEquals(ClientState.PLAYING, player.client.state());
        assertEquals(2, world.zone.playerCount(), "a resume token brings back who is gone");
    }

    @Test
    void aSilentHomeIsResumedAtTheOtherAddress() {
        TestPlayer player = world.join(1);
        player.hand = TestZone.restless(4);
        world.untilPlaying(player);
        world.ticks(60);
        int entity = player.client.entity();
        world.homeCut = true;
        world.ticks(60 * 4);
        assertEquals(ClientState.PLAYING, player.client.state());
        assertEquals(2, player.count(ClientCounter.WELCOMES));
        assertEquals(entity, player.client.entity(), "the same entity: it was waited for");
        assertEquals(1, world.zone.playerCount());
        assertEquals(1, world.count(ZoneCounter.RESUMED));
        assertEquals(1, world.count(ZoneCounter.JOINED));
        // And back again.
        world.homeCut = false;
        world.otherCut = true;
        world.ticks(60 * 4);
        assertEquals(ClientState.PLAYING, player.client.state());
        assertEquals(entity, player.client.entity());
        assertEquals(2, world.count(ZoneCounter.RESUMED));
    }

    @Test
    void aChangedAddressResumesInANewSession() {
        TestPlayer player = world.join(1);
        world.untilPlaying(player);
        int entity = player.client.entity();
        world.rebind(player, NetworkAddress.of(0x0B00FFFF, 5_555));
        world.ticks(60 * 4);
        assertEquals(ClientState.PLAYING, player.client.state());
        assertEquals(entity, player.client.entity());
        assertEquals(1, world.zone.playerCount());
        assertEquals(1, world.count(ZoneCounter.RESUMED));
    }

    @Test
    void theNewerSessionOfAPlayerTakesOver() {
        TestPlayer first = world.join(1);
        world.untilPlaying(first);
        int entity = first.client.entity();
        first.paused = true;
        TestPlayer second = world.join(
                TestZone.clientOptions(1, TestZone.loginToken(1), BatchTamper.NONE), TestZone.playerAddress(500));
        world.untilPlaying(second);
        assertEquals(entity, second.client.entity());
        assertEquals(1, world.zone.playerCount(), "never twins");
        assertEquals(1, world.count(ZoneCounter.RESUMED));
        long ended = world.zoneProbes.stream()
                .filter(probe -> probe.kind() == ProbeKind.SESSION_CLOSED)
                .filter(probe -> (probe.a() & 0xFFFF_FFFFL) == GameCloseReason.TAKEN_OVER)
                .count();
        assertEquals(1, ended);
    }

    private void refused(byte[] token, Use use, int number) {
        RawPeer peer = world.raw(number);
        world.ticks(20);
        assertTrue(peer.connected);
        long before = world.count(ZoneCounter.REFUSED);
        int players = world.zone.playerCount();
        peer.send(
                true,
                ControlCodec.encode(
                        use == Use.LOGIN
                                ? new ControlMessage.Login(token, ControlCodec.PROTOCOL_VERSION)
                                : new ControlMessage.Resume(token)));
        world.ticks(20);
        assertEquals(before + 1, world.count(ZoneCounter.REFUSED));
        assertEquals(List.of(GameCloseReason.REFUSED), peer.closed);
        assertTrue(
                ControlCodec.decode(peer.reliable.get(0), 0, peer.reliable.get(0).length)
                                .orElseThrow()
                        instanceof ControlMessage.Refused);
        assertEquals(players, world.zone.playerCount());
    }

    @Test
    void refusedTokens() {
        byte[] forged = TestZone.loginToken(5);
        forged[3] ^= 1;
        refused(forged, Use.LOGIN, 1);
        refused(TestZone.TOKENS.issue(new Claim(Use.LOGIN, 5, 0), TestZone.WALL_START - 1), Use.LOGIN, 2);
        refused(TestZone.TOKENS.issue(new Claim(Use.RESUME, 5, 0), Long.MAX_VALUE), Use.LOGIN, 3);
        refused(TestZone.TOKENS.issue(new Claim(Use.LOGIN, 5, 0), Long.MAX_VALUE), Use.RESUME, 4);
        refused(TestZone.loginToken(13), Use.LOGIN, 5);
        refused(new byte[53], Use.RESUME, 6);
        AccessToken others = new AccessToken("the key of another world".getBytes(StandardCharsets.UTF_8));
        refused(others.issue(new Claim(Use.LOGIN, 5, 0), Long.MAX_VALUE), Use.LOGIN, 7);
        TestPlayer player = world.join(5);
        world.untilPlaying(player);
        refused(TestZone.TOKENS.issue(new Claim(Use.RESUME, 5, 0), Long.MAX_VALUE), Use.RESUME, 8);
        refused(TestZone.TOKENS.issue(new Claim(Use.RESUME, 5, 2), Long.MAX_VALUE), Use.RESUME, 9);
        assertEquals(ClientState.PLAYING, player.client.state());
    }

    @Test
    void anotherProtocolVersionIsRefused() {
        RawPeer peer = world.raw(1);
        world.ticks(20);
        peer.send(
                true,
                ControlCodec.encode(
                        new ControlMessage.Login(TestZone.loginToken(5), ControlCodec.PROTOCOL_VERSION + 1)));
        world.ticks(20);
        assertEquals(1, world.count(ZoneCounter.REFUSED));
        assertEquals(0, world.zone.playerCount());
    }

    /** A refused resume token is dropped: the next attempt logs in and finds the entity that waited. */
    @Test
    void aRefusedResumeLogsInAgain() {
        TestPlayer player = world.join(1);
        world.untilPlaying(player);
        int entity = player.client.entity();
        // Somebody resumed meanwhile, so this client's token is of an older epoch.
        RawPeer thief = world.raw(1);
        world.ticks(20);
        thief.send(
                true,
                ControlCodec.encode(
                        new ControlMessage.Resume(TestZone.TOKENS.issue(new Claim(Use.RESUME, 1, 1), Long.MAX_VALUE))));
        world.ticks(60 * 6);
        assertEquals(ClientState.PLAYING, player.client.state());
        assertEquals(1, player.count(ClientCounter.REFUSED));
        assertEquals(entity, player.client.entity());
    }

    /** The refusal is lost: the zone closes the session only when it has arrived. */
    @Test
    void aRefusalThatIsLostIsSentAgain() {
        TestPlayer player = world.join(1);
        world.untilPlaying(player);
        RawPeer thief = world.raw(1);
        world.ticks(20);
        thief.send(
                true,
                ControlCodec.encode(
                        new ControlMessage.Resume(TestZone.TOKENS.issue(new Claim(Use.RESUME, 1, 1), Long.MAX_VALUE))));
        while (player.client.state() != ClientState.RETRYING) {
            world.tick();
        }
        while (world.count(ZoneCounter.REFUSED) == 0) {
            world.tick();
        }
        world.loseAllOnTheirWay();
        world.ticks(60 * 5);
        assertEquals(ClientState.PLAYING, player.client.state());
        assertEquals(1, world.count(ZoneCounter.REFUSED));
        assertEquals(1, player.count(ClientCounter.REFUSED), "it heard why");
        assertEquals(2, player.count(ClientCounter.WELCOMES));
    }

    @Test
    void aFullZoneRefusesAndTakesTheNextOneWhenSomebodyLeft() {
        world = new TestZone(1, TestZone.options(2));
        TestPlayer first = world.join(1);
        TestPlayer second = world.join(2);
        world.untilPlaying(first);
        world.untilPlaying(second);
        TestPlayer third = world.join(3);
        world.ticks(60 * 3);
        assertNotEquals(ClientState.PLAYING, third.client.state());
        assertTrue(third.count(ClientCounter.REFUSED) >= 1);
        assertEquals(2, world.zone.playerCount());
        first.client.leave(world.now);
        world.ticks(60 * 4);
        assertEquals(ClientState.PLAYING, third.client.state());
        assertEquals(2, world.zone.playerCount());
    }

    @Test
    void whoSaysNothingIsSentAway() {
        RawPeer peer = world.raw(1);
        world.ticks(60 * 4);
        assertTrue(peer.connected);
        assertEquals(List.of(), peer.closed);
        world.ticks(60 * 2);
        assertEquals(List.of(GameCloseReason.NO_LOGIN), peer.closed);
        assertEquals(1, world.count(ZoneCounter.LOGIN_TIMEOUTS));
    }

    @Test
    void nonsenseDoesNotPutTheLoginTimeOff() {
        RawPeer peer = world.raw(1);
        for (int i = 0; i < 60 * 6 && peer.closed.isEmpty(); i++) {
            world.tick();
            if (peer.connected && i % 10 == 0) {
                peer.send(i % 20 == 0, new byte[] {9, 8, 7, 6, 5, 4, 3, 2, 1, 0});
            }
        }
        assertEquals(List.of(GameCloseReason.NO_LOGIN), peer.closed);
        assertTrue(world.count(ZoneCounter.MALFORMED_MESSAGES) > 20);
    }

    /** Whatever a peer says in whatever state: nothing is thrown, and who plays goes on playing. */
    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void garbageInEveryState(@ForAll long seed) {
        world = new TestZone(seed);
        RandomStream draws = new Randomness(seed).stream("garbage");
        TestPlayer honest = world.join(1);
        honest.hand = TestZone.restless(seed);
        world.untilPlaying(honest);
        RawPeer visitor = world.raw(1);
        RawPeer cheat = world.raw(2);
        world.ticks(20);
        cheat.send(
                true,
                ControlCodec.encode(new ControlMessage.Login(TestZone.loginToken(7), ControlCodec.PROTOCOL_VERSION)));
        world.ticks(10);
        assertEquals(2, world.zone.playerCount());
        for (int i = 0; i < 300; i++) {
            RawPeer peer = draws.nextInt(2) == 0 ? visitor : cheat;
            byte[] bytes = new byte[1 + draws.nextInt(60)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = (byte) draws.nextInt(256);
            }
            if (draws.nextInt(2) == 0) {
                bytes[0] = 2; // The kind of an input batch.
            }
            peer.send(draws.nextInt(5) == 0, bytes);
            if (draws.nextInt(10) == 0) {
                byte[] raw = new byte[1 + draws.nextInt(100)];
                raw[0] = (byte) draws.nextInt(256);
                world.zone.receive(world.now, peer.address, raw, 0, raw.length);
                honest.client.receive(world.now, TestZone.HOME, raw, 0, raw.length);
            }
            if (peer == cheat && draws.nextInt(100) == 0) {
                peer.send(true, ControlCodec.encode(new ControlMessage.Login(TestZone.loginToken(7), 1)));
            }
            world.tick();
        }
        world.ticks(120);
        assertEquals(ClientState.PLAYING, honest.client.state());
        assertEquals(1, honest.count(ClientCounter.CONNECTS));
        assertEquals(0, honest.count(ClientCounter.SNAPSHOTS_MALFORMED));
        assertTrue(world.count(ZoneCounter.MALFORMED_MESSAGES) > 0);
    }

    @Test
    void sessionsOfTheDeadServerEndAtTheClientToo() {
        TestPlayer player = world.join(1);
        world.untilPlaying(player);
        world.zonePaused = true;
        world.ticks(60 * 12);
        assertNotEquals(ClientState.PLAYING, player.client.state());
        world.zonePaused = false;
        world.ticks(60 * 5);
        assertEquals(ClientState.PLAYING, player.client.state());
        assertEquals(1, world.zone.playerCount());
        assertEquals(0, world.count(ZoneCounter.PUNISHED));
        assertTrue(world.clientProbes.stream()
                .anyMatch(probe ->
                        probe.kind() == ProbeKind.SESSION_CLOSED && (probe.a() & 0xFFFF_FFFFL) != CloseReason.NORMAL));
    }
}
