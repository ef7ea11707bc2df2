package io.darkages.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.transport.crypto.PlainPacketCipher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds whole data packets of the suite "none" against vectors: a change of the wire shows here. */
class DataVectorsTest {

    private static final long MILLI = 1_000_000;
    private static final long PEER = NetworkAddress.of(0x0A000001, 27_015);

    private final Map<String, byte[]> written = new LinkedHashMap<>();
    private final List<byte[]> sent = new ArrayList<>();
    private final EndpointOptions options = EndpointOptions.standard(false)
            .withSending(new EndpointOptions.Sending(EndpointOptions.Sending.UNTIL_FLUSHED, true, false, true));
    private final Endpoint endpoint = new Endpoint(
            options,
            (to, buffer, offset, length) -> {},
            TestNetwork.NOBODY,
            TestCryptography.plain(new Randomness(1).stream("signing")),
            new Randomness(1).stream("ids"));
    private final Liveness liveness = new Liveness(options.timers());
    private final PacketBuilder builder = new PacketBuilder(
            options,
            liveness,
            (to, buffer, offset, length) -> sent.add(Arrays.copyOfRange(buffer, offset, offset + length)),
            SessionObserver.NONE,
            endpoint.counters());
    private Session session = session();
    private long now;

    private Session session() {
        Session made = new Session(endpoint, PEER, 0x55667788, false, 0);
        made.remoteId = 0x11223344;
        made.state = SessionState.CONNECTED;
        made.cipher = new PlainPacketCipher();
        return made;
    }

    /** Sends all that is queued; the last of these packets gets the name. */
    private void flush(String name) {
        int before = sent.size();
        while (builder.build(session, now, false)) {
            // Each call sends one packet.
        }
        assertEquals(before + 1, sent.size(), name);
        written.put(name, sent.get(before));
    }

    private void ask(String name) {
        builder.build(session, now, true);
        written.put(name, sent.get(sent.size() - 1));
    }

    private void send(int lane, int flags, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        session.send(lane, flags, bytes, 0, bytes.length);
    }

    /** These packets of the peer come, at the time it is. */
    private void receive(long... numbers) {
        for (long number : numbers) {
            session.window.markSeen(number, now);
            session.window.markAcceptable(number);
        }
    }

    /** The peer has all packets up to a number but for some that ended so long before it. */
    private void acknowledge(long latest, int came, int missing) {
        FrameReader ack = new FrameReader();
        ack.ackLatest = latest;
        ack.ackDelay = FrameReader.DELAY_UNKNOWN;
        ack.ackBlocks = 1;
        ack.ackRuns[0] = came;
        ack.nackRuns[0] = missing;
        session.sent.acknowledge(ack, now);
        session.peerReportsGaps = true;
    }

    private void messages() {
        send(0, SendFlags.UNRELIABLE, "hello");
        flush("unreliable");
        send(0, SendFlags.UNRELIABLE, "a");
        send(0, SendFlags.UNRELIABLE, "bc");
        send(0, SendFlags.UNRELIABLE, "");
        flush("three-unreliable");
        send(0, SendFlags.RELIABLE, "hello");
        flush("reliable");
        send(0, SendFlags.RELIABLE, "again");
        send(0, SendFlags.UNRELIABLE, "and this");
        flush("reliable-and-unreliable");
        session.configureLanes(new int[10], new int[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
        send(1, SendFlags.RELIABLE, "one");
        send(9, SendFlags.UNRELIABLE, "nine");
        flush("lanes-1-and-9");
    }

    private void acks() {
        now += 10 * MILLI;
        receive(2, 3);
        session.ackDueNanos = now + 2 * MILLI;
        now += 2 * MILLI;
        flush("ack");
        receive(6, 8, 9);
        now += 10 * MILLI;
        send(0, SendFlags.UNRELIABLE, "x");
        flush("ack-of-gaps-and-unreliable");
        for (long number = 11; number < 31; number += 2) {
            receive(number);
        }
        receive(300);
        now += 10 * MILLI;
        session.ackDueNanos = now;
        flush("ack-of-many-gaps");
    }

    private void requests() {
        ask("request");
        session.unanswered = 1;
        session.urgentNanos = now - 200 * MILLI;
        ask("urgent-request");
        session.unanswered = 0;
    }

    private void losses() {
        // The reliable message of packet 4 is lost; what came of the others shows that.
        acknowledge(8, 4, 1);
        flush("stop-waiting-and-the-same-segment-again");
    }

    private void statistics() {
        session = session();
        now = 0;
        for (int i = 0; i < 1_400; i++) {
            now += 100 * MILLI;
            session.meter.received(now, 100, false);
            session.meter.sent(now, 50);
        }
        session.roundTrip.sample(40 * MILLI);
        session.requestedNanos = now;
        session.lastReceivedNanos = now;
        ask("statistics");
    }

    @Test
    void whatIsWrittenIsWhatTheVectorsSay() {
        messages();
        acks();
        requests();
        losses();
        statistics();
        Map<String, byte[]> vectors = WireVectorsTest.vectors("data-packets.txt");
        StringBuilder wanted = new StringBuilder();
        vectors.forEach((name, bytes) -> wanted.append(line(name, bytes)));
        StringBuilder got = new StringBuilder();
        written.forEach((name, bytes) -> got.append(line(name, bytes)));
        assertEquals(wanted.toString(), got.toString());
    }

    private static String line(String name, byte[] bytes) {
        return name + " " + HexFormat.of().formatHex(bytes) + "\n";
    }
}
