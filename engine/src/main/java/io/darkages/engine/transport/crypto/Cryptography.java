package io.darkages.engine.transport.crypto;

import java.security.GeneralSecurityException;
import java.util.List;

/**
 * What GameNetworkingSockets' handshake needs of cryptography, on raw bytes: a port, so that the
 * simulator can put hashes of the same sizes in the place of curves. Everything is a function of its
 * arguments and of the signing key made at construction; nothing is drawn at random.
 *
 * <p>Thread-safe: handshakes may be worked on by threads of their own.
 */
public interface Cryptography {

    /** Number of the suite that seals nothing, as GameNetworkingSockets numbers it. */
    int SUITE_NONE = 1;

    /** Number of AES-256-GCM, as GameNetworkingSockets numbers it. */
    int SUITE_AES_256_GCM = 2;

    /** Bytes of a secret, of any public key, and of a shared secret. */
    int KEY_BYTES = 32;

    int SIGNATURE_BYTES = 64;

    /** Bytes of an initialisation vector. */
    int IV_BYTES = 12;

    /**
     * Suites that this side talks, the preferred first, at least one. Numbers that are not
     * GameNetworkingSockets' begin at 1,000.
     */
    List<Integer> suites();

    /** {@link PacketCipher#overheadBytes} of a suite of {@link #suites}. */
    int overheadBytes(int suite);

    /** The public half of this side's Ed25519 signing key: what its certificate vouches for. Not to be changed. */
    byte[] signingKey();

    /** Signs a session's crypt info; 64 bytes. */
    byte[] sign(byte[] info);

    /**
     * Checks a signature.
     *
     * @param signingKey the signer's public key; any bytes of any length
     * @param info what was signed
     * @param signature any bytes of any length
     * @return false also for a key that is none
     */
    boolean verify(byte[] signingKey, byte[] info, byte[] signature);

    /** The X25519 public key of a secret of 32 random bytes. */
    byte[] publicKey(byte[] secret);

    /**
     * The 32 bytes that both sides share.
     *
     * @param peersPublicKey as it came: any bytes of any length
     * @throws GeneralSecurityException if that is no key, or one that would make the secret guessable
     */
    byte[] agree(byte[] secret, byte[] peersPublicKey) throws GeneralSecurityException;

    /**
     * One side's cipher.
     *
     * @param suite one of {@link #suites}
     * @param seal key and IV of what this side sends
     * @param open key and IV of what the peer sends
     */
    PacketCipher cipher(int suite, DirectionKeys seal, DirectionKeys open);
}
