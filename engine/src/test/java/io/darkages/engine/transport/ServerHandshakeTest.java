package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.MILLI;
import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomSource;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.transport.crypto.JdkCryptography;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server makes of connect requests, the JDK's cryptography on both sides. */
class ServerHandshakeTest {

    private static final int CLIENT_ID = 0x12345678;
    private static final int AES = Cryptography.SUITE_AES_256_GCM;
    private static final int NONE = Cryptography.SUITE_NONE;

    private final TestNetwork network = new TestNetwork(1);
    private final Cryptography own = jdk(network.randomness.stream("client"), AES, NONE);
    private TestNetwork.Host server = network.host(SERVER, EndpointOptions.server(), random -> jdk(random, AES, NONE));

    private static Cryptography jdk(RandomSource random, Integer... suites) {
        return new JdkCryptography(random, List.of(suites));
    }

    private HandshakeDraft draft() {
        ask(CLIENT_ID);
        return HandshakeDraft.request(own, CLIENT_ID, lastAnswer().challenge);
    }

    private void ask(int clientId) {
        ControlMessage request = new ControlMessage().clear(ControlMessage.CHALLENGE_REQUEST);
        request.senderId = clientId;
        request.protocolVersion = 13;
        deliver(HandshakeDraft.write(request));
    }

    private void deliver(byte[] packet) {
        server.endpoint.receive(network.now, client(1), packet, 0, packet.length);
    }

    private TestNetwork.Sent last() {
        return network.log.get(network.log.size() - 1);
    }

    private ControlMessage lastAnswer() {
        return HandshakeDraft.read(last().bytes());
    }

    /** The answer, which the data packet follows that asks the client for a word. */
    private ControlMessage accepted() {
        assertTrue(last().bytes()[0] < 0, "a data packet");
        return HandshakeDraft.read(network.log.get(network.log.size() - 2).bytes());
    }

    private long count(EndpointCounter counter) {
        return server.endpoint.counters().value(counter);
    }

    @ParameterizedTest
    @CsvSource({"1 2,2", "2,2", "1,1", "77 1,1", "2 1,2", "'',2"})
    void serverTakesTheFirstOfItsOwnSuites(String offered, int taken) {
        HandshakeDraft draft = draft();
        if (offered.isEmpty()) {
            byte[] whole = CryptInfo.encode(draft.publicKey, draft.nonce, 13, List.of(2));
            // From before there was a choice: without the last field.
            draft.info = Arrays.copyOf(whole, whole.length - 2);
        } else {
            draft.suites =
                    Arrays.stream(offered.split(" ")).map(Integer::valueOf).toList();
        }
        deliver(draft.packet());
        ControlMessage answer = accepted();
        CryptInfo info = new CryptInfo();
        assertTrue(info.read(answer.cryptInfo));
        assertEquals(1, info.suiteCount);
        assertEquals(taken, info.suites[0]);
        assertEquals(13, info.protocolVersion);
        Certificate certificate = new Certificate();
        assertTrue(certificate.read(answer.certificate));
        assertTrue(own.verify(certificate.key.copy(), answer.cryptInfo.copy(), answer.cryptSignature.copy()));
        assertEquals(CLIENT_ID, answer.recipientId);
        assertEquals(1, server.endpoint.halfOpenCount());
    }

    @Test
    void noCommonSuiteIsRefused() {
        HandshakeDraft draft = draft();
        draft.suites = List.of(77, 1_000);
        deliver(draft.packet());
        assertRefused(CloseReason.BAD_CRYPT);
    }

    @ParameterizedTest
    @CsvSource({"8,1", "9,1", "10,2", "12,2", "13,2", "14,2", "-1,2"})
    void packetNumbersBeginAsTheClientsVersionHasIt(int version, int first) {
        HandshakeDraft draft = draft();
        draft.version = version;
        deliver(draft.packet());
        accepted();
        assertEquals(first, LittleEndian.u16(last().bytes(), 5), "number of the first data packet");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void oldVersionsAreRefused(int version) {
        HandshakeDraft draft = draft();
        draft.version = version;
        deliver(draft.packet());
        assertRefused(CloseReason.BAD_PROTOCOL_VERSION);
    }

    private void assertRefused(int reason) {
        ControlMessage answer = lastAnswer();
        assertEquals(ControlMessage.CONNECTION_CLOSED, answer.kind);
        assertEquals(reason, answer.reason);
        assertEquals(CLIENT_ID, answer.recipientId);
        assertEquals(0, answer.senderId);
        assertEquals(0, server.endpoint.sessionCount());
        assertEquals(1, count(EndpointCounter.HANDSHAKES_REFUSED));
    }

    /** Ways to spoil a request. */
    enum Spoiled {
        SIGNATURE(draft -> draft.sign().signature[63] ^= 1),
        SIGNATURE_HALF(draft -> draft.sign().signature = Arrays.copyOf(draft.signature, 32)),
        INFO(draft -> draft.sign().info[40] ^= 1),
        INFO_CUT(draft -> draft.sign().info = Arrays.copyOf(draft.info, 20)),
        SIGNED_BY_ANOTHER(draft -> draft.certificate =
                Certificate.encode(jdk(new Randomness(9).stream("x"), AES).signingKey())),
        CERTIFICATE_KEY_TYPE(draft -> draft.certificate[1] = 2),
        CERTIFICATE_KEY_SHORT(draft -> {
            byte[] key = Arrays.copyOf(draft.certificate, 4 + 31);
            key[3] = 31;
            draft.certificate = key;
        }),
        CERTIFICATE_EMPTY(draft -> draft.certificate = new byte[0]),
        CERTIFICATE_KEY_NO_POINT(draft -> Arrays.fill(draft.certificate, 4, 36, (byte) 0xFF)),
        KEY_TYPE(draft -> {
            draft.info = CryptInfo.encode(draft.publicKey, draft.nonce, 13, draft.suites);
            draft.info[1] = 2;
        });

        private final Consumer<HandshakeDraft> change;

        Spoiled(Consumer<HandshakeDraft> change) {
            this.change = change;
        }

        void spoil(HandshakeDraft draft) {
            change.accept(draft);
        }
    }

    @ParameterizedTest
    @EnumSource
    void spoiledRequestsAreDroppedAndTheGoodOneIsTaken(Spoiled spoiled) {
        HandshakeDraft draft = draft();
        spoiled.spoil(draft);
        int before = network.log.size();
        deliver(draft.packet());
        assertEquals(before, network.log.size(), "answers");
        assertEquals(0, server.endpoint.sessionCount());
        assertEquals(1, count(EndpointCounter.HANDSHAKES_REFUSED));
        assertEquals(1, server.endpoint.counters().dropped());
        deliver(draft().packet());
        accepted();
    }

    @Test
    void requestsThatLackAPartAreDropped() {
        for (int part = 0; part < 3; part++) {
            HandshakeDraft draft = draft();
            draft.packet();
            if (part == 0) {
                draft.message.certificate.clear();
            } else if (part == 1) {
                draft.message.cryptInfo.clear();
            } else {
                draft.message.cryptSignature.clear();
            }
            int before = network.log.size();
            deliver(HandshakeDraft.write(draft.message));
            assertEquals(before, network.log.size(), "answers");
            assertEquals(part + 1, count(EndpointCounter.HANDSHAKES_REFUSED));
        }
        assertEquals(0, server.endpoint.sessionCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000000000000", "0100000000000000"})
    void weakKeysAreRefused(String start) {
        HandshakeDraft draft = draft();
        Arrays.fill(draft.publicKey, (byte) 0);
        draft.publicKey[0] = (byte) (start.charAt(1) - '0');
        deliver(draft.packet());
        assertRefused(CloseReason.BAD_CRYPT);
    }

    @Test
    void whoAsksAgainGetsTheSameAnswerNotSignedAgain() {
        Counting counting = new Counting();
        network.remove(server);
        server = network.host(SERVER, EndpointOptions.server(), random -> counting);
        HandshakeDraft draft = draft();
        draft.message.timestamp(77);
        byte[] request = draft.packet();
        deliver(request);
        byte[] first = HandshakeDraft.write(accepted());
        assertEquals(1, counting.signed);
        deliver(request);
        assertArrayEquals(first, last().bytes(), "to the request");
        ask(CLIENT_ID);
        assertArrayEquals(first, last().bytes(), "to the challenge request");
        network.now += 1_500 * MILLI;
        ask(CLIENT_ID);
        ControlMessage later = lastAnswer();
        assertEquals(77, later.timestamp);
        assertEquals(1_500_000, later.delayMicros);
        assertArrayEquals(HandshakeDraft.read(first).cryptInfo.copy(), later.cryptInfo.copy());
        network.now += 2_500 * MILLI;
        ask(CLIENT_ID);
        assertFalse(lastAnswer().hasTimestamp, "too old to say how long it took");
        assertEquals(1, counting.signed);
        assertEquals(1, server.endpoint.sessionCount());
        ask(CLIENT_ID + 1);
        assertEquals(ControlMessage.CHALLENGE_REPLY, lastAnswer().kind, "another session's is not answered so");
    }

    @Test
    void identityIsHeardButNotProven() {
        assertEquals("", identityOf(draft -> {}));
        assertEquals("str:duke", identityOf(draft -> draft.message.identity.set(utf8("str:duke"))));
        assertEquals("str:cert", identityOf(draft -> {
            draft.message.identity.set(utf8("str:duke"));
            byte[] field = utf8("..str:cert");
            field[0] = 12 << 3 | 2;
            field[1] = 8;
            byte[] whole = Arrays.copyOf(draft.certificate, draft.certificate.length + field.length);
            System.arraycopy(field, 0, whole, draft.certificate.length, field.length);
            draft.certificate = whole;
        }));
    }

    private String identityOf(Consumer<HandshakeDraft> change) {
        network.remove(server);
        server = network.host(SERVER, EndpointOptions.server(), random -> jdk(random, NONE));
        HandshakeDraft draft = draft();
        change.accept(draft);
        deliver(draft.packet());
        ControlMessage answer = accepted();
        byte[] packet = {(byte) 0x80, 0, 0, 0, 0, 2, 0};
        LittleEndian.put32(packet, 1, answer.senderId);
        deliver(packet);
        Session session = server.connected.get(0);
        assertEquals(13, session.peerVersion());
        return session.peerIdentity();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void bothHalvesOfIdsSayIt() {
        long[] draws = {1, 2, 0x0000_5678, 0x1234_0000, 0, 0x1234_5678, 3};
        int[] drawn = {0};
        Endpoint endpoint = new Endpoint(
                EndpointOptions.client(),
                (to, buffer, offset, length) -> {},
                TestNetwork.NOBODY,
                own,
                () -> draws[Math.min(drawn[0]++, draws.length - 1)]);
        assertEquals(0x1234_5678, endpoint.connect(0, SERVER).localId());
    }

    @Test
    void silentClientIsAskedForAWordAndToldTheEnd() {
        deliver(draft().packet());
        int before = network.log.size();
        byte[] asked = last().bytes();
        assertEquals(0x81, asked[0] & 0xFF);
        assertArrayEquals(new byte[] {2, 3 << 3, 2 | 4}, Arrays.copyOfRange(asked, 7, 10), "flags of the stats");
        network.remove(server);
        for (int i = 0; i < 60 * 11; i++) {
            network.now += TestNetwork.TICK;
            server.endpoint.advance(network.now);
        }
        assertEquals(20, network.log.size() - before, "every 500 ms for 10 s, then the end");
        ControlMessage end = lastAnswer();
        assertEquals(ControlMessage.CONNECTION_CLOSED, end.kind);
        assertEquals(CloseReason.TIMEOUT, end.reason);
        assertEquals(0, server.endpoint.sessionCount());
        assertEquals(List.of(), server.closed, "nobody heard of it");
        assertNotEquals(0, count(EndpointCounter.SESSIONS_TIMED_OUT));
    }

    /** Counts signatures. */
    private static final class Counting extends CryptographyFilter {
        private int signed;

        Counting() {
            super(jdk(new Randomness(5).stream("counted"), AES));
        }

        @Override
        public byte[] sign(byte[] info) {
            signed++;
            return super.sign(info);
        }
    }
}
