package io.darkages.engine.backplane;

import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;

/**
 * What stands behind each control packet of a backplane: an HMAC of its bytes with the world's key, cut to {@value
 * #BYTES} bytes. Who has not the key can begin no handshake, so it costs nobody the arithmetic of one, and takes no
 * session; nor can it end somebody else's. Data packets need none: without a session nobody looks at them, and those of
 * a session are sealed by its cipher.
 *
 * <p>A packet that is taken from the network and sent again passes. It gets no farther than the transport's challenge,
 * which is bound to the address and to the time.
 */
final class ControlSeal {

    static final int BYTES = 16;

    private static final byte[] CONTEXT = "darkages backplane seal 1".getBytes(StandardCharsets.US_ASCII);

    private final Mac mac;
    private final byte[] whole;

    ControlSeal(PeerKey key) {
        mac = key.mac();
        whole = new byte[mac.getMacLength()];
    }

    /** Whether packets of the transport that begin so are sealed: those that come before a session's own cipher. */
    static boolean isDue(byte first) {
        return first >= 0;
    }

    /** Writes the seal of a packet behind it. */
    void put(byte[] buffer, int offset, int length) {
        compute(buffer, offset, length);
        System.arraycopy(whole, 0, buffer, offset + length, BYTES);
    }

    /** Whether a packet ends with the seal of what stands before. */
    boolean holds(byte[] buffer, int offset, int length) {
        if (length < BYTES) {
            return false;
        }
        int sealAt = offset + length - BYTES;
        compute(buffer, offset, length - BYTES);
        // All bytes, whatever the first ones are: how long it takes tells nobody how much of a guess is right.
        int difference = 0;
        for (int i = 0; i < BYTES; i++) {
            difference |= whole[i] ^ buffer[sealAt + i];
        }
        return difference == 0;
    }

    private void compute(byte[] buffer, int offset, int length) {
        mac.update(CONTEXT);
        mac.update(buffer, offset, length);
        try {
            mac.doFinal(whole, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a seal of more than " + whole.length + " bytes", e);
        }
    }
}
