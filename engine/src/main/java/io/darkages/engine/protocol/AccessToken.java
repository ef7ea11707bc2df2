package io.darkages.engine.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signed statement that its bearer is a certain player, made by whoever logs players in and by the
 * zone that welcomed one. 53 bytes, little-endian: [use 1][player 8][epoch 4][expiry in wall
 * microseconds 8][HMAC-SHA256 32] (RFC 2104).
 *
 * <p>A token is not secret inside the sealed session, and its bearer is believed until it expires; it
 * names no address, because a player's address may change.
 */
public final class AccessToken {

    /** What a token is good for. */
    public enum Use {
        /** Entering the world. */
        LOGIN,
        /** Taking up an interrupted session. */
        RESUME
    }

    /**
     * What a valid token says.
     *
     * @param player the player's id, not 0
     * @param epoch the owner epoch when it was made; 0 in login tokens
     */
    public record Claim(Use use, long player, int epoch) {}

    public static final int BYTES = 53;

    private static final int SIGNED_BYTES = 21;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @param key shared by all who sign and check, at least 16 bytes
     */
    public AccessToken(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes is shorter than 16");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Signs a claim that is good until {@code expiryWallMicros}. */
    public byte[] issue(Claim claim, long expiryWallMicros) {
        ByteBuffer token = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        token.put((byte) claim.use().ordinal())
                .putLong(claim.player())
                .putInt(claim.epoch())
                .putLong(expiryWallMicros);
        token.put(sign(token.array()));
        return token.array();
    }

    /** The claim, or empty where the token is forged, expired or no token at all. */
    public Optional<Claim> verify(byte[] token, long wallMicros) {
        if (token.length != BYTES) {
            return Optional.empty();
        }
        byte[] signature = Arrays.copyOfRange(token, SIGNED_BYTES, BYTES);
        ByteBuffer fields = ByteBuffer.wrap(token).order(ByteOrder.LITTLE_ENDIAN);
        int use = fields.get();
        long player = fields.getLong();
        int epoch = fields.getInt();
        long expiryWallMicros = fields.getLong();
        boolean good = MessageDigest.isEqual(signature, sign(token))
                && use >= 0
                && use < Use.values().length
                && player != 0
                && wallMicros <= expiryWallMicros;
        return good ? Optional.of(new Claim(Use.values()[use], player, epoch)) : Optional.empty();
    }

    private byte[] sign(byte[] token) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(token, 0, SIGNED_BYTES);
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
