package io.darkages.engine.port;

import io.darkages.engine.random.Mix;

/**
 * A player's session as the hot state keeps it: who, under which owner epoch, and bytes whose meaning only the game
 * knows. Mutable and reused.
 */
public final class SessionRecord {

    /** Most bytes of a record. */
    public static final int BYTES_MAX = 512;

    /** Largest epoch and version, 2^53: up to there the store's scripts count exactly. */
    public static final long COUNT_MAX = 1L << 53;

    public long player;

    /** The owner epoch of whoever saves, 0 to {@link #COUNT_MAX}. It only grows, and a lower one is refused. */
    public long epoch;

    /** Grows within an epoch, 0 to {@link #COUNT_MAX}: of two saves under one epoch the lower one is refused. */
    public long version;

    /** Holds the record from its beginning. */
    public final byte[] bytes = new byte[BYTES_MAX];

    /** Bytes of the record, 0 to {@link #BYTES_MAX}. */
    public int length;

    /** Digest of the record's bytes. */
    public long digest() {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = Mix.fold(hash, bytes[i]);
        }
        return hash;
    }
}
