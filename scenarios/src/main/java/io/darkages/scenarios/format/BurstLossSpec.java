package io.darkages.scenarios.format;

/**
 * Bursty loss after Gilbert and Elliott: a path is good or bad, and changes at a packet.
 *
 * @param enterPpm probability for each packet that a good path turns bad
 * @param leavePpm probability for each packet that a bad path turns good
 * @param lossPpm probability that a packet on a bad path is lost
 */
public record BurstLossSpec(int enterPpm, int leavePpm, int lossPpm) {

    private static final long MILLION = 1_000_000;

    /**
     * The burst loss with a given share of lost packets, where all packets of a burst are lost.
     *
     * @param ratePpm share of packets lost in the long run, below 1,000,000
     * @param meanLengthPackets mean length of a burst, at least 1
     */
    public static BurstLossSpec ofRate(int ratePpm, int meanLengthPackets) {
        long leave = Math.max(1, (MILLION + meanLengthPackets / 2) / meanLengthPackets);
        long good = MILLION - ratePpm;
        long enter = (ratePpm * leave + good / 2) / good;
        return new BurstLossSpec((int) Math.min(MILLION, enter), (int) leave, (int) MILLION);
    }

    /** Share of packets lost in the long run, in parts per million, rounded down. */
    public int ratePpm() {
        long sum = (long) enterPpm + leavePpm;
        return sum == 0 ? 0 : (int) ((long) enterPpm * lossPpm / sum);
    }
}
