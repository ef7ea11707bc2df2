package io.darkages.engine.zone;

import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.AttackJudge;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.CombatTable;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.combat.HitTest;
import io.darkages.engine.combat.Rewind;
import io.darkages.engine.combatlog.CombatFlags;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.protocol.CombatNotice;
import io.darkages.engine.random.Mix;
import io.darkages.engine.random.RandomSource;
import java.util.Optional;

/**
 * Fighting: judges each attack when its input is applied, on what the attacker saw; hurts, kills and heals at present;
 * brings the dead back where they came into the world. Allocates only when made.
 */
final class CombatPhase {

    /** How often health comes back in between; what it comes to does not depend on it. */
    private static final int REGENERATION_TICKS = 60;

    private static final int MILLION = 1_000_000;

    private static final ZoneCounter[] COUNTER_OF_OUTCOME = counters();

    private final World world;
    private final CombatTable table;
    private final CombatRules rules;
    private final AttackJudge judge;
    private final HitTest hits;
    private final Roster roster;
    private final RandomSource criticals;
    private final ZoneCounters counters;
    private final WorkCounters work;
    private final CombatNotices notices;
    private final CombatRecords records;
    private final Optional<DrawnPlace> drawn;
    private final MotionState state = new MotionState();
    private final Wound wound = new Wound();
    private final Strikes strikes;
    private long damageNumber;

    CombatPhase(
            World world,
            ZoneOptions options,
            ZoneOptions.Combat combat,
            Roster roster,
            RandomSource criticals,
            ZoneCounters counters,
            WorkCounters work,
            CombatRecords records,
            Ghosts ghosts,
            PlayerImages images,
            RemoteVictims victims,
            StrikeCheck strikeCheck,
            BorderCounters borders) {
        this.world = world;
        rules = combat.rules();
        table = world.combat;
        hits = new HitTest(
                rules, options.ground().movement().height(), options.ground().obstacles());
        Rewind rewind = combat.rewind().make(rules, world.history);
        judge = new AttackJudge(rules, world.entities, table, rewind, hits);
        drawn = Optional.of(judge.drawn());
        this.roster = roster;
        this.criticals = criticals;
        this.counters = counters;
        this.work = work;
        this.records = records;
        notices = new CombatNotices(world, counters, work);
        strikes = new Strikes(this, world, rules, judge, hits, notices, ghosts, images, victims, strikeCheck, borders);
    }

    /** Attacks across borders. */
    Strikes strikes() {
        return strikes;
    }

    /** Brings back health, and the dead whose time has come. */
    void begin(int tick, int elapsedTicks) {
        for (int i = 0; i < world.playerCount(); i++) {
            Player player = world.player(i);
            int slot = EntityTable.slot(player.entity);
            if (player.isFrozen) {
                continue;
            }
            if (!table.isAlive(slot)) {
                if (table.respawnTicks(slot, tick) == 0) {
                    respawn(player, tick);
                }
            } else if ((tick + slot) % REGENERATION_TICKS < elapsedTicks) {
                regenerate(player, tick);
            }
        }
        work.add(Work.FIGHTERS_VISITED, world.playerCount());
    }

    /** Tells a new session how its player is. */
    void connected(Player player, int tick) {
        notices.standing(player, tick);
    }

    /** A player is about to leave the world. */
    void leaving(Player player) {
        records.healed(player);
    }

    /**
     * An input was applied.
     *
     * @param player its sequence is the last processed one
     * @param motion the player's, after the input; its columns may still hold an older one
     */
    void stepped(Player player, long inputWord, MotionState motion, int tick) {
        int slot = EntityTable.slot(player.entity);
        table.blocking(slot, table.isAlive(slot) && (InputWord.flags(inputWord) & InputFlags.BLOCK) != 0);
        int sequence = player.gate.lastProcessed();
        counters.add(ZoneCounter.ATTACKS_LOST, player.attacks.dropBefore(sequence));
        if (player.attacks.isDue(sequence)) {
            judge(player, player.attacks.take(), motion, tick);
        }
    }

    private void judge(Player player, AttackClaim claim, MotionState motion, int tick) {
        if (isElsewhere(claim.target) && claim.target != player.entity) {
            strikes.judge(player, claim, motion, tick);
            return;
        }
        AttackOutcome outcome = judge.judge(claim, player.entity, motion, player.viewer, player.drawTimes, tick);
        records.lookedAt(player, claim, motion, 0);
        decided(player, player.sessionNumber, claim, outcome, drawn, tick);
        if (outcome.isDecision()) {
            table.attacked(EntityTable.slot(player.entity), claim.sequence);
            if (claim.target != EntityTable.NO_ENTITY) {
                table.paced(EntityTable.slot(player.entity), tick);
            }
        }
        if (outcome == AttackOutcome.HIT) {
            hit(player, claim, motion, tick);
        } else {
            notices.result(player, claim, outcome, 0, 0, tick);
        }
    }

    /** Whether that is somebody whose fate is not, or no longer, decided here. */
    private boolean isElsewhere(int entity) {
        return world.entities.exists(entity)
                && (world.isGhost(entity) || world.playerOf(EntityTable.slot(entity)).isFrozen);
    }

    /** Writes down that this zone looks at an attack on a player of another zone. */
    void lookedAt(Player attacker, AttackClaim claim, MotionState motion, long elsewhere) {
        records.lookedAt(attacker, claim, motion, elsewhere);
    }

    /**
     * Counts and writes down what became of an attack of this zone's.
     *
     * @param session in which it was made
     * @param tick in which this zone looked at it
     */
    void decided(
            Player attacker,
            int session,
            AttackClaim claim,
            AttackOutcome outcome,
            Optional<DrawnPlace> place,
            int tick) {
        work.add(Work.ATTACKS_JUDGED, 1);
        counters.add(ZoneCounter.ATTACKS_JUDGED, 1);
        counters.add(COUNTER_OF_OUTCOME[outcome.ordinal()], 1);
        boolean isRebuilt =
                claim.target != EntityTable.NO_ENTITY && (outcome.isDecision() || outcome == AttackOutcome.CLAIM_OFF);
        records.judged(attacker, session, claim, outcome, isRebuilt ? place : Optional.empty(), tick);
    }

    private void hit(Player attacker, AttackClaim claim, MotionState motion, int tick) {
        Player victim = world.playerOf(EntityTable.slot(claim.target));
        // What came back so far is told and written down before what is lost.
        Wound wound = roll(victim, claim.kind, motion.x, motion.z);
        regenerate(attacker, tick);
        regenerate(victim, tick);
        records.healed(victim);
        int slot = EntityTable.slot(victim.entity);
        wound.taken = table.damage(EntityTable.slot(attacker.entity), attacker.entity, slot, wound.amount, tick);
        hurt(attacker.id, victim, claim.kind, wound);
        notices.result(attacker, claim, AttackOutcome.HIT, wound.taken, wound.told, tick);
        notices.hurt(victim, attacker.entity, wound.taken, wound.told, tick);
        if (!table.isAlive(slot)) {
            attacker.kills++;
            die(attacker.entity, attacker.id, victim, claim.kind, wound, tick);
        }
    }

    /**
     * Somebody of another zone struck somebody here, and it was decided that it hit.
     *
     * @param attacker its entity here, or {@link EntityTable#NO_ENTITY}
     * @param fromX where it struck from
     * @return what the attacker is to be told; good until the next
     */
    Wound hitFromAfar(int attacker, long attackerId, Player victim, AttackKind kind, int fromX, int fromZ, int tick) {
        Wound wound = roll(victim, kind, fromX, fromZ);
        regenerate(victim, tick);
        records.healed(victim);
        int slot = EntityTable.slot(victim.entity);
        wound.taken = table.damageFromAfar(attacker, slot, wound.amount, tick);
        hurt(attackerId, victim, kind, wound);
        notices.hurt(victim, attacker, wound.taken, wound.told, tick);
        if (!table.isAlive(slot)) {
            die(attacker, attackerId, victim, kind, wound, tick);
        }
        return wound;
    }

    /** What a hit does. */
    static final class Wound {
        private int amount;
        private long number;
        private int logged;
        /** Health lost, hundredths of a point. */
        int taken;
        /** Flags of a {@link CombatNotice}. */
        int told;
    }

    private Wound roll(Player victim, AttackKind kind, int fromX, int fromZ) {
        int slot = EntityTable.slot(victim.entity);
        boolean critical = isCritical();
        world.entities.load(slot, state);
        boolean blocked = table.isBlocking(slot) && hits.covers(state, fromX, fromZ);
        counters.add(ZoneCounter.CRITICAL_HITS, critical ? 1 : 0);
        counters.add(ZoneCounter.BLOCKED_HITS, blocked ? 1 : 0);
        wound.amount = rules.damage().of(kind, critical, blocked);
        wound.told = (critical ? CombatNotice.CRITICAL : 0) | (blocked ? CombatNotice.BLOCKED : 0);
        wound.logged = (critical ? CombatFlags.CRITICAL : 0) | (blocked ? CombatFlags.BLOCKED : 0);
        return wound;
    }

    private void hurt(long attackerId, Player victim, AttackKind kind, Wound from) {
        from.number = ++damageNumber;
        counters.add(ZoneCounter.DAMAGE, from.taken);
        records.damaged(attackerId, victim, from.number, kind, from.taken, from.logged);
    }

    private boolean isCritical() {
        return (criticals.nextLong() >>> 32) * MILLION >>> 32 < rules.damage().criticalPerMillion();
    }

    private void die(int killer, long killerId, Player victim, AttackKind kind, Wound from, int tick) {
        counters.add(ZoneCounter.DEATHS, 1);
        counters.add(ZoneCounter.KILLS, 1);
        victim.killer = killerId;
        victim.deaths++;
        int slot = EntityTable.slot(victim.entity);
        // It lies where it fell, also on the screens of those who draw it ahead.
        state.vx = 0;
        state.vy = 0;
        state.vz = 0;
        world.entities.store(slot, state);
        notices.death(victim.entity, killer, tick);
        records.killed(killerId, victim, from.number, kind, from.taken, from.logged);
    }

    private void respawn(Player player, int tick) {
        int slot = EntityTable.slot(player.entity);
        roster.spawn(player.id, state);
        world.entities.store(slot, state);
        world.space.move(slot, state.x, state.z);
        table.spawn(slot, tick);
        player.placedTick = tick;
        player.hasClaim = false;
        counters.add(ZoneCounter.RESPAWNS, 1);
        records.respawned(player);
        notices.respawn(player, tick);
    }

    private void regenerate(Player player, int tick) {
        int slot = EntityTable.slot(player.entity);
        int given = table.regenerate(slot, tick);
        if (given == 0) {
            return;
        }
        counters.add(ZoneCounter.HEALING, given);
        notices.healed(player, given, tick);
        if (table.health(slot) == rules.health().full()) {
            records.healed(player);
        }
    }

    /** Folds its state, but for the players' own, into a hash of the zone. */
    long fold(long hash) {
        return Mix.fold(hash, damageNumber);
    }

    private static ZoneCounter[] counters() {
        ZoneCounter[] counters = new ZoneCounter[AttackOutcome.values().length];
        for (AttackOutcome outcome : AttackOutcome.values()) {
            counters[outcome.ordinal()] = counterOf(outcome);
        }
        return counters;
    }

    private static ZoneCounter counterOf(AttackOutcome outcome) {
        return switch (outcome) {
            case HIT -> ZoneCounter.ATTACKS_HIT;
            case MISS -> ZoneCounter.ATTACKS_MISSED;
            case BLOCKED_BY_OBSTACLE -> ZoneCounter.ATTACKS_OBSTRUCTED;
            case TOO_OLD -> ZoneCounter.ATTACKS_TOO_OLD;
            case NEVER_SENT -> ZoneCounter.ATTACKS_NEVER_SENT;
            case BAD_TIME -> ZoneCounter.ATTACKS_BAD_TIME;
            case CLAIM_OFF -> ZoneCounter.ATTACKS_CLAIM_OFF;
            case COOLDOWN -> ZoneCounter.ATTACKS_COOLDOWN;
            case BLOCKING -> ZoneCounter.ATTACKS_WHILE_BLOCKING;
            case DEAD -> ZoneCounter.ATTACKS_DEAD;
            case FRIENDLY -> ZoneCounter.ATTACKS_FRIENDLY;
            case NO_TARGET -> ZoneCounter.ATTACKS_NO_TARGET;
        };
    }
}
