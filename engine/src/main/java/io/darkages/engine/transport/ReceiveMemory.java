package io.darkages.engine.transport;

/**
 * Bytes of buffers that a session's lanes hold of messages that are not whole yet, under the session's cap
 * and its endpoint's. Were there nothing but caps, lanes that each hold a part would wait for each other
 * for good; so one lane at a time, the first that needs it, may go beyond the session's cap as far as its
 * own limit lets it, until it holds nothing. And a session may always hold a little.
 */
final class ReceiveMemory {

    /** What a session may hold when its endpoint is at its cap. */
    static final int ALWAYS_BYTES = 4096;

    private static final int NONE = -1;

    private final Total total;
    private int bytesMax;
    private int held;
    private int privileged = NONE;

    ReceiveMemory(Total total, int bytesMax) {
        this.total = total;
        this.bytesMax = bytesMax;
    }

    /** Holds at most that many from now on; what is held already stays. */
    void limit(int newBytesMax) {
        bytesMax = newBytesMax;
    }

    /** Takes that many bytes for something that can do without. False, and nothing taken, if there aren't as many. */
    boolean take(int bytes) {
        return held + bytes <= bytesMax && hold(bytes);
    }

    /** The same for the reliable stream of a lane, which can't do without. */
    boolean takeForStream(int lane, int bytes) {
        boolean beyond = held + bytes > bytesMax;
        if (beyond && privileged != NONE && privileged != lane || !hold(bytes)) {
            return false;
        }
        if (beyond) {
            privileged = lane;
        }
        return true;
    }

    void giveBack(int bytes) {
        held -= bytes;
        total.held -= bytes;
    }

    /** The stream of that lane holds nothing any more. */
    void giveBackAll(int lane, int bytes) {
        giveBack(bytes);
        if (privileged == lane) {
            privileged = NONE;
        }
    }

    int held() {
        return held;
    }

    private boolean hold(int bytes) {
        if (held + bytes > ALWAYS_BYTES && total.held + bytes > total.bytesMax) {
            return false;
        }
        held += bytes;
        total.held += bytes;
        total.counters.highWater(EndpointCounter.RECEIVE_MEMORY_HIGH_WATER, total.held);
        return true;
    }

    /** What all sessions of an endpoint hold. */
    static final class Total {
        private final EndpointCounters counters;
        private final long bytesMax;
        private long held;

        Total(EndpointCounters counters, long bytesMax) {
            this.counters = counters;
            this.bytesMax = bytesMax;
        }

        long held() {
            return held;
        }
    }
}
