package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.client.BatchTamper;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.combatlog.CombatLogCounter;
import io.darkages.engine.combatlog.CombatLogOptions;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Consistency;
import io.darkages.engine.port.PackedPlace;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.StoreOutcome;
import io.darkages.engine.zone.TestZone.Probe;
import io.darkages.engine.zone.TestZone.TestPlayer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Fighting in a zone, with real clients on the other side of a path of 20 ms each way. */
class CombatTest {

    private Arena arena = new Arena(Arena.PLAIN);

    private void enough(long expected, ZoneCounter counter) {
        assertEquals(expected, arena.count(counter), counter.title());
    }

    @Test
    void twoPlayersStrikeEachOther() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST);
        right.hand = step -> InputWord.pack(0, Arena.WEST, Arena.DOWN);
        arena.settle();
        arena.strike(left, right, AttackKind.MELEE);
        arena.strike(right, left, AttackKind.RANGED);
        arena.world.ticks(30);
        assertEquals(List.of(AttackOutcome.HIT, AttackOutcome.HIT), arena.outcomes());
        enough(2, ZoneCounter.ATTACKS_HIT);
        enough(3_200, ZoneCounter.DAMAGE);
        assertEquals(8_800, left.client.feedback().health(), "a shot takes 12");
        assertEquals(8_000, right.client.feedback().health(), "a blow takes 20");
        List<Probe> damaged = arena.told(ProbeKind.DAMAGED);
        assertEquals(List.of(1L, 2L), damaged.stream().map(Probe::a).toList(), "each damage has its number");
        Probe made = arena.world.clientProbes.stream()
                .filter(probe -> probe.kind() == ProbeKind.ATTACK_SEEN && probe.player() == 20)
                .findFirst()
                .orElseThrow();
        Probe judged = arena.told(ProbeKind.ATTACK_JUDGED).stream()
                .filter(probe -> probe.player() == 20)
                .findFirst()
                .orElseThrow();
        assertEquals(made.a(), judged.a(), "both sides name the attack alike");
        assertEquals(made.digest(), judged.digest(), "what was rebuilt is what was drawn");
        assertEquals(right.client.entity(), (int) (judged.b() >>> 32));
        assertEquals(21 << 10, PackedPlace.x(judged.digest()));
    }

    @Test
    void aTargetThatRunsIsStruckWhereItWasDrawn() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer runner = arena.join(30, Arena.WEST, InputFlags.FORWARD, BatchTamper.NONE);
        arena.settle();
        DrawnPlace place = new DrawnPlace();
        int strikes = 0;
        for (int i = 0; i < 400 && strikes < 4; i++) {
            left.client.aimAt(runner.client.entity());
            assertTrue(left.client.drawn(arena.world.now, runner.client.entity(), place));
            MotionState self = left.client.predicted();
            int dx = place.x - self.x;
            int pitch = pitchTo(dx);
            left.hand = step -> InputWord.pack(0, dx > 0 ? Arena.EAST : Arena.WEST, pitch);
            if (i % 31 == 0) {
                left.client.strike(AttackKind.RANGED);
                strikes++;
            }
            arena.world.tick();
        }
        arena.world.ticks(20);
        assertEquals(4, arena.attacks());
        enough(4, ZoneCounter.ATTACKS_HIT);
    }

    /** From the eye down to the middle of a body that far away. */
    private static int pitchTo(int dx) {
        double drop = 1.6 - 0.9;
        return (int) -Math.round(Math.atan2(drop, Math.abs(dx) / 65_536.0) / (2 * Math.PI) * 65_536);
    }

    @Test
    void deathRespawnAndKillCredit() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST);
        TestPlayer witness = arena.join(40, 0);
        arena.settle();
        for (int i = 0; i < 5; i++) {
            arena.blow(left, right);
        }
        enough(1, ZoneCounter.DEATHS);
        enough(1, ZoneCounter.KILLS);
        Probe died = arena.told(ProbeKind.DIED).get(0);
        assertEquals(List.of(21L, 5L, 20L), List.of(died.player(), died.a(), died.b()));
        Probe killed = arena.told(ProbeKind.KILLED).get(0);
        assertEquals(List.of(20L, 5L, 21L), List.of(killed.player(), killed.a(), killed.b()));
        assertFalse(right.client.feedback().isAlive());
        assertEquals(left.client.entity(), right.client.feedback().killer());
        assertTrue(witness.client.feedback().isAlive());

        // The dead do nothing, and nothing happens to them.
        right.hand = step -> InputWord.pack(InputFlags.FORWARD, Arena.EAST, 0);
        arena.world.ticks(60);
        int x = right.client.predicted().x;
        assertTrue(Math.abs(x - 21 * FixedPoint.ONE) < FixedPoint.ONE / 2, "stays where it fell: " + x);
        arena.blow(left, right);
        assertEquals(AttackOutcome.DEAD, arena.lastOutcome());
        arena.blow(right, left);
        assertEquals(AttackOutcome.DEAD, arena.lastOutcome());
        enough(5, ZoneCounter.ATTACKS_HIT);
        enough(0, ZoneCounter.RESPAWNS);

        arena.world.ticks(180);
        enough(1, ZoneCounter.RESPAWNS);
        assertEquals(1, arena.told(ProbeKind.RESPAWNED).size());
        assertEquals(21, arena.told(ProbeKind.PLACED).get(3).player());
        assertTrue(right.client.feedback().isAlive());
        assertEquals(10_000, right.client.feedback().health());
        arena.world.ticks(60);
        assertTrue(right.client.predicted().x > 22 * FixedPoint.ONE, "walks again");
        enough(0, ZoneCounter.BAD_CLAIMS);
        enough(0, ZoneCounter.CORRECTIONS);
    }

    /** What somebody saw lying dead must not hurt who has just come back. */
    @Test
    void whoIsDrawnDeadIsNotStruckAlive() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST);
        arena.settle();
        for (int i = 0; i < 5; i++) {
            arena.blow(left, right);
        }
        while (arena.count(ZoneCounter.RESPAWNS) == 0) {
            arena.world.tick();
        }
        int before = arena.attacks();
        arena.strike(left, right, AttackKind.MELEE);
        arena.world.ticks(10);
        assertEquals(before + 1, arena.attacks());
        assertEquals(AttackOutcome.DEAD, arena.lastOutcome());
        arena.world.ticks(40);
        arena.blow(left, right);
        assertEquals(AttackOutcome.HIT, arena.lastOutcome());
    }

    @Test
    void aBlockTakesThreeQuartersOffWhatComesFromTheFrontAndForbidsAttacks() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST, InputFlags.BLOCK, BatchTamper.NONE);
        arena.settle();
        arena.blow(left, right);
        enough(500, ZoneCounter.DAMAGE);
        enough(1, ZoneCounter.BLOCKED_HITS);
        arena.blow(right, left);
        assertEquals(AttackOutcome.BLOCKING, arena.lastOutcome());
        enough(1, ZoneCounter.ATTACKS_WHILE_BLOCKING);
        right.hand = step -> InputWord.pack(InputFlags.BLOCK, Arena.EAST, 0);
        arena.world.ticks(10);
        arena.blow(left, right);
        enough(2_500, ZoneCounter.DAMAGE);
        enough(1, ZoneCounter.BLOCKED_HITS);
        right.hand = step -> InputWord.pack(0, Arena.WEST, 0);
        arena.world.ticks(10);
        arena.blow(left, right);
        enough(4_500, ZoneCounter.DAMAGE);
    }

    @Test
    void friendsAreSparedUnlessTheRulesSayOtherwise() {
        for (boolean friendlyFire : new boolean[] {false, true}) {
            arena = new Arena(Arena.PLAIN.withFriendlyFire(friendlyFire));
            TestPlayer one = arena.join(22, Arena.EAST);
            TestPlayer friend = arena.join(25, Arena.WEST);
            arena.settle();
            one.hand = step -> InputWord.pack(0, Arena.EAST, pitchTo(3 * FixedPoint.ONE));
            arena.strike(one, friend, AttackKind.RANGED);
            arena.world.ticks(30);
            assertEquals(friendlyFire ? AttackOutcome.HIT : AttackOutcome.FRIENDLY, arena.lastOutcome());
            enough(friendlyFire ? 0 : 1, ZoneCounter.ATTACKS_FRIENDLY);
        }
    }

    @Test
    void healthComesBackInPeace() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST);
        arena.settle();
        arena.blow(left, right);
        arena.world.ticks(260);
        enough(0, ZoneCounter.HEALING);
        assertEquals(8_000, right.client.feedback().health());
        arena.world.ticks(130);
        long healed = arena.count(ZoneCounter.HEALING);
        assertTrue(healed >= 500 && healed <= 1_000, "after some 1.5 s: " + healed);
        arena.world.ticks(300);
        enough(2_000, ZoneCounter.HEALING);
        assertEquals(10_000, right.client.feedback().health());
        assertEquals(10_000, left.client.feedback().health());
    }

    @Test
    void whoStrikesWithEveryInputGainsNothing() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST, InputFlags.BLOCK, BatchTamper.NONE);
        arena.settle();
        for (int i = 0; i < 300; i++) {
            arena.strike(left, right, AttackKind.MELEE);
            arena.world.tick();
        }
        arena.world.ticks(20);
        enough(10, ZoneCounter.ATTACKS_HIT);
        assertTrue(arena.count(ZoneCounter.ATTACKS_COOLDOWN) > 20);
        assertEquals(arena.count(ZoneCounter.ATTACKS_JUDGED), arena.attacks());
        assertEquals(
                arena.count(ZoneCounter.ATTACKS_JUDGED),
                arena.count(ZoneCounter.ATTACKS_HIT) + arena.count(ZoneCounter.ATTACKS_COOLDOWN));
    }

    @Test
    void jitterForbidsNoHonestAttack() {
        arena.world.jitterNanos = 60 * TestZone.MILLI;
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST, InputFlags.BLOCK, BatchTamper.NONE);
        arena.settle();
        for (int i = 0; i < 12; i++) {
            arena.strike(left, right, AttackKind.MELEE);
            arena.world.ticks(30);
        }
        arena.world.ticks(30);
        assertEquals(12, arena.attacks());
        enough(12, ZoneCounter.ATTACKS_HIT);
    }

    @Test
    void lossOfBatchesLosesNoAttackTwice() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST, InputFlags.BLOCK, BatchTamper.NONE);
        arena.settle();
        arena.world.lossPartsPerMillion = 100_000;
        for (int i = 0; i < 15; i++) {
            arena.strike(left, right, AttackKind.MELEE);
            arena.world.ticks(31);
        }
        arena.world.ticks(30);
        long judged = arena.count(ZoneCounter.ATTACKS_JUDGED);
        assertTrue(judged <= 15 && judged >= 13, "each input goes twice: " + judged);
        assertEquals(
                judged,
                arena.told(ProbeKind.ATTACK_JUDGED).stream()
                        .map(Probe::a)
                        .distinct()
                        .count());
        assertEquals(
                arena.count(ZoneCounter.ATTACKS_HIT),
                arena.told(ProbeKind.DAMAGED).size());
    }

    @Test
    void aClientThatStandsStillCanBeStruckAndLearnsItLater() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST);
        arena.settle();
        right.paused = true;
        arena.world.ticks(30);
        arena.blow(left, right);
        arena.blow(left, right);
        enough(2, ZoneCounter.ATTACKS_HIT);
        assertEquals(10_000, right.client.feedback().health());
        right.paused = false;
        arena.world.ticks(120);
        assertEquals(6_000, right.client.feedback().health());
    }

    @Test
    void aBlowWhoseSessionEndsWhileTheWorldStandsStillStrikesNobody() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST);
        arena.settle();
        arena.blow(right, left);
        arena.strike(left, right, AttackKind.MELEE);
        arena.world.zone.hold(true);
        arena.world.ticks(10);
        left.client.leave(arena.world.now);
        arena.world.ticks(10);
        arena.world.zone.hold(false);
        arena.world.ticks(10);
        assertTrue(arena.world.zone.residents().has(20), "who is hurt stays");
        assertEquals(1, arena.attacks());
        enough(1, ZoneCounter.ATTACKS_HIT);
    }

    @Test
    void anAttackerThatWasAwayIsJudgedOnWhatItSees() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST);
        arena.settle();
        left.paused = true;
        arena.world.ticks(40);
        left.paused = false;
        // Its screen shows what it was 40 ticks ago: too old, or not what an honest clock shows.
        arena.strike(left, right, AttackKind.MELEE);
        arena.world.ticks(31);
        assertEquals(1, arena.attacks());
        assertFalse(arena.lastOutcome() == AttackOutcome.NEVER_SENT, "it was sent");
        arena.world.ticks(120);
        arena.blow(left, right);
        assertEquals(AttackOutcome.HIT, arena.lastOutcome());
    }

    /** One lie after the other, each told in the only attack of a fresh arena. */
    @Test
    void liesAreRefusedAndCounted() {
        refused(AttackOutcome.TOO_OLD, ZoneCounter.ATTACKS_TOO_OLD, batch -> {
            batch.attacks[0].timeQ8 -= 40 << 8;
            batch.attacks[0].tickA -= 40;
            batch.attacks[0].tickB -= 40;
        });
        refused(AttackOutcome.NEVER_SENT, ZoneCounter.ATTACKS_NEVER_SENT, batch -> {
            batch.attacks[0].tickA++;
        });
        refused(AttackOutcome.BAD_TIME, ZoneCounter.ATTACKS_BAD_TIME, batch -> {
            batch.attacks[0].timeQ8 -= 15 << 8;
            batch.attacks[0].tickA -= 15;
            batch.attacks[0].tickB -= 15;
        });
        refused(AttackOutcome.CLAIM_OFF, ZoneCounter.ATTACKS_CLAIM_OFF, batch -> {
            batch.attacks[0].claimedZ += 129;
        });
        refused(AttackOutcome.NO_TARGET, ZoneCounter.ATTACKS_NO_TARGET, batch -> {
            batch.attacks[0].target += 1 << 12;
        });
        refused(AttackOutcome.MISS, ZoneCounter.ATTACKS_MISSED, batch -> {
            batch.attacks[0].target = EntityTable.NO_ENTITY;
        });
    }

    private void refused(AttackOutcome expected, ZoneCounter counter, BatchTamper lie) {
        arena = new Arena(Arena.PLAIN);
        TestPlayer left = arena.join(20, Arena.EAST, 0, batch -> {
            if (batch.attackCount > 0) {
                lie.tamper(batch);
            }
        });
        TestPlayer right = arena.join(21, Arena.WEST);
        arena.settle();
        arena.blow(left, right);
        assertEquals(List.of(expected), arena.outcomes());
        enough(1, counter);
        enough(1, ZoneCounter.ATTACKS_JUDGED);
        enough(0, ZoneCounter.DAMAGE);
        assertEquals(10_000, right.client.feedback().health());
    }

    @Test
    void obstaclesProtect() {
        // They come in at z = 6 m and -6 m and walk west until the box is between them, then until it is not.
        TestPlayer north = arena.join(461, Arena.WEST);
        TestPlayer south = arena.join(340, Arena.WEST);
        for (int metres : new int[] {6, 1}) {
            north.hand = walkTo(north, metres, 32_768);
            south.hand = walkTo(south, metres, 0);
            arena.world.ticks(300);
            arena.strike(north, south, AttackKind.RANGED);
            arena.world.ticks(31);
        }
        assertEquals(List.of(AttackOutcome.BLOCKED_BY_OBSTACLE, AttackOutcome.HIT), arena.outcomes());
        enough(1, ZoneCounter.ATTACKS_OBSTRUCTED);
        enough(1_200, ZoneCounter.DAMAGE);
    }

    /** Walks west to that x, then looks that way, at the middle of a body 12 m away. */
    private static LongUnaryOperator walkTo(TestPlayer player, int metres, int yaw) {
        return step -> player.client.predicted().x > metres * FixedPoint.ONE
                ? InputWord.pack(InputFlags.FORWARD, Arena.WEST, 0)
                : InputWord.pack(0, yaw, pitchTo(12 * FixedPoint.ONE));
    }

    /** Told like what is near, 20 times a second and with its motion, though it is 150 m away. */
    @Test
    void whoIsAimedAtIsToldLikeWhoIsNear() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer far = arena.join(1_520, Arena.WEST, InputFlags.FORWARD, BatchTamper.NONE);
        arena.settle();
        int entity = far.client.entity();
        DrawnPlace place = new DrawnPlace();
        assertTrue(left.client.drawn(arena.world.now, entity, place));
        assertEquals(5, updatesIn(60));
        left.client.aimAt(entity);
        arena.world.ticks(30);
        assertEquals(20, updatesIn(60));
        left.client.aimAt(EntityTable.NO_ENTITY);
        arena.world.ticks(60);
        assertEquals(5, updatesIn(60));
    }

    /** How often a client is told of the only other entity. */
    private long updatesIn(int ticks) {
        long before = arena.count(ZoneCounter.ENTITY_UPDATES);
        arena.world.ticks(ticks);
        // The other one sees this one far away, 5 times a second.
        return arena.count(ZoneCounter.ENTITY_UPDATES) - before - 5L * ticks / 60;
    }

    @Test
    void criticalHitsComeFromTheirOwnStream() {
        arena = new Arena(Arena.withCriticals(1_000_000));
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST);
        arena.settle();
        arena.blow(left, right);
        enough(3_000, ZoneCounter.DAMAGE);
        enough(1, ZoneCounter.CRITICAL_HITS);
    }

    @Test
    void whoComesBackDeadIsToldSo() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST);
        arena.settle();
        for (int i = 0; i < 4; i++) {
            arena.blow(left, right);
        }
        right.hand = step -> InputWord.pack(InputFlags.FORWARD, Arena.EAST, 0);
        arena.strike(left, right, AttackKind.MELEE);
        arena.world.ticks(3);
        arena.world.homeCut = true;
        left.paused = true;
        arena.world.ticks(90);
        arena.world.homeCut = false;
        for (int i = 0; i < 120 && right.client.feedback().isAlive(); i++) {
            arena.world.tick();
        }
        enough(1, ZoneCounter.DEATHS);
        assertFalse(right.client.feedback().isAlive());
        arena.world.ticks(30);
        List<Probe> places = arena.told(ProbeKind.POSITION).stream()
                .filter(probe -> probe.player() == 21)
                .toList();
        assertEquals(places.get(places.size() - 1).a(), right.client.predicted().x, "it knows that it can't walk");
        arena.world.ticks(400);
        assertTrue(right.client.feedback().isAlive());
    }

    @Test
    void whatHappensIsLoggedOnce() {
        Store store = new Store();
        arena = new Arena(Arena.PLAIN, new ZoneOptions.Log(3, 77, CombatLogOptions.STANDARD), store);
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST);
        arena.settle();
        for (int i = 0; i < 5; i++) {
            arena.blow(left, right);
        }
        arena.blow(right, left);
        arena.world.ticks(400);
        arena.blow(right, left);
        arena.world.ticks(1_000);
        store.answerAll(arena.world.now);
        List<Probe> logged = arena.told(ProbeKind.COMBAT_LOGGED);
        // 5 blows, a kill, a death; one blow back, and the health that came back after it.
        assertEquals(9, logged.size());
        assertEquals(20, logged.get(8).player());
        assertEquals(9, arena.world.zone.combatLog().orElseThrow().count(CombatLogCounter.EVENTS_STORED));
    }

    @Test
    void aLogNeedsAStoreAndTheOtherWayRound() {
        ZoneOptions.Log log = new ZoneOptions.Log(3, 77, CombatLogOptions.STANDARD);
        ZoneOptions.Combat logged = new ZoneOptions.Combat(Arena.PLAIN, Optional.of(log));
        ZoneOptions options = TestZone.options(4).withCombat(logged);
        assertThrows(IllegalArgumentException.class, () -> new TestZone(1, options));
        ZoneOptions unlogged = TestZone.options(4).withCombat(ZoneOptions.Combat.unlogged(Arena.PLAIN));
        assertThrows(IllegalArgumentException.class, () -> new TestZone(1, unlogged, Optional.of(new Store())));
    }

    @Test
    void inAZoneWithoutCombatNobodyIsHurt() {
        TestZone peace = new TestZone(5);
        TestPlayer left = peace.join(20);
        TestPlayer right = peace.join(21);
        left.hand = step -> InputWord.pack(0, Arena.EAST, 0);
        peace.untilPlaying(right);
        peace.ticks(120);
        left.client.aimAt(right.client.entity());
        left.client.strike(AttackKind.MELEE);
        peace.ticks(30);
        assertEquals(0, peace.count(ZoneCounter.ATTACKS_JUDGED));
        assertTrue(peace.count(ZoneCounter.ATTACKS_DROPPED) > 0);
    }

    @Test
    void theSameFightHasTheSameHash() {
        long[] hashes = new long[3];
        for (int run = 0; run < hashes.length; run++) {
            arena = new Arena(run == 2 ? Arena.PLAIN : Arena.withCriticals(500_000));
            TestPlayer left = arena.join(20, Arena.EAST);
            TestPlayer right = arena.join(21, Arena.WEST);
            arena.settle();
            for (int i = 0; i < 30; i++) {
                arena.strike(left, right, AttackKind.MELEE);
                arena.strike(right, left, AttackKind.MELEE);
                arena.world.ticks(31);
            }
            hashes[run] = arena.world.zone.stateHash();
        }
        assertEquals(hashes[0], hashes[1]);
        assertNotEquals(hashes[0], hashes[2]);
    }

    /** Stores all, when told to. */
    private static final class Store implements CombatHistory {
        private final Queue<Long> underWay = new ArrayDeque<>();
        private Answers answers = (nanos, request, outcome) -> {};

        @Override
        public boolean write(
                long monotonicNanos, long request, Consistency consistency, RowBatch rows, Answers newAnswers) {
            underWay.add(request);
            answers = newAnswers;
            return true;
        }

        void answerAll(long nanos) {
            while (!underWay.isEmpty()) {
                answers.answered(nanos, underWay.remove(), StoreOutcome.DONE);
            }
        }

        @Override
        public int writesMax() {
            return 8;
        }

        @Override
        public long answerNanosMax() {
            return 1_000_000_000L;
        }
    }
}
