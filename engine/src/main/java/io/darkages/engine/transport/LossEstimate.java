package io.darkages.engine.transport;

/**
 * Share of the peer's packets that did not come, from gaps in their numbers: counted over stretches of
 * 64 numbers and smoothed by a quarter. A packet that comes late counts in the stretch in which it comes.
 */
final class LossEstimate {

    private static final int STRETCH = 64;
    private static final int MILLION = 1_000_000;

    private long stretchBegin;
    private int received;
    private int partsPerMillion;
    private boolean estimated;

    LossEstimate(long firstNumber) {
        stretchBegin = firstNumber;
    }

    /** Nothing has come yet. */
    void begin(long firstNumber) {
        stretchBegin = firstNumber;
    }

    /** @param highest the highest number received so far, this packet included */
    void packet(long highest) {
        received++;
        long expected = highest + 1 - stretchBegin;
        if (expected >= STRETCH) {
            long lost = Math.max(0, expected - received);
            int sample = (int) (lost * MILLION / expected);
            partsPerMillion = estimated ? partsPerMillion + (sample - partsPerMillion) / 4 : sample;
            estimated = true;
            stretchBegin = highest + 1;
            received = 0;
        }
    }

    int partsPerMillion() {
        return partsPerMillion;
    }
}
