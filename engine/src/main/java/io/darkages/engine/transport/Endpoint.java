package io.darkages.engine.transport;

import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.random.RandomStream;

/** All sessions of one UDP socket. Signatures only so far. */
public final class Endpoint {

    public Endpoint(EndpointOptions options, DatagramSender datagrams, EndpointListener listener,
            PacketCipherFactory ciphers, RandomStream ids) {
        this(options, datagrams, listener, ciphers, ids, SessionObserver.NONE);
    }

    public Endpoint(EndpointOptions options, DatagramSender datagrams, EndpointListener listener,
            PacketCipherFactory ciphers, RandomStream ids, SessionObserver observer) {
        throw new UnsupportedOperationException();
    }

    public void receive(long monotonicNanos, long from, byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    public void advance(long monotonicNanos) {
        throw new UnsupportedOperationException();
    }

    public Session connect(long monotonicNanos, long address) {
        throw new UnsupportedOperationException();
    }

    public int sessionCount() {
        throw new UnsupportedOperationException();
    }

    public int halfOpenCount() {
        throw new UnsupportedOperationException();
    }

    public EndpointCounters counters() {
        throw new UnsupportedOperationException();
    }
}
