package io.darkages.engine.process;

import io.darkages.engine.random.RandomSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the tokens with which a client opens its view of the zone that it goes to: 256 random bits, bound to
 * the player and the target's zone and process, signed with the world's key. {@value #BYTES} bytes, little-endian:
 * [random 32][player 8][zone 2][process 8][HMAC-SHA256 32] (RFC 2104).
 *
 * <p>A signature says that the terms are a zone's; that the token is expected here, for how long yet, and comes for the
 * first time, is for {@link HandoffCheck} to say. So no wall clock is asked, which two processes need not share.
 * Immutable.
 */
public final class HandoffTokens {

    public static final int BYTES = 82;

    private static final int RANDOM_BYTES = 32;
    private static final int SIGNED_BYTES = 50;
    private static final String MAC = "HmacSHA256";
    private static final String HASH = "SHA-256";

    /** Keeps signatures of tokens apart from those of anything else that the key signs. */
    private static final byte[] CONTEXT = "darkages handoff 1".getBytes(StandardCharsets.US_ASCII);

    /**
     * What a token is bound to.
     *
     * @param targetProcess the backplane's id of the process that holds the target's zone
     */
    public record Terms(long player, int targetZone, long targetProcess) {}

    private final SecretKeySpec key;

    /** @param key shared by all processes of the world, at least 16 bytes */
    public HandoffTokens(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes is shorter than 16");
        }
        this.key = new SecretKeySpec(key, MAC);
    }

    /** @param random must not be guessable on a real socket */
    public byte[] issue(Terms terms, RandomSource random) {
        ByteBuffer token = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < RANDOM_BYTES / Long.BYTES; i++) {
            token.putLong(random.nextLong());
        }
        token.putLong(terms.player()).putShort((short) terms.targetZone()).putLong(terms.targetProcess());
        token.put(sign(token.array()));
        return token.array();
    }

    /** What a token says, whoever made it; empty where it is none. */
    public static Optional<Terms> read(byte[] token) {
        if (token.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer fields =
                ByteBuffer.wrap(token).order(ByteOrder.LITTLE_ENDIAN).position(RANDOM_BYTES);
        return Optional.of(new Terms(fields.getLong(), fields.getShort() & 0xFFFF, fields.getLong()));
    }

    /** Whether a token was signed with the world's key. */
    public boolean isSigned(byte[] token) {
        return token.length == BYTES
                && MessageDigest.isEqual(Arrays.copyOfRange(token, SIGNED_BYTES, BYTES), sign(token));
    }

    /** SHA-256 of a token: what travels to the target. */
    public static byte[] digest(byte[] token) {
        try {
            return MessageDigest.getInstance(HASH).digest(token);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + HASH, e);
        }
    }

    /** The first 64 bits of the digest: tells tokens apart before judges, and gives none away. */
    public static long mark(byte[] token) {
        return ByteBuffer.wrap(digest(token)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private byte[] sign(byte[] token) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(CONTEXT);
            mac.update(token, 0, SIGNED_BYTES);
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }
}
