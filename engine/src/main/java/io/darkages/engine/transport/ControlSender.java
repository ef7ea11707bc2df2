package io.darkages.engine.transport;

import io.darkages.engine.port.DatagramSender;

/** Writes control packets and sends them. One buffer serves all sessions of an endpoint. */
final class ControlSender {

    private final DatagramSender datagrams;
    private final SessionObserver observer;
    private final EndpointCounters counters;
    private final ControlMessage message = new ControlMessage();
    private final WireWriter out = new WireWriter();
    private final byte[] datagram = new byte[ControlMessage.WRITTEN_BYTES_MAX];

    ControlSender(DatagramSender datagrams, SessionObserver observer, EndpointCounters counters) {
        this.datagrams = datagrams;
        this.observer = observer;
        this.counters = counters;
    }

    /** The message to fill in and send next. */
    ControlMessage begin(int kind) {
        return message.clear(kind);
    }

    /** Sends it to a session's peer. */
    void send(Session session) {
        int bytes = write() + EndpointOptions.UDP_IPV4_HEADER_BYTES;
        observer.datagramSent(session, bytes, true);
        sendWritten(session.address);
    }

    /** Sends it to an address without a session. */
    void send(long to) {
        write();
        sendWritten(to);
    }

    private int write() {
        out.reset(datagram, 0, datagram.length);
        message.write(out);
        return out.position;
    }

    private void sendWritten(long to) {
        counters.increment(EndpointCounter.DATAGRAMS_SENT);
        counters.add(EndpointCounter.BYTES_SENT, out.position + EndpointOptions.UDP_IPV4_HEADER_BYTES);
        datagrams.send(to, datagram, 0, out.position);
    }
}
