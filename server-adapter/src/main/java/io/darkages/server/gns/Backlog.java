package io.darkages.server.gns;

import io.darkages.engine.transport.Session;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Messages that a session's send buffer had no room for, in their order. Bounded: whoever sends faster than
 * it takes back is cut off by its owner.
 */
final class Backlog {

    /** Bytes that wait at most. */
    static final long BYTES_MAX = 64L << 20;

    /** What a message counts for besides its own bytes, so that empty ones are bounded too. */
    private static final int MESSAGE_BYTES = 64;

    private record Waiting(int lane, int flags, byte[] bytes) {}

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;

    /** Sends, or keeps what can't be sent yet. False if there is no room for that either. */
    boolean send(Session session, int lane, int flags, byte[] buffer, int offset, int length) {
        if (waiting.isEmpty() && session.send(lane, flags, buffer, offset, length)) {
            return true;
        }
        if (bytes + MESSAGE_BYTES + length > BYTES_MAX) {
            return false;
        }
        waiting.add(new Waiting(lane, flags, Arrays.copyOfRange(buffer, offset, offset + length)));
        bytes += MESSAGE_BYTES + length;
        return true;
    }

    /** Sends as much of what waits as the session takes now. */
    void retry(Session session) {
        while (!waiting.isEmpty()) {
            Waiting first = waiting.peek();
            if (!session.send(first.lane, first.flags, first.bytes, 0, first.bytes.length)) {
                return;
            }
            bytes -= MESSAGE_BYTES + first.bytes.length;
            waiting.remove();
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
