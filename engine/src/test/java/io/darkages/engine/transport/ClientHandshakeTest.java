package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.MILLI;
import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.transport.crypto.JdkCryptography;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client makes of a server's answers. */
class ClientHandshakeTest {

    private static final int AES = Cryptography.SUITE_AES_256_GCM;
    private static final int NONE = Cryptography.SUITE_NONE;
    private static final int SERVER_ID = 0x23456789;

    private final TestNetwork network = new TestNetwork(1);
    private final Cryptography servers = new JdkCryptography(network.randomness.stream("server"), List.of(AES, NONE));
    private final TestNetwork.Host player = network.host(
            client(1),
            EndpointOptions.client().withLifecycle(LifecycleOptions.client().withIdentity("str:duke")),
            random -> new JdkCryptography(random, List.of(AES, NONE)));
    private Session session;

    @BeforeEach
    void connect() {
        session = player.endpoint.connect(network.now, SERVER);
    }

    private void deliver(byte[] packet) {
        player.endpoint.receive(network.now, SERVER, packet, 0, packet.length);
    }

    private void challenge(int version) {
        ControlMessage reply = new ControlMessage().clear(ControlMessage.CHALLENGE_REPLY);
        reply.recipientId = session.localId();
        reply.challenge = 99;
        reply.protocolVersion = version;
        deliver(HandshakeDraft.write(reply));
    }

    private HandshakeDraft answer() {
        HandshakeDraft draft = HandshakeDraft.answer(servers, session.localId(), SERVER_ID);
        draft.suites = List.of(AES);
        return draft;
    }

    @Test
    void requestSaysAllThatAServerWants() {
        challenge(13);
        ControlMessage request =
                HandshakeDraft.read(network.log.get(network.log.size() - 1).bytes());
        assertEquals(ControlMessage.CONNECT_REQUEST, request.kind);
        assertEquals(99, request.challenge);
        assertEquals("str:duke", request.identity.text());
        CryptInfo info = new CryptInfo();
        assertTrue(info.read(request.cryptInfo));
        assertTrue(info.hasKey());
        assertEquals(13, info.protocolVersion);
        assertEquals(List.of(AES, NONE), List.of(info.suites[0], info.suites[1]));
        Certificate certificate = new Certificate();
        assertTrue(certificate.read(request.certificate));
        assertTrue(servers.verify(certificate.key.copy(), request.cryptInfo.copy(), request.cryptSignature.copy()));
    }

    @ParameterizedTest
    @CsvSource({"8,1", "9,1", "10,2", "13,2", "20,2"})
    void goodAnswerConnects(int version, int first) {
        challenge(version);
        HandshakeDraft draft = answer();
        draft.version = version;
        draft.message.identity.set("gen:0badcafe".getBytes(StandardCharsets.UTF_8));
        deliver(draft.packet());
        assertEquals(SessionState.CONNECTED, session.state());
        assertEquals(SERVER_ID, session.remoteId());
        assertEquals("gen:0badcafe", session.peerIdentity());
        assertEquals(version, session.peerVersion());
        assertEquals(
                first, LittleEndian.u16(network.log.get(network.log.size() - 1).bytes(), 5));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SIGNED_BY_ANOTHER")
    void spoiledAnswersAreDroppedAndTheGoodOneIsTaken(ServerHandshakeTest.Spoiled spoiled) {
        challenge(13);
        HandshakeDraft draft = answer();
        spoiled.spoil(draft);
        deliver(draft.packet());
        assertEquals(SessionState.REQUESTING, session.state());
        assertEquals(1, player.endpoint.counters().value(EndpointCounter.HANDSHAKES_REFUSED));
        deliver(answer().packet());
        assertEquals(SessionState.CONNECTED, session.state());
    }

    @Test
    void whoGetsNoGoodAnswerIsToldWhatWasWrong() {
        challenge(13);
        HandshakeDraft draft = answer();
        draft.certificate = new byte[0];
        deliver(draft.packet());
        network.ticks(60 * 11);
        assertEquals(List.of("4003 no valid answer"), player.closed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2 1", "77", "1000"})
    void answerNamesOneSuiteOfThoseOffered(String named) {
        challenge(13);
        HandshakeDraft draft = answer();
        draft.suites = Arrays.stream(named.split(" ")).map(Integer::valueOf).toList();
        deliver(draft.packet());
        assertEquals(List.of("4002 cipher suite or key"), player.closed);
    }

    @Test
    void answerWithoutASuiteIsNone() {
        challenge(13);
        HandshakeDraft draft = answer();
        byte[] whole = draft.sign().info;
        draft.info = Arrays.copyOf(whole, whole.length - 2);
        draft.signature = servers.sign(draft.info);
        deliver(draft.packet());
        assertEquals(List.of("4002 cipher suite or key"), player.closed);
    }

    @Test
    void versionIsTheSameThroughout() {
        challenge(12);
        deliver(answer().packet());
        assertEquals(List.of("4006 protocol version"), player.closed);
    }

    @Test
    void oldServerIsNotAsked() {
        challenge(7);
        assertEquals(SessionState.CHALLENGING, session.state());
        network.ticks(60 * 11);
        assertEquals(List.of("4006 no valid answer"), player.closed);
    }

    @Test
    void weakKeyEndsIt() {
        challenge(13);
        HandshakeDraft draft = answer();
        Arrays.fill(draft.publicKey, (byte) 0);
        deliver(draft.packet());
        assertEquals(List.of("4002 cipher suite or key"), player.closed);
    }

    @Test
    void onlyTheAnswerToAQuestionCounts() {
        deliver(answer().packet());
        assertEquals(SessionState.CHALLENGING, session.state(), "nothing was asked yet");
        challenge(13);
        HandshakeDraft another = answer();
        another.message.recipientId++;
        deliver(another.packet());
        byte[] good = answer().packet();
        player.endpoint.receive(network.now, SERVER + 1, good, 0, good.length);
        assertEquals(SessionState.REQUESTING, session.state(), "for another session, from another port");
        deliver(good);
        assertEquals(SessionState.CONNECTED, session.state());
        assertEquals(3, player.endpoint.counters().value(EndpointCounter.UNKNOWN_SESSION));
        // The answer once more, and one of another server's under the same id: neither changes the keys.
        Object cipher = session.cipher;
        deliver(good);
        HandshakeDraft replayed = answer();
        replayed.nonce = 5;
        replayed.message.senderId = 0x11112222;
        deliver(replayed.packet());
        assertEquals(cipher, session.cipher);
        assertEquals(SERVER_ID, session.remoteId());
        assertEquals(5, player.endpoint.counters().value(EndpointCounter.UNKNOWN_SESSION));
    }

    /** A server that was asked to connect answers a challenge request with the answer to that. */
    @Test
    void answerIsTakenWhileANewChallengeIsAskedFor() {
        challenge(13);
        for (int i = 0; i < 60 * 4; i++) {
            network.now += TestNetwork.TICK;
            player.endpoint.advance(network.now);
        }
        assertEquals(SessionState.CHALLENGING, session.state());
        deliver(answer().packet());
        assertEquals(SessionState.CONNECTED, session.state());
    }

    @Test
    void roundTripLeavesOutWhatTheServerTook() {
        network.now = 50_000 * MILLI;
        session = player.endpoint.connect(network.now, SERVER);
        challenge(13);
        network.now += 900 * MILLI;
        HandshakeDraft draft = answer();
        draft.message.timestamp(50_000_000);
        draft.message.delayMicros = 860_000;
        deliver(draft.packet());
        assertEquals(40 * MILLI, session.smoothedRoundTripNanos());
    }
}
