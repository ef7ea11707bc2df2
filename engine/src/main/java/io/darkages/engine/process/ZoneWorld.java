package io.darkages.engine.process;

import io.darkages.engine.movement.MotionState;

/**
 * The world of one zone, as the process around it sees it: a world that can be opened for one zone after another, its
 * players, and the sessions that wait for an answer. Called on the owner's thread; it must not call back from inside.
 */
public interface ZoneWorld extends MigrationHost {

    /** Serves a zone from now on; nobody is in it. */
    void open(long monotonicNanos, int zone);

    /** Serves nothing from now on: who was in the world is out of it, and its session is closed. */
    void close(long monotonicNanos);

    /** Whether the world stands still: sessions live on and nothing happens. */
    void hold(boolean isHeld);

    /** Players in the world. */
    int count();

    /** Whether any of them has a session. */
    boolean isAnyConnected();

    /** Most players that it takes. */
    int capacity();

    /** Player at an index below {@link #count}; the order changes only when somebody comes or goes. */
    long player(int index);

    /** Where that player's feet are, Q16.16 metres of the world. */
    int x(int index);

    int y(int index);

    int z(int index);

    /** Whether a player is in the world. */
    boolean has(long player);

    /** The ticket's player enters, or takes its entity up again; as the roster has it if it is not in the world. */
    boolean enter(long monotonicNanos, long ticket, long player, long epoch);

    /**
     * The ticket's player enters as a stored session has it.
     *
     * @return false if the ticket waits no more, or the bytes are none of a player's session
     */
    boolean enter(long monotonicNanos, long ticket, long player, byte[] session, int length, long epoch);

    /** The ticket's client looks on until its player is installed. */
    boolean observe(long monotonicNanos, long ticket, long player, long epoch);

    /** The ticket's player is to resume at another address, with that token. */
    boolean redirect(long monotonicNanos, long ticket, long address, byte[] token);

    /** The ticket's player may not enter; it keeps its token. */
    boolean refuse(long monotonicNanos, long ticket, String reason);

    /**
     * A player's client is told to open a session at another address besides this one, with that token: as soon as the
     * process there acts for the player, it goes on there.
     *
     * @return false if the player has no client now
     */
    boolean callAhead(long monotonicNanos, long player, long address, byte[] token);

    /** Takes a player out of the world, whose client is told to resume at another address. */
    void sendAway(long monotonicNanos, long player, long address, byte[] token);

    /**
     * Writes a player's session as the hot state keeps it.
     *
     * @return its length; 0 if the player is not in the world
     */
    int save(long monotonicNanos, long player, byte[] into);

    /** Where a stored session's player is; false if the bytes are none. */
    boolean locate(byte[] session, int length, MotionState into);

    /** Where a player without a session enters the world. */
    void spawn(long player, MotionState into);
}
