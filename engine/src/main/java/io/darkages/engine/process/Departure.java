package io.darkages.engine.process;

/** What the source waits for. */
enum Departure {
    /** Nothing: the player is near a zone or came from one, and no migration is under way. */
    NONE(MigrationStage.FAILED),
    /** The target's word that it expects the player. */
    ASKED(MigrationStage.PREPARING),
    /** The player's place to call for the client's view of the target. */
    EXPECTED(MigrationStage.PREPARING),
    /** The client to be there. */
    INVITED(MigrationStage.PREPARING),
    /** The player's place to call for the change. */
    READY(MigrationStage.PREPARING),
    /** The register to say that the player is in transit. */
    BEGUN(MigrationStage.TRANSFERRING),
    /** The target to have taken the frozen player. */
    SENT(MigrationStage.SYNCING),
    /** The register to say whose the player is, after the target said that it is its own. */
    CONFIRMING(MigrationStage.COMPLETING),
    /** The register to say whose the player is, who is wanted back. */
    ROLLING_BACK(MigrationStage.COMPLETING),
    /** The client to notice: inputs that come yet are passed on for a while. */
    GONE(MigrationStage.COMPLETED);

    final MigrationStage stage;

    Departure(MigrationStage stage) {
        this.stage = stage;
    }

    /** Whether giving up takes no more than a word to the target and the client. */
    boolean isPreparing() {
        return stage == MigrationStage.PREPARING;
    }

    /** Whether the register has been asked to let the player go, and has not said how that ended. */
    boolean isOpen() {
        return this == BEGUN || this == SENT || this == CONFIRMING || this == ROLLING_BACK;
    }
}
