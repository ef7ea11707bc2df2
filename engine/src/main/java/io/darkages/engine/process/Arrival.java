package io.darkages.engine.process;

/** What the target waits for. */
enum Arrival {
    /** The client to open its view. */
    EXPECTED(MigrationStage.PREPARING),
    /** The view to show what the client needs. */
    VIEWED(MigrationStage.PREPARING),
    /** The player's last state. */
    READY(MigrationStage.PREPARING),
    /** The register to say that the player is this zone's. */
    ACCEPTING(MigrationStage.SYNCING),
    /** The register to say whose the player is, whom the source wants back. */
    ABANDONING(MigrationStage.COMPLETING);

    final MigrationStage stage;

    Arrival(MigrationStage stage) {
        this.stage = stage;
    }

    boolean isPreparing() {
        return stage == MigrationStage.PREPARING;
    }
}
