package io.darkages.engine.transport;

import java.util.Arrays;

/**
 * What one side knows of the packets that the other has sent: which numbers came (to refuse replays)
 * and which of them are to be acknowledged (a packet whose reliable data had to be refused is not).
 * Two bitmaps over the last {@value #SPAN} numbers; older packets are refused.
 */
final class ReceiveWindow {

    static final int SPAN = 512;

    /** The handshake counts as packet 1, the first data packet is number 2; of peers before version 10 it is 1. */
    static final long FIRST_NUMBER = 2;

    static final int NEW = 0;
    static final int REPLAYED = 1;
    static final int STALE = 2;

    /** Blocks that an ack has at most; a worse record is reported from its old end, a part at a time. */
    private static final int BLOCKS_MAX = 6;

    private static final int WORDS = SPAN / 64;

    private final long[] seen = new long[WORDS];
    private final long[] acceptable = new long[WORDS];
    private long first = FIRST_NUMBER;
    private long highest = FIRST_NUMBER - 1;
    private long highestNanos;
    /** Oldest number that the peer still wants to hear of. */
    private long floor = FIRST_NUMBER;
    /** All numbers from the floor to this one are to be acknowledged. */
    private long contiguous = FIRST_NUMBER - 1;

    /** Nothing has come yet; the peer's first packet will have that number. */
    void begin(long firstNumber) {
        first = firstNumber;
        highest = firstNumber - 1;
        floor = firstNumber;
        contiguous = firstNumber - 1;
    }

    /** The number nearest to what came so far that has those low 16 bits. */
    long complete(int low) {
        return highest + (short) (low - (int) highest);
    }

    long highest() {
        return highest;
    }

    int judge(long number) {
        if (number > highest) {
            return NEW;
        }
        if (number <= highest - SPAN || number < first) {
            return STALE;
        }
        return bit(seen, number) ? REPLAYED : NEW;
    }

    /** The packet is genuine: from now on its number is refused. */
    void markSeen(long number, long monotonicNanos) {
        if (number > highest) {
            if (number - highest >= SPAN) {
                Arrays.fill(seen, 0);
                Arrays.fill(acceptable, 0);
            } else {
                for (long n = highest + 1; n <= number; n++) {
                    seen[word(n)] &= ~(1L << n);
                    acceptable[word(n)] &= ~(1L << n);
                }
            }
            highest = number;
            highestNanos = monotonicNanos;
        }
        seen[word(number)] |= 1L << number;
    }

    /** All that the packet brought was taken: it may be acknowledged. */
    void markAcceptable(long number) {
        if (number > highest - SPAN) {
            acceptable[word(number)] |= 1L << number;
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

    /** Writes an ack frame as it fits. False, and nothing written, if not even its head does. */
    boolean writeAck(FrameWriter frames, long monotonicNanos, Scratch scratch) {
        int room = frames.out.room() - FrameWriter.ACK_BYTES;
        if (room < 0) {
            return false;
        }
        long latest = contiguous;
        int blocks = 0;
        // Gathered from the old end, each block the missing packets and then those that came after them.
        long next = contiguous + 1;
        while (next <= highest && blocks < BLOCKS_MAX) {
            long missingFrom = next;
            next = Math.max(next, highest - SPAN + 1);
            while (next <= highest && !bit(acceptable, next)) {
                next++;
            }
            long cameFrom = next;
            while (next <= highest && bit(acceptable, next)) {
                next++;
            }
            int acks = (int) (next - cameFrom);
            int nacks = (int) Math.min(cameFrom - missingFrom, RUN_LIMIT);
            room -= FrameWriter.ackBlockBytes(acks, nacks);
            if (acks == 0 || room < 0 || nacks < cameFrom - missingFrom) {
                break;
            }
            scratch.acks[blocks] = acks;
            scratch.nacks[blocks] = nacks;
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

    private static final int RUN_LIMIT = 100_000;

    private int delay(long monotonicNanos) {
        long units = (monotonicNanos - highestNanos) / 32_000;
        return (int) Math.min(Math.max(units, 0), FrameReader.DELAY_UNKNOWN);
    }

    private void extend() {
        while (contiguous < highest && contiguous + 1 > highest - SPAN && bit(acceptable, contiguous + 1)) {
            contiguous++;
        }
    }

    @Override
    public String toString() {
        return "packets " + floor + " to " + highest + ", all to " + contiguous;
    }

    private static boolean bit(long[] words, long number) {
        return (words[word(number)] & 1L << number) != 0;
    }

    private static int word(long number) {
        return (int) (number >>> 6) & WORDS - 1;
    }

    /** Where the blocks of an ack are gathered: one for an endpoint. */
    static final class Scratch {
        final int[] acks = new int[BLOCKS_MAX];
        final int[] nacks = new int[BLOCKS_MAX];
    }
}
