package io.darkages.engine.combat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.snapshot.SnapshotPair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One attacker in the middle and one target that walks along x, 2 m north of it, both told at 20 Hz. */
class AttackJudgeTest {

    private static final int TICKS = 60;
    private static final int RED = 1;
    private static final int BLUE = 2;

    private final SnapshotPair pair = new SnapshotPair(8);
    private final CombatRules rules = CombatRules.standard();
    private final CombatTable combat = new CombatTable(rules, 8);
    private final MotionState state = new MotionState().place(0, 0, 0);
    private final DrawTimeGate gate = new DrawTimeGate();
    private final AttackClaim claim = new AttackClaim();
    private int attacker;
    private int target;
    private AttackJudge judge = judge(rules);

    private AttackJudge judge(CombatRules with) {
        return new AttackJudge(
                with,
                pair.entities,
                combat,
                new Rewind(with, pair.history),
                new HitTest(with, MovementRules.standard().height(), Obstacles.none()));
    }

    private int create(int team) {
        int id = pair.entities.create(1, team, state);
        combat.spawn(EntityTable.slot(id), 1);
        return id;
    }

    @BeforeEach
    void play() {
        judge = judge(rules);
        attacker = create(RED);
        target = create(BLUE);
        int slot = EntityTable.slot(target);
        pair.enter(target, ReplicationPolicy.NEAR, 59);
        for (int i = 0; i < TICKS; i++) {
            // From x = -1 m to 1 m, 1/30 m a tick.
            pair.place[slot] = QuantisedState.place(-64 + 2 * pair.tick, 0, 128, 1);
            pair.motion[slot] = QuantisedState.motion(480, 0, 0, 0, 0);
            pair.record();
            if (pair.tick % 3 == 0) {
                pair.deliver(pair.encode(ReplicationPolicy.FULL, 1_000));
                pair.acknowledge(pair.decoder.newestId(), pair.decoder.earlier());
                gate.acknowledged(pair.tick, pair.tick);
            }
        }
        claim.sequence = TICKS;
        claim.kind = AttackKind.MELEE;
        claim.target = target;
        claim.acknowledgedTick = TICKS;
        claim.knownTick = TICKS;
        drawnAt(DrawnPlace.startQ8(54) + 100);
    }

    /** What an honest client draws between the snapshots of ticks 54 and 57. */
    private void drawnAt(long timeQ8) {
        DrawnPlace place = new DrawnPlace();
        int slot = EntityTable.slot(target);
        int a = (int) (timeQ8 >> 8) / 3 * 3;
        place.between(
                a,
                pair.history.placeAt(pair.history.index(a, slot)),
                a + 3,
                pair.history.placeAt(pair.history.index(a + 3, slot)),
                timeQ8);
        claim.drawn(place, timeQ8);
    }

    private AttackOutcome judged() {
        return judge.judge(claim, attacker, state, pair.viewer, gate, TICKS + 1);
    }

    @Test
    void strikesWhatWasOnTheScreen() {
        assertEquals(AttackOutcome.HIT, judged());
        assertTrue(judged().isDecision());
        // In tick 54.39: 2 * 53.39 - 64 in 1/64 m.
        assertEquals((2 * 53 - 64) * 1_024 + 800, judge.drawn().x);
        state.yaw = 32_768;
        assertEquals(AttackOutcome.MISS, judged());
        claim.kind = AttackKind.RANGED;
        assertEquals(AttackOutcome.MISS, judged());
    }

    @Test
    void aSwingAtNobodyMisses() {
        claim.target = EntityTable.NO_ENTITY;
        assertEquals(AttackOutcome.MISS, judged());
    }

    @Test
    void theAttackerMustBeAbleTo() {
        int slot = EntityTable.slot(attacker);
        combat.attacked(slot, TICKS - 28);
        assertEquals(AttackOutcome.COOLDOWN, judged());
        combat.blocking(slot, true);
        assertEquals(AttackOutcome.BLOCKING, judged());
        combat.damage(EntityTable.slot(target), target, slot, 99_999, TICKS);
        assertEquals(AttackOutcome.DEAD, judged());
    }

    @Test
    void theTargetMustBeThereAliveAndAnEnemy() {
        claim.target = attacker;
        assertEquals(AttackOutcome.NO_TARGET, judged());
        for (int nobody : new int[] {target + 4_096, 7, -1, Integer.MIN_VALUE}) {
            claim.target = nobody;
            assertEquals(AttackOutcome.NO_TARGET, judged());
        }
        int friend = create(RED);
        claim.target = friend;
        assertEquals(AttackOutcome.FRIENDLY, judged());
        judge = judge(rules.withFriendlyFire(true));
        assertEquals(AttackOutcome.NEVER_SENT, judged(), "friend or not, it was not seen");
        claim.target = target;
        combat.damage(EntityTable.slot(attacker), attacker, EntityTable.slot(target), 99_999, TICKS);
        assertEquals(AttackOutcome.DEAD, judged());
        combat.spawn(EntityTable.slot(target), TICKS);
        pair.destroy(target);
        assertEquals(AttackOutcome.NO_TARGET, judged());
    }

    @Test
    void anOtherTimeThanBeforeIsRefusedThoughTheStatesFit() {
        assertEquals(AttackOutcome.HIT, judged());
        drawnAt(DrawnPlace.startQ8(51) + 80);
        assertEquals(AttackOutcome.BAD_TIME, judged());
        drawnAt(DrawnPlace.startQ8(30));
        assertEquals(AttackOutcome.TOO_OLD, judged());
        drawnAt(DrawnPlace.startQ8(54));
        assertEquals(AttackOutcome.HIT, judged());
    }

    @Test
    void theClaimedPlaceMayBeOffByTwoMetresAndCountsForNothing() {
        claim.claimedX += 127;
        assertEquals(AttackOutcome.HIT, judged());
        claim.claimedX += 3;
        assertEquals(AttackOutcome.CLAIM_OFF, judged());
        claim.claimedX -= 30;
        claim.claimedZ -= 100;
        assertEquals(AttackOutcome.CLAIM_OFF, judged(), "2.2 m off in all");
        for (int wild : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 22, -(1 << 22)}) {
            drawnAt(DrawnPlace.startQ8(54));
            claim.claimedY = wild;
            assertEquals(AttackOutcome.CLAIM_OFF, judged());
        }
        // Out of reach, and said to be closer: the rebuilt place decides.
        drawnAt(DrawnPlace.startQ8(54));
        state.z = -60_000;
        claim.claimedZ -= 100;
        assertEquals(AttackOutcome.MISS, judged());
    }

    /** Whatever a client sends, it gets an answer. */
    @Test
    void nonsenseIsRefused() {
        RandomStream draws = new Randomness(4).stream("nonsense");
        int decisions = 0;
        for (int i = 0; i < 100_000; i++) {
            claim.target = draws.nextInt(4) == 0 ? (int) draws.nextLong() : target;
            claim.timeQ8 = draws.nextInt(2) == 0 ? draws.nextInt(20_000) : draws.nextLong() >>> 25;
            claim.mode = DrawMode.values()[draws.nextInt(4)];
            claim.tickA = draws.nextInt(3) == 0 ? (int) draws.nextLong() : draws.nextInt(70);
            claim.tickB = draws.nextInt(3) == 0 ? claim.tickA : draws.nextInt(70);
            decisions += judged().isDecision() ? 1 : 0;
        }
        assertTrue(decisions < 1_000, decisions + " were believed");
    }
}
