package io.darkages.engine.transport;

import io.darkages.engine.random.Mix;
import java.util.Arrays;

/**
 * The lanes on which a session sends, and whose turn it is. A class of priority goes before the next, so
 * that nothing of a later class leaves while anything of an earlier one waits. Within a class the lanes
 * share by weight, as start-time fair queueing has it (Goyal, Vin and Cheng, 1996): each lane has a virtual time at
 * which its next turn starts, which grows by the bytes that it sent over its weight; the lane that is
 * furthest behind is served; one that had nothing to send begins at the class's time. All of it is in
 * integers.
 */
final class SendLanes {

    /** As many lanes as GameNetworkingSockets sends on. */
    static final int COUNT_MAX = 255;

    static final int NONE = -1;

    private static final int VIRTUAL_SHIFT = 16;
    private static final int WEIGHT_MAX = 0xFFFF;

    private final BufferPool pool;
    private SendLane[] lanes;
    /** By class, then by index. */
    private SendLane[] ordered;
    /** Virtual time of each class: when the turn that was last served had started. */
    private long[] clocks = new long[1];

    SendLanes(BufferPool pool) {
        this.pool = pool;
        lanes = new SendLane[] {new SendLane(0, pool)};
        ordered = lanes;
    }

    /** See {@link Session#configureLanes}. */
    void configure(int[] priorities, int[] weights) {
        int count = priorities.length;
        if (count != weights.length || count < lanes.length || count > COUNT_MAX) {
            throw new IllegalArgumentException(count + " priorities and " + weights.length + " weights for "
                    + lanes.length + " to " + COUNT_MAX + " lanes");
        }
        for (int weight : weights) {
            if (weight < 1 || weight > WEIGHT_MAX) {
                throw new IllegalArgumentException("weight " + weight + " is outside 1 to " + WEIGHT_MAX);
            }
        }
        int[] classes = Arrays.stream(priorities).sorted().distinct().toArray();
        int had = lanes.length;
        lanes = Arrays.copyOf(lanes, count);
        ordered = new SendLane[count];
        clocks = new long[classes.length];
        int placed = 0;
        for (int priorityClass = 0; priorityClass < classes.length; priorityClass++) {
            for (int i = 0; i < count; i++) {
                if (priorities[i] == classes[priorityClass]) {
                    lanes[i] = i < had ? lanes[i] : new SendLane(i, pool);
                    lanes[i].priorityClass = priorityClass;
                    lanes[i].weight = weights[i];
                    lanes[i].turn = 0;
                    ordered[placed++] = lanes[i];
                }
            }
        }
    }

    int count() {
        return lanes.length;
    }

    SendLane lane(int index) {
        return lanes[index];
    }

    /** The lane that is so many places behind the most important one. */
    SendLane ordered(int place) {
        return ordered[place];
    }

    /** The lane whose turn it is, or {@link #NONE} if none has anything to send that may be sent. */
    int next(boolean reliableToo) {
        int best = NONE;
        for (SendLane lane : ordered) {
            if (best != NONE && lane.priorityClass != lanes[best].priorityClass) {
                return best;
            }
            if (lane.isReady(reliableToo) && (best == NONE || start(lane) < start(lanes[best]))) {
                best = lane.index;
            }
        }
        return best;
    }

    /** The lane has had its turn and sent that much. */
    void served(int index, int bytes) {
        if (lanes.length > 1) {
            SendLane lane = lanes[index];
            long start = start(lane);
            clocks[lane.priorityClass] = start;
            lane.turn = start + ((long) bytes << VIRTUAL_SHIFT) / lane.weight;
        }
    }

    private long start(SendLane lane) {
        return Math.max(lane.turn, clocks[lane.priorityClass]);
    }

    /** Stream bytes queued or sent and not acknowledged, of all lanes. */
    int reliableHeldBytes() {
        int bytes = 0;
        for (SendLane lane : lanes) {
            bytes += lane.reliable.heldBytes();
        }
        return bytes;
    }

    /** Bytes of unreliable messages that wait, what they take in the queues included. */
    int unreliableHeldBytes() {
        int bytes = 0;
        for (SendLane lane : lanes) {
            bytes += lane.unreliable.heldBytes();
        }
        return bytes;
    }

    /** Message bytes that wait to be sent, for the first time or again. */
    int pendingBytes() {
        int bytes = 0;
        for (SendLane lane : lanes) {
            bytes += lane.pendingBytes();
        }
        return bytes;
    }

    boolean hasLost() {
        for (SendLane lane : lanes) {
            if (lane.reliable.hasLost()) {
                return true;
            }
        }
        return false;
    }

    /** Whether anything may be sent now, new or again. */
    boolean isReady(boolean reliableToo) {
        return next(reliableToo) != NONE || reliableToo && hasLost();
    }

    /** Folds what the lanes hold into a hash. */
    long fold(long hash) {
        long folded = hash;
        for (SendLane lane : lanes) {
            folded = Mix.fold(folded, lane.lastNumber());
            folded = Mix.fold(folded, lane.reliable.base());
            folded = Mix.fold(folded, lane.reliable.heldBytes());
        }
        return folded;
    }

    void release() {
        for (SendLane lane : lanes) {
            lane.release();
        }
    }
}
