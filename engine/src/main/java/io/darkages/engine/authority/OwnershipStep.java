package io.darkages.engine.authority;

/** What a player's row and the goal for it call for. */
enum OwnershipStep {
    /** Ask the register. */
    READ,
    /** Set the row. */
    SET,
    /** Ask again later. */
    WAIT,
    /** The zone owns the player. */
    OWNED,
    /** Another owns the player, who came in or was offered. */
    ELSEWHERE,
    /** The row says that the player goes to another zone. */
    IN_TRANSIT,
    /** The target has not taken the player yet. */
    STILL_OURS,
    /** Another owns the player, who was handed over. */
    TRANSFERRED,
    /** Nobody owns the player, or another does; either way it has left here. */
    RELEASED
}
