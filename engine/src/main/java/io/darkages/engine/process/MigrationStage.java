package io.darkages.engine.process;

/** How far one player's move to another zone has come. The names are the original design's. */
public enum MigrationStage {
    /** The target is asked, told the token, and the client connects to it. The source acts; either may give it up. */
    PREPARING,
    /** The register is asked to say that the player is in transit. The source acts. */
    TRANSFERRING,
    /** The player stands still: its last state is on its way, and the target asks the register for the player. */
    SYNCING,
    /** The target says that it owns the player, and the source asks the register whether that is so. Or the source
     * wants the player back and asks for that. */
    COMPLETING,
    /** The target owns the player and acts. */
    COMPLETED,
    /** The source owns the player and acts: the target never did. */
    FAILED
}
