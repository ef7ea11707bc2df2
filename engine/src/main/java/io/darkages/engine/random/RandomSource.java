package io.darkages.engine.random;

/**
 * Where random numbers come from: a named stream in the simulator, the system's secure generator on a
 * real machine. What must not be guessed (ids, challenge keys, session keys) is drawn through this.
 *
 * <p>Not thread-safe unless the implementation says so.
 */
public interface RandomSource {

    /** Sixty-four random bits. */
    long nextLong();

    /** Fills the array, eight bytes a draw, little end first. */
    default void fill(byte[] bytes) {
        long word = 0;
        for (int i = 0; i < bytes.length; i++) {
            if ((i & 7) == 0) {
                word = nextLong();
            }
            bytes[i] = (byte) (word >>> ((i & 7) << 3));
        }
    }
}
