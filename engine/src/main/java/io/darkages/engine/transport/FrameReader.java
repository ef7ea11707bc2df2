package io.darkages.engine.transport;

/**
 * Walks the frames of one opened data packet. {@link #next} names the frame, the fields hold it; a lane
 * that is selected shows in {@link #lane} with the next segment. The numbers of which the wire carries
 * only the low bits are completed to the nearest value to what the {@link Lanes} say. One object is
 * used again and again.
 */
final class FrameReader {

    /** What the receiving side knows of a lane, whether it has had anything on it yet or not. */
    interface Lanes {
        /** Highest message number seen, 0 before the first. */
        long highestNumber(int lane);

        /** Reliable stream position that is expected next, 1 at first. */
        long expectedPosition(int lane);
    }

    /** Of a side that has received nothing. */
    static final Lanes FRESH = new Lanes() {
        @Override
        public long highestNumber(int lane) {
            return 0;
        }

        @Override
        public long expectedPosition(int lane) {
            return 1;
        }
    };

    /** Highest lane that can be selected. */
    static final int LANE_MAX = 255;

    static final int END = 0;
    static final int UNRELIABLE = 1;
    static final int RELIABLE = 2;
    static final int STOP_WAITING = 3;
    static final int ACK = 4;
    static final int MALFORMED = 5;

    /** Of {@link #ackDelay}: the peer says nothing about the delay. */
    static final int DELAY_UNKNOWN = 0xFFFF;

    /** Room for ack blocks at first; their count is a byte, so it grows to 255 at most. */
    private static final int BLOCKS_FIRST = 15;

    /** Longest run of an ack block, the limit of GameNetworkingSockets: 100,000 shifted by 3. */
    private static final long RUN_MAX = 100_000L << 3;

    /** The lane of the segment in hand. */
    int lane;

    long messageNumber;
    int messageOffset;
    boolean messageEnds;
    long streamPosition;
    int dataOffset;
    int dataLength;
    long stopWaiting;
    long ackLatest;
    /** In units of 32 microseconds, or {@link #DELAY_UNKNOWN}. */
    int ackDelay;

    int ackBlocks;
    /** Runs of the ack blocks, newest first: packets received, then packets missing. */
    int[] ackRuns = new int[BLOCKS_FIRST];

    int[] nackRuns = new int[BLOCKS_FIRST];

    final WireReader reader = new WireReader();
    private Lanes lanes = FRESH;
    private long packetNumber;
    private long nextSend;
    private boolean anyUnreliable;
    private boolean anyReliable;
    private long streamEnd;

    /**
     * @param packet full number of the packet that carried the frames
     * @param known what was received so far
     * @param send number that the next packet to the peer will have
     */
    void reset(byte[] buffer, int offset, int length, long packet, Lanes known, long send) {
        reader.reset(buffer, offset, length);
        packetNumber = packet;
        lanes = known;
        nextSend = send;
        enter(0);
    }

    private void enter(int selected) {
        lane = selected;
        anyUnreliable = false;
        anyReliable = false;
    }

    int next() {
        int lead;
        do {
            if (reader.remaining() == 0) {
                return reader.failed ? MALFORMED : END;
            }
            lead = reader.u8();
            if ((lead & 0xF8) == 0x88 && !select(lead & 7)) {
                return MALFORMED;
            }
        } while ((lead & 0xF8) == 0x88);
        int kind;
        if ((lead & 0xC0) == 0) {
            kind = unreliable(lead);
        } else if ((lead & 0xE0) == 0x40) {
            kind = reliable(lead);
        } else if ((lead & 0xFC) == 0x80) {
            kind = stopWaiting(lead);
        } else if ((lead & 0xF0) == 0x90) {
            kind = ack(lead);
        } else {
            kind = MALFORMED;
        }
        return reader.failed ? MALFORMED : kind;
    }

    /** A lane is selected: numbers start anew, even if it is the one that was selected before. */
    private boolean select(int code) {
        long selected = code < 7 ? code + 1 : reader.varint();
        if (reader.failed || selected < 0 || selected > LANE_MAX) {
            return false;
        }
        enter((int) selected);
        return true;
    }

    private int unreliable(int lead) {
        boolean wide = (lead & 0x10) != 0;
        if (!anyUnreliable) {
            long highest = lanes.highestNumber(lane);
            messageNumber =
                    wide ? highest + (reader.i32() - (int) highest) : highest + (short) (reader.u16() - (int) highest);
            anyUnreliable = true;
        } else {
            long step = wide ? reader.varint() : 1;
            if (step < 0 || step > Integer.MAX_VALUE) {
                return MALFORMED;
            }
            messageNumber += step;
        }
        long offset = (lead & 0x08) != 0 ? reader.varint() : 0;
        if (messageNumber <= 0 || offset < 0 || offset > 1 << 20) {
            return MALFORMED;
        }
        messageOffset = (int) offset;
        messageEnds = (lead & 0x20) != 0;
        return data(lead) ? UNRELIABLE : MALFORMED;
    }

    private int reliable(int lead) {
        int width = lead >> 3 & 3;
        if (!anyReliable) {
            if (width == 3) {
                return MALFORMED;
            }
            int bits = width == 0 ? 24 : width == 1 ? 32 : 48;
            streamPosition = nearest(reader.unsigned(bits / 8), bits, lanes.expectedPosition(lane));
            anyReliable = true;
        } else {
            streamPosition = streamEnd + (width == 0 ? 0 : reader.unsigned(width == 3 ? 4 : width));
        }
        if (streamPosition <= 0 || !data(lead)) {
            return MALFORMED;
        }
        streamEnd = streamPosition + dataLength;
        if (anyUnreliable) {
            // The format's rule: a reliable segment uses up a message number, whether or not it has it.
            messageNumber++;
        }
        return RELIABLE;
    }

    private boolean data(int lead) {
        int size = lead & 7;
        if (size == 7) {
            dataLength = reader.remaining();
        } else if (size <= 4) {
            dataLength = size << 8 | reader.u8();
        } else {
            return false;
        }
        dataOffset = reader.position;
        reader.skip(dataLength);
        return true;
    }

    private int stopWaiting(int lead) {
        int width = lead & 3;
        long offset = reader.unsigned(width == 3 ? 8 : width + 1);
        stopWaiting = packetNumber - offset - 1;
        return offset < 0 || stopWaiting < 0 || stopWaiting >= packetNumber ? MALFORMED : STOP_WAITING;
    }

    private int ack(int lead) {
        ackLatest = (lead & 0x08) != 0
                ? nextSend + (short) (reader.u16() - (int) nextSend)
                : nextSend + (reader.i32() - (int) nextSend);
        ackDelay = reader.u16();
        ackBlocks = lead & 7;
        if (ackBlocks == 7) {
            ackBlocks = reader.u8();
        }
        if (ackLatest < 0 || ackLatest >= nextSend) {
            return MALFORMED;
        }
        if (ackBlocks > ackRuns.length) {
            ackRuns = new int[ackBlocks];
            nackRuns = new int[ackBlocks];
        }
        long left = ackLatest + 1;
        for (int i = 0; i < ackBlocks; i++) {
            int header = reader.u8();
            long acks = run(header >> 4);
            long nacks = run(header & 15);
            left -= acks + nacks;
            if (reader.failed || acks > RUN_MAX + 7 || nacks > RUN_MAX + 7 || left < 0) {
                return MALFORMED;
            }
            ackRuns[i] = (int) acks;
            nackRuns[i] = (int) nacks;
        }
        return ACK;
    }

    private long run(int nibble) {
        if (nibble < 8) {
            return nibble;
        }
        long upper = reader.varint();
        return upper < 0 || upper > RUN_MAX ? RUN_MAX + 8 : upper << 3 | nibble & 7;
    }

    private static long nearest(long low, int bits, long around) {
        long modulus = 1L << bits;
        long delta = low - around & modulus - 1;
        return around + (delta >= modulus >> 1 ? delta - modulus : delta);
    }
}
