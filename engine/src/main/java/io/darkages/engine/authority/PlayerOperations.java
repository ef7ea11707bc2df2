package io.darkages.engine.authority;

import java.util.Arrays;

/** Operations on players' rows that are not answered, as columns. Allocates in the constructor only. */
final class PlayerOperations {

    private static final long NONE = 0;

    private final long[] request;
    private final int[] slot;
    private final long[] version;
    private int size;
    private int highWater;

    PlayerOperations(int operationsMax) {
        request = new long[operationsMax];
        slot = new int[operationsMax];
        version = new long[operationsMax];
    }

    boolean isFull() {
        return size == request.length;
    }

    int size() {
        return size;
    }

    int highWater() {
        return highWater;
    }

    int capacity() {
        return request.length;
    }

    /** @param fromVersion from which a set sets */
    void begin(long itsRequest, int itsSlot, long fromVersion) {
        int at = place(NONE);
        request[at] = itsRequest;
        slot[at] = itsSlot;
        version[at] = fromVersion;
        highWater = Math.max(highWater, ++size);
    }

    /** Ends an operation and tells where {@link #slot} and {@link #version} have it until the next begins. */
    int end(long itsRequest) {
        int at = place(itsRequest);
        request[at] = NONE;
        size--;
        return at;
    }

    /** Whose row it was about; {@link OwnedPlayers#ABSENT} of one who was forgotten since. */
    int slot(int at) {
        return slot[at];
    }

    long version(int at) {
        return version[at];
    }

    /** Nobody cares for the answers any more. They come all the same. */
    void forgetPlayers() {
        Arrays.fill(slot, OwnedPlayers.ABSENT);
    }

    private int place(long itsRequest) {
        for (int at = 0; at < request.length; at++) {
            if (request[at] == itsRequest) {
                return at;
            }
        }
        throw new IllegalStateException("request " + itsRequest + " is not among the " + size + " under way");
    }
}
