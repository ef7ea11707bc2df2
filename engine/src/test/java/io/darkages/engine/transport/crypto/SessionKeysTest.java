package io.darkages.engine.transport.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SessionKeysTest {

    private static final byte[] SECRET =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final KeyContext CONTEXT = new KeyContext(
            0x11223344,
            0x8899AABB,
            0x0102030405060708L,
            0xF1F2F3F4F5F6F7F8L,
            text("client certificate"),
            text("server's certificate"),
            text("client's info"),
            text("info of the server"));

    private static ByteSlice text(String text) {
        return ByteSlice.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hex(SessionKeys keys) {
        HexFormat hex = HexFormat.of();
        return String.join(
                " ",
                hex.formatHex(keys.toServer().key()),
                hex.formatHex(keys.toClient().key()),
                hex.formatHex(keys.toServer().iv()),
                hex.formatHex(keys.toClient().iv()));
    }

    @Test
    void storedVector() {
        assertEquals(
                "87777ce1e5f7d827746325d3cc5c04ab70d4843ffb0e2fc0198dae22c5af30a8"
                        + " d25f440bfd7061f084738f7311f28ddef1080eb2fb5c38ff246b578e1c132931"
                        + " 147337d81c775d45ea3e3c74"
                        + " a555b94b81d3f85fa8c3e850",
                hex(SessionKeys.derive(SECRET, CONTEXT)));
    }

    @Property(tries = 50)
    void equalsTheFormulaWrittenOut(
            @ForAll @Size(32) byte[] secret,
            @ForAll int clientId,
            @ForAll int serverId,
            @ForAll long clientNonce,
            @ForAll long serverNonce,
            @ForAll @Size(max = 300) byte[] clientBlob,
            @ForAll @Size(max = 300) byte[] serverBlob)
            throws GeneralSecurityException {
        KeyContext context = new KeyContext(
                clientId,
                serverId,
                clientNonce,
                serverNonce,
                ByteSlice.of(clientBlob),
                ByteSlice.of(serverBlob),
                new ByteSlice(clientBlob, clientBlob.length / 3, clientBlob.length / 2),
                new ByteSlice(serverBlob, serverBlob.length / 2, serverBlob.length / 3));
        assertEquals(writtenOut(secret, context), hex(SessionKeys.derive(secret, context)));
    }

    @Test
    void whatBindsTheKeysChangesAllOfThem() {
        SessionKeys keys = SessionKeys.derive(SECRET, CONTEXT);
        byte[] otherSecret = SECRET.clone();
        otherSecret[31] ^= 1;
        assertAllDiffer(keys, SessionKeys.derive(otherSecret, CONTEXT));
        KeyContext c = CONTEXT;
        ByteSlice x = text("x");
        for (KeyContext other : List.of(
                with(c.clientId() + 1, c.serverId(), c.clientNonce(), c.serverNonce(), c),
                with(c.clientId(), c.serverId() + 1, c.clientNonce(), c.serverNonce(), c),
                with(c.clientId(), c.serverId(), c.clientNonce() + 1, c.serverNonce(), c),
                with(c.clientId(), c.serverId(), c.clientNonce(), c.serverNonce() + 1, c),
                with(c, x, c.serverCertificate(), c.clientInfo(), c.serverInfo()),
                with(c, c.clientCertificate(), x, c.clientInfo(), c.serverInfo()),
                with(c, c.clientCertificate(), c.serverCertificate(), x, c.serverInfo()),
                with(c, c.clientCertificate(), c.serverCertificate(), c.clientInfo(), x))) {
            assertAllDiffer(keys, SessionKeys.derive(SECRET, other));
        }
    }

    @Test
    void eachSideSealsWithWhatTheOtherOpensWith() {
        SessionKeys keys = SessionKeys.derive(SECRET, CONTEXT);
        assertSame(keys.toClient(), keys.sealing(true));
        assertSame(keys.sealing(true), keys.opening(false));
        assertSame(keys.toServer(), keys.sealing(false));
        assertSame(keys.sealing(false), keys.opening(true));
    }

    @Test
    void refusesSecretsAndStretchesThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> SessionKeys.derive(new byte[31], CONTEXT));
        assertThrows(IndexOutOfBoundsException.class, () -> new ByteSlice(new byte[4], 2, 3));
    }

    private static KeyContext with(int clientId, int serverId, long clientNonce, long serverNonce, KeyContext rest) {
        return new KeyContext(
                clientId,
                serverId,
                clientNonce,
                serverNonce,
                rest.clientCertificate(),
                rest.serverCertificate(),
                rest.clientInfo(),
                rest.serverInfo());
    }

    private static KeyContext with(
            KeyContext rest, ByteSlice clientCert, ByteSlice serverCert, ByteSlice clientInfo, ByteSlice serverInfo) {
        return new KeyContext(
                rest.clientId(),
                rest.serverId(),
                rest.clientNonce(),
                rest.serverNonce(),
                clientCert,
                serverCert,
                clientInfo,
                serverInfo);
    }

    private static void assertAllDiffer(SessionKeys a, SessionKeys b) {
        assertFalse(Arrays.equals(a.toServer().key(), b.toServer().key()));
        assertFalse(Arrays.equals(a.toClient().key(), b.toClient().key()));
        assertFalse(Arrays.equals(a.toServer().iv(), b.toServer().iv()));
        assertFalse(Arrays.equals(a.toClient().iv(), b.toClient().iv()));
        assertFalse(Arrays.equals(a.toServer().key(), a.toClient().key()));
    }

    /** The derivation a second time, over one buffer and with HMAC from its definition (RFC 2104). */
    private static String writtenOut(byte[] secret, KeyContext c) throws GeneralSecurityException {
        byte[] salt = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(c.serverNonce())
                .putLong(c.clientNonce())
                .array();
        byte[] prk = hmac(MessageDigest.getInstance("SHA-256").digest(secret), salt);
        byte[] context = concat(
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(c.clientId())
                        .putInt(c.serverId())
                        .array(),
                "Steam datagram".getBytes(StandardCharsets.US_ASCII),
                copy(c.serverCertificate()),
                copy(c.clientCertificate()),
                copy(c.serverInfo()),
                copy(c.clientInfo()));
        byte[] first = hmac(prk, concat(context, new byte[] {1}));
        byte[] second = hmac(prk, concat(first, context, new byte[] {2}));
        byte[] third = hmac(prk, concat(second, context, new byte[] {3}));
        byte[] fourth = hmac(prk, concat(third, context, new byte[] {4}));
        HexFormat hex = HexFormat.of();
        return String.join(
                " ",
                hex.formatHex(first),
                hex.formatHex(second),
                hex.formatHex(third, 0, 12),
                hex.formatHex(fourth, 0, 12));
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        byte[] inner = new byte[64];
        byte[] outer = new byte[64];
        Arrays.fill(inner, (byte) 0x36);
        Arrays.fill(outer, (byte) 0x5C);
        for (int i = 0; i < key.length; i++) {
            inner[i] ^= key[i];
            outer[i] ^= key[i];
        }
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] hashed = sha.digest(concat(inner, data));
        return sha.digest(concat(outer, hashed));
    }

    private static byte[] copy(ByteSlice slice) {
        return Arrays.copyOfRange(slice.bytes(), slice.offset(), slice.offset() + slice.length());
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
