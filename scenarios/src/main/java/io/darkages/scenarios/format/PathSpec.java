package io.darkages.scenarios.format;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What happens to packets in one direction of a link. Fractions are in parts per million of the packets.
 *
 * @param latencyNanos least delay, one way; at least {@link #MIN_LATENCY_NANOS}
 * @param jitterNanos most delay that is added to the latency, drawn for each packet; reordering follows from it
 * @param lossPpm packets lost independently of each other
 * @param burstLoss packets lost in bursts, on top of the independent loss
 * @param duplicatePpm packets that arrive twice
 * @param reorderPpm packets held back so that later ones overtake them
 * @param reorderDelayNanos how long those are held back
 * @param corruptPpm packets with a bit turned over
 * @param bandwidthBytesPerSecond headers included; unlimited where absent
 * @param queueBytes bytes that may wait for the bandwidth before packets are dropped
 * @param mtuBytes largest datagram, headers included; larger ones are dropped
 */
public record PathSpec(
        long latencyNanos,
        long jitterNanos,
        int lossPpm,
        Optional<BurstLossSpec> burstLoss,
        int duplicatePpm,
        int reorderPpm,
        long reorderDelayNanos,
        int corruptPpm,
        OptionalLong bandwidthBytesPerSecond,
        int queueBytes,
        int mtuBytes) {

    /** Hosts that run on several threads need a window to run in, so a link always takes some time. */
    public static final long MIN_LATENCY_NANOS = 100_000;

    /** A good path: 20 ms, nothing lost, 64 KiB of queue, the Ethernet MTU. */
    public static final PathSpec STANDARD =
            new PathSpec(20_000_000, 0, 0, Optional.empty(), 0, 0, 10_000_000, 0, OptionalLong.empty(), 65_536, 1_500);

    /** The same with another latency. */
    public PathSpec withLatencyNanos(long value) {
        return new PathSpec(
                value,
                jitterNanos,
                lossPpm,
                burstLoss,
                duplicatePpm,
                reorderPpm,
                reorderDelayNanos,
                corruptPpm,
                bandwidthBytesPerSecond,
                queueBytes,
                mtuBytes);
    }
}
