package io.darkages.engine.zone;

import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.protocol.CombatNotice;
import io.darkages.engine.protocol.CombatNotice.Kind;
import io.darkages.engine.protocol.CombatNoticeCodec;

/**
 * Tells clients of combat, on the reliable channel: what became of an attack, who was hurt, who died and who lives
 * again. A notice leaves with the session's next datagram. One that finds no room is counted and lost; the snapshots
 * tell who is dead in any case. Allocates only when made.
 */
final class CombatNotices {

    private final World world;
    private final ZoneCounters counters;
    private final WorkCounters work;
    private final CombatNotice notice = new CombatNotice();
    private final byte[] message = new byte[CombatNoticeCodec.MOST_BYTES];

    CombatNotices(World world, ZoneCounters counters, WorkCounters work) {
        this.world = world;
        this.counters = counters;
        this.work = work;
    }

    /** To the attacker: what became of its attack. */
    void result(Player attacker, AttackClaim claim, AttackOutcome outcome, int amount, int flags, int tick) {
        result(attacker, claim.sequence, claim.target, outcome, amount, flags, tick);
    }

    /** As {@link #result(Player, AttackClaim, AttackOutcome, int, int, int)}, of an attack that another zone decided. */
    void result(Player attacker, int sequence, int target, AttackOutcome outcome, int amount, int flags, int tick) {
        begin(Kind.ATTACK_RESULT, target, EntityTable.NO_ENTITY, tick);
        notice.sequence = sequence;
        notice.outcome = outcome.ordinal();
        notice.amount = amount;
        notice.flags = flags;
        send(attacker);
    }

    /** To the victim: how much it was hurt, by whom, and what health is left. */
    void hurt(Player victim, int attacker, int amount, int flags, int tick) {
        begin(Kind.HURT, victim.entity, attacker, tick);
        notice.amount = amount;
        notice.flags = flags;
        notice.health = healthOf(victim);
        send(victim);
    }

    /** To its owner: health came back. */
    void healed(Player player, int amount, int tick) {
        begin(Kind.HEALED, player.entity, EntityTable.NO_ENTITY, tick);
        notice.amount = amount;
        notice.health = healthOf(player);
        send(player);
    }

    /** To the two, as far as the zone acts for them, and to all who see the victim. */
    void death(int victim, int killer, int tick) {
        for (int i = 0; i < world.playerCount(); i++) {
            Player player = world.player(i);
            if (player.entity == victim || player.entity == killer || sees(player, victim)) {
                begin(Kind.DEATH, victim, killer, tick);
                notice.health = player.entity == victim ? 0 : -1;
                send(player);
            }
        }
    }

    /** To itself and to all who see it. */
    void respawn(Player risen, int tick) {
        for (int i = 0; i < world.playerCount(); i++) {
            Player player = world.player(i);
            if (player == risen || sees(player, risen.entity)) {
                begin(Kind.RESPAWN, risen.entity, EntityTable.NO_ENTITY, tick);
                notice.health = player == risen ? healthOf(risen) : -1;
                send(player);
            }
        }
    }

    /** To a new session, which knows nothing: how its player is. */
    void standing(Player player, int tick) {
        int slot = EntityTable.slot(player.entity);
        if (world.combat.isAlive(slot)) {
            healed(player, 0, tick);
        } else {
            begin(Kind.DEATH, player.entity, world.combat.killer(slot), world.combat.deathTick(slot));
            notice.health = 0;
            send(player);
        }
    }

    private void begin(Kind kind, int subject, int object, int tick) {
        notice.kind = kind;
        notice.tick = tick;
        notice.sequence = 0;
        notice.outcome = 0;
        notice.subject = subject;
        notice.object = object;
        notice.amount = 0;
        notice.health = -1;
        notice.flags = 0;
    }

    private void send(Player player) {
        if (!player.isConnected()) {
            return;
        }
        int length = CombatNoticeCodec.write(notice, message, 0);
        boolean queued = player.session().orElseThrow().sendReliable(message, 0, length);
        counters.add(queued ? ZoneCounter.COMBAT_NOTICES : ZoneCounter.COMBAT_NOTICES_DROPPED, 1);
        work.add(Work.COMBAT_NOTICES, 1);
    }

    private int healthOf(Player player) {
        return world.combat.health(EntityTable.slot(player.entity));
    }

    private static boolean sees(Player player, int other) {
        return player.viewer.indexOf(EntityTable.slot(other)) >= 0;
    }
}
