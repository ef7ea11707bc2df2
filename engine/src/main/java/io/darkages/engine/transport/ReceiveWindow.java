package io.darkages.engine.transport;

import java.util.Arrays;

/**
 * What one side knows of the packets that the other has sent: which numbers came (to refuse replays),
 * which of them are to be acknowledged (a packet whose reliable data had to be refused is not), and
 * what share was lost. Two bitmaps over the last {@value #SPAN} numbers, word beside word in one array;
 * older packets are refused.
 */
final class ReceiveWindow {

    static final int SPAN = 512;

    /** The handshake counts as packet 1, the first data packet is number 2; of peers before version 10 it is 1. */
    static final long FIRST_NUMBER = 2;

    static final int NEW = 0;
    static final int REPLAYED = 1;
    static final int STALE = 2;
    static final int JUMPED = 3;

    /** Blocks that an ack has at most, as in GameNetworkingSockets; what they leave out comes with a later one. */
    static final int BLOCKS_MAX = 64;

    /** Up to so many numbers may be missing before a packet, the limit of GameNetworkingSockets. */
    private static final int JUMP_MAX = 0x4000;

    /** A gap is not reported so soon after it showed: its packets may have been overtaken only. */
    static final long GAP_HOLD_NANOS = 3_000_000;

    /** Blocks that need no count of their own in an ack's head. */
    private static final int BLOCKS_UNCOUNTED = 6;

    private static final int RUN_LIMIT = 100_000;
    private static final int WORDS = SPAN / 64;
    /** The share that was lost is counted over stretches of so many numbers. */
    private static final int STRETCH = 64;

    private static final int MILLION = 1_000_000;

    /** At even places what came, at odd ones what of it is to be acknowledged. */
    private final long[] bits = new long[2 * WORDS];

    private long highest = FIRST_NUMBER - 1;
    private long highestNanos;
    private long first = FIRST_NUMBER;
    /** Oldest number that the peer still wants to hear of. */
    private long floor = FIRST_NUMBER;
    /** All numbers from the floor to this one are to be acknowledged. */
    private long contiguous = FIRST_NUMBER - 1;
    /** First number of a gap that showed at {@link #gapNanos}; 0 if none ever did. */
    private long gapFrom;

    private long gapNanos;
    /** Something came that no ack has named. */
    private boolean anyNews;
    /** The ack written last left something out because it was too fresh. */
    private boolean heldBack;

    private boolean lossEstimated;
    private int lossPartsPerMillion;
    private int stretchReceived;
    private long stretchBegin = FIRST_NUMBER;

    /** The peer's first packet has that number: 1 for peers below protocol 10. To be called before any came. */
    void begin(long number) {
        if (highest != first - 1) {
            throw new IllegalStateException("packet " + highest + " has come already");
        }
        first = number;
        highest = number - 1;
        floor = number;
        contiguous = number - 1;
        stretchBegin = number;
    }

    /** The number nearest to what came so far that has those low 16 bits. */
    long complete(int low) {
        return highest + (short) (low - (int) highest);
    }

    long highest() {
        return highest;
    }

    /** Numbers that the peer has used so far, as far as is known. */
    long expected() {
        return highest + 1 - first;
    }

    int judge(long number) {
        if (number > highest) {
            return number - highest > JUMP_MAX ? JUMPED : NEW;
        }
        if (number <= highest - SPAN || number < first) {
            return STALE;
        }
        return came(number) ? REPLAYED : NEW;
    }

    /**
     * The packet is genuine: from now on its number is refused.
     *
     * @return whether numbers before it are missing that nothing has shown to be missing before
     */
    boolean markSeen(long number, long monotonicNanos) {
        boolean gap = number > highest + 1;
        if (number > highest) {
            if (gap && (gapFrom == 0 || monotonicNanos - gapNanos >= GAP_HOLD_NANOS)) {
                gapFrom = highest + 1;
                gapNanos = monotonicNanos;
            }
            if (number - highest >= SPAN) {
                Arrays.fill(bits, 0);
            } else {
                for (long n = highest + 1; n <= number; n++) {
                    int word = word(n);
                    bits[word] &= ~(1L << n);
                    bits[word + 1] &= ~(1L << n);
                }
            }
            highest = number;
            highestNanos = monotonicNanos;
        }
        bits[word(number)] |= 1L << number;
        anyNews = true;
        countStretch();
        return gap;
    }

    /** All that the packet brought was taken: it may be acknowledged. */
    void markAcceptable(long number) {
        if (number > highest - SPAN) {
            bits[word(number) + 1] |= 1L << number;
        }
        extend();
    }

    /** The peer needs no word of packets below that number. */
    void stopWaiting(long number) {
        floor = Math.max(floor, Math.min(number, highest));
        contiguous = Math.max(contiguous, floor - 1);
        extend();
    }

    /** Whether there is anything to say in an ack. */
    boolean hasAny() {
        return highest >= first;
    }

    /** Whether a packet came that no ack has named yet, or not surely. */
    boolean hasNews() {
        return anyNews;
    }

    /** Whether there are gaps to report, so that an ack needs more than its head. */
    boolean hasGaps() {
        return contiguous < highest;
    }

    /**
     * Writes an ack frame as it fits. False, and nothing written, if not even its head does.
     *
     * @param bytesMax most bytes that it may have, if there is room for them
     * @param due leave out nothing for being so fresh that it may be a matter of order only
     */
    boolean writeAck(FrameWriter frames, long monotonicNanos, int bytesMax, boolean due, Scratch scratch) {
        int room = Math.min(frames.out.room(), bytesMax) - FrameWriter.ACK_BYTES;
        if (room < 0) {
            return false;
        }
        boolean held = !due && gapFrom != 0 && monotonicNanos - gapNanos < GAP_HOLD_NANOS;
        heldBack = false;
        long latest = contiguous;
        int blocks = 0;
        // Gathered from the old end, each block the missing packets and then those that came after them.
        long next = contiguous + 1;
        while (next <= highest && blocks < BLOCKS_MAX) {
            long missingFrom = next;
            next = Math.max(next, highest - SPAN + 1);
            while (next <= highest && !isAcceptable(next)) {
                next++;
            }
            long cameFrom = next;
            if (held && cameFrom > gapFrom) {
                heldBack = true;
                break;
            }
            while (next <= highest && isAcceptable(next)) {
                next++;
            }
            int acks = (int) (next - cameFrom);
            int nacks = (int) Math.min(cameFrom - missingFrom, RUN_LIMIT);
            room -= FrameWriter.ackBlockBytes(acks, nacks) + (blocks == BLOCKS_UNCOUNTED ? 1 : 0);
            if (acks == 0 || room < 0 || nacks < cameFrom - missingFrom) {
                break;
            }
            scratch.block(blocks, acks, nacks);
            blocks++;
            latest = next - 1;
        }
        if (latest < first) {
            return false;
        }
        frames.ack(latest, latest == highest ? delay(monotonicNanos) : FrameReader.DELAY_UNKNOWN, blocks);
        for (int i = blocks - 1; i >= 0; i--) {
            frames.ackBlock(scratch.acks[i], scratch.nacks[i]);
        }
        return true;
    }

    /**
     * The ack written last has left.
     *
     * @return whether it said all that there is to say
     */
    boolean acked() {
        anyNews = heldBack;
        return !heldBack;
    }

    private int delay(long monotonicNanos) {
        long units = (monotonicNanos - highestNanos) / 32_000;
        return (int) Math.min(Math.max(units, 0), FrameReader.DELAY_UNKNOWN);
    }

    private void extend() {
        while (contiguous < highest && contiguous + 1 > highest - SPAN && isAcceptable(contiguous + 1)) {
            contiguous++;
        }
    }

    /**
     * Share of the peer's packets that did not come, from gaps in their numbers: counted over stretches of
     * 64 numbers and smoothed by a quarter. A packet that comes late counts in the stretch in which it comes.
     */
    int lossPartsPerMillion() {
        return lossPartsPerMillion;
    }

    private void countStretch() {
        stretchReceived++;
        long expected = highest + 1 - stretchBegin;
        if (expected >= STRETCH) {
            long lost = Math.max(0, expected - stretchReceived);
            int sample = (int) (lost * MILLION / expected);
            lossPartsPerMillion = lossEstimated ? lossPartsPerMillion + (sample - lossPartsPerMillion) / 4 : sample;
            lossEstimated = true;
            stretchBegin = highest + 1;
            stretchReceived = 0;
        }
    }

    @Override
    public String toString() {
        return "packets " + floor + " to " + highest + ", all to " + contiguous;
    }

    private boolean came(long number) {
        return (bits[word(number)] & 1L << number) != 0;
    }

    private boolean isAcceptable(long number) {
        return (bits[word(number) + 1] & 1L << number) != 0;
    }

    private static int word(long number) {
        return ((int) (number >>> 6) & WORDS - 1) << 1;
    }

    /** Where the blocks of an ack are gathered: one for an endpoint. Grows to {@value #BLOCKS_MAX}; few have many gaps. */
    static final class Scratch {
        private static final int BLOCKS_FIRST = 8;

        private int[] acks = new int[BLOCKS_FIRST];
        private int[] nacks = new int[BLOCKS_FIRST];

        private void block(int index, int acked, int missing) {
            if (index == acks.length) {
                acks = Arrays.copyOf(acks, 2 * index);
                nacks = Arrays.copyOf(nacks, 2 * index);
            }
            acks[index] = acked;
            nacks[index] = missing;
        }
    }
}
