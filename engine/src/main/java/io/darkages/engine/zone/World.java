package io.darkages.engine.zone;

import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.CombatTable;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.snapshot.SnapshotHistory;
import io.darkages.engine.snapshot.Viewer;
import io.darkages.engine.space.Origin;
import io.darkages.engine.space.SpatialHash;
import java.util.ArrayList;
import java.util.List;

/**
 * The zone's state that its phases share: entities, where they are, their history, and the players by
 * entity slot. Holds no rule.
 */
final class World {

    final EntityTable entities;
    final SpatialHash space;
    final SnapshotHistory history;
    final CombatTable combat;

    /** The player of each entity slot; null where the slot is free. */
    private final Player[] playerOfSlot;

    /** In the order of joining, which is the same on every run. */
    private final List<Player> players = new ArrayList<>();

    private int peakPlayers;

    World(int capacity, CombatRules rules, Origin origin) {
        entities = new EntityTable(capacity);
        space = new SpatialHash(capacity, origin);
        history = new SnapshotHistory(capacity, origin);
        combat = new CombatTable(rules, capacity);
        playerOfSlot = new Player[capacity];
    }

    /** Where in the world the zone is. */
    Origin origin() {
        return history.origin();
    }

    /** Puts the zone elsewhere; it must be empty. */
    void moveTo(Origin origin) {
        if (entities.liveCount() > 0) {
            throw new IllegalStateException(entities.liveCount() + " entities are in the zone that is to move");
        }
        space.moveTo(origin);
        history.moveTo(origin);
    }

    /** Puts a player into the world; the table must have room, and the place must be within the zone's reach. */
    Player add(long id, int team, MotionState state, int tick) {
        origin().requireReach(EntityTable.NO_ENTITY, state.x, state.z);
        int entity = entities.create(id, team, state);
        if (entity == EntityTable.NO_ENTITY) {
            throw new IllegalStateException("no room for player " + id + " among " + entities.liveCount());
        }
        int slot = EntityTable.slot(entity);
        space.insert(slot, state.x, state.z);
        combat.spawn(slot, tick);
        Player player = new Player(id, entity, new Viewer(entities.capacity()));
        playerOfSlot[slot] = player;
        players.add(player);
        peakPlayers = Math.max(peakPlayers, players.size());
        return player;
    }

    /** Takes a player and its entity out of the world, and out of everybody's sight. */
    void remove(Player player) {
        int slot = EntityTable.slot(player.entity);
        entities.destroy(player.entity);
        space.remove(slot);
        combat.remove(slot);
        playerOfSlot[slot] = null;
        players.remove(player);
        for (int i = 0; i < players.size(); i++) {
            Viewer viewer = players.get(i).viewer;
            int index = viewer.indexOf(slot);
            if (index >= 0) {
                viewer.leave(index);
            }
        }
    }

    /** The player with that id, or null. Linear: for logins, not for packets. */
    Player find(long id) {
        for (int i = 0; i < players.size(); i++) {
            if (players.get(i).id == id) {
                return players.get(i);
            }
        }
        return null;
    }

    /** The player whose entity lives in that slot. */
    Player playerOf(int slot) {
        return playerOfSlot[slot];
    }

    boolean isFull() {
        return entities.liveCount() == entities.capacity();
    }

    int playerCount() {
        return players.size();
    }

    int peakPlayers() {
        return peakPlayers;
    }

    Player player(int index) {
        return players.get(index);
    }
}
