package io.darkages.scenarios.format;

/**
 * The store of the combat log: one node on a host of its own.
 *
 * @param latencyNanos one way between it and the zone
 * @param syncNanos what was written is on disk that much later, and a crash of the store forgets it until then; 0: on
 *     disk before it is answered
 */
public record StoreSpec(long latencyNanos, long syncNanos) {

    /** In the same data centre, and it forgets nothing that it has confirmed. */
    public static final StoreSpec STANDARD = new StoreSpec(500_000, 0);
}
