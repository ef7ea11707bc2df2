package io.darkages.engine.zone;

import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.combatlog.CombatEvent;
import io.darkages.engine.combatlog.CombatEventKind;
import io.darkages.engine.combatlog.CombatFlags;
import io.darkages.engine.combatlog.CombatLog;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.PackedPlace;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.SessionColumn;
import java.util.Optional;

/** Writes down what happens in combat: for the judges, and for the log if the zone has one. Allocates only when made. */
final class CombatRecords {

    private static final int TICKS_AGO_SHIFT = 8;
    private static final int TICKS_AGO_MAX = 0xFFFF;
    private static final int TARGET_SHIFT = 32;

    private final World world;
    private final Probes probes;
    private final Optional<CombatLog> log;
    private final CombatEvent event = new CombatEvent();
    private int tick;
    private long nowNanos;
    private long wallMicros;

    CombatRecords(World world, Probes probes, Optional<CombatLog> log) {
        this.world = world;
        this.probes = probes;
        this.log = log;
    }

    /** The time of what is written from now on. */
    void at(int newTick, long monotonicNanos, long newWallMicros) {
        tick = newTick;
        nowNanos = monotonicNanos;
        wallMicros = newWallMicros;
    }

    /**
     * An attack is looked at; what becomes of it follows.
     *
     * @param from the attacker's motion as it struck
     * @param elsewhere player at whom it was aimed and who belongs to another zone; 0 for everybody else
     */
    void lookedAt(Player attacker, AttackClaim claim, MotionState from, long elsewhere) {
        long input = SessionColumn.of(attacker.sessionNumber, claim.sequence);
        probes.record(ProbeKind.ATTACK_FROM, attacker.id, input, elsewhere, PackedPlace.of(from.x, from.y, from.z));
    }

    /**
     * An attack was decided or refused.
     *
     * @param session in which it was made
     * @param drawn the target's place as rebuilt; empty where it was not
     * @param lookedAtTick of this zone, in which it was looked at
     */
    void judged(
            Player attacker,
            int session,
            AttackClaim claim,
            AttackOutcome outcome,
            Optional<DrawnPlace> drawn,
            int lookedAtTick) {
        long input = SessionColumn.of(session, claim.sequence);
        long ago = DrawnPlace.startQ8(lookedAtTick) - claim.shownQ8() >> DrawnPlace.TICK_FRACTION_BITS;
        probes.record(
                ProbeKind.ATTACK_JUDGED,
                attacker.id,
                input,
                outcome.ordinal()
                        | Math.max(0, Math.min(TICKS_AGO_MAX, ago)) << TICKS_AGO_SHIFT
                        | (long) claim.target << TARGET_SHIFT,
                drawn.isPresent() ? place(drawn.get()) : 0);
    }

    private static long place(DrawnPlace drawn) {
        return PackedPlace.of(drawn.x, drawn.y, drawn.z);
    }

    /**
     * Somebody was hurt.
     *
     * @param attacker player who did it
     * @param number of the damage
     * @param taken health, hundredths of a point
     * @param flags {@link CombatFlags} but for the kind's
     */
    void damaged(long attacker, Player victim, long number, AttackKind kind, int taken, int flags) {
        long left = world.combat.health(EntityTable.slot(victim.entity));
        probes.record(ProbeKind.DAMAGED, victim.id, number, attacker, left << 32 | taken & 0xFFFF_FFFFL);
        log(CombatEventKind.DAMAGE, attacker, victim, taken, flags | flagOf(kind));
    }

    /** The damage of that number killed. */
    void killed(long killer, Player victim, long number, AttackKind kind, int taken, int flags) {
        probes.record(ProbeKind.DIED, victim.id, number, killer, 0);
        probes.record(ProbeKind.KILLED, killer, number, victim.id, 0);
        log(CombatEventKind.KILL, killer, victim, taken, flags | flagOf(kind));
        log(CombatEventKind.DEATH, killer, victim, taken, flags | flagOf(kind));
    }

    /** What came back to somebody since this was last called goes to the log, as one event. */
    void healed(Player player) {
        int amount = world.combat.takeHealing(EntityTable.slot(player.entity));
        if (amount > 0) {
            log(CombatEventKind.HEAL, player.id, player, amount, 0);
        }
    }

    /** Somebody lives again, where it is now. */
    void respawned(Player player) {
        int slot = EntityTable.slot(player.entity);
        probes.record(
                ProbeKind.PLACED, player.id, world.entities.x(slot), world.entities.z(slot), world.entities.y(slot));
        probes.record(ProbeKind.RESPAWNED, player.id, 0, 0, 0);
    }

    private static int flagOf(AttackKind kind) {
        return kind == AttackKind.RANGED ? CombatFlags.RANGED : 0;
    }

    private void log(CombatEventKind kind, long actor, Player subject, int amount, int flags) {
        if (log.isEmpty()) {
            return;
        }
        int slot = EntityTable.slot(subject.entity);
        event.kind = kind;
        event.flags = flags;
        event.tick = tick;
        event.wallMicros = wallMicros;
        event.actor = actor;
        event.subject = subject.id;
        event.amount = amount;
        event.x = world.entities.x(slot);
        event.y = world.entities.y(slot);
        event.z = world.entities.z(slot);
        log.get().record(nowNanos, event);
    }
}
