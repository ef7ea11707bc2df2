package io.darkages.engine.zone;

import io.darkages.engine.backplane.CrossAttack;
import io.darkages.engine.backplane.PlayerNotice;
import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.AttackJudge;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.combat.HitTest;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.CombatNotice;
import io.darkages.engine.snapshot.SnapshotHistory;
import java.util.Optional;

/**
 * Attacks across a border. Of those by this zone's players it vouches for what only it can know and rebuilds what their
 * clients drew; of those on this zone's players it decides the rest, on the place that the attacker saw. That place may be
 * off by {@link CombatRules.Rewinding#claimTolerance} from where the victim was then: what drawing ahead between two
 * zones explains. The cooldown runs from the strike, and is given back if the other zone finds that there was none.
 *
 * <p>Allocates only when made.
 */
final class Strikes {

    /** What the way of an attack between two zones may add to its age: 15 ticks, 250 ms. */
    static final int WAY_TICKS = 15;

    /** The places of two zones' clocks may differ by that much. */
    private static final int CLOCKS_APART_TICKS = 3;

    private static final AttackOutcome[] OUTCOMES = AttackOutcome.values();

    private final CombatPhase combat;
    private final World world;
    private final CombatRules rules;
    private final AttackJudge judge;
    private final HitTest hits;
    private final CombatNotices notices;
    private final Ghosts ghosts;
    private final PlayerImages images;
    private final RemoteVictims victims;
    private final StrikeCheck check;
    private final BorderCounters counters;
    private final OpenStrikes open = new OpenStrikes();
    private final StrikeBook book = new StrikeBook();
    private final AnsweredStrikes answered = new AnsweredStrikes();
    private final EarlyStrikes early = new EarlyStrikes();
    private final CrossAttack message = new CrossAttack();
    private final PlayerNotice answer = new PlayerNotice();
    private final MotionState attacker = new MotionState();
    private final DrawnPlace own = new DrawnPlace();

    Strikes(
            CombatPhase combat,
            World world,
            CombatRules rules,
            AttackJudge judge,
            HitTest hits,
            CombatNotices notices,
            Ghosts ghosts,
            PlayerImages images,
            RemoteVictims victims,
            StrikeCheck check,
            BorderCounters counters) {
        this.combat = combat;
        this.world = world;
        this.rules = rules;
        this.judge = judge;
        this.hits = hits;
        this.notices = notices;
        this.ghosts = ghosts;
        this.images = images;
        this.victims = victims;
        this.check = check;
        this.counters = counters;
    }

    /** One of this zone's players strikes at somebody elsewhere. */
    void judge(Player player, AttackClaim claim, MotionState motion, int tick) {
        AttackOutcome here = judge.vouch(claim, player.entity, player.viewer, player.drawTimes, tick);
        if (here == AttackOutcome.HIT && !send(player, claim, motion, tick)) {
            counters.add(BorderCounter.STRIKES_REFUSED, 1);
            here = AttackOutcome.NO_TARGET;
        }
        combat.lookedAt(player, claim, motion, world.entities.player(EntityTable.slot(claim.target)));
        if (here != AttackOutcome.HIT) {
            combat.decided(player, player.sessionNumber, claim, here, Optional.of(judge.drawn()), tick);
            notices.result(player, claim, here, 0, 0, tick);
            return;
        }
        counters.add(BorderCounter.STRIKES_SENT, 1);
        int slot = EntityTable.slot(player.entity);
        OpenStrikes.Strike strike = open.add(player, claim, judge.drawn(), tick);
        strike.paceBeforeQ8 = world.combat.paceQ8(slot);
        world.combat.attacked(slot, claim.sequence);
        world.combat.paced(slot, tick);
        strike.paceAfterQ8 = world.combat.paceQ8(slot);
    }

    private boolean send(Player player, AttackClaim claim, MotionState motion, int tick) {
        if (open.isFull()) {
            return false;
        }
        DrawnPlace drawn = judge.drawn();
        int slot = EntityTable.slot(claim.target);
        boolean isGhost = world.isGhost(claim.target);
        message.kind = claim.kind;
        message.attacker = player.id;
        message.attackerEpoch = player.epoch;
        message.attackerSession = player.sessionNumber;
        message.sequence = claim.sequence;
        message.attackerTeam = world.entities.team(EntityTable.slot(player.entity));
        message.target = world.entities.player(slot);
        message.targetEpoch = isGhost ? ghosts.epochOf(claim.target) : world.playerOf(slot).epoch;
        message.claimedX = claim.claimedX;
        message.claimedY = claim.claimedY;
        message.claimedZ = claim.claimedZ;
        message.rebuiltX = drawn.x;
        message.rebuiltY = drawn.y;
        message.rebuiltZ = drawn.z;
        message.attackerX = motion.x;
        message.attackerY = motion.y;
        message.attackerZ = motion.z;
        message.yaw = motion.yaw;
        message.pitch = motion.pitch;
        long shown = claim.shownQ8();
        long ownerTime = isGhost ? ghosts.ownerTimeQ8(claim.target, shown) : shown;
        message.timeQ8 = Math.max(0, Math.min(CrossAttack.TIME_Q8_MAX, ownerTime));
        message.mode = claim.mode;
        message.tickA = claim.tickA;
        message.tickB = claim.tickB;
        message.sourceTick = tick;
        boolean isSent = victims.strike(message);
        for (int i = 1; isSent && i < check.copies(); i++) {
            victims.strike(message);
        }
        return isSent;
    }

    /** The victim's zone says what became of an attack. */
    void decided(PlayerNotice outcome, int tick) {
        Player player = world.find(outcome.player);
        if (player == null || outcome.kind != PlayerNotice.Kind.OUTCOME) {
            counters.add(BorderCounter.ANSWERS_DROPPED, 1);
            return;
        }
        Optional<OpenStrikes.Strike> found = open.take(outcome.player, outcome.session, outcome.sequence);
        AttackOutcome what = OUTCOMES[outcome.outcome];
        // What it did before it came here is not in the books of this zone.
        boolean isFormer = outcome.session == player.formerSessionNumber && outcome.session != player.sessionNumber;
        boolean isKnown = found.isPresent() || isFormer;
        if (!isKnown || !answered.add(outcome.player, outcome.session, outcome.sequence)) {
            counters.add(BorderCounter.ANSWERS_DROPPED, 1);
            return;
        }
        if (found.isPresent()) {
            OpenStrikes.Strike strike = found.get();
            combat.decided(player, outcome.session, strike.claim, what, strike.drawn, strike.tick());
            if (!what.isDecision()) {
                int slot = EntityTable.slot(player.entity);
                world.combat.takeBack(slot, outcome.sequence, strike.paceBeforeQ8, strike.paceAfterQ8);
            }
        }
        int victim = images.entityOf(outcome.subject);
        notices.result(player, outcome.sequence, victim, what, outcome.amount, outcome.flags, tick);
        if (what == AttackOutcome.HIT) {
            world.combat.engaged(EntityTable.slot(player.entity), tick);
            if (outcome.health == 0) {
                player.kills++;
                notices.death(victim, player.entity, tick);
            }
        }
    }

    /**
     * Somebody elsewhere struck at one of this zone's players, or at one who was or is about to be: that is passed on, or
     * waits.
     */
    void struck(CrossAttack attack, boolean isHeld, int tick) {
        if (isRepeated(attack)) {
            counters.add(BorderCounter.STRIKES_REPEATED, 1);
            reply(attack, OUTCOMES[book.outcome()], book.amount(), book.flags(), book.health(), tick);
            return;
        }
        Player victim = world.find(attack.target);
        if (isElsewhere(attack, victim) && victims.strike(attack)) {
            counters.add(BorderCounter.STRIKES_PASSED_ON, victim == null ? 1 : 0);
            return;
        }
        boolean isComing = victim == null ? world.isExpected(attack.target) : isTooNew(victim);
        if (isComing && !isHeld && early.add(attack, tick)) {
            counters.add(BorderCounter.STRIKES_KEPT, 1);
            counters.highWater(BorderCounter.STRIKES_KEPT_HIGH_WATER, early.peak());
            return;
        }
        counters.add(BorderCounter.STRIKES_GIVEN_UP, isComing ? 1 : 0);
        decide(attack, isComing || isHeld ? null : victim, tick, tick);
    }

    private boolean isRepeated(CrossAttack attack) {
        return !check.isForgetful() && book.find(attack);
    }

    /** Whether another zone acts for the target: it stands still here, or has gone there. */
    private boolean isElsewhere(CrossAttack attack, Player victim) {
        if (victim != null) {
            return victim.isFrozen;
        }
        int copy = world.isExpected(attack.target) ? EntityTable.NO_ENTITY : ghosts.entityOf(attack.target);
        return copy != EntityTable.NO_ENTITY && ghosts.isSucceeded(copy, attack.targetEpoch);
    }

    /** Whether nothing of it is in the history yet. */
    private boolean isTooNew(Player victim) {
        return world.newestRecorded() - victim.shownTick < 0;
    }

    /** @param arrivedTick when it came: it is not older for having waited here */
    private void decide(CrossAttack attack, Player victim, int arrivedTick, int tick) {
        counters.add(BorderCounter.STRIKES_JUDGED, 1);
        boolean isHere = victim != null && !victim.isFrozen;
        AttackOutcome outcome = isHere ? judgeStrike(attack, victim, arrivedTick, tick) : AttackOutcome.NO_TARGET;
        int amount = 0;
        int flags = 0;
        int health = -1;
        if (outcome == AttackOutcome.HIT) {
            CombatPhase.Wound wound = combat.hitFromAfar(
                    images.entityOf(attack.attacker),
                    attack.attacker,
                    victim,
                    attack.kind,
                    attack.attackerX,
                    attack.attackerZ,
                    tick);
            amount = wound.taken;
            flags = wound.told;
            health = world.combat.health(EntityTable.slot(victim.entity));
        }
        book.add(attack, outcome.ordinal(), amount, flags, health);
        reply(attack, outcome, amount, flags, health, tick);
    }

    private AttackOutcome judgeStrike(CrossAttack attack, Player victim, int arrivedTick, int tick) {
        int slot = EntityTable.slot(victim.entity);
        long shownQ8 = shownQ8(attack, victim);
        if (!world.combat.isAlive(slot) || shownQ8 < DrawnPlace.startQ8(world.combat.aliveTick(slot))) {
            return AttackOutcome.DEAD;
        }
        if (!rules.areEnemies(attack.attackerTeam, world.entities.team(slot))) {
            return AttackOutcome.FRIENDLY;
        }
        if (shownQ8 > DrawnPlace.startQ8(tick + CLOCKS_APART_TICKS)) {
            return AttackOutcome.BAD_TIME;
        }
        long ageQ8 = DrawnPlace.startQ8(arrivedTick) - shownQ8;
        if (ageQ8 > DrawnPlace.startQ8(rules.rewind().oldestTicks() + WAY_TICKS)) {
            return AttackOutcome.TOO_OLD;
        }
        if (!wasNear(attack, victim, shownQ8, tick)) {
            return AttackOutcome.CLAIM_OFF;
        }
        attacker.place(attack.attackerX, attack.attackerY, attack.attackerZ);
        attacker.yaw = attack.yaw;
        attacker.pitch = attack.pitch;
        return hits.judge(attack.kind, attacker, attack.rebuiltX, attack.rebuiltY, attack.rebuiltZ);
    }

    /** When the victim was drawn, in this zone's ticks, Q8; the attacker may have seen it under its former owner. */
    private static long shownQ8(CrossAttack attack, Player victim) {
        boolean isFormer = attack.targetEpoch != victim.epoch && attack.targetEpoch == victim.formerEpoch;
        return attack.timeQ8 - (isFormer ? victim.formerAheadQ8 : 0);
    }

    /** Whether the victim was where the attacker's zone says that it was drawn, or close to it. */
    private boolean wasNear(CrossAttack attack, Player victim, long shownQ8, int tick) {
        // Before it was shown here, its slot was somebody else's.
        long oldestQ8 = DrawnPlace.startQ8(Math.max(victim.shownTick, tick - SnapshotHistory.TICKS + 2));
        world.drawOwn(EntityTable.slot(victim.entity), Math.max(shownQ8, oldestQ8), tick, own);
        long limit = rules.rewind().claimTolerance();
        long dx = (long) attack.rebuiltX - own.x;
        long dy = (long) attack.rebuiltY - own.y;
        long dz = (long) attack.rebuiltZ - own.z;
        boolean isClose = Math.abs(dx) <= limit && Math.abs(dy) <= limit && Math.abs(dz) <= limit;
        return isClose && FixedPoint.distance(dx, dy, dz) <= limit;
    }

    private void reply(CrossAttack attack, AttackOutcome outcome, int amount, int flags, int health, int tick) {
        answer.kind = PlayerNotice.Kind.OUTCOME;
        answer.player = attack.attacker;
        answer.epoch = attack.attackerEpoch;
        answer.what = CombatNotice.Kind.ATTACK_RESULT;
        answer.flags = flags;
        answer.outcome = outcome.ordinal();
        answer.session = attack.attackerSession;
        answer.sequence = attack.sequence;
        answer.tick = tick;
        answer.subject = attack.target;
        answer.object = attack.attacker;
        answer.amount = amount;
        answer.health = health;
        victims.decided(answer);
    }

    /** Tells judges how full what may fill has been. */
    void reportBounds(Probes probes) {
        probes.bound(BoundedStructure.OPEN_STRIKES, open.peak(), OpenStrikes.CAPACITY);
        probes.bound(BoundedStructure.EARLY_STRIKES, early.peak(), EarlyStrikes.CAPACITY);
    }

    /** Once a tick: decides what waited for somebody who is here now, and gives up what has waited too long. */
    void advance(int tick) {
        for (int i = 0; i < early.count(); ) {
            Player victim = world.find(early.attack(i).target);
            boolean isOver = early.isOver(i, tick);
            boolean isHere = !isOver && victim != null && !isTooNew(victim);
            if (!isHere && !isOver) {
                i++;
                continue;
            }
            int arrivedTick = early.tick(i);
            CrossAttack attack = early.take(i);
            if (isRepeated(attack)) {
                // It came twice before it could be decided.
                counters.add(BorderCounter.STRIKES_REPEATED, 1);
                continue;
            }
            if (isHere && !victim.isFrozen) {
                decide(attack, victim, arrivedTick, tick);
            } else if (!isHere || !victims.strike(attack)) {
                counters.add(BorderCounter.STRIKES_GIVEN_UP, 1);
                decide(attack, null, arrivedTick, tick);
            }
        }
        counters.add(BorderCounter.STRIKES_UNANSWERED, open.expire(tick));
    }
}
