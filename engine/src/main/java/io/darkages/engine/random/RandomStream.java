package io.darkages.engine.random;

/**
 * A named stream of random numbers: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom
 * Number Generators, 2014). The state advances by {@link Mix#GOLDEN_GAMMA} and each state is
 * finalised by {@link Mix#mix64}. Streams are made by {@link Randomness}, by name.
 *
 * <p>Not thread-safe: a stream belongs to one host.
 */
public final class RandomStream implements RandomSource {

    private long state;

    RandomStream(long seed) {
        state = seed;
    }

    @Override
    public long nextLong() {
        state += Mix.GOLDEN_GAMMA;
        return Mix.mix64(state);
    }

    /**
     * A number from 0 to {@code bound - 1}, without bias worth naming: the high half of a 64-bit
     * product (Lemire 2019, without the rejection step; the bias is below bound / 2^32).
     *
     * @param bound at least 1
     */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound " + bound + " is below 1");
        }
        return (int) ((nextLong() >>> 32) * bound >>> 32);
    }

    /** A number from {@code low} to {@code high}, both included. */
    public long between(long low, long high) {
        if (low > high) {
            throw new IllegalArgumentException("low " + low + " is above high " + high);
        }
        return low + Math.floorMod(nextLong() >>> 1, high - low + 1);
    }

    /** True in {@code partsPerMillion} of a million draws. */
    public boolean chance(int partsPerMillion) {
        return nextInt(1_000_000) < partsPerMillion;
    }

    /** The stream's state, for canonical hashes of its owner. */
    public long state() {
        return state;
    }
}
