package io.darkages.engine.authority;

/** What is wanted of a player's row. */
enum OwnershipGoal {
    /** Nothing: the player is owned, or in transit and waited for. */
    NONE,
    /** Own a player who comes in. */
    CLAIM,
    /** Own a player whom another zone hands over under a known epoch. */
    ACCEPT,
    /** Say that the player goes to another zone. */
    BEGIN,
    /** Hand the player over. */
    COMMIT,
    /** See whether the target has taken the player. */
    CONFIRM,
    /** Keep the player after all. */
    ROLL_BACK,
    /** Let the player go. */
    RELEASE,
    /** Not accept the player, if that can still be. */
    ABANDON
}
