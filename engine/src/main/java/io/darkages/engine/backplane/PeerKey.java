package io.darkages.engine.backplane;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that all processes of one world share, and the proof of having it: HMAC-SHA256 (RFC 2104) over who proves it
 * to whom, with a fresh nonce of either side. So a proof is good for one link only and no clock is asked; a token that
 * expires would fail when a wall clock steps. Whoever stands in the middle and passes both sides' bytes on is not
 * noticed: the network between zones must keep such out.
 */
public final class PeerKey {

    static final int NONCE_BYTES = 16;

    static final int PROOF_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] CONTEXT = "darkages backplane 1".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;

    /** @param key at least 16 bytes */
    public PeerKey(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes is shorter than 16");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * One side of a link.
     *
     * @param isConnecting whether it asked for the session
     * @param nonce of {@value #NONCE_BYTES} bytes
     */
    record Side(boolean isConnecting, long process, long incarnation, byte[] nonce) {

        private void put(ByteBuffer into) {
            into.put((byte) (isConnecting ? 1 : 0))
                    .putLong(process)
                    .putLong(incarnation)
                    .put(nonce);
        }
    }

    byte[] prove(Side prover, Side verifier) {
        ByteBuffer text = ByteBuffer.allocate(CONTEXT.length + 2 * (1 + 2 * Long.BYTES + NONCE_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        text.put(CONTEXT);
        prover.put(text);
        verifier.put(text);
        return mac().doFinal(text.array());
    }

    /** A new computation of HMACs with this key. */
    Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    boolean verify(byte[] proof, Side prover, Side verifier) {
        return MessageDigest.isEqual(proof, prove(prover, verifier));
    }
}
