package io.darkages.sim;

import io.darkages.engine.random.Mix;
import io.darkages.sim.LinkSpec.BurstLoss;

/**
 * One direction between two hosts, owned by the sender. The fate of its n-th packet is a function of
 * {@code mix64(key + n * GOLDEN_GAMMA)} and the specification: each decision takes its own draw from
 * that number, so that switching one on or off leaves the others as they were. Only what a queue is
 * (bandwidth, kept order, the bursty chain) remembers earlier packets of the same link.
 */
final class Link {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NO_ROOM = -1;

    private static final long LOSS = 1;
    private static final long BURST_STEP = 2;
    private static final long BURST_LOSS = 3;
    private static final long DUPLICATE = 4;
    private static final long JITTER = 5;
    private static final long REORDER = 6;
    private static final long CORRUPT = 7;
    private static final long FLIPS = 8;
    private static final long COPY = 16;

    private final Host from;
    private final int to;
    private final long key;
    private LinkSpec spec;
    private int specVersion;
    private long packets;
    private long bandwidthFreeNanos;
    private long lastArrivalNanos;
    private boolean bursty;
    private boolean bad;

    /** @param to index of the receiver */
    Link(Host from, int to, long key, LinkSpec spec, int specVersion) {
        this.from = from;
        this.to = to;
        this.key = key;
        this.spec = spec;
        this.specVersion = specVersion;
        bursty = !spec.burst().equals(BurstLoss.NONE);
    }

    int specVersion() {
        return specVersion;
    }

    void respecify(LinkSpec newSpec, int version) {
        spec = newSpec;
        specVersion = version;
        bursty = !newSpec.burst().equals(BurstLoss.NONE);
        bad &= bursty;
    }

    /** Decides the fate of the next packet and, unless it is lost, adds its copies to {@code out}. */
    void transmit(long departureNanos, byte[] source, int offset, int length, Departures out) {
        long fate = Mix.mix64(key + packets++ * Mix.GOLDEN_GAMMA);
        boolean lostInBurst = isLostInBurst(fate);
        int size = length + LinkSpec.HEADER_BYTES;
        if (spec.cut()) {
            from.counters().drop(DropCause.CUT);
            return;
        }
        if (size > spec.mtuBytes()) {
            from.counters().drop(DropCause.MTU);
            return;
        }
        long leaves = departureNanos;
        if (spec.bytesPerSecond() != LinkSpec.UNLIMITED) {
            leaves = throughBandwidth(departureNanos, size);
            if (leaves == NO_ROOM) {
                from.counters().drop(DropCause.LINK_QUEUE_FULL);
                return;
            }
        }
        if (strikes(fate, LOSS, spec.lossPpm())) {
            from.counters().drop(DropCause.LOSS);
            return;
        }
        if (lostInBurst) {
            from.counters().drop(DropCause.BURST_LOSS);
            return;
        }
        carry(fate, leaves, source, offset, length, out);
        if (strikes(fate, DUPLICATE, spec.duplicatePpm())) {
            from.counters().duplicated++;
            carry(draw(fate, COPY), leaves, source, offset, length, out);
        }
    }

    private boolean isLostInBurst(long fate) {
        if (!bursty) {
            return false;
        }
        BurstLoss burst = spec.burst();
        bad = bad ? !strikes(fate, BURST_STEP, burst.badToGoodPpm()) : strikes(fate, BURST_STEP, burst.goodToBadPpm());
        return bad && strikes(fate, BURST_LOSS, burst.lossInBadPpm());
    }

    /** When the last byte leaves the queue, {@link #NO_ROOM} when there is no room in it. */
    private long throughBandwidth(long departureNanos, int size) {
        long begins = Math.max(bandwidthFreeNanos, departureNanos);
        long ends = begins + ceilDivide(size * NANOS_PER_SECOND, spec.bytesPerSecond());
        if (ends - departureNanos > ceilDivide(spec.queueBytes() * NANOS_PER_SECOND, spec.bytesPerSecond())) {
            return NO_ROOM;
        }
        bandwidthFreeNanos = ends;
        from.counters().noteLinkQueue((ends - departureNanos) * spec.bytesPerSecond() / NANOS_PER_SECOND);
        return ends;
    }

    private static long ceilDivide(long value, long divisor) {
        return (value + divisor - 1) / divisor;
    }

    private void carry(long fate, long leaves, byte[] source, int offset, int length, Departures out) {
        long arrival = leaves + spec.latencyNanos() + upTo(draw(fate, JITTER), spec.jitterNanos());
        if (strikes(fate, REORDER, spec.reorderPpm())) {
            from.counters().reordered++;
            arrival += spec.reorderDelayNanos();
        }
        if (spec.keepOrder()) {
            arrival = Math.max(arrival, lastArrivalNanos);
            lastArrivalNanos = arrival;
        }
        int begin = out.add(from, to, arrival, from.nextSequence(), source, offset, length);
        if (strikes(fate, CORRUPT, spec.corruptPpm())) {
            from.counters().corrupted++;
            flipBits(draw(fate, FLIPS), out.bytes(), begin, length);
        }
    }

    /** Flips 1 to 8 bits: the first anywhere, the others at a stride that visits none twice. */
    private static void flipBits(long fate, byte[] bytes, int begin, int length) {
        int flips = 1 + (int) (fate >>> 61);
        long bits = length * 8L;
        long bit = upTo(draw(fate, 0), bits - 1);
        long stride = 1 + upTo(draw(fate, 1), bits / 8 - 1);
        for (int i = 0; i < flips; i++) {
            bytes[begin + (int) (bit >> 3)] ^= (byte) (1 << (bit & 7));
            bit = (bit + stride) % bits;
        }
    }

    private static boolean strikes(long fate, long decision, int partsPerMillion) {
        return partsPerMillion > 0 && (draw(fate, decision) >>> 32) * 1_000_000 >>> 32 < partsPerMillion;
    }

    private static long draw(long fate, long decision) {
        return Mix.mix64(fate + decision * Mix.GOLDEN_GAMMA);
    }

    /** A uniform number from 0 to {@code most}, both included. */
    private static long upTo(long draw, long most) {
        return Math.multiplyHigh(draw >>> 1, most + 1 << 1);
    }
}
