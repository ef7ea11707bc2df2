package io.darkages.engine.snapshot;

import io.darkages.engine.random.Mix;

/**
 * A digest of all values that a snapshot tells, folded by the server from its own history and by the
 * client from what it stored; {@code snapshot-exact} compares the two. Cheap: three multiplications an
 * entity.
 */
final class SnapshotDigest {

    /** Odd constants without structure: fractions of the square roots of 2, 3 and 5. */
    private static final long K1 = 0x6A09_E667_F3BC_C909L;

    private static final long K2 = 0xBB67_AE85_84CA_A73BL;
    private static final long K3 = 0x3C6E_F372_FE94_F82BL;

    private SnapshotDigest() {}

    /** Of the input's sequence only the low 16 bits count: no more of it is told. */
    static long begin(int tick, int lastProcessedInput) {
        return Mix.mix64((long) tick << 32 | lastProcessedInput & 0xFFFFL);
    }

    /** Folds one entity; {@code motion} is 0 where only the position is told. */
    static long entity(long digest, int entityId, long place, long motion) {
        long h = (Long.rotateLeft(digest, 23) ^ place * K1) + entityId;
        return h * K2 + motion * K3;
    }

    static long removed(long digest, int index) {
        return Mix.fold(digest, index);
    }

    static long end(long digest) {
        return Mix.mix64(digest);
    }
}
