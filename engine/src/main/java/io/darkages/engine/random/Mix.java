package io.darkages.engine.random;

/** 64-bit finalisers: every bit of the input moves every bit of the output. Pure functions. */
public final class Mix {

    /** The odd fraction of the golden ratio, SplitMix64's increment (Steele, Lea, Flood 2014). */
    public static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private Mix() {}

    /** Stafford's variant 13 of the MurmurHash3 finaliser, as used by SplitMix64. A bijection. */
    public static long mix64(long z) {
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }

    /** Folds a value into a rolling hash; the order of folds matters. */
    public static long fold(long hash, long value) {
        return mix64(hash * GOLDEN_GAMMA + value);
    }
}
