package io.darkages.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds the control packets against vectors that were laid out by hand: a change of the wire shows here. */
class WireVectorsTest {

    private static final int CLIENT = 0x11223344;
    private static final int SERVER = 0x55667788;
    private static final long CHALLENGE = 0x1112131415161718L;
    private static final long CONNECT_TIME = 0x2122232425262728L;

    private static final byte[] CLIENT_INFO =
            CryptInfo.encode(pattern(0x20, 32), 0x0123456789ABCDEFL, 13, List.of(2, 1));
    private static final byte[] SERVER_INFO = CryptInfo.encode(pattern(0x60, 32), 0xA0L << 56, 13, List.of(2));

    private final Map<String, byte[]> vectors = vectors();

    @Test
    void whatIsWrittenIsWhatTheVectorsSay() {
        Map<String, byte[]> written = new LinkedHashMap<>();
        written.put("certificate", Certificate.encode(pattern(0, 32)));
        written.put("crypt-info-of-a-client", CLIENT_INFO);
        written.put("crypt-info-of-a-server", SERVER_INFO);
        written.put("challenge-request", write(challengeRequest(0x0102030405060708L)));
        written.put("challenge-request-at-time-0", write(challengeRequest(0)));
        written.put("challenge-reply", write(challengeReply()));
        written.put("connect-request", write(connectRequest()));
        written.put("connect-ok", write(connectOk()));
        written.put("connect-request-of-the-library", write(libraryRequest()));
        written.put("connection-closed", write(connectionClosed()));
        written.put("no-connection", write(noConnection()));
        assertEquals(List.copyOf(vectors.keySet()), new ArrayList<>(written.keySet()));
        written.forEach((name, bytes) -> assertEquals(hex(vectors.get(name)), hex(bytes), name));
    }

    @Test
    void packetsAreReadAsTheyWereWritten() {
        int packets = 0;
        for (Map.Entry<String, byte[]> vector : vectors.entrySet()) {
            byte[] bytes = vector.getValue();
            if (bytes[0] >= ControlMessage.CHALLENGE_REQUEST) {
                ControlMessage got = new ControlMessage();
                assertTrue(got.read(bytes, 0, bytes.length), vector.getKey());
                assertEquals(hex(bytes), hex(write(got)), vector.getKey());
                packets++;
            }
        }
        assertEquals(8, packets);
    }

    @Test
    void connectRequestIsRead() {
        ControlMessage got = read("connect-request");
        assertEquals(CLIENT, got.senderId);
        assertEquals(CHALLENGE, got.challenge);
        assertEquals(CONNECT_TIME, got.timestamp);
        assertEquals(20, got.pingMillis);
        assertEquals("str:somebody", got.identity.text());
        assertTrue(got.certificate.matches(vectors.get("certificate")));
        assertTrue(got.cryptInfo.matches(vectors.get("crypt-info-of-a-client")));
        assertTrue(got.cryptSignature.matches(pattern(0x80, 64)));
        CryptInfo info = new CryptInfo();
        assertTrue(info.read(got.cryptInfo));
        assertTrue(info.hasKey());
        assertTrue(info.key.matches(pattern(0x20, 32)));
        assertEquals(0x0123456789ABCDEFL, info.nonce);
        assertEquals(13, info.protocolVersion);
        assertEquals(2, info.suiteCount);
        assertTrue(info.offers(1) && info.offers(2));
    }

    @Test
    void connectOkIsRead() {
        ControlMessage got = read("connect-ok");
        assertEquals(CLIENT, got.recipientId);
        assertEquals(SERVER, got.senderId);
        assertEquals(CONNECT_TIME, got.timestamp);
        assertEquals(1_234, got.delayMicros);
        assertEquals("str:server", got.identity.text());
        assertTrue(got.cryptInfo.matches(vectors.get("crypt-info-of-a-server")));
        assertTrue(got.cryptSignature.matches(pattern(0xC0, 64)));
        Certificate certificate = new Certificate();
        assertTrue(certificate.read(got.certificate));
        assertTrue(certificate.hasKey());
        assertTrue(certificate.key.matches(pattern(0x40, 32)));
        assertFalse(certificate.hasIdentity());
    }

    @Test
    void theLibrarysCertificateIsRead() {
        ControlMessage got = read("connect-request-of-the-library");
        assertTrue(got.hasPing);
        assertFalse(got.identity.present);
        Certificate certificate = new Certificate();
        assertTrue(certificate.read(got.certificate));
        assertTrue(certificate.hasKey());
        assertTrue(certificate.legacyIdentity);
        assertEquals("ip:::1", certificate.identity.text());
        assertEquals(1, certificate.appIdCount);
        assertEquals(0, certificate.appIds[0]);
    }

    @Test
    void readingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        ControlMessage message = new ControlMessage();
        Certificate certificate = new Certificate();
        CryptInfo info = new CryptInfo();
        List<byte[]> packets = List.of(
                vectors.get("connect-request"),
                vectors.get("connect-request-of-the-library"),
                vectors.get("connect-ok"),
                vectors.get("connection-closed"));
        long least = Long.MAX_VALUE;
        int read = 0;
        // The compiler may still allocate on this thread's account once; so the best of a few stretches counts.
        for (int stretch = 0; stretch < 5; stretch++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 4_000; i++) {
                byte[] packet = packets.get(i % 4);
                boolean good = message.read(packet, 0, packet.length);
                if (message.certificate.present) {
                    good &= certificate.read(message.certificate) && info.read(message.cryptInfo);
                }
                read += good ? 1 : 0;
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(20_000, read);
        assertEquals(0, least);
    }

    private ControlMessage read(String name) {
        ControlMessage got = new ControlMessage();
        byte[] bytes = vectors.get(name);
        assertTrue(got.read(bytes, 0, bytes.length));
        return got;
    }

    private static ControlMessage challengeRequest(long time) {
        ControlMessage message = new ControlMessage().clear(ControlMessage.CHALLENGE_REQUEST);
        message.senderId = CLIENT;
        message.timestamp(time);
        message.protocolVersion = 13;
        return message;
    }

    private static ControlMessage challengeReply() {
        ControlMessage message = new ControlMessage().clear(ControlMessage.CHALLENGE_REPLY);
        message.recipientId = CLIENT;
        message.challenge = CHALLENGE;
        message.timestamp(0x0102030405060708L);
        message.protocolVersion = 13;
        return message;
    }

    private static ControlMessage connectRequest() {
        ControlMessage message = new ControlMessage().clear(ControlMessage.CONNECT_REQUEST);
        message.senderId = CLIENT;
        message.challenge = CHALLENGE;
        message.timestamp(CONNECT_TIME);
        message.ping(20);
        message.certificate.set(Certificate.encode(pattern(0, 32)));
        message.cryptInfo.set(CLIENT_INFO);
        message.cryptSignature.set(pattern(0x80, 64));
        message.identity.set(ascii("str:somebody"));
        return message;
    }

    private static ControlMessage libraryRequest() {
        WireWriter out = new WireWriter();
        out.reset(new byte[68], 0, 68);
        byte[] minimal = Certificate.encode(pattern(0, 32));
        out.bytes(minimal, 0, minimal.length);
        out.varintField(10, 0);
        byte[] localhost = new byte[20];
        localhost[0] = 4 << 3 | FieldReader.BYTES;
        localhost[1] = 18;
        localhost[17] = 1;
        out.bytesField(11, localhost, 0, localhost.length);
        out.bytesField(12, ascii("ip:::1"), 0, 6);
        ControlMessage message = connectRequest();
        message.ping(0);
        message.certificate.set(out.buffer);
        message.cryptInfo.set(CryptInfo.encode(pattern(0x20, 32), 0x0123456789ABCDEFL, 13, List.of(2)));
        message.identity.clear();
        return message;
    }

    private static ControlMessage connectOk() {
        ControlMessage message = new ControlMessage().clear(ControlMessage.CONNECT_OK);
        message.recipientId = CLIENT;
        message.senderId = SERVER;
        message.timestamp(CONNECT_TIME);
        message.delayMicros = 1_234;
        message.certificate.set(Certificate.encode(pattern(0x40, 32)));
        message.cryptInfo.set(SERVER_INFO);
        message.cryptSignature.set(pattern(0xC0, 64));
        message.identity.set(ascii("str:server"));
        return message;
    }

    private static ControlMessage connectionClosed() {
        ControlMessage message = new ControlMessage().clear(ControlMessage.CONNECTION_CLOSED);
        message.senderId = SERVER;
        message.recipientId = CLIENT;
        message.reason = 5_003;
        message.debug("timed out");
        return message;
    }

    private static ControlMessage noConnection() {
        ControlMessage message = new ControlMessage().clear(ControlMessage.NO_CONNECTION);
        message.senderId = SERVER;
        message.recipientId = CLIENT;
        return message;
    }

    private static byte[] write(ControlMessage message) {
        WireWriter out = new WireWriter();
        out.reset(new byte[ControlMessage.BYTES_MAX], 0, ControlMessage.BYTES_MAX);
        message.write(out);
        return Arrays.copyOf(out.buffer, out.position);
    }

    private static byte[] pattern(int first, int length) {
        byte[] bytes = new byte[length];
        IntStream.range(0, length).forEach(i -> bytes[i] = (byte) (first + i));
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static Map<String, byte[]> vectors() {
        return vectors("control-packets.txt");
    }

    /** The vectors of a resource beside this class, by name, in their order. */
    static Map<String, byte[]> vectors(String resource) {
        Map<String, byte[]> vectors = new LinkedHashMap<>();
        String name = "";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String line : lines(resource)) {
            String text = line.replaceFirst("#.*", "");
            if (text.isBlank()) {
                continue;
            }
            if (!text.startsWith(" ")) {
                name = text.strip();
                bytes = new ByteArrayOutputStream();
            } else if (text.strip().startsWith("zeros to ")) {
                int length = Integer.parseInt(text.strip().substring("zeros to ".length()));
                bytes.writeBytes(new byte[length - bytes.size()]);
            } else {
                bytes.writeBytes(HexFormat.of().parseHex(text.replace(" ", "")));
            }
            vectors.put(name, bytes.toByteArray());
        }
        return vectors;
    }

    private static List<String> lines(String resource) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(WireVectorsTest.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException(resource + " can't be read", e);
        }
    }
}
