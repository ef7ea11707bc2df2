package io.darkages.engine.zone;

import io.darkages.engine.movement.MotionState;

/** Who may enter, on which side, and where: the zone's knowledge of players before they are in it. */
public interface Roster {

    /** Whether this player may enter. */
    boolean admits(long player);

    /** The player's team, 0 to 255; 0 is nobody's. */
    int team(long player);

    /** Sets the state at which the player enters: within the zone, and not inside an obstacle. */
    void spawn(long player, MotionState state);
}
