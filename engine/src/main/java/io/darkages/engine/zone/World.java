package io.darkages.engine.zone;

import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.CombatTable;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.entity.PlayerIndex;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.random.Mix;
import io.darkages.engine.snapshot.SnapshotHistory;
import io.darkages.engine.snapshot.Viewer;
import io.darkages.engine.space.Origin;
import io.darkages.engine.space.SpatialHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The zone's state that its phases share: entities, where they are, their history, and the players by
 * entity slot. Holds no rule.
 */
final class World {

    final EntityTable entities;
    final SpatialHash space;
    final SnapshotHistory history;
    final CombatTable combat;

    /** The player of each entity slot; null where the slot is free, or holds a copy of another zone's entity. */
    private final Player[] playerOfSlot;

    /** In the order of joining, which is the same on every run. */
    private final List<Player> players = new ArrayList<>();

    /** Where in {@link #players} each stands. */
    private final PlayerIndex indexOfPlayer;

    /** Players for whom another zone acts, and whose clients look on already, in the order of coming. */
    private final List<Player> observers = new ArrayList<>();

    private final PlayerIndex indexOfObserver;

    /** Players who are announced; asked for, and never walked through. */
    private final Set<Long> reserved = new TreeSet<>();

    private final int capacity;
    private final int[] recordedTicks = new int[SnapshotHistory.TICKS];
    private int newestRecorded;
    private int peakPlayers;
    private int peakObservers;

    /**
     * @param capacity players at one time
     * @param ghosts entities of other zones at one time
     */
    World(int capacity, int ghosts, CombatRules rules, Origin origin) {
        this.capacity = capacity;
        int slots = capacity + ghosts;
        entities = new EntityTable(slots);
        space = new SpatialHash(slots, origin);
        history = new SnapshotHistory(slots, origin);
        combat = new CombatTable(rules, slots);
        playerOfSlot = new Player[slots];
        indexOfPlayer = new PlayerIndex(capacity);
        indexOfObserver = new PlayerIndex(capacity);
    }

    /** Where in the world the zone is. */
    Origin origin() {
        return history.origin();
    }

    /** Puts the zone elsewhere; it must be empty. */
    void moveTo(Origin origin) {
        if (entities.liveCount() + observers.size() > 0) {
            throw new IllegalStateException(entities.liveCount() + " entities are in the zone that is to move");
        }
        space.moveTo(origin);
        history.moveTo(origin);
    }

    /** Puts a player into the world; the table must have room, and the place must be within the zone's reach. */
    Player add(long id, int team, MotionState state, int tick) {
        origin().requireReach(EntityTable.NO_ENTITY, state.x, state.z);
        int entity = isFullFor(id) ? EntityTable.NO_ENTITY : entities.create(id, team, state);
        if (entity == EntityTable.NO_ENTITY) {
            throw new IllegalStateException("no room for player " + id + " among " + entities.liveCount());
        }
        int slot = EntityTable.slot(entity);
        space.insert(slot, state.x, state.z);
        combat.spawn(slot, tick);
        Player player = new Player(id, entity, new Viewer(entities.capacity()));
        own(player);
        return player;
    }

    /** The player's entity, which is in the world, is the zone's own from now on. */
    void own(Player player) {
        playerOfSlot[EntityTable.slot(player.entity)] = player;
        reserved.remove(player.id);
        indexOfPlayer.put(player.id, players.size());
        players.add(player);
        peakPlayers = Math.max(peakPlayers, players.size());
    }

    /** The zone does not act for a player any more; its entity stays, as a copy. */
    void disown(Player player) {
        playerOfSlot[EntityTable.slot(player.entity)] = null;
        remove(player, players, indexOfPlayer);
    }

    /**
     * Puts a copy of somebody into the world.
     *
     * @return its entity, or {@link EntityTable#NO_ENTITY} without room
     */
    int addGhost(long id, int team, MotionState state) {
        if (ghostCount() >= ghostsMax()) {
            return EntityTable.NO_ENTITY;
        }
        int entity = entities.create(id, team, state);
        if (entity != EntityTable.NO_ENTITY) {
            space.insert(EntityTable.slot(entity), state.x, state.z);
        }
        return entity;
    }

    /** Notes that the states of a tick are in the history; those of ticks that were left out are not. */
    void recorded(int tick) {
        recordedTicks[tick & SnapshotHistory.TICKS - 1] = tick;
        newestRecorded = tick;
    }

    /**
     * Draws an entity from the zone's own history: between the states around a time, or at the nearest one there is.
     *
     * @param timeQ8 in the zone's ticks, at most {@link SnapshotHistory#TICKS} ago
     */
    void drawOwn(int slot, long timeQ8, int tick, DrawnPlace into) {
        int at = Math.min(tick, (int) (timeQ8 >> DrawnPlace.TICK_FRACTION_BITS));
        int oldest = newestRecorded - SnapshotHistory.TICKS + 1;
        int before = Math.min(at, newestRecorded);
        while (before > oldest && !isRecorded(before)) {
            before--;
        }
        int after = Math.max(before, at + 1);
        while (after < newestRecorded && !isRecorded(after)) {
            after++;
        }
        into.of(origin());
        long earlier = history.placeAt(history.index(before, slot));
        if (after > newestRecorded || after <= before || !isRecorded(before)) {
            into.at(before, earlier);
        } else {
            long later = history.placeAt(history.index(after, slot));
            into.between(before, earlier, after, later, timeQ8);
        }
    }

    /** The last tick whose states are in the history. */
    int newestRecorded() {
        return newestRecorded;
    }

    private boolean isRecorded(int tick) {
        return recordedTicks[tick & SnapshotHistory.TICKS - 1] == tick;
    }

    int playersMax() {
        return capacity;
    }

    int ghostCount() {
        return entities.liveCount() - players.size();
    }

    int ghostsMax() {
        return entities.capacity() - capacity;
    }

    /** Takes a player and its entity out of the world, and out of everybody's sight. */
    void remove(Player player) {
        disown(player);
        removeEntity(player.entity);
    }

    void removeEntity(int entity) {
        int slot = EntityTable.slot(entity);
        entities.destroy(entity);
        space.remove(slot);
        combat.remove(slot);
        for (int i = 0; i < players.size(); i++) {
            hide(slot, players.get(i).viewer);
        }
        for (int i = 0; i < observers.size(); i++) {
            hide(slot, observers.get(i).viewer);
        }
    }

    /** Takes a slot out of a client's sight. */
    static void hide(int slot, Viewer viewer) {
        int index = viewer.indexOf(slot);
        if (index >= 0) {
            viewer.leave(index);
        }
    }

    /** The player with that id, or null. */
    Player find(long id) {
        int index = indexOfPlayer.get(id);
        return index == PlayerIndex.ABSENT ? null : players.get(index);
    }

    /** Where among the players that one stands, or {@link PlayerIndex#ABSENT}. */
    int indexOf(long id) {
        return indexOfPlayer.get(id);
    }

    /** The observer with that id, or null. */
    Player findObserver(long id) {
        int index = indexOfObserver.get(id);
        return index == PlayerIndex.ABSENT ? null : observers.get(index);
    }

    /** Whether a player is announced, or looks on: it may act here soon. */
    boolean isExpected(long id) {
        return reserved.contains(id) || indexOfObserver.get(id) != PlayerIndex.ABSENT;
    }

    void addObserver(Player observer) {
        if (observers.size() == capacity || findObserver(observer.id) != null) {
            throw new IllegalStateException(
                    "player " + observer.id + " on top of " + observers.size() + " who look on");
        }
        indexOfObserver.put(observer.id, observers.size());
        observers.add(observer);
        peakObservers = Math.max(peakObservers, observers.size());
    }

    void removeObserver(Player observer) {
        remove(observer, observers, indexOfObserver);
    }

    private static void remove(Player player, List<Player> from, PlayerIndex index) {
        int at = index.get(player.id);
        if (at == PlayerIndex.ABSENT || from.get(at) != player) {
            return;
        }
        from.remove(at);
        index.remove(player.id);
        // The order stays, so whoever stood behind it moves up. Somebody goes rarely.
        for (int i = at; i < from.size(); i++) {
            index.put(from.get(i).id, i);
        }
    }

    /** The most who ever looked on at one time. */
    int peakObservers() {
        return peakObservers;
    }

    int observerCount() {
        return observers.size();
    }

    Player observer(int index) {
        return observers.get(index);
    }

    /** The player whose entity lives in that slot; null where that is a copy. */
    Player playerOf(int slot) {
        return playerOfSlot[slot];
    }

    /** Whether another zone acts for that entity, which exists. */
    boolean isGhost(int entity) {
        return playerOfSlot[EntityTable.slot(entity)] == null;
    }

    /** Whether there is no room for anybody whose place is not reserved. */
    boolean isFull() {
        return players.size() + reserved.size() >= capacity;
    }

    /** Whether there is no room for that player. */
    boolean isFullFor(long player) {
        return isFull() && !reserved.contains(player);
    }

    /** Keeps a place free; false if there is none. */
    boolean reserve(long player) {
        if (reserved.contains(player)) {
            return true;
        }
        return !isFull() && reserved.add(player);
    }

    void unreserveAll() {
        reserved.clear();
    }

    void unreserve(long player) {
        reserved.remove(player);
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

    /** Folds who is where, and what was processed of each player, into a hash. */
    long fold(long hash) {
        long folded = hash;
        MotionState state = new MotionState();
        for (Player player : players) {
            int slot = EntityTable.slot(player.entity);
            entities.load(slot, state);
            folded = Mix.fold(folded, player.id);
            folded = Mix.fold(folded, (long) player.entity << 32 | player.epoch & 0xFFFF_FFFFL);
            folded = Mix.fold(folded, state.digest());
            folded = Mix.fold(folded, (long) player.gate.lastProcessed() << 32 | player.viewer.newestSnapshotId());
            folded = Mix.fold(folded, player.viewer.visibleCount());
            folded = combat.fold(folded, slot);
            folded = Mix.fold(folded, player.attacks.count());
        }
        return folded;
    }
}
