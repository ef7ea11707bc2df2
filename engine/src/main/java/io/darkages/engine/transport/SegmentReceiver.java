package io.darkages.engine.transport;

/**
 * Takes the segments of a data packet to the session's streams, and whole messages to the listener. One
 * serves all sessions of an endpoint.
 */
final class SegmentReceiver implements ReliableReceiver.Sink {

    private final Endpoint endpoint;
    private final EndpointCounters counters;
    private final FrameReader frames;
    private final byte[] plain;
    private final ReliableReceiver.Scratch scratch = new ReliableReceiver.Scratch();
    /** The session whose stream is being worked on, and the lane; null between segments. */
    private Session current;

    private ReceiveLane currentLane;

    /**
     * @param frames walks the packet in hand
     * @param plain the opened packet
     */
    SegmentReceiver(Endpoint endpoint, FrameReader frames, byte[] plain) {
        this.endpoint = endpoint;
        this.frames = frames;
        this.plain = plain;
        counters = endpoint.counters();
    }

    /** The frame in hand is an unreliable segment. */
    void unreliable(Session session) {
        if (!session.receiving.open(frames.lane)) {
            counters.increment(EndpointCounter.LANES_REFUSED);
            return;
        }
        ReceiveLane lane = session.receiving.lane(frames.lane);
        lane.numbers.seen(frames.messageNumber);
        if (frames.messageOffset == 0 && frames.messageEnds) {
            unreliable(session, frames.messageNumber, plain, frames.dataOffset, frames.dataLength);
            return;
        }
        UnreliableAssembly assembly = lane.assembly();
        long number = frames.messageNumber;
        int index = assembly.accept(
                number, frames.messageOffset, plain, frames.dataOffset, frames.dataLength, frames.messageEnds);
        if (index == UnreliableAssembly.DROPPED) {
            counters.increment(EndpointCounter.UNRELIABLE_FRAGMENTS_DROPPED);
        } else if (index != UnreliableAssembly.INCOMPLETE) {
            int length = assembly.length(index);
            byte[] whole = assembly.detach(index);
            unreliable(session, number, whole, 0, length);
            endpoint.buffers().giveBack(whole);
        }
    }

    private void unreliable(Session session, long number, byte[] buffer, int offset, int length) {
        counters.increment(EndpointCounter.UNRELIABLE_MESSAGES_DELIVERED);
        endpoint.listener().message(session, frames.lane, number, false, buffer, offset, length);
    }

    /** The frame in hand is a reliable segment. Whether it was taken, so that its packet may be acknowledged. */
    boolean reliable(Session session, long monotonicNanos) {
        if (!session.receiving.open(frames.lane)) {
            counters.increment(EndpointCounter.LANES_REFUSED);
            return false;
        }
        current = session;
        currentLane = session.receiving.lane(frames.lane);
        ReliableReceiver stream = currentLane.reliable;
        int outcome = stream.accept(frames.streamPosition, plain, frames.dataOffset, frames.dataLength, this, scratch);
        current = null;
        currentLane = null;
        counters.highWater(EndpointCounter.RELIABLE_RECEIVE_BYTES_HIGH_WATER, stream.heldBytes());
        if (outcome == ReliableReceiver.BROKEN) {
            endpoint.close(session, monotonicNanos, CloseReason.INTERNAL_ERROR, "reliable stream broken");
        } else if (outcome == ReliableReceiver.REFUSED) {
            counters.increment(EndpointCounter.RELIABLE_SEGMENTS_REFUSED);
        }
        return outcome == ReliableReceiver.ACCEPTED;
    }

    @Override
    public boolean reliable(long number, byte[] buffer, int offset, int length) {
        Session session = current;
        if (session.state == SessionState.LINGERING) {
            // Closed here: taken, so that the peer is not kept waiting, and thrown away.
            return true;
        }
        ReceiveLane lane = currentLane;
        counters.increment(EndpointCounter.RELIABLE_MESSAGES_DELIVERED);
        if (endpoint.observer() != SessionObserver.NONE) {
            long count = lane.numbers.reliableCount();
            long digest = SessionObserver.digest(buffer, offset, length);
            endpoint.observer().reliableDelivered(session, lane.index, count, digest);
        }
        endpoint.listener().message(session, lane.index, number, true, buffer, offset, length);
        return session.state.isUp();
    }
}
