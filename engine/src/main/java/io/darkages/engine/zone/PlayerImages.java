package io.darkages.engine.zone;

import io.darkages.engine.backplane.PlayerImage;
import io.darkages.engine.entity.EntityTable;

/** Takes players out of the world's columns and puts them into another world's, where ticks are others. */
final class PlayerImages {

    private final World world;
    private final Ghosts ghosts;

    PlayerImages(World world, Ghosts ghosts) {
        this.world = world;
        this.ghosts = ghosts;
    }

    /** Writes down all of a player that its zone holds. */
    void capture(Player player, PlayerImage into, int tick, long monotonicNanos) {
        int slot = EntityTable.slot(player.entity);
        into.player = player.id;
        into.epoch = player.epoch;
        into.team = world.entities.team(slot);
        world.entities.load(slot, into.motion);
        world.combat.load(slot, tick, into.combat);
        into.combat.killer = player.killer;
        into.combat.kills = player.kills;
        into.combat.deaths = player.deaths;
        player.gate.save(into.inputs, tick);
        if (player.attacks.count() > 0) {
            into.inputs.dropPendingFrom(player.attacks.claim(0).sequence);
        }
        into.inputs.hasTimestamp = player.hasTimestamp;
        into.inputs.lastTimestampMillis = player.lastTimestampMillis & 0xFFFF;
        into.inputs.lastTimestampSequence = player.lastTimestampSequence;
        into.inputs.claimedAheadMillis = player.claimedAheadMillis;
        into.inputs.batchCredit = Math.max(0, player.batchCredit);
        into.inputs.placedTicksAgo = Math.max(0, tick - player.placedTick);
        into.isConnected = player.isConnected();
        into.sessionNumber = player.sessionNumber;
        into.disconnectedNanosAgo = player.isConnected() ? 0 : Math.max(0, monotonicNanos - player.disconnectedNanos);
    }

    /** Makes a player who has just come be as the image says; its epoch and session are the caller's business. */
    void restore(Player player, PlayerImage from, int tick) {
        int slot = EntityTable.slot(player.entity);
        int killer = from.combat.killer == 0 ? EntityTable.NO_ENTITY : entityOf(from.combat.killer);
        world.combat.store(slot, tick, killer, from.combat);
        player.killer = from.combat.killer;
        player.kills = from.combat.kills;
        player.deaths = from.combat.deaths;
        player.gate.restore(from.inputs, tick);
        player.hasTimestamp = from.inputs.hasTimestamp;
        player.lastTimestampMillis = from.inputs.lastTimestampMillis;
        player.lastTimestampSequence = from.inputs.lastTimestampSequence;
        player.claimedAheadMillis = from.inputs.claimedAheadMillis;
        player.batchCredit = Math.min(Intake.MAX_BATCH_CREDIT, from.inputs.batchCredit);
        player.placedTick = tick - from.inputs.placedTicksAgo;
        player.sessionNumber = from.sessionNumber;
        player.formerSessionNumber = from.sessionNumber;
    }

    /** A player stood still for so many ticks. */
    void postpone(Player player, int ticks) {
        world.combat.postpone(EntityTable.slot(player.entity), ticks);
        player.placedTick += ticks;
        player.gate.stood(ticks);
    }

    /** Nobody moved for so many ticks; those who are frozen have a time of their own. */
    void postponeAll(int ticks) {
        for (int i = 0; i < world.playerCount(); i++) {
            if (!world.player(i).isFrozen) {
                postpone(world.player(i), ticks);
            }
        }
    }

    /** Somebody's entity here, the zone's own or a copy, or {@link EntityTable#NO_ENTITY}. */
    int entityOf(long id) {
        Player known = world.find(id);
        return known == null ? ghosts.entityOf(id) : known.entity;
    }
}
