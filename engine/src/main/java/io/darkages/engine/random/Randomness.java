package io.darkages.engine.random;

/**
 * Splits a seed into streams by name, not by order of draw: adding a stream, or a draw in one,
 * shifts no other.
 */
public final class Randomness {

    private final long seed;

    public Randomness(long seed) {
        this.seed = seed;
    }

    public long seed() {
        return seed;
    }

    /** The stream of that name. Asking twice gives two streams that yield the same numbers. */
    public RandomStream stream(CharSequence... name) {
        return new RandomStream(key(name));
    }

    /**
     * A 64-bit key of that name, for fates that are functions of a number:
     * {@code Mix.mix64(key + n * Mix.GOLDEN_GAMMA)} is the n-th draw, whatever was drawn before.
     */
    public long key(CharSequence... name) {
        long hash = Mix.mix64(seed + Mix.GOLDEN_GAMMA);
        for (CharSequence part : name) {
            for (int i = 0; i < part.length(); i++) {
                hash = Mix.fold(hash, part.charAt(i));
            }
            hash = Mix.fold(hash, -1 - part.length());
        }
        return hash;
    }
}
