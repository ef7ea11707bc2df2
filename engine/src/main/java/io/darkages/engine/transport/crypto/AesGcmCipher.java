package io.darkages.engine.transport.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM as GameNetworkingSockets uses it: no additional data, a tag of 16 bytes behind the
 * ciphertext, and as nonce the direction's IV with the packet number added to its first eight bytes, a
 * little-endian number that wraps.
 *
 * <p>Each direction has a JDK cipher of its own, because one that changes keys expands the key anew for
 * every packet. JDK ciphers want to be initialised for every nonce, and allocate in that and in sealing and
 * opening. With bare arrays and nonce objects that are used again this is the least they can be brought to,
 * and nothing is added to it: to seal and open 1,200 bytes makes some 1,600 bytes of garbage on JDK 17 and
 * 25. A forged packet makes 1,500, for the JDK reports it by an exception. A used cipher takes 2.2 kB.
 */
public final class AesGcmCipher implements PacketCipher {

    /** Length of the tag. */
    public static final int TAG_BYTES = 16;

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final String KEY_ALGORITHM = "AES";

    private final Direction sealing;
    private final Direction opening;

    /**
     * Sets up both directions.
     *
     * @param seal key and IV of what this side sends
     * @param open key and IV of what the peer sends
     * @throws IllegalStateException if the Java runtime lacks AES-256-GCM
     */
    public AesGcmCipher(DirectionKeys seal, DirectionKeys open) {
        sealing = new Direction(Cipher.ENCRYPT_MODE, seal);
        opening = new Direction(Cipher.DECRYPT_MODE, open);
    }

    @Override
    public int overheadBytes() {
        return TAG_BYTES;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the number is the one sealed before, or the buffer lacks room
     */
    @Override
    public int seal(long packetNumber, byte[] buffer, int offset, int length) {
        try {
            return sealing.process(packetNumber, buffer, offset, length, buffer, offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "packet " + packetNumber + " of " + length + " bytes at " + offset + " can't be sealed", e);
        }
    }

    @Override
    public int open(long packetNumber, byte[] source, int offset, int length, byte[] target, int targetOffset) {
        if (length < TAG_BYTES) {
            return FORGED;
        }
        try {
            return opening.process(packetNumber, source, offset, length, target, targetOffset);
        } catch (AEADBadTagException e) {
            return FORGED;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "packet " + packetNumber + " of " + length + " bytes can't be opened into " + target.length
                            + " bytes from " + targetOffset,
                    e);
        }
    }

    /** The JDK's cipher of one direction. */
    private static final class Direction {

        private final int mode;
        private final SecretKeySpec key;
        private final long firstIvBytes;
        private final Cipher cipher;
        private Nonce next;
        private Nonce last;

        Direction(int mode, DirectionKeys keys) {
            this.mode = mode;
            key = new SecretKeySpec(keys.key(), KEY_ALGORITHM);
            firstIvBytes = (long) Nonce.LONG.get(keys.iv(), 0);
            next = new Nonce(keys.iv().clone());
            last = new Nonce(keys.iv().clone());
            try {
                cipher = Cipher.getInstance(TRANSFORMATION);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java runtime can't do " + TRANSFORMATION, e);
            }
        }

        int process(long packetNumber, byte[] source, int offset, int length, byte[] target, int targetOffset)
                throws GeneralSecurityException {
            Nonce nonce = next;
            nonce.set(firstIvBytes + packetNumber);
            cipher.init(mode, key, nonce);
            next = last;
            last = nonce;
            return cipher.doFinal(source, offset, length, target, targetOffset);
        }
    }

    /**
     * A nonce that can be set again. The JDK asks for the array once in each initialisation; a sealing
     * cipher keeps it until the next, to compare both, so two of these take turns.
     */
    private static final class Nonce extends GCMParameterSpec {

        static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        private final byte[] bytes;

        Nonce(byte[] bytes) {
            super(TAG_BYTES * Byte.SIZE, bytes);
            this.bytes = bytes;
        }

        void set(long firstBytes) {
            LONG.set(bytes, 0, firstBytes);
        }

        @Override
        public byte[] getIV() {
            return bytes;
        }
    }
}
