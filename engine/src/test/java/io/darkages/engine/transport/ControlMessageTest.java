package io.darkages.engine.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.transport.crypto.Cryptography;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Control packets there and back; what each byte is, stands in {@link WireVectorsTest}. */
class ControlMessageTest {

    private final WireWriter out = new WireWriter();
    private final ControlMessage got = new ControlMessage();

    private byte[] write(ControlMessage message) {
        out.reset(new byte[ControlMessage.BYTES_MAX], 0, ControlMessage.BYTES_MAX);
        message.write(out);
        return Arrays.copyOf(out.buffer, out.position);
    }

    /** Reads from the middle of a larger buffer, where datagrams lie. */
    private boolean read(byte[] packet) {
        byte[] buffer = new byte[packet.length + 20];
        Arrays.fill(buffer, (byte) 0x91);
        System.arraycopy(packet, 0, buffer, 7, packet.length);
        return got.read(buffer, 7, packet.length);
    }

    private static void assertSame(boolean present, byte[] expected, ByteSlice actual) {
        assertEquals(present, actual.present);
        assertArrayEquals(present ? expected : new byte[0], actual.copy());
    }

    @Test
    void theLargestRequestsAndAnswersFitInTheSendersBuffer() {
        byte[] key = new byte[Cryptography.KEY_BYTES];
        for (int kind : new int[] {ControlMessage.CONNECT_REQUEST, ControlMessage.CONNECT_OK}) {
            ControlMessage sent = new ControlMessage().clear(kind);
            sent.senderId = -1;
            sent.recipientId = -1;
            sent.challenge = -1;
            sent.timestamp(-1);
            sent.ping(-1);
            sent.delayMicros = -1;
            sent.certificate.set(Certificate.encode(key));
            sent.cryptInfo.set(CryptInfo.encode(key, -1, -1, Collections.nCopies(CryptInfo.SUITES_MAX, -1)));
            sent.cryptSignature.set(new byte[Cryptography.SIGNATURE_BYTES]);
            sent.identity.set(new byte[Certificate.IDENTITY_BYTES_MAX]);
            int bytes = write(sent).length;
            assertTrue(bytes <= ControlMessage.WRITTEN_BYTES_MAX, () -> "bytes " + bytes);
        }
        ControlMessage closed = new ControlMessage().clear(ControlMessage.CONNECTION_CLOSED);
        closed.senderId = -1;
        closed.recipientId = -1;
        closed.reason = -1;
        closed.debug("x".repeat(1_000));
        assertEquals(ControlMessage.WRITTEN_BYTES_MAX, write(closed).length);
    }

    @Property
    void challengeRequestsComeBack(@ForAll int id, @ForAll long time, @ForAll boolean timed, @ForAll int version) {
        ControlMessage sent = new ControlMessage().clear(ControlMessage.CHALLENGE_REQUEST);
        sent.senderId = id;
        if (timed) {
            sent.timestamp(time);
        }
        // An empty padded body is refused.
        sent.protocolVersion = version == 0 ? 1 : version;
        byte[] packet = write(sent);
        assertEquals(ControlMessage.PADDED_BYTES, packet.length);
        assertTrue(read(packet));
        assertEquals(id, got.senderId);
        assertEquals(timed, got.hasTimestamp);
        assertEquals(timed ? time : 0, got.timestamp);
        assertEquals(sent.protocolVersion, got.protocolVersion);
        assertArrayEquals(packet, write(got));
    }

    @Property
    void challengeRepliesComeBack(
            @ForAll int id, @ForAll long challenge, @ForAll long time, @ForAll boolean timed, @ForAll int version) {
        ControlMessage sent = new ControlMessage().clear(ControlMessage.CHALLENGE_REPLY);
        sent.recipientId = id;
        sent.challenge = challenge;
        if (timed) {
            sent.timestamp(time);
        }
        sent.protocolVersion = version;
        byte[] packet = write(sent);
        assertTrue(read(packet));
        assertEquals(id, got.recipientId);
        assertEquals(challenge, got.challenge);
        assertEquals(timed, got.hasTimestamp);
        assertEquals(timed ? time : 0, got.timestamp);
        assertEquals(version, got.protocolVersion);
        assertArrayEquals(packet, write(got));
    }

    @Property
    void connectPacketsComeBack(
            @ForAll boolean request,
            @ForAll @Size(4) int[] numbers,
            @ForAll long challenge,
            @ForAll long time,
            @ForAll @Size(5) boolean[] present,
            @ForAll @Size(max = 300) byte[] certificate,
            @ForAll @Size(max = 300) byte[] info,
            @ForAll @Size(max = 64) byte[] signature,
            @ForAll @Size(max = 127) byte[] identity) {
        ControlMessage sent =
                new ControlMessage().clear(request ? ControlMessage.CONNECT_REQUEST : ControlMessage.CONNECT_OK);
        sent.senderId = numbers[0];
        sent.recipientId = numbers[1];
        sent.challenge = challenge;
        sent.delayMicros = numbers[2];
        if (present[0]) {
            sent.timestamp(time);
        }
        if (present[1]) {
            sent.ping(numbers[3]);
        }
        if (present[2]) {
            sent.certificate.set(certificate);
        }
        sent.cryptInfo.set(info);
        if (present[3]) {
            sent.cryptSignature.set(signature);
        }
        if (present[4]) {
            sent.identity.set(identity);
        }
        byte[] packet = write(sent);
        assertTrue(read(packet));
        assertEquals(numbers[0], got.senderId);
        assertEquals(request ? 0 : numbers[1], got.recipientId);
        assertEquals(request ? challenge : 0, got.challenge);
        assertEquals(request ? 0 : numbers[2], got.delayMicros);
        assertEquals(present[0], got.hasTimestamp);
        assertEquals(present[0] ? time : 0, got.timestamp);
        assertEquals(request && present[1], got.hasPing);
        assertEquals(request && present[1] ? numbers[3] : 0, got.pingMillis);
        assertSame(present[2], certificate, got.certificate);
        assertSame(true, info, got.cryptInfo);
        assertSame(present[3], signature, got.cryptSignature);
        assertSame(present[4], identity, got.identity);
        assertArrayEquals(packet, write(got));
    }

    @Property
    void connectionClosedComesBack(
            @ForAll int senderId,
            @ForAll int recipientId,
            @ForAll int reason,
            @ForAll @StringLength(max = 127) String text) {
        ControlMessage sent = new ControlMessage().clear(ControlMessage.CONNECTION_CLOSED);
        sent.senderId = senderId;
        sent.recipientId = recipientId;
        sent.reason = reason == 0 ? 1 : reason;
        sent.debug(text);
        byte[] packet = write(sent);
        assertEquals(ControlMessage.PADDED_BYTES, packet.length);
        assertTrue(read(packet));
        assertEquals(senderId, got.senderId);
        assertEquals(recipientId, got.recipientId);
        assertEquals(sent.reason, got.reason);
        // Half a surrogate pair does not survive UTF-8.
        byte[] whole = ControlMessage.limited(text).getBytes(StandardCharsets.UTF_8);
        assertSame(!text.isEmpty(), whole, got.debug);
        assertArrayEquals(packet, write(got));
    }

    @Property
    void noConnectionComesBack(@ForAll int senderId, @ForAll int recipientId) {
        ControlMessage sent = new ControlMessage().clear(ControlMessage.NO_CONNECTION);
        sent.senderId = senderId;
        sent.recipientId = recipientId;
        byte[] packet = write(sent);
        assertTrue(read(packet));
        assertEquals(senderId, got.senderId);
        assertEquals(recipientId, got.recipientId);
        assertArrayEquals(packet, write(got));
    }

    @Property(tries = 5000)
    void anyBytesAreSurvived(@ForAll @Size(max = 600) byte[] bytes, @ForAll @IntRange(min = 30, max = 39) int lead) {
        byte[] packet = bytes.clone();
        if (packet.length > 0) {
            packet[0] = (byte) lead;
        }
        read(packet);
        byte[] padded = Arrays.copyOf(packet, 600);
        LittleEndian.put16(padded, 1, bytes.length);
        read(padded);
    }

    /** Bytes that are almost right: one changed, some cut off. */
    @Property(tries = 5000)
    void damagedConnectRequestsAreSurvived(
            @ForAll @IntRange(max = 250) int at, @ForAll byte changed, @ForAll @IntRange(max = 250) int length) {
        byte[] packet = write(connectRequest());
        packet[at % packet.length] = changed;
        if (read(Arrays.copyOf(packet, length % (packet.length + 1)))) {
            for (ByteSlice slice : List.of(got.certificate, got.cryptInfo, got.cryptSignature, got.identity)) {
                assertTrue(slice.offset + slice.length <= slice.buffer.length);
                assertTrue(slice.length <= packet.length);
            }
            new Certificate().read(got.certificate);
            new CryptInfo().read(got.cryptInfo);
        }
    }

    @Property
    void unknownFieldsAreSkipped(
            @ForAll @IntRange(min = 32, max = 37) int kind,
            @ForAll @IntRange(min = 16, max = 536_870_911) int field,
            @ForAll @Size(max = 50) byte[] junk,
            @ForAll long number) {
        byte[] body = new byte[600];
        out.reset(body, 0, body.length);
        out.bytesField(field, junk, 0, junk.length);
        out.varintField(field, number);
        out.fixed32Field(field, (int) number);
        out.fixed64Field(field, number);
        for (int known = 1; known <= 15; known++) {
            // None of the packets has all of them; those that one has not, or of another type, are unknown to it.
            out.varintField(known, 7);
        }
        assertTrue(got.read(packet(kind, out), 0, packet(kind, out).length));
        assertEquals(0, got.senderId);
        assertFalse(got.hasTimestamp);
        assertFalse(got.certificate.present);
        assertFalse(got.cryptInfo.present);
        assertFalse(got.identity.present);
        assertFalse(got.debug.present);
    }

    @Property
    void fieldsComeInAnyOrder(@ForAll boolean request, @ForAll long shuffle) {
        ControlMessage sent = connectRequest();
        sent.kind = request ? ControlMessage.CONNECT_REQUEST : ControlMessage.CONNECT_OK;
        sent.recipientId = 99;
        sent.delayMicros = 5;
        byte[] packet = write(sent);
        List<byte[]> fields = new ArrayList<>();
        FieldReader reader = new FieldReader();
        reader.reset(packet, 1, packet.length - 1);
        while (reader.next()) {
            out.reset(new byte[300], 0, 300);
            int number = reader.tag >>> 3;
            switch (reader.tag & 7) {
                case FieldReader.VARINT -> out.varintField(number, reader.number);
                case FieldReader.FIXED32 -> out.fixed32Field(number, (int) reader.number);
                case FieldReader.FIXED64 -> out.fixed64Field(number, reader.number);
                default -> out.bytesField(number, packet, reader.offset, reader.length);
            }
            fields.add(Arrays.copyOf(out.buffer, out.position));
        }
        assertEquals(7, fields.size());
        out.reset(new byte[packet.length], 0, packet.length);
        out.u8(packet[0]);
        long rest = shuffle;
        while (!fields.isEmpty()) {
            byte[] field = fields.remove((int) Long.remainderUnsigned(rest, fields.size()));
            out.bytes(field, 0, field.length);
            rest = Long.divideUnsigned(rest, 7);
        }
        assertEquals(packet.length, out.position);
        assertTrue(got.read(out.buffer, 0, out.position));
        assertArrayEquals(packet, write(got));
    }

    @Test
    void whatWrapsTheCertificateMayHoldMore() {
        byte[] certificate = {1, 2, 3};
        out.reset(new byte[200], 0, 200);
        out.bytesField(6, new byte[64], 0, 64);
        out.bytesField(4, certificate, 0, 3);
        out.fixed64Field(5, 77);
        byte[] wrapper = Arrays.copyOf(out.buffer, out.position);
        out.reset(new byte[200], 0, 200);
        out.bytesField(2, new byte[] {9}, 0, 1);
        out.fixed32Field(3, 1);
        out.bytesField(1, new byte[] {8, 8}, 0, 2);
        byte[] crypt = Arrays.copyOf(out.buffer, out.position);
        out.reset(new byte[300], 0, 300);
        out.bytesField(7, crypt, 0, crypt.length);
        out.bytesField(8, wrapper, 0, wrapper.length);
        byte[] packet = packet(ControlMessage.CONNECT_OK, out);
        assertTrue(got.read(packet, 0, packet.length));
        assertSame(true, certificate, got.certificate);
        assertSame(true, new byte[] {8, 8}, got.cryptInfo);
        assertSame(true, new byte[] {9}, got.cryptSignature);
    }

    @Test
    void malformedBodiesAreRefused() {
        byte[][] bodies = {
            {0x00}, // field number 0
            {0x05, 1, 2, 3, 4}, // field number 0
            {0x0d, 1, 2, 3}, // cut short
            {0x0b}, // a group
            {0x0e}, // no wire type
            {0x22, 5, 0x22, 4, 1, 2, 3}, // the certificate is longer than what wraps it
            {0x22, 2, 0x22, 1}, // the same
            {0x22, 1, 0x00}, // field number 0 inside
            {0x3a, 3, 0x0a, 2, 1}, // the crypt info, longer than what wraps it
            {0x52, -1, -1, -1, -1, 7}, // an identity of 2 GiB
            {0x52, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1}, // of length -1
            {-1, -1, -1, -1, -1, 1, 0}, // a tag of more than 32 bits
            {-88, -128, -128, -128, -128, -128, -128, -128, -128, -128, 0}, // a varint of 11 bytes
        };
        for (byte[] body : bodies) {
            out.reset(new byte[300], 0, 300);
            out.fixed32Field(1, 5);
            out.bytes(body, 0, body.length);
            byte[] packet = packet(ControlMessage.CONNECT_REQUEST, out);
            assertFalse(got.read(packet, 0, packet.length), () -> Arrays.toString(body));
        }
        assertFalse(got.read(new byte[0], 0, 0));
        assertFalse(got.read(new byte[] {31}, 0, 1));
        assertFalse(got.read(new byte[] {38}, 0, 1));
        assertFalse(got.read(new byte[] {-96}, 0, 1));
    }

    @Test
    void unpaddedAndOverlongControlPacketsAreRefused() {
        ControlMessage message = new ControlMessage().clear(ControlMessage.CHALLENGE_REQUEST);
        message.senderId = 1;
        byte[] packet = write(message);
        assertTrue(got.read(packet, 0, 512));
        assertFalse(got.read(packet, 0, 511));
        LittleEndian.put16(packet, 1, 510);
        assertFalse(got.read(packet, 0, 512));
        LittleEndian.put16(packet, 1, 0);
        assertFalse(got.read(packet, 0, 512));
        assertFalse(got.read(packet, 0, 2));
        byte[] longest = Arrays.copyOf(write(connectRequest()), ControlMessage.BYTES_MAX + 1);
        int start = write(connectRequest()).length;
        for (int at = start; at + 1 < longest.length; at += 2) {
            longest[at] = 0x78; // field 15, a varint of 0
        }
        assertFalse(got.read(longest, 0, longest.length));
        assertTrue(got.read(longest, 0, longest.length - 1 - (longest.length - 1 - start) % 2));
    }

    @Test
    void zeroIsATimeAndAnEstimate() {
        ControlMessage sent = new ControlMessage().clear(ControlMessage.CONNECT_REQUEST);
        byte[] without = write(sent);
        assertTrue(read(without));
        assertFalse(got.hasTimestamp);
        assertFalse(got.hasPing);
        sent.timestamp(0);
        sent.ping(0);
        byte[] with = write(sent);
        assertEquals(without.length + 9 + 2, with.length);
        assertTrue(read(with));
        assertTrue(got.hasTimestamp);
        assertTrue(got.hasPing);
    }

    @Test
    void fieldsOfAnEarlierPacketAreForgotten() {
        assertTrue(read(write(connectRequest())));
        assertTrue(read(write(new ControlMessage().clear(ControlMessage.CONNECT_OK))));
        assertEquals(0, got.senderId);
        assertFalse(got.hasTimestamp);
        assertFalse(got.hasPing);
        assertFalse(got.certificate.present);
        assertFalse(got.cryptSignature.present);
        assertFalse(got.identity.present);
        assertFalse(got.cryptInfo.present);
    }

    @Property
    void textsAreCutBetweenCharacters(@ForAll @StringLength(max = 200) String text) {
        String cut = ControlMessage.limited(text);
        byte[] bytes = cut.getBytes(StandardCharsets.UTF_8);
        assertTrue(text.startsWith(cut));
        assertTrue(bytes.length <= ControlMessage.DEBUG_BYTES_MAX);
        if (cut.length() < text.length()) {
            int next = Character.charCount(text.codePointAt(cut.length()));
            byte[] more = text.substring(0, cut.length() + next).getBytes(StandardCharsets.UTF_8);
            assertTrue(more.length > ControlMessage.DEBUG_BYTES_MAX);
        }
        // A peer that cuts nothing.
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        out.reset(new byte[1000], 0, 1000);
        out.bytesField(2, whole, 0, whole.length);
        byte[] packet = packet(ControlMessage.CONNECTION_CLOSED, out);
        assertTrue(got.read(packet, 0, packet.length));
        assertSame(true, bytes, got.debug);
    }

    @Test
    void textsEndWithAWholeCharacter() {
        assertEquals("\u20ac".repeat(42), ControlMessage.limited("\u20ac".repeat(200)));
        assertEquals("a" + "\u20ac".repeat(42), ControlMessage.limited("a" + "\u20ac".repeat(200)));
        assertEquals("\ud83d\ude00".repeat(31), ControlMessage.limited("\ud83d\ude00".repeat(32)));
        assertEquals("x".repeat(127), ControlMessage.limited("x".repeat(128)));
        byte[] noText = new byte[200];
        Arrays.fill(noText, (byte) 0x80);
        out.reset(new byte[300], 0, 300);
        out.bytesField(2, noText, 0, noText.length);
        byte[] packet = packet(ControlMessage.CONNECTION_CLOSED, out);
        assertTrue(got.read(packet, 0, packet.length));
        assertEquals(127, got.debug.length);
    }

    @Test
    void longIdentitiesAreRefusedAndLongPacketsNotWritten() {
        ControlMessage sent = connectRequest();
        sent.identity.set(new byte[127]);
        assertTrue(read(write(sent)));
        sent.identity.set(new byte[128]);
        assertFalse(read(write(sent)));
        sent.certificate.set(new byte[1_200]);
        out.reset(new byte[2_000], 0, 2_000);
        assertThrows(IllegalStateException.class, () -> sent.write(out));
    }

    private static ControlMessage connectRequest() {
        ControlMessage message = new ControlMessage().clear(ControlMessage.CONNECT_REQUEST);
        message.senderId = 0x11223344;
        message.challenge = 0x0102030405060708L;
        message.timestamp(0x1112131415161718L);
        message.ping(20);
        message.certificate.set(Certificate.encode(new byte[32]));
        message.cryptInfo.set(CryptInfo.encode(new byte[32], 7, 13, List.of(2, 1)));
        message.cryptSignature.set(new byte[64]);
        message.identity.set("str:somebody".getBytes(StandardCharsets.UTF_8));
        return message;
    }

    /** A packet around a body that is in a writer, from its start. */
    private static byte[] packet(int kind, WireWriter body) {
        if (!ControlMessage.isPadded(kind)) {
            byte[] packet = new byte[1 + body.position];
            packet[0] = (byte) kind;
            System.arraycopy(body.buffer, 0, packet, 1, body.position);
            return packet;
        }
        byte[] packet = new byte[Math.max(ControlMessage.PADDED_BYTES, 3 + body.position)];
        packet[0] = (byte) kind;
        LittleEndian.put16(packet, 1, body.position);
        System.arraycopy(body.buffer, 0, packet, 3, body.position);
        return packet;
    }
}
