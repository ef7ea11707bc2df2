package io.darkages.engine.snapshot;

/**
 * How often and how fully entities of each tier are told. Immutable; quality of service swaps one for
 * another.
 *
 * @param nearRateHz updates a second of tier 0, whole state
 * @param midRateHz of tier 1, whole state
 * @param farRateHz of tier 2, position only
 * @param snapshotIntervalTicks ticks between two snapshots to one client
 * @param entityCap entities in one snapshot, at most {@link SnapshotEncoder#MAX_ENTITIES}
 */
public record ReplicationPolicy(
        int nearRateHz, int midRateHz, int farRateHz, int snapshotIntervalTicks, int entityCap) {

    public static final int NEAR = 0;
    public static final int MID = 1;
    public static final int FAR = 2;

    /** The original design's rates: 20, 10 and 5 Hz, snapshots at 20 Hz, 100 entities. */
    public static final ReplicationPolicy FULL = new ReplicationPolicy(20, 10, 5, 3, SnapshotEncoder.MAX_ENTITIES);

    public ReplicationPolicy {
        if (nearRateHz < 1 || midRateHz < 1 || farRateHz < 1 || nearRateHz > 60 || midRateHz > 60 || farRateHz > 60) {
            throw new IllegalArgumentException(
                    "rates " + nearRateHz + ", " + midRateHz + ", " + farRateHz + " Hz are not all within 1 to 60");
        }
        if (snapshotIntervalTicks < 1 || snapshotIntervalTicks > 60) {
            throw new IllegalArgumentException("interval of " + snapshotIntervalTicks + " ticks is outside 1 to 60");
        }
        if (entityCap < 1 || entityCap > SnapshotEncoder.MAX_ENTITIES) {
            throw new IllegalArgumentException(
                    "cap of " + entityCap + " entities is outside 1 to " + SnapshotEncoder.MAX_ENTITIES);
        }
    }

    int rateHz(int tier) {
        return tier == NEAR ? nearRateHz : tier == MID ? midRateHz : farRateHz;
    }
}
