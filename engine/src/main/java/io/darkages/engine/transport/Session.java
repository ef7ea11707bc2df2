package io.darkages.engine.transport;

/** One session with one peer. Signatures only so far. */
public final class Session {

    public boolean sendUnreliable(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    public boolean sendReliable(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    public void flush(long monotonicNanos) {
        throw new UnsupportedOperationException();
    }

    public int sendAllowanceBytes(long monotonicNanos) {
        throw new UnsupportedOperationException();
    }

    public void close(long monotonicNanos, int reason, String debug) {
        throw new UnsupportedOperationException();
    }

    public long address() {
        throw new UnsupportedOperationException();
    }

    public int localId() {
        throw new UnsupportedOperationException();
    }

    public int remoteId() {
        throw new UnsupportedOperationException();
    }

    public boolean isServerSide() {
        throw new UnsupportedOperationException();
    }

    public SessionState state() {
        throw new UnsupportedOperationException();
    }

    public long smoothedRoundTripNanos() {
        throw new UnsupportedOperationException();
    }

    public long jitterNanos() {
        throw new UnsupportedOperationException();
    }

    public int lossPartsPerMillion() {
        throw new UnsupportedOperationException();
    }

    public Object attachment() {
        throw new UnsupportedOperationException();
    }

    public void attach(Object owned) {
        throw new UnsupportedOperationException();
    }

    /** Number that the next reliable message sent from here will have, from 1. */
    public long nextReliableNumber() {
        throw new UnsupportedOperationException();
    }

    /** How many reliable messages were handed to the listener: the number of the last one. */
    public long reliableDelivered() {
        throw new UnsupportedOperationException();
    }
}
