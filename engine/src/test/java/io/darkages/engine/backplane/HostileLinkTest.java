package io.darkages.engine.backplane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.backplane.BackplaneNetwork.Node;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.transport.Endpoint;
import io.darkages.engine.transport.EndpointCounter;
import io.darkages.engine.transport.EndpointListener;
import io.darkages.engine.transport.EndpointOptions;
import io.darkages.engine.transport.Session;
import io.darkages.engine.transport.TestCryptography;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whoever is at the other end, with the key or without, sends what it likes: it is dropped and counted. */
class HostileLinkTest {

    private static final long ROGUE = BackplaneNetwork.address(66);

    private final BackplaneNetwork network = new BackplaneNetwork(7);
    private final Node victim = network.node(1, 10);
    private final Endpoint endpoint = new Endpoint(
            EndpointOptions.standard(false),
            this::toVictim,
            new Quiet(),
            TestCryptography.plain(new Randomness(1).stream("signing")),
            new Randomness(1).stream("rogue"));
    private final MessageWriter out = new MessageWriter();
    private final byte[] bytes = new byte[Message.BYTES_MAX];
    private ControlSeal seal = new ControlSeal(BackplaneNetwork.KEY);
    private boolean seals = true;
    private int answers;
    /** What the victim said, without the greeting's kind. */
    private byte[] hello = {};

    private final class Quiet implements EndpointListener {
        @Override
        public void connected(Session session) {}

        @Override
        public void message(
                Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
            if ((buffer[offset] & 0xFF) == LinkFrame.HELLO) {
                hello = Arrays.copyOfRange(buffer, offset + 1, offset + length);
            }
        }

        @Override
        public void closed(Session session, int reason, String debug) {}
    }

    private void toVictim(long address, byte[] buffer, int offset, int length) {
        boolean isSealed = seals && ControlSeal.isDue(buffer[offset]);
        byte[] datagram = new byte[1 + length + (isSealed ? ControlSeal.BYTES : 0)];
        datagram[0] = Backplane.LEAD_BYTE;
        System.arraycopy(buffer, offset, datagram, 1, length);
        if (isSealed) {
            seal.put(datagram, 1, length);
        }
        network.carry(ROGUE, address, datagram, 0, datagram.length);
    }

    private void fromVictim(byte[] buffer, int length) {
        boolean isSealed = ControlSeal.isDue(buffer[1]);
        answers++;
        endpoint.receive(network.now, victim.address, buffer, 1, length - 1 - (isSealed ? ControlSeal.BYTES : 0));
    }

    private Session connected() {
        Session session = endpoint.connect(network.now, victim.address);
        run();
        return session;
    }

    private void run() {
        for (int i = 0; i < 6; i++) {
            network.ticks(1);
            endpoint.advance(network.now);
        }
    }

    /** The network tells the victim alone; what it sends to the rogue is taken from the air. */
    HostileLinkTest() {
        network.tap(ROGUE, this::fromVictim);
    }

    private void send(Session session, boolean reliable) {
        if (reliable) {
            session.sendReliable(bytes, 0, out.length());
        } else {
            session.sendUnreliable(bytes, 0, out.length());
        }
        session.flush(network.now);
        run();
    }

    private PeerKey.Side greet(Session session, long process, long incarnation, PeerKey key) {
        PeerKey.Side own = new PeerKey.Side(true, process, incarnation, new byte[PeerKey.NONCE_BYTES]);
        LinkFrame frame = new LinkFrame();
        frame.hello(own);
        session.sendReliable(frame.bytes(), 0, frame.length());
        session.flush(network.now);
        run();
        PeerKey.Side other = LinkFrame.readHello(new MessageReader().wrap(hello, 0, hello.length), false)
                .orElseThrow();
        frame.proof(key.prove(own, other));
        session.sendReliable(frame.bytes(), 0, frame.length());
        frame.resume(1, 1, 0, 0);
        session.sendReliable(frame.bytes(), 0, frame.length());
        session.flush(network.now);
        run();
        return own;
    }

    private void message(long process, long incarnation, long sequence) {
        out.wrap(bytes, 0, bytes.length);
        MessageHeader header = new MessageHeader();
        header.type = MessageType.ZONE_STATUS;
        header.sourceProcess = process;
        header.sourceIncarnation = incarnation;
        header.sequence = sequence;
        header.write(out);
        new ZoneStatus().write(out);
    }

    @Test
    void strangersBeginNoHandshake() {
        seals = false;
        connected();
        seals = true;
        byte[] otherKey = new byte[16];
        otherKey[3] = 1;
        seal = new ControlSeal(new PeerKey(otherKey));
        connected();
        assertEquals(2, victim.count(BackplaneCounter.UNSEALED));
        assertEquals(0, victim.backplane.transport().value(EndpointCounter.DATAGRAMS_RECEIVED));
        assertEquals(0, answers, "not even told that it is not wanted");
        seal = new ControlSeal(BackplaneNetwork.KEY);
        connected();
        assertTrue(answers > 0, "with the key it would be answered");
    }

    @Test
    void aDamagedSealIsNone() {
        byte[] packet = new byte[64 + ControlSeal.BYTES];
        seal.put(packet, 1, 40);
        assertTrue(seal.holds(packet, 1, 40 + ControlSeal.BYTES));
        for (int bit = 8; bit < 8 * (41 + ControlSeal.BYTES); bit++) {
            packet[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(seal.holds(packet, 1, 40 + ControlSeal.BYTES), "bit " + bit);
            packet[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertFalse(seal.holds(packet, 1, ControlSeal.BYTES - 1));
    }

    @Test
    void nobodyIsHeardBeforeTheProof() {
        Session session = connected();
        message(66, 1, 1);
        send(session, false);
        assertEquals(1, victim.count(BackplaneCounter.FORGED));
        assertEquals(List.of(), victim.headers);
    }

    @Test
    void whoProvesItselfIsHeardInItsOwnNameOnly() {
        Session session = connected();
        greet(session, 66, 5, BackplaneNetwork.KEY);
        assertEquals(List.of("linked 66/5 new"), victim.events);
        message(66, 5, 1);
        send(session, true);
        assertEquals(1, victim.headers.size());
        message(67, 5, 2);
        send(session, true);
        message(66, 6, 2);
        send(session, true);
        assertEquals(2, victim.count(BackplaneCounter.FORGED));
        message(66, 5, 1);
        send(session, true);
        assertEquals(1, victim.count(BackplaneCounter.DUPLICATES));
        message(66, 5, 3);
        send(session, true);
        assertEquals(1, victim.count(BackplaneCounter.GAPS));
        assertEquals(1, victim.headers.size());
        assertFalse(victim.backplane.isLinked(66));
    }

    @Test
    void unreliableMessagesThatComeAgainAreKnown() {
        Session session = connected();
        greet(session, 66, 5, BackplaneNetwork.KEY);
        for (long sequence : new long[] {2_000, 1_999, 2_000, 977, 976}) {
            message(66, 5, sequence);
            send(session, false);
        }
        assertEquals(3, victim.headers.size());
        assertEquals(1, victim.count(BackplaneCounter.DUPLICATES));
        assertEquals(1, victim.count(BackplaneCounter.TOO_LATE));
    }

    @Test
    void aProofForAnotherLinkIsNone() {
        Session session = connected();
        greet(session, 66, 5, BackplaneNetwork.KEY);
        Session second = connected();
        byte[] earlier = hello;
        // As heard on the first link, and said again on the second.
        PeerKey.Side own = new PeerKey.Side(true, 66, 5, new byte[PeerKey.NONCE_BYTES]);
        PeerKey.Side stale = new PeerKey.Side(false, 1, 10, new byte[PeerKey.NONCE_BYTES]);
        LinkFrame frame = new LinkFrame();
        frame.hello(own);
        second.sendReliable(frame.bytes(), 0, frame.length());
        frame.proof(BackplaneNetwork.KEY.prove(own, stale));
        second.sendReliable(frame.bytes(), 0, frame.length());
        second.flush(network.now);
        run();
        assertTrue(earlier.length > 0);
        assertEquals(1, victim.count(BackplaneCounter.BAD_PROOFS));
    }

    @Test
    void whoSaysNothingLosesItsSession() {
        connected();
        network.millis(1_200);
        assertEquals(1, victim.count(BackplaneCounter.GREETINGS_TIMED_OUT));
    }

    @Property(tries = 60)
    void anyFramesAreAnswered(@ForAll @Size(min = 1, max = 8) List<@Size(max = 80) byte[]> frames, @ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("hostile");
        Session session = connected();
        if (random.chance(500_000)) {
            greet(session, 66, 5, BackplaneNetwork.KEY);
        }
        for (byte[] frame : frames) {
            int kind = random.nextInt(16);
            if (frame.length > 0 && kind < 12) {
                frame[0] = (byte) (kind < 8 ? kind : LinkFrame.HELLO + kind - 8);
            }
            if (random.chance(500_000)) {
                session.sendReliable(frame, 0, frame.length);
            } else {
                session.sendUnreliable(frame, 0, frame.length);
            }
        }
        session.flush(network.now);
        run();
        assertTrue(victim.backplane.peerCount() <= 1);
    }

    @Property(tries = 300)
    void anyDatagramIsAnswered(@ForAll @Size(max = 600) byte[] datagram) {
        if (datagram.length > 0 && datagram[0] >= 0) {
            datagram[0] = Backplane.LEAD_BYTE;
        }
        victim.backplane.receive(victim.clock(), ROGUE, datagram, 0, datagram.length);
        victim.backplane.advance(victim.clock());
        assertEquals(0, victim.backplane.peerCount());
    }
}
