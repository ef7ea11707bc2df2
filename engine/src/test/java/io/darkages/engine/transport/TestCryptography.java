package io.darkages.engine.transport;

import io.darkages.engine.random.Mix;
import io.darkages.engine.random.RandomSource;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.transport.crypto.DirectionKeys;
import io.darkages.engine.transport.crypto.PacketCipher;
import io.darkages.engine.transport.crypto.PlainPacketCipher;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.List;

/**
 * Cryptography for tests: keys, signatures and secrets are hashes that fit together. Its sealing suites put a
 * checksum over key, number and bytes behind plain bytes. Keeps no secret.
 */
public final class TestCryptography implements Cryptography {

    /** Seals with a tag of 8 bytes. */
    static final int SUITE_TAG_8 = 1_999;
    /** Seals with a tag of 16 bytes, as long as AES-256-GCM's. */
    static final int SUITE_TAG_16 = 1_998;

    private final byte[] signingKey = new byte[KEY_BYTES];
    private final List<Integer> suites;

    TestCryptography(RandomSource random, Integer... suites) {
        random.fill(signingKey);
        this.suites = List.of(suites);
    }

    /** Seals nothing. */
    public static TestCryptography plain(RandomSource random) {
        return new TestCryptography(random, SUITE_NONE);
    }

    static TestCryptography tagging(RandomSource random) {
        return new TestCryptography(random, SUITE_TAG_8);
    }

    @Override
    public List<Integer> suites() {
        return suites;
    }

    @Override
    public int overheadBytes(int suite) {
        return suite == SUITE_TAG_8 ? 8 : suite == SUITE_TAG_16 ? 16 : 0;
    }

    @Override
    public byte[] signingKey() {
        return signingKey;
    }

    @Override
    public byte[] sign(byte[] info) {
        return signature(signingKey, info);
    }

    @Override
    public boolean verify(byte[] key, byte[] info, byte[] signature) {
        return Arrays.equals(signature, signature(key, info));
    }

    @Override
    public byte[] publicKey(byte[] secret) {
        return expand(hash(1, secret), KEY_BYTES);
    }

    @Override
    public byte[] agree(byte[] secret, byte[] peersPublicKey) throws GeneralSecurityException {
        long any = 0;
        for (byte b : peersPublicKey) {
            any |= b;
        }
        if (peersPublicKey.length != KEY_BYTES || any == 0) {
            throw new InvalidKeyException("weak");
        }
        return expand(hash(2, publicKey(secret)) ^ hash(2, peersPublicKey), KEY_BYTES);
    }

    @Override
    public PacketCipher cipher(int suite, DirectionKeys seal, DirectionKeys open) {
        int overhead = overheadBytes(suite);
        return overhead == 0 ? new PlainPacketCipher() : new Cipher(hash(3, seal.key()), hash(3, open.key()), overhead);
    }

    private static byte[] signature(byte[] key, byte[] info) {
        return expand(Mix.fold(hash(4, key), hash(5, info)), SIGNATURE_BYTES);
    }

    private static long hash(long seed, byte[] bytes) {
        return Mix.fold(seed, SessionObserver.digest(bytes, 0, bytes.length));
    }

    private static byte[] expand(long hash, int length) {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at += Long.BYTES) {
            LittleEndian.put64(bytes, at, Mix.fold(hash, at));
        }
        return bytes;
    }

    private record Cipher(long sealKey, long openKey, int overheadBytes) implements PacketCipher {

        @Override
        public int seal(long packetNumber, byte[] buffer, int offset, int length) {
            for (int at = 0; at < overheadBytes; at += Long.BYTES) {
                LittleEndian.put64(
                        buffer, offset + length + at, tag(sealKey + at, packetNumber, buffer, offset, length));
            }
            return length + overheadBytes;
        }

        @Override
        public int open(long packetNumber, byte[] source, int offset, int length, byte[] target, int targetOffset) {
            int plain = length - overheadBytes;
            for (int at = 0; at < overheadBytes; at += Long.BYTES) {
                if (plain < 0
                        || LittleEndian.i64(source, offset + plain + at)
                                != tag(openKey + at, packetNumber, source, offset, plain)) {
                    return FORGED;
                }
            }
            System.arraycopy(source, offset, target, targetOffset, plain);
            return plain;
        }

        private static long tag(long key, long number, byte[] buffer, int offset, int length) {
            return Mix.fold(Mix.fold(key, number), SessionObserver.digest(buffer, offset, length));
        }
    }
}
