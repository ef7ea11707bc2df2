package io.darkages.server.bench;

import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.DrawMode;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.combat.HitTest;
import io.darkages.engine.combat.Rewind;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.snapshot.SnapshotEncoder;
import io.darkages.engine.snapshot.SnapshotHistory;
import io.darkages.engine.snapshot.Viewer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Attacks on 100 moving near neighbours, blows and shots in turn: the target's drawn place is rebuilt from the history
 * and the book of what was sent, and the geometry decided among a plaza's 17 obstacles.
 */
@State(Scope.Thread)
public class CombatBenchmark {

    private static final int ENTITIES = 100;
    private static final int TICKS = 120;
    private static final int INTERVAL_TICKS = 3;
    private static final int ROOM = 2_047;
    /** A power of two. */
    private static final int CLAIMS = 1_024;

    private static final int OLDEST_TICKS = 20;

    private final RecordedWalk walk = new RecordedWalk(Crowd.neighbours(ENTITIES, false), TICKS + 1);
    private final EntityTable entities = new EntityTable(ENTITIES);
    private final SnapshotHistory history = new SnapshotHistory(ENTITIES);
    private final Viewer viewer = new Viewer(ENTITIES);
    private final AttackClaim[] claims = new AttackClaim[CLAIMS];
    private final MotionState[] attackers = new MotionState[CLAIMS];
    private final Rewind rewind = new Rewind(CombatRules.standard(), history);
    private final HitTest hits = new HitTest(
            CombatRules.standard(), walk.rules.height(), Crowd.plaza(1).obstacles());
    private int next;

    @Setup
    public void fill() {
        for (int i = 0; i < ENTITIES; i++) {
            int id = entities.create(i + 1L, 0, walk.starts[i]);
            viewer.enter(EntityTable.slot(id), id, ReplicationPolicy.NEAR, 0);
        }
        SnapshotEncoder encoder = new SnapshotEncoder(history);
        byte[] buffer = new byte[ROOM];
        for (int tick = 1; tick <= TICKS; tick++) {
            for (int slot = 0; slot < ENTITIES; slot++) {
                int at = tick * ENTITIES + slot;
                history.record(tick, slot, walk.places[at], walk.motions[at]);
            }
            if (tick % INTERVAL_TICKS == 0) {
                encoder.encode(viewer, ReplicationPolicy.FULL, tick, tick, walk.starts[0], buffer, 0, ROOM);
                viewer.acknowledge(viewer.newestSnapshotId(), 0);
            }
        }
        RandomStream draws = new Randomness(1).stream("attacks");
        int struck = 0;
        for (int i = 0; i < CLAIMS; i++) {
            claim(i, draws);
            struck += judge() == AttackOutcome.MISS ? 0 : 1;
        }
        if (struck < CLAIMS) {
            throw new IllegalStateException("only " + struck + " of " + CLAIMS + " attacks struck or were blocked");
        }
    }

    /** Somebody south of the target, who looks at it. */
    private void claim(int number, RandomStream draws) {
        AttackClaim claim = new AttackClaim();
        claim.kind = number % 2 == 0 ? AttackKind.MELEE : AttackKind.RANGED;
        claim.target = entities.id(draws.nextInt(ENTITIES));
        claim.mode = DrawMode.BETWEEN;
        claim.timeQ8 = draws.between(DrawnPlace.startQ8(TICKS - OLDEST_TICKS), DrawnPlace.startQ8(TICKS - 3) - 1);
        claim.tickA = (int) (claim.timeQ8 >> DrawnPlace.TICK_FRACTION_BITS) / INTERVAL_TICKS * INTERVAL_TICKS;
        claim.tickB = claim.tickA + INTERVAL_TICKS;
        claim.acknowledgedTick = TICKS;
        claim.knownTick = TICKS;
        if (!rewind.rebuild(claim, viewer, TICKS + 1)) {
            throw new IllegalStateException("attack " + number + " was refused: " + rewind.refusal());
        }
        DrawnPlace drawn = rewind.drawn();
        int apart = claim.kind == AttackKind.MELEE ? FixedPoint.ONE : 20 * FixedPoint.ONE;
        MotionState attacker = new MotionState().place(drawn.x, drawn.y, drawn.z - apart);
        // The eye is above the middle of the body.
        attacker.pitch = claim.kind == AttackKind.MELEE ? 0 : -365;
        claims[number] = claim;
        attackers[number] = attacker;
        next = number;
    }

    @Benchmark
    public AttackOutcome judge() {
        AttackClaim claim = claims[next];
        MotionState attacker = attackers[next];
        next = next + 1 & CLAIMS - 1;
        if (!rewind.rebuild(claim, viewer, TICKS + 1)) {
            return rewind.refusal();
        }
        DrawnPlace drawn = rewind.drawn();
        return hits.judge(claim.kind, attacker, drawn.x, drawn.y, drawn.z);
    }
}
