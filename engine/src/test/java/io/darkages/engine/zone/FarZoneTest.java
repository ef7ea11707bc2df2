package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.client.ClientOptions;
import io.darkages.engine.client.ClientState;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.PackedPlace;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.space.Area;
import io.darkages.engine.space.Origin;
import io.darkages.engine.zone.TestZone.Probe;
import io.darkages.engine.zone.TestZone.TestPlayer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Wherever in the world a zone is, the same happens in it, moved by its origin: to the last bit. */
class FarZoneTest {

    private static final int HALF_SIZE = 800 * FixedPoint.ONE;
    private static final int TICKS = 600;
    private static final int PLAYERS = 8;
    private static final long FIRST = 20;

    /** A fight over a bad path, all told as if it had been at the world's centre. */
    private static final class Fight {

        final List<String> told = new ArrayList<>();
        private final Origin origin;
        private final TestZone world;
        private final List<TestPlayer> players = new ArrayList<>();
        private final long[] pressed = new long[PLAYERS];
        private final DrawnPlace drawn = new DrawnPlace();

        Fight(Origin origin) {
            this.origin = origin;
            Area bounds = new Area(
                    origin.x() - HALF_SIZE, origin.x() + HALF_SIZE, origin.z() - HALF_SIZE, origin.z() + HALF_SIZE);
            MovementRules rules = MovementRules.standard().withBounds(bounds);
            int x = origin.xMetres() * 1_000;
            int z = origin.zMetres() * 1_000;
            Obstacles obstacles = Obstacles.builder()
                    .boxMillimetres(x + 22_500, z - 37_000, x + 25_500, z - 36_000, 0, 3_000)
                    .cylinderMillimetres(x + 24_000, z - 40_500, 800, 0, 1_000)
                    .build();
            world = new TestZone(
                    9,
                    ZoneOptions.of(64, rules, obstacles, TestZone.TOKENS)
                            .withCombat(ZoneOptions.Combat.unlogged(Arena.withCriticals(200_000)))
                            .withOrigin(origin));
            world.delayNanos = 40 * TestZone.MILLI;
            world.jitterNanos = 20 * TestZone.MILLI;
            world.lossPartsPerMillion = 20_000;
            for (int i = 0; i < PLAYERS; i++) {
                long id = FIRST + i;
                ClientOptions options = ClientOptions.of(id, TestZone.loginToken(id), TestZone.HOME, rules, obstacles);
                TestPlayer player = world.join(options, TestZone.playerAddress(id));
                int index = i;
                player.hand = step -> pressed[index];
                players.add(player);
            }
        }

        Fight play() {
            List<LongUnaryOperator> hands = new ArrayList<>();
            players.forEach(player -> hands.add(TestZone.restless(player.id)));
            for (int tick = 0; tick < TICKS; tick++) {
                for (int i = 0; i < PLAYERS; i++) {
                    TestPlayer player = players.get(i);
                    TestPlayer other = players.get((i + 1) % PLAYERS);
                    press(i, player, other, hands.get(i).applyAsLong(tick), tick);
                }
                world.tick();
                players.forEach(this::tellScreen);
            }
            assertEquals(origin, players.get(0).client.origin());
            world.zoneProbes.forEach(probe -> told.add("zone " + asAtTheCentre(probe)));
            world.clientProbes.forEach(probe -> told.add("client " + asAtTheCentre(probe)));
            return this;
        }

        /** Walks about, and strikes now and then at what it looks at then. */
        private void press(int index, TestPlayer player, TestPlayer other, long restless, int tick) {
            pressed[index] = restless;
            if ((tick + 7 * index) % 40 == 0 && player.client.drawn(world.now, other.client.entity(), drawn)) {
                MotionState self = player.client.predicted();
                int yaw = Angles.heading((long) drawn.x - self.x, (long) drawn.z - self.z);
                pressed[index] = InputWord.pack(InputFlags.FORWARD, yaw, -300);
                player.client.aimAt(other.client.entity());
                player.client.strike(index % 2 == 0 ? AttackKind.RANGED : AttackKind.MELEE);
            }
        }

        private void tellScreen(TestPlayer player) {
            if (player.client.state() != ClientState.PLAYING) {
                return;
            }
            MotionState self = player.client.predicted();
            StringBuilder line = new StringBuilder("screen ").append(player.id).append(' ');
            line.append(self.x - origin.x()).append(' ').append(self.y).append(' ');
            line.append(self.z - origin.z())
                    .append(' ')
                    .append(self.vx)
                    .append(' ')
                    .append(self.vz);
            for (int index = 0; index < player.client.replicas().end(); index++) {
                if (player.client.drawnAt(world.now, index, drawn)) {
                    line.append(" / ").append(drawn.x - origin.x()).append(' ').append(drawn.y);
                    line.append(' ').append(drawn.z - origin.z()).append(' ').append(drawn.mode);
                }
            }
            told.add(line.toString());
        }

        private Probe asAtTheCentre(Probe probe) {
            return switch (probe.kind()) {
                case POSITION, PLACED ->
                    new Probe(
                            probe.kind(),
                            probe.player(),
                            probe.a() - origin.x(),
                            probe.b() - origin.z(),
                            probe.digest());
                case ATTACK_MADE -> attackMade(probe);
                case ATTACK_FROM, ATTACK_SEEN, ATTACK_JUDGED ->
                    new Probe(probe.kind(), probe.player(), probe.a(), probe.b(), moved(probe.digest()));
                // Digests of whole states in the world; the states themselves are compared above.
                case SELF_ENCODED, SELF_PREDICTED -> new Probe(probe.kind(), probe.player(), probe.a(), probe.b(), 0);
                // A welcome that tells an origin is 8 bytes longer.
                case RELIABLE_SENT, RELIABLE_DELIVERED, DATAGRAM_SENT, BOUNDED ->
                    new Probe(probe.kind(), probe.player(), 0, 0, 0);
                default -> probe;
            };
        }

        private Probe attackMade(Probe probe) {
            int tile = (int) (probe.b() >>> 40) & 0xFF;
            int x = (PackedPlace.x(probe.digest(), tile) << 6) - origin.x();
            int z = (PackedPlace.z(probe.digest(), tile) << 6) - origin.z();
            long b = probe.b() & 0xFF_FFFF_FFFFL | (long) PackedPlace.tile(x, z) << 40;
            return new Probe(
                    probe.kind(),
                    probe.player(),
                    probe.a(),
                    b,
                    PackedPlace.of(x, PackedPlace.y(probe.digest()) << 6, z));
        }

        private long moved(long place) {
            return place == 0
                    ? 0
                    : PackedPlace.of(
                            (PackedPlace.x(place) << 6) - origin.x(),
                            PackedPlace.y(place) << 6,
                            (PackedPlace.z(place) << 6) - origin.z());
        }

        long outcomes(AttackOutcome outcome) {
            return world.zoneProbes.stream()
                    .filter(probe -> probe.kind() == ProbeKind.ATTACK_JUDGED)
                    .filter(probe -> (probe.b() & 0xFF) == outcome.ordinal())
                    .count();
        }

        /** Predictions that the server confirmed, and those that it did not. */
        long predictions(boolean exact) {
            return world.zoneProbes.stream()
                    .filter(probe -> probe.kind() == ProbeKind.SELF_ENCODED)
                    .filter(probe -> exact
                            == world.clientProbes.contains(new Probe(
                                    ProbeKind.SELF_PREDICTED, probe.player(), probe.a(), probe.b(), probe.digest())))
                    .count();
        }
    }

    @Example
    void theFightAtTheCentreHasAllThatIsToBeCompared() {
        Fight fight = new Fight(Origin.WORLD_CENTRE).play();
        assertTrue(fight.outcomes(AttackOutcome.HIT) > 5, () -> fight.outcomes(AttackOutcome.HIT) + " hits");
        assertTrue(fight.outcomes(AttackOutcome.MISS) > 5, () -> fight.outcomes(AttackOutcome.MISS) + " misses");
        assertEquals(0, fight.outcomes(AttackOutcome.CLAIM_OFF));
        assertTrue(fight.predictions(true) > 500, () -> fight.predictions(true) + " exact predictions");
    }

    @Example
    void theFirstZoneOfAGridIsLikeTheCentre() {
        sameAsAtTheCentre(new Origin(500, -500));
    }

    @Example
    void theLastZoneOfTheLargestWorldIsLikeTheCentre() {
        sameAsAtTheCentre(new Origin(15_500, -15_500));
    }

    @Property(tries = 4)
    void anyZoneIsLikeTheCentre(
            @ForAll @IntRange(min = -15_500, max = 15_500) int x,
            @ForAll @IntRange(min = -15_500, max = 15_500) int z) {
        sameAsAtTheCentre(new Origin(x, z));
    }

    private static void sameAsAtTheCentre(Origin origin) {
        Fight there = new Fight(origin).play();
        Fight here = new Fight(Origin.WORLD_CENTRE).play();
        for (int i = 0; i < Math.min(here.told.size(), there.told.size()); i++) {
            assertEquals(here.told.get(i), there.told.get(i));
        }
        assertEquals(here.told.size(), there.told.size());
    }

    @Example
    void aZoneMovesWhileNobodyIsInIt() {
        TestZone world = new TestZone(3, TestZone.options(4));
        world.ticks(2);
        world.zone.moveTo(new Origin(500, -500));
        assertEquals(new Origin(500, -500), world.zone.origin());
        // It enters at 20, -40 m of the world, which this zone still reaches.
        TestPlayer player = world.join(FIRST);
        world.untilPlaying(player);
        assertEquals(new Origin(500, -500), player.client.origin());
        assertEquals(20 * FixedPoint.ONE, player.client.predicted().x);
        assertEquals(-38 * FixedPoint.ONE, player.client.predicted().z);
        assertThrows(IllegalStateException.class, () -> world.zone.moveTo(Origin.WORLD_CENTRE), "somebody is in it");
        assertEquals(new Origin(500, -500), world.zone.origin());
    }

    @Example
    void whoeverIsOutOfReachIsRefusedLoudly() {
        TestZone world = new TestZone(3, TestZone.options(4));
        world.zone.moveTo(new Origin(500, 990));
        world.join(FIRST);
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> world.ticks(60));
        assertEquals(
                "entity 0 at 20000, -38000 mm is beyond 1024 m from the zone's origin at 500, 990 m",
                refused.getMessage());
    }
}
