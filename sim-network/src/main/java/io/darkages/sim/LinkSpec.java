package io.darkages.sim;

/**
 * How one direction of a link behaves. Immutable; probabilities are parts per million. Sizes on the
 * link count the UDP and IPv4 headers, {@link #HEADER_BYTES}, with the payload.
 *
 * @param latencyNanos least time from departure to arrival, at least {@link #LATENCY_NANOS_MIN}
 * @param jitterNanos a uniform draw from 0 to this is added; packets overtake each other by it
 * @param keepOrder nothing overtakes: an early packet waits for those sent before it
 * @param lossPpm independent loss
 * @param burst bursty loss, on top of the independent
 * @param duplicatePpm packets that arrive twice, each copy with its own jitter
 * @param corruptPpm packets that arrive with 1 to 8 bits flipped
 * @param reorderPpm packets that are held back by {@code reorderDelayNanos}
 * @param bytesPerSecond bandwidth, {@link #UNLIMITED} for none to speak of
 * @param queueBytes how much may wait for the bandwidth; a packet that finds no room is dropped
 * @param mtuBytes larger packets are dropped
 * @param cut nothing passes
 */
public record LinkSpec(
        long latencyNanos,
        long jitterNanos,
        boolean keepOrder,
        int lossPpm,
        BurstLoss burst,
        int duplicatePpm,
        int corruptPpm,
        int reorderPpm,
        long reorderDelayNanos,
        long bytesPerSecond,
        int queueBytes,
        int mtuBytes,
        boolean cut) {

    /** 1 microsecond: no window is shorter, so that a run always gets on. */
    public static final long LATENCY_NANOS_MIN = 1_000;

    /** One minute: nothing is under way for longer than a few of them. */
    public static final long DELAY_NANOS_MAX = 60_000_000_000L;

    /** IPv4 without options (20) and UDP (8). */
    public static final int HEADER_BYTES = 28;

    /** A bandwidth at which packets take no time. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** 100 GB/s: beyond it a packet takes less than the clock's nanosecond. */
    public static final long BYTES_PER_SECOND_MAX = 100_000_000_000L;

    /** Ethernet's. */
    public static final int DEFAULT_MTU_BYTES = 1_500;

    /**
     * The Gilbert-Elliott model: a chain of two states steps once for each packet, and packets are
     * lost in the bad one (Gilbert 1960, Elliott 1963).
     *
     * @param goodToBadPpm chance of turning bad, for each packet
     * @param badToGoodPpm chance of turning good again, for each packet
     * @param lossInBadPpm loss while bad
     */
    public record BurstLoss(int goodToBadPpm, int badToGoodPpm, int lossInBadPpm) {

        public static final BurstLoss NONE = new BurstLoss(0, 1_000_000, 0);

        public BurstLoss {
            Range.partsPerMillion("goodToBadPpm", goodToBadPpm);
            Range.partsPerMillion("badToGoodPpm", badToGoodPpm);
            Range.partsPerMillion("lossInBadPpm", lossInBadPpm);
        }

        /**
         * The chain with that loss on average and bursts of that length.
         *
         * @param meanLossPpm long-run loss, below 1,000,000
         * @param meanBurstPackets mean length of a burst, all of it lost; at least 1
         */
        public static BurstLoss of(int meanLossPpm, int meanBurstPackets) {
            Range.check("meanLossPpm", meanLossPpm, 0, 500_000);
            Range.check("meanBurstPackets", meanBurstPackets, 1, 1_000);
            int badToGood = 1_000_000 / meanBurstPackets;
            return new BurstLoss(
                    (int) ((long) badToGood * meanLossPpm / (1_000_000 - meanLossPpm)), badToGood, 1_000_000);
        }
    }

    public LinkSpec {
        Range.check("latencyNanos", latencyNanos, LATENCY_NANOS_MIN, DELAY_NANOS_MAX);
        Range.check("jitterNanos", jitterNanos, 0, DELAY_NANOS_MAX);
        Range.partsPerMillion("lossPpm", lossPpm);
        Range.partsPerMillion("duplicatePpm", duplicatePpm);
        Range.partsPerMillion("corruptPpm", corruptPpm);
        Range.partsPerMillion("reorderPpm", reorderPpm);
        Range.check("reorderDelayNanos", reorderDelayNanos, 0, DELAY_NANOS_MAX);
        if (bytesPerSecond != UNLIMITED) {
            Range.check("bytesPerSecond", bytesPerSecond, 100, BYTES_PER_SECOND_MAX);
        }
        Range.check("queueBytes", queueBytes, DEFAULT_MTU_BYTES, 1 << 30);
        Range.check("mtuBytes", mtuBytes, 68, 65_535);
        if (keepOrder && reorderPpm > 0) {
            throw new IllegalArgumentException("reorderPpm " + reorderPpm + " on a link that keeps order");
        }
    }

    /** A link that only delays. */
    public static LinkSpec ofLatencyNanos(long latencyNanos) {
        return new LinkSpec(
                latencyNanos, 0, false, 0, BurstLoss.NONE, 0, 0, 0, 0, UNLIMITED, 65_536, DEFAULT_MTU_BYTES, false);
    }

    public LinkSpec withLatencyNanos(long nanos) {
        return with(nanos, jitterNanos, keepOrder, lossPpm, burst, cut);
    }

    public LinkSpec withJitterNanos(long nanos) {
        return with(latencyNanos, nanos, keepOrder, lossPpm, burst, cut);
    }

    public LinkSpec withKeepOrder(boolean value) {
        return with(latencyNanos, jitterNanos, value, lossPpm, burst, cut);
    }

    public LinkSpec withLossPpm(int ppm) {
        return with(latencyNanos, jitterNanos, keepOrder, ppm, burst, cut);
    }

    public LinkSpec withBurst(BurstLoss value) {
        return with(latencyNanos, jitterNanos, keepOrder, lossPpm, value, cut);
    }

    public LinkSpec withCut(boolean value) {
        return with(latencyNanos, jitterNanos, keepOrder, lossPpm, burst, value);
    }

    public LinkSpec withDuplicatePpm(int ppm) {
        return with(ppm, corruptPpm, reorderPpm, reorderDelayNanos, bytesPerSecond, queueBytes, mtuBytes);
    }

    public LinkSpec withCorruptPpm(int ppm) {
        return with(duplicatePpm, ppm, reorderPpm, reorderDelayNanos, bytesPerSecond, queueBytes, mtuBytes);
    }

    public LinkSpec withReordering(int ppm, long delayNanos) {
        return with(duplicatePpm, corruptPpm, ppm, delayNanos, bytesPerSecond, queueBytes, mtuBytes);
    }

    public LinkSpec withBandwidth(long bytesEachSecond, int bytesQueued) {
        return with(duplicatePpm, corruptPpm, reorderPpm, reorderDelayNanos, bytesEachSecond, bytesQueued, mtuBytes);
    }

    public LinkSpec withMtuBytes(int bytes) {
        return with(duplicatePpm, corruptPpm, reorderPpm, reorderDelayNanos, bytesPerSecond, queueBytes, bytes);
    }

    private LinkSpec with(long latency, long jitter, boolean order, int loss, BurstLoss bursty, boolean isCut) {
        return new LinkSpec(
                latency,
                jitter,
                order,
                loss,
                bursty,
                duplicatePpm,
                corruptPpm,
                reorderPpm,
                reorderDelayNanos,
                bytesPerSecond,
                queueBytes,
                mtuBytes,
                isCut);
    }

    private LinkSpec with(int duplicate, int corrupt, int reorder, long held, long bandwidth, int queue, int mtu) {
        return new LinkSpec(
                latencyNanos,
                jitterNanos,
                keepOrder,
                lossPpm,
                burst,
                duplicate,
                corrupt,
                reorder,
                held,
                bandwidth,
                queue,
                mtu,
                cut);
    }
}
