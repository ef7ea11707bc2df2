package io.darkages.engine.backplane;

import java.util.Arrays;

/**
 * Which of the last {@value #SIZE} numbers have come, below and with the highest. Older ones count as too late. Not
 * thread-safe; allocates only when made.
 */
final class SequenceWindow {

    /** Over a second of the most that a zone sends in a tick; a power of two. */
    static final int SIZE = 1_024;

    /** What became of a number. */
    enum Verdict {
        NEW,
        SEEN,
        TOO_LATE
    }

    private final long[] seen = new long[SIZE / Long.SIZE];
    private long highest;

    /** Nothing has come. */
    void clear() {
        Arrays.fill(seen, 0);
        highest = 0;
    }

    /** @param number at least 1 */
    Verdict accept(long number) {
        if (number > highest) {
            forget(number);
            highest = number;
        } else if (highest - number >= SIZE) {
            return Verdict.TOO_LATE;
        } else if ((seen[word(number)] & bit(number)) != 0) {
            return Verdict.SEEN;
        }
        seen[word(number)] |= bit(number);
        return Verdict.NEW;
    }

    /** Clears the places of the numbers above the highest up to that one. */
    private void forget(long number) {
        if (number - highest >= SIZE) {
            Arrays.fill(seen, 0);
            return;
        }
        for (long each = highest + 1; each <= number; each++) {
            seen[word(each)] &= ~bit(each);
        }
    }

    private static int word(long number) {
        return (int) (number & SIZE - 1) >>> 6;
    }

    private static long bit(long number) {
        return 1L << (number & Long.SIZE - 1);
    }
}
