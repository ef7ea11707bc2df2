package io.darkages.engine.transport.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of a session, one for each direction, and how GameNetworkingSockets derives them:
 *
 * <pre>
 * premaster = SHA-256(shared secret)
 * PRK       = HMAC-SHA256(key premaster, server nonce | client nonce), both u64 little-endian
 * T(i)      = HMAC-SHA256(key PRK, T(i-1) | client id | server id, both u32 little-endian
 *             | "Steam datagram" | server certificate | client certificate
 *             | server info | client info | byte i), T(0) empty
 * </pre>
 *
 * T(1) is the key from client to server, T(2) the one back, the first twelve bytes of T(3) and T(4) are
 * their initialisation vectors. It resembles HKDF (RFC 5869) with one difference: there salt and secret
 * change places, and the salt is the HMAC's key.
 *
 * @param toServer seals what the client sends
 * @param toClient seals what the server sends
 */
public record SessionKeys(DirectionKeys toServer, DirectionKeys toClient) {

    private static final String HMAC = "HmacSHA256";
    private static final String HASH = "SHA-256";
    private static final String LABEL = "Steam datagram";

    /**
     * Derives both keys. A function of its arguments; may be called on any thread.
     *
     * @param sharedSecret the 32 bytes of {@link Cryptography#agree}
     * @throws IllegalStateException if the Java runtime lacks SHA-256
     */
    public static SessionKeys derive(byte[] sharedSecret, KeyContext context) {
        if (sharedSecret.length != Cryptography.KEY_BYTES) {
            throw new IllegalArgumentException("a shared secret of " + sharedSecret.length + " bytes");
        }
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(MessageDigest.getInstance(HASH).digest(sharedSecret), HMAC));
            number(mac, context.serverNonce(), Long.BYTES);
            number(mac, context.clientNonce(), Long.BYTES);
            mac.init(new SecretKeySpec(mac.doFinal(), HMAC));
            byte[] toServer = expand(mac, new byte[0], context, 1);
            byte[] toClient = expand(mac, toServer, context, 2);
            byte[] toServerIv = expand(mac, toClient, context, 3);
            byte[] toClientIv = expand(mac, toServerIv, context, 4);
            return new SessionKeys(
                    new DirectionKeys(toServer, Arrays.copyOf(toServerIv, Cryptography.IV_BYTES)),
                    new DirectionKeys(toClient, Arrays.copyOf(toClientIv, Cryptography.IV_BYTES)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime can't do " + HMAC, e);
        }
    }

    /** What a side seals with. */
    public DirectionKeys sealing(boolean serverSide) {
        return serverSide ? toClient : toServer;
    }

    /** What a side opens with. */
    public DirectionKeys opening(boolean serverSide) {
        return serverSide ? toServer : toClient;
    }

    private static byte[] expand(Mac mac, byte[] previous, KeyContext context, int index) {
        mac.update(previous);
        number(mac, context.clientId(), Integer.BYTES);
        number(mac, context.serverId(), Integer.BYTES);
        mac.update(LABEL.getBytes(StandardCharsets.US_ASCII));
        update(mac, context.serverCertificate());
        update(mac, context.clientCertificate());
        update(mac, context.serverInfo());
        update(mac, context.clientInfo());
        mac.update((byte) index);
        return mac.doFinal();
    }

    private static void update(Mac mac, ByteSlice slice) {
        mac.update(slice.bytes(), slice.offset(), slice.length());
    }

    private static void number(Mac mac, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            mac.update((byte) (value >>> (i << 3)));
        }
    }
}
