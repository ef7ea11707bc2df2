package io.darkages.engine.transport;

import java.util.Arrays;

/**
 * The lanes on which a session receives: lane 0 always, another from the first segment on that comes for
 * it. What they are and what they hold counts against one {@link ReceiveMemory}.
 */
final class ReceiveLanes implements FrameReader.Lanes {

    /** What a lane counts for that holds nothing, in bytes. Lane 0 is part of the session. */
    static final int LANE_BYTES = 512;

    private final BufferPool pool;
    private final ReceiveMemory memory;
    private int bytesMax;
    /** By index; null where a lane has not been opened. */
    private ReceiveLane[] lanes;
    /** Lanes besides lane 0 that count against the memory. */
    private int counted;

    /**
     * @param bytesMax stream bytes that a lane keeps until they are in order; all lanes together hold buffers of
     *     twice that, see {@link ReceiveMemory}
     */
    ReceiveLanes(BufferPool pool, ReceiveMemory.Total total, int bytesMax) {
        this.pool = pool;
        this.bytesMax = bytesMax;
        memory = new ReceiveMemory(total, sharedBytes(bytesMax));
        lanes = new ReceiveLane[] {new ReceiveLane(0, pool, memory, bytesMax)};
    }

    /** Buffers come in powers of two. */
    private static int sharedBytes(int bytesMax) {
        return 2 * Math.max(256, Integer.highestOneBit(2 * bytesMax - 1));
    }

    /** Keeps at most that many bytes of each stream from now on; what is kept already stays. */
    void limit(int newBytesMax) {
        bytesMax = newBytesMax;
        memory.limit(sharedBytes(newBytesMax));
        for (ReceiveLane lane : lanes) {
            if (lane != null) {
                lane.reliable.limit(newBytesMax);
            }
        }
    }

    boolean isOpen(int index) {
        return index < lanes.length && lanes[index] != null;
    }

    /** Opens a lane if it is not open yet. False if there is no memory left for it. */
    boolean open(int index) {
        if (isOpen(index)) {
            return true;
        }
        if (!memory.take(LANE_BYTES)) {
            return false;
        }
        if (index >= lanes.length) {
            lanes = Arrays.copyOf(lanes, index + 1);
        }
        lanes[index] = new ReceiveLane(index, pool, memory, bytesMax);
        counted++;
        return true;
    }

    /** A lane that is open. */
    ReceiveLane lane(int index) {
        return lanes[index];
    }

    @Override
    public long highestNumber(int lane) {
        return isOpen(lane) ? lanes[lane].numbers.highest() : 0;
    }

    @Override
    public long expectedPosition(int lane) {
        return isOpen(lane) ? lanes[lane].reliable.expected() : 1;
    }

    /** Bytes of buffers that the lanes hold. */
    int heldBytes() {
        return memory.held();
    }

    /** Sum of the positions that the lanes expect next: it grows with all that comes in order. */
    long expectedSum() {
        long sum = 0;
        for (ReceiveLane lane : lanes) {
            sum += lane == null ? 0 : lane.reliable.expected();
        }
        return sum;
    }

    /** Gives everything back. The lanes stay as they are: a listener's call may be under way in one of them. */
    void release() {
        for (ReceiveLane lane : lanes) {
            if (lane != null) {
                lane.release();
            }
        }
        memory.giveBack(counted * LANE_BYTES);
        counted = 0;
    }
}
