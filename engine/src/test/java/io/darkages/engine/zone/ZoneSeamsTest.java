package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.backplane.CodecStatus;
import io.darkages.engine.backplane.PlayerImage;
import io.darkages.engine.client.ClientState;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.protocol.AccessToken;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.space.Origin;
import io.darkages.engine.zone.TestZone.TestPlayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a process around a zone can do with those who come, those who are here, and the world's time. */
class ZoneSeamsTest {

    /** Writes down what it is asked, and answers nothing. */
    private static final class Clerk implements Admission {
        private final List<Long> tickets = new ArrayList<>();
        private final List<String> events = new ArrayList<>();

        @Override
        public void arrived(long monotonicNanos, long ticket, AccessToken.Claim claim) {
            tickets.add(ticket);
            events.add(claim.use() + " " + claim.player());
        }

        @Override
        public void handedOver(long monotonicNanos, long ticket, byte[] token) {
            tickets.add(ticket);
            events.add("handed over");
        }

        @Override
        public void gone(long monotonicNanos, long ticket) {
            events.add("gone " + ticket);
        }

        @Override
        public void leaving(long monotonicNanos, long player, Leaving reason) {
            events.add(reason + " " + player);
        }

        @Override
        public void viewGone(long monotonicNanos, long player) {
            events.add("view gone " + player);
        }
    }

    private final Clerk clerk = new Clerk();
    private final TestZone world =
            zone(3, Origin.WORLD_CENTRE, new ZonePorts(Optional.of(clerk), RemoteVictims.NONE, InputRelay.NONE));

    private static TestZone zone(long seed, Origin origin, ZonePorts ports) {
        ZoneOptions options =
                TestZone.options(4).withOrigin(origin).withCombat(ZoneOptions.Combat.unlogged(Arena.PLAIN));
        return new TestZone(seed, options, Optional.empty(), ports, Origin.WORLD_CENTRE);
    }

    private static byte[] capture(TestZone zone, long player) {
        PlayerImage image = new PlayerImage();
        assertTrue(zone.zone.residents().capture(zone.now, player, image));
        byte[] bytes = new byte[PlayerImage.BYTES_MAX];
        return Arrays.copyOf(bytes, image.write(bytes, 0));
    }

    private static PlayerImage read(byte[] bytes) {
        PlayerImage image = new PlayerImage();
        assertEquals(CodecStatus.OK, image.read(bytes, 0, bytes.length));
        return image;
    }

    @Example
    void nobodyEntersBeforeTheAnswer() {
        TestPlayer player = world.join(20);
        world.ticks(60);
        assertEquals(List.of("LOGIN 20"), clerk.events);
        assertEquals(0, world.zone.playerCount());
        long ticket = clerk.tickets.get(0);
        assertTrue(world.zone.door().isWaiting(ticket));
        assertTrue(world.zone.door().enter(world.now, ticket, 20, 77));
        assertFalse(world.zone.door().enter(world.now, ticket, 20, 78), "it is answered once");
        assertFalse(world.zone.door().refuse(world.now, ticket, "late"));
        world.ticks(30);
        assertEquals(ClientState.PLAYING, player.client.state());
        assertEquals(77, world.zone.residents().epoch(0));
        player.client.leave(world.now);
        world.ticks(30);
        assertEquals(List.of("LOGIN 20", "GOODBYE 20"), clerk.events);
    }

    @Example
    void aTicketWithoutAnAnswerRunsOut() {
        world.join(20);
        world.ticks(60);
        long ticket = clerk.tickets.get(0);
        world.ticks(6 * 60);
        assertTrue(clerk.events.contains("gone " + ticket), clerk.events::toString);
        assertFalse(world.zone.door().enter(world.now, ticket, 20, 1));
        assertEquals(0, world.zone.playerCount());
    }

    @Example
    void aReservedPlaceIsNobodyElses() {
        assertTrue(world.zone.residents().reserve(50));
        assertTrue(world.zone.residents().reserve(50), "it has one");
        for (long id = 51; id < 54; id++) {
            assertTrue(world.zone.residents().reserve(id));
        }
        assertFalse(world.zone.residents().reserve(54));
        world.join(20);
        world.ticks(60);
        assertFalse(world.zone.door().enter(world.now, clerk.tickets.get(0), 20, 1));
        world.zone.residents().dismiss(world.now, 50);
        assertTrue(world.zone.residents().reserve(54));
    }

    private TestPlayer entered(long id) {
        TestPlayer player = world.join(id);
        int before = clerk.tickets.size();
        for (int i = 0; i < 60 && clerk.tickets.size() == before; i++) {
            world.tick();
        }
        assertTrue(world.zone.door().enter(world.now, clerk.tickets.get(before), id, 1));
        world.untilPlaying(player);
        return player;
    }

    /** Somebody hurt, in the middle of a fight. */
    private TestPlayer fight() {
        TestPlayer left = entered(20);
        TestPlayer right = entered(21);
        left.hand = step -> InputWord.pack(0, Arena.EAST, 0);
        world.ticks(120);
        left.client.aimAt(right.client.entity());
        left.client.strike(AttackKind.MELEE);
        world.ticks(20);
        assertEquals(8_000, right.client.feedback().health());
        return left;
    }

    @Example
    void aHeldWorldStandsStill() {
        TestPlayer left = fight();
        left.hand = TestZone.restless(1);
        world.ticks(30);
        byte[] before = capture(world, 21);
        long snapshots = world.count(ZoneCounter.SNAPSHOTS);
        long applied = world.count(ZoneCounter.INPUTS_APPLIED);
        byte[] walker = capture(world, 20);
        assertTrue(world.zone.hold(true));
        assertFalse(world.zone.hold(true));
        // A quarter of a second: as much input as a gate keeps.
        world.ticks(15);
        assertEquals(snapshots, world.count(ZoneCounter.SNAPSHOTS));
        assertEquals(applied, world.count(ZoneCounter.INPUTS_APPLIED));
        assertEquals(15, world.zone.border().counters().count(BorderCounter.TICKS_HELD));
        assertEquals(
                read(walker).motion.digest(), read(capture(world, 20)).motion.digest());
        PlayerImage held = read(capture(world, 21));
        assertTrue(world.zone.hold(false));
        PlayerImage after = read(capture(world, 21));
        PlayerImage first = read(before);
        for (PlayerImage each : List.of(held, after)) {
            assertEquals(first.combat.health, each.combat.health);
            assertEquals(first.combat.combatTicksAgo, each.combat.combatTicksAgo);
            assertEquals(first.combat.regeneratedTicksAgo, each.combat.regeneratedTicksAgo);
        }
        world.ticks(60);
        assertTrue(world.count(ZoneCounter.SNAPSHOTS) > snapshots);
        assertEquals(0, world.count(ZoneCounter.INPUTS_LOST));
        assertEquals(0, world.count(ZoneCounter.CORRECTIONS));
    }

    /** Whatever a player is, it is the same in another zone at another time, and comes out of it as it went in. */
    @Property(tries = 60)
    void imagesAreInstalledWhole(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 400) int ticksBefore,
            @ForAll @IntRange(min = -900, max = 900) int originX) {
        PlayerImage image = sample(new Randomness(seed).stream("image"));
        byte[] bytes = new byte[PlayerImage.BYTES_MAX];
        byte[] first = Arrays.copyOf(bytes, image.write(bytes, 0));
        TestZone there = zone(seed, new Origin(originX, -originX), ZonePorts.ALONE);
        there.ticks(ticksBefore);
        assertTrue(there.zone.residents().install(there.now, read(first), image.epoch));
        assertFalse(there.zone.residents().install(there.now, read(first), image.epoch), "it is here");
        assertArrayEquals(first, capture(there, image.player));
    }

    /** As {@link #imagesAreInstalledWhole}, of a player who has lived a while. */
    @Property(tries = 5)
    void whoHasLivedIsInstalledWhole(@ForAll @IntRange(min = 1, max = 600) int ticks) {
        TestZone here = zone(7, Origin.WORLD_CENTRE, ZonePorts.ALONE);
        TestPlayer player = here.join(20);
        player.hand = TestZone.restless(ticks);
        here.untilPlaying(player);
        here.ticks(ticks);
        byte[] first = capture(here, 20);
        PlayerImage image = read(first);
        image.isConnected = false;
        byte[] alone = new byte[PlayerImage.BYTES_MAX];
        byte[] expected = Arrays.copyOf(alone, image.write(alone, 0));
        TestZone there = zone(8, new Origin(300, 200), ZonePorts.ALONE);
        there.ticks(77);
        assertTrue(there.zone.residents().install(there.now, image, image.epoch));
        assertArrayEquals(expected, capture(there, 20));
    }

    private static PlayerImage sample(RandomStream random) {
        PlayerImage image = new PlayerImage();
        image.player = random.between(1, 1_000_000);
        image.epoch = (int) random.between(0, 1_000);
        image.team = random.nextInt(256);
        image.motion.place(
                random.nextInt(100 * FixedPoint.ONE),
                random.nextInt(50 * FixedPoint.ONE),
                -random.nextInt(FixedPoint.ONE));
        image.motion.vx = random.nextInt(1_000_000) - 500_000;
        image.motion.vy = random.nextInt(1_000_000) - 500_000;
        image.motion.vz = random.nextInt(1_000_000) - 500_000;
        image.motion.yaw = random.nextInt(65_536);
        image.motion.pitch = random.nextInt(32_769) - 16_384;
        image.motion.grounded = random.nextInt(2) == 0;
        image.combat.health = random.nextInt(Arena.PLAIN.health().full() + 1);
        image.combat.healing = random.nextInt(1_000);
        image.combat.hasAttacked = random.nextInt(2) == 0;
        image.combat.readySequence = (int) random.nextLong();
        image.combat.paceAheadQ8 = random.nextInt(20_000);
        image.combat.aliveTicksAgo = random.nextInt(1_000_000);
        image.combat.combatTicksAgo = random.nextInt(1_000_000);
        image.combat.regeneratedTicksAgo = random.nextInt(1_000_000);
        image.combat.deathTicksAgo = random.nextInt(1_000_000);
        image.combat.isBlocking = random.nextInt(2) == 0;
        image.combat.killer = random.nextLong();
        image.combat.kills = random.nextInt(1_000);
        image.combat.deaths = random.nextInt(1_000);
        image.inputs.next = (int) random.nextLong();
        image.inputs.credit = random.nextInt(InputGate.BANK * 1_000 + 1);
        image.inputs.waitedTicks = random.nextInt(60);
        image.inputs.firstSequence = (int) random.nextLong();
        image.inputs.firstTicksAgo = random.nextInt(1_000_000);
        image.inputs.hasTimestamp = random.nextInt(2) == 0;
        image.inputs.lastTimestampMillis = random.nextInt(65_536);
        image.inputs.lastTimestampSequence = (int) random.nextLong();
        image.inputs.claimedAheadMillis = random.nextInt(100);
        image.inputs.batchCredit = random.nextInt(Intake.MAX_BATCH_CREDIT + 1);
        image.inputs.placedTicksAgo = random.nextInt(1_000_000);
        int limit = random.nextInt(InputGate.CAPACITY);
        for (int ahead = random.nextInt(3); ahead < limit; ahead += 1 + random.nextInt(4)) {
            image.inputs.addPending(ahead, InputWord.pack(1, random.nextInt(65_536), random.nextInt(16_384)));
        }
        image.sessionNumber = (int) random.nextLong();
        image.disconnectedNanosAgo = random.nextInt(1_000_000_000);
        return image;
    }
}
