package io.darkages.engine.transport;

/** The sending side of a lane: a reliable stream, a queue of unreliable messages, and one sequence of numbers for both. */
final class SendLane {

    /** A number is written in 16 bits up to that distance from one that the peer has surely seen. */
    private static final int NARROW_SPAN = 1 << 14;

    final int index;
    final ReliableSender reliable;
    final UnreliableQueue unreliable;

    /** Lanes of one class share what the classes before leave over. */
    int priorityClass;

    int weight = 1;
    /** Virtual time at which its next turn starts, see {@link SendLanes}. */
    long turn;

    /** Of the message queued last, 0 before the first. */
    private long lastNumber;

    private long lastReliableNumber;
    private long reliableCount;
    /** A number that the peer has seen, or a higher one. */
    private long seenNumber;
    /** The packet that will tell more, if it comes, and the number that it carries; 0 for none. */
    private long probePacket;

    private long probeNumber;

    SendLane(int index, BufferPool pool) {
        this.index = index;
        reliable = new ReliableSender(pool);
        unreliable = new UnreliableQueue(pool);
    }

    void queueReliable(byte[] buffer, int offset, int length) {
        lastNumber++;
        reliable.queue(lastNumber - lastReliableNumber, buffer, offset, length);
        lastReliableNumber = lastNumber;
        reliableCount++;
    }

    void queueUnreliable(byte[] buffer, int offset, int length) {
        lastNumber++;
        unreliable.queue(lastNumber, buffer, offset, length);
    }

    long lastNumber() {
        return lastNumber;
    }

    /** Reliable messages queued so far. */
    long reliableCount() {
        return reliableCount;
    }

    /** Whether anything waits that was never sent, and that may be sent now. */
    boolean isReady(boolean reliableToo) {
        return unreliable.messages() > 0 || reliableToo && reliable.maySendMore();
    }

    /** Message bytes that wait to be sent, for the first time or again. */
    int pendingBytes() {
        return reliable.pendingBytes() + unreliable.pendingBytes();
    }

    /** Whether that number of an unreliable message needs 32 bits: 16 may not be enough for the peer. */
    boolean isWide(long number) {
        return number - seenNumber >= NARROW_SPAN;
    }

    /**
     * The packet that is about to leave carries the unreliable message of that number. Once in a while that is
     * noted, to see later whether it came.
     */
    void carried(long number, SentPackets sent) {
        if (number - seenNumber < NARROW_SPAN / 2) {
            return;
        }
        if (probePacket != 0 && sent.isAcknowledged(probePacket)) {
            seenNumber = probeNumber;
            probePacket = 0;
        } else if (probePacket < sent.tail()) {
            probePacket = sent.next();
            probeNumber = number;
        }
    }

    /** Bytes that a further unreliable message would take in the next packet besides its own, with all before it. */
    int unreliableOverheadBytes() {
        int messages = unreliable.messages();
        long first = messages == 0 ? lastNumber + 1 : unreliable.headNumber();
        int number = isWide(first) ? FrameWriter.UNRELIABLE_WIDE_BYTES : FrameWriter.UNRELIABLE_FIRST_BYTES;
        return number - 2 + unreliable.overheadBytes() + unreliable.overheadBytes(lastNumber + 1);
    }

    void release() {
        reliable.release();
        unreliable.release();
    }
}
