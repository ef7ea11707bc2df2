package io.darkages.server.bench;

import io.darkages.engine.backplane.Backplane;
import io.darkages.engine.backplane.BackplaneListener;
import io.darkages.engine.backplane.BackplaneOptions;
import io.darkages.engine.backplane.Delivery;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.backplane.PeerKey;
import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.transport.crypto.JdkCryptography;
import io.darkages.engine.zone.ZoneServer;
import io.darkages.sim.crypto.SimulatedCryptography;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One of two processes that are linked by a path of 100 us in memory, and what it does with messages. */
final class LinkedProcess implements BackplaneListener {

    static final long LATENCY_NANOS = 100_000;

    private static final int NETWORK = 10 << 24;
    private static final int PORT = 7_777;
    private static final int TICKS_TO_LINK_MOST = 600;

    /** Takes a message that came. */
    @FunctionalInterface
    interface Handler {
        void handle(MessageHeader header, MessageReader body);
    }

    private final int number;
    private final Handler handler;
    private final DelayLine out = new DelayLine(LATENCY_NANOS);
    private final DelayLine.Receiver socket;
    private final Backplane backplane;
    private long nowNanos;

    /**
     * @param number 1 or 2, which is also its process id; it serves the zone before
     * @param real whether packets are sealed with AES-256-GCM
     */
    LinkedProcess(int number, boolean real, Handler handler) {
        this.number = number;
        this.handler = handler;
        Randomness randomness = new Randomness(number);
        Cryptography cryptography = real
                ? new JdkCryptography(randomness.stream("keys"), List.of(Cryptography.SUITE_AES_256_GCM))
                : new SimulatedCryptography(randomness.stream("keys"));
        backplane = new Backplane(
                BackplaneOptions.of(number, 1),
                new PeerKey("a key that guards nothing".getBytes(StandardCharsets.UTF_8)),
                (to, buffer, offset, length) -> out.send(nowNanos, address(number), to, buffer, offset, length),
                this,
                cryptography,
                randomness.stream("ids"));
        socket = (due, from, to, buffer, length) -> backplane.receive(nowNanos, from, buffer, 0, length);
        backplane.zone(number - 1);
    }

    private static long address(int process) {
        return NetworkAddress.of(NETWORK + process, PORT);
    }

    /** Lets two find each other; returns the time when they have. */
    static long link(LinkedProcess one, LinkedProcess other) {
        one.backplane.connect(address(other.number));
        one.backplane.route(other.number - 1, other.number);
        other.backplane.route(one.number - 1, one.number);
        for (int tick = 1; tick <= TICKS_TO_LINK_MOST; tick++) {
            long now = ZoneServer.tickNanos(tick);
            one.receive(now, other);
            one.advance(now);
            other.receive(now, one);
            other.advance(now);
            if (one.backplane.isLinked(other.number) && other.backplane.isLinked(one.number)) {
                return now;
            }
        }
        throw new IllegalStateException("no link after " + TICKS_TO_LINK_MOST + " ticks");
    }

    Backplane backplane() {
        return backplane;
    }

    /** The zone's number of the other one. */
    int otherZone() {
        return 2 - number;
    }

    /** Takes in what the other one sent that has arrived by then. */
    void receive(long monotonicNanos, LinkedProcess from) {
        nowNanos = monotonicNanos;
        from.out.deliver(monotonicNanos, socket);
    }

    void flush(long monotonicNanos) {
        nowNanos = monotonicNanos;
        backplane.flush(monotonicNanos);
    }

    void advance(long monotonicNanos) {
        nowNanos = monotonicNanos;
        backplane.advance(monotonicNanos);
    }

    /** When the last call was. */
    long nowNanos() {
        return nowNanos;
    }

    @Override
    public void message(MessageHeader header, Delivery delivery, MessageReader body) {
        handler.handle(header, body);
    }

    @Override
    public void linked(long process, long incarnation, boolean isNew, int dropped) {}

    @Override
    public void unlinked(long process, long incarnation) {
        throw new IllegalStateException("process " + process + " was lost");
    }

    @Override
    public void silent(long process, long incarnation) {
        throw new IllegalStateException("process " + process + " fell silent");
    }

    @Override
    public void heard(long process, long incarnation) {}
}
