package io.darkages.engine.combat;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.snapshot.Viewer;

/**
 * Judges an attack in the tick that applies its input: may it take place at all, is the claim to be believed, and did
 * it strike what was on the attacker's screen. Changes nothing but the attacker's {@link DrawTimeGate}; cooldown and
 * damage are the caller's to apply.
 *
 * <p>Not thread-safe; allocates nothing.
 */
public final class AttackJudge {

    private final CombatRules rules;
    private final EntityTable entities;
    private final CombatTable combat;
    private final Rewind rewind;
    private final HitTest hits;

    public AttackJudge(CombatRules rules, EntityTable entities, CombatTable combat, Rewind rewind, HitTest hits) {
        this.rules = rules;
        this.entities = entities;
        this.combat = combat;
        this.rewind = rewind;
        this.hits = hits;
    }

    /**
     * Judges. The first objection counts, in this order: the attacker's state, the target's, how long ago it was drawn,
     * the states named, the time, the place claimed; then the geometry decides on the rebuilt place. Nobody aimed at is
     * a miss.
     *
     * @param attacker entity id; it exists
     * @param state the attacker's, after the input with which it strikes
     * @param viewer the book of the attacker's client
     * @param gate of the attacker's client
     */
    public AttackOutcome judge(
            AttackClaim claim, int attacker, MotionState state, Viewer viewer, DrawTimeGate gate, int tick) {
        int slot = EntityTable.slot(attacker);
        AttackOutcome own = judgeAttacker(claim, slot, tick);
        if (own != AttackOutcome.HIT) {
            return own;
        }
        if (claim.target == attacker || !entities.exists(claim.target)) {
            return AttackOutcome.NO_TARGET;
        }
        int target = EntityTable.slot(claim.target);
        if (!combat.isAlive(target)) {
            return AttackOutcome.DEAD;
        }
        if (claim.tickA - combat.aliveTick(target) < 0) {
            // Drawn from a state of before it came back: what was on the screen was dead.
            return AttackOutcome.DEAD;
        }
        if (!rules.areEnemies(entities.team(slot), entities.team(target))) {
            return AttackOutcome.FRIENDLY;
        }
        AttackOutcome seen = judgeDrawn(claim, viewer, gate, tick);
        DrawnPlace drawn = rewind.drawn();
        return seen == AttackOutcome.HIT ? hits.judge(claim.kind, state, drawn.x, drawn.y, drawn.z) : seen;
    }

    /**
     * Judges what only the attacker's zone can know of an attack on somebody for whom another zone acts: the attacker's
     * state, the states named, the time, the place claimed. The victim's state and the geometry are that zone's.
     *
     * @return {@link AttackOutcome#HIT} if nothing is against it; then {@link #drawn} is to be struck
     */
    public AttackOutcome vouch(AttackClaim claim, int attacker, Viewer viewer, DrawTimeGate gate, int tick) {
        AttackOutcome own = judgeAttacker(claim, EntityTable.slot(attacker), tick);
        return own == AttackOutcome.HIT ? judgeDrawn(claim, viewer, gate, tick) : own;
    }

    /** A hit where the attacker may strike at somebody. */
    private AttackOutcome judgeAttacker(AttackClaim claim, int slot, int tick) {
        if (!combat.isAlive(slot)) {
            return AttackOutcome.DEAD;
        }
        if (combat.isBlocking(slot)) {
            return AttackOutcome.BLOCKING;
        }
        if (combat.cooldownSteps(slot, claim.sequence) > 0) {
            return AttackOutcome.COOLDOWN;
        }
        if (claim.target == EntityTable.NO_ENTITY) {
            return AttackOutcome.MISS;
        }
        return combat.isRushed(slot, tick) ? AttackOutcome.COOLDOWN : AttackOutcome.HIT;
    }

    /** A hit where the target was drawn as claimed. */
    private AttackOutcome judgeDrawn(AttackClaim claim, Viewer viewer, DrawTimeGate gate, int tick) {
        boolean timeFits = gate.admits(claim.sequence, claim.timeQ8, claim.acknowledgedTick);
        if (!rewind.rebuild(claim, viewer, tick)) {
            return rewind.refusal();
        }
        if (!timeFits) {
            return AttackOutcome.BAD_TIME;
        }
        DrawnPlace drawn = rewind.drawn();
        if (isOff(claim.claimedX, drawn.x) || isOff(claim.claimedY, drawn.y) || isOff(claim.claimedZ, drawn.z)) {
            return AttackOutcome.CLAIM_OFF;
        }
        long apart = FixedPoint.distance(
                difference(claim.claimedX, drawn.x),
                difference(claim.claimedY, drawn.y),
                difference(claim.claimedZ, drawn.z));
        return apart > rules.rewind().claimTolerance() ? AttackOutcome.CLAIM_OFF : AttackOutcome.HIT;
    }

    /** The target's place as the attacker drew it, after a decision on somebody aimed at. */
    public DrawnPlace drawn() {
        return rewind.drawn();
    }

    /** Alone too far: a claim may be any number, and its square must fit. */
    private boolean isOff(int claimed, int rebuilt) {
        return Math.abs(difference(claimed, rebuilt)) > rules.rewind().claimTolerance();
    }

    /** The claim is in 1/64 m; the shift is done in 64 bits, where it can't wrap. */
    private static long difference(int claimed, int rebuilt) {
        return ((long) claimed << FixedPoint.FRACTION_BITS - 6) - rebuilt;
    }
}
