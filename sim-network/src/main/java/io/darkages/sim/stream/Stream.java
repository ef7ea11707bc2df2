package io.darkages.sim.stream;

import io.darkages.engine.port.StreamListener;
import io.darkages.engine.random.Mix;

/** One end of one stream: its state in columns; {@link HostStreams} moves it. Reused for one stream after the other. */
final class Stream {

    enum State {
        FREE,
        /** Asked to connect. */
        CALLING,
        /** Was asked, and has answered. */
        ANSWERING,
        OPEN,
        /** The owner is done with it; what was written, and the end, may still be on their way. */
        CLOSING
    }

    final SendSide sender;
    final ReceiveSide receiver;
    final ResendTimer resend;

    State state = State.FREE;
    StreamListener listener = Silent.INSTANCE;
    int number;
    long peer;
    long connection;
    boolean initiator;
    boolean ackDue;
    boolean writableWanted;
    boolean peerEnded;
    /** Position after the peer's last byte, once it is known. */
    long peerEnd;

    long sinceNanos;
    long heardNanos;
    long probedNanos;
    int probes;

    Stream(StreamOptions options) {
        sender = new SendSide(options.sendBytes());
        receiver = new ReceiveSide(options.receiveBytes());
        resend = new ResendTimer(options.waits());
    }

    void begin(State first, int itsNumber, long itsPeer, long itsConnection, boolean isInitiator, long nowNanos) {
        state = first;
        number = itsNumber;
        peer = itsPeer;
        connection = itsConnection;
        initiator = isInitiator;
        sinceNanos = nowNanos;
        heardNanos = nowNanos;
        probedNanos = nowNanos;
        probes = 0;
        ackDue = false;
        writableWanted = false;
        peerEnded = false;
        peerEnd = Long.MAX_VALUE;
        sender.reset();
        receiver.reset();
        resend.reset();
    }

    void free() {
        state = State.FREE;
        listener = Silent.INSTANCE;
    }

    boolean isOf(long itsPeer, long itsConnection, boolean isInitiator) {
        return state != State.FREE && peer == itsPeer && connection == itsConnection && initiator == isInitiator;
    }

    long digest() {
        if (state == State.FREE) {
            return 0;
        }
        long hash = Mix.fold((long) state.ordinal() << 32 | number, connection);
        hash = Mix.fold(hash, sender.digest());
        hash = Mix.fold(hash, receiver.digest());
        hash = Mix.fold(hash, resend.digest());
        return Mix.fold(hash, heardNanos);
    }
}
