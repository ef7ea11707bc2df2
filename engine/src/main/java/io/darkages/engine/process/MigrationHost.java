package io.darkages.engine.process;

import io.darkages.engine.backplane.MigrationState;

/**
 * What moves between zones need of the world of one zone. Called on the owner's thread, from inside the calls of {@link
 * Migrations}; it must not call back.
 */
public interface MigrationHost {

    /** Target: keeps a place free for a player who may come. One who has one keeps it. False if there is none. */
    boolean reserve(long player);

    /** Target: the player does not come: gives up its place, and its client's view of this zone if there is one. */
    void dismiss(long monotonicNanos, long player);

    /** Target: whether the player's client looks on. */
    boolean isObserved(long player);

    /** Target: whether it looks on, and sees what it needs to. */
    boolean isWarm(long player);

    /**
     * Target: puts a player into the world as another zone left it, whether or not the world stands still. From now on it
     * is acted for under that epoch.
     *
     * @return false if that can't be
     */
    boolean install(long monotonicNanos, MigrationState state, long epoch);

    /**
     * Source: tells the player's client to open a view of another zone.
     *
     * @param process that holds the zone, as the backplane names it
     * @return false if the player has no client now
     */
    boolean invite(long monotonicNanos, long player, int zone, long process, byte[] token);

    /** Source: tells the player's client to close that view. */
    void uninvite(long monotonicNanos, long player);

    /** Source: the player stands still from now on: nothing is computed for it and nothing happens to it. */
    void freeze(long player);

    /** Source: the player stays, under a new epoch; it moves again if it stood still. */
    void thaw(long player, long epoch);

    /**
     * Source: fills in the state of a frozen player, all but the migration, the epoch and the row's version.
     *
     * @return false if the player is not in the world
     */
    boolean capture(long monotonicNanos, long player, MigrationState state);

    /** Source: another zone acts for the player: its entity goes, its client's view of this zone ends. */
    void remove(long monotonicNanos, long player, int zone, long epoch);
}
