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

    /** A stream whose owner is done with it is given up after that long: Linux's {@code tcp_fin_timeout}. */
    private static final long CLOSING_NANOS_MAX = 60_000_000_000L;

    /** Signs of life that are asked for before the peer counts as gone, each a third of the wait apart: as Redis sets. */
    private static final int PROBES_MAX = 3;

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

    /** When a sign of life is to be asked for. */
    long keepAliveNanos(StreamOptions.Waits waits) {
        long wait = waits.keepAliveNanos();
        return probes == 0 ? heardNanos + wait : probedNanos + Math.max(wait / PROBES_MAX, 1);
    }

    /** When there is something to do, if nothing comes until then. */
    long dueNanos(StreamOptions.Waits waits) {
        long due = resend.dueNanos();
        return switch (state) {
            case CALLING, ANSWERING -> Math.min(due, sinceNanos + waits.connectNanosMax());
            case OPEN -> Math.min(due, keepAliveNanos(waits));
            case CLOSING -> Math.min(Math.min(due, keepAliveNanos(waits)), sinceNanos + closingNanosMax(waits));
            case FREE -> ResendTimer.NEVER;
        };
    }

    /** Whether an open or closing stream has waited for its peer for too long. */
    boolean isGivenUp(long nowNanos, StreamOptions.Waits waits) {
        return state == State.CLOSING && nowNanos - sinceNanos >= closingNanosMax(waits)
                || resend.isOver(nowNanos, waits.ackNanosMax())
                || probes > PROBES_MAX;
    }

    private static long closingNanosMax(StreamOptions.Waits waits) {
        return Math.min(CLOSING_NANOS_MAX, waits.ackNanosMax());
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
