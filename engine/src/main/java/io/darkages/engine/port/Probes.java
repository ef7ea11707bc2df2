package io.darkages.engine.port;

/**
 * Where hosts write what judges need to see. Write-only: nothing in the world reads a record back,
 * it costs no virtual CPU and enters no hash. The implementation stamps time, host and sequence.
 *
 * <p>Called on the host's own thread, never concurrently for one host.
 */
public interface Probes {

    /** A port that keeps nothing, for runs that nobody judges. */
    Probes NONE = (kind, player, a, b, digest) -> {};

    /**
     * Writes one record.
     *
     * @param kind what is said; it names the columns
     * @param player the player's id, or 0 where none is meant
     * @param a first id or value
     * @param b second id or value
     * @param digest digest of state, or third value
     */
    void record(ProbeKind kind, long player, long a, long b, long digest);

    /** Writes how full a bounded structure has been and how full it may get. */
    default void bound(BoundedStructure structure, long highWater, long cap) {
        record(ProbeKind.BOUNDED, 0, structure.ordinal(), highWater, cap);
    }
}
