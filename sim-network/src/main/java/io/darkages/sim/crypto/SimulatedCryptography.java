package io.darkages.sim.crypto;

import io.darkages.engine.random.Mix;
import io.darkages.engine.random.RandomSource;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.transport.crypto.DirectionKeys;
import io.darkages.engine.transport.crypto.PacketCipher;
import io.darkages.engine.transport.crypto.PlainPacketCipher;
import io.darkages.engine.transport.crypto.Suites;
import io.darkages.sim.trace.XxHash64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.List;

/**
 * Cryptography that looks like the real one from outside: keys, signatures and shared secrets of the same
 * sizes, which fit together where the real ones would and nowhere else. Inside it is hashing. A public key
 * is its secret, mixed; a signature is a hash that anyone can compute who knows the public key; a shared
 * secret follows from both public keys. So it keeps no secret and stops no attacker: it must not leave the
 * simulator. Its suite number is its own, so that a peer on a real socket, which offers AES, does not
 * connect to it.
 */
public final class SimulatedCryptography implements Cryptography {

    /** Number of this suite; above all that GameNetworkingSockets uses. */
    public static final int SUITE_SIMULATED = 1_000;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Keeps a zero secret from having the zero key, which is none. */
    private static final long PUBLIC = 0x5075_626C_6963_4B65L;

    private static final long SIGNED = 0x5369_676E_6174_7572L;
    private static final long AGREED = 0x4167_7265_656D_656EL;

    private final List<Integer> suites;
    private final byte[] signingKey;
    private final PacketCipher plain = new PlainPacketCipher();

    /** Draws the signing key and talks the simulated suite only. */
    public SimulatedCryptography(RandomSource random) {
        this(random, List.of(SUITE_SIMULATED));
    }

    /**
     * Draws the signing key: the source's next 32 bytes. It is not used again.
     *
     * @param random where the signing key comes from
     * @param suites of {@link #SUITE_SIMULATED} and {@link #SUITE_NONE}, at least one, the preferred first
     */
    public SimulatedCryptography(RandomSource random, List<Integer> suites) {
        Suites.check(suites, List.of(SUITE_SIMULATED, SUITE_NONE));
        this.suites = List.copyOf(suites);
        byte[] secret = new byte[KEY_BYTES];
        random.fill(secret);
        signingKey = publicKey(secret);
    }

    @Override
    public List<Integer> suites() {
        return suites;
    }

    @Override
    public int overheadBytes(int suite) {
        return Suites.checkIn(suites, suite) == SUITE_NONE ? 0 : SimulatedCipher.TAG_BYTES;
    }

    @Override
    public byte[] signingKey() {
        return signingKey;
    }

    @Override
    public byte[] sign(byte[] info) {
        long hash = signatureHash(signingKey, info);
        byte[] signature = new byte[SIGNATURE_BYTES];
        for (int at = 0; at < SIGNATURE_BYTES; at += Long.BYTES) {
            LONG.set(signature, at, Mix.fold(hash, at));
        }
        return signature;
    }

    @Override
    public boolean verify(byte[] signingKey, byte[] info, byte[] signature) {
        if (signingKey.length != KEY_BYTES || signature.length != SIGNATURE_BYTES) {
            return false;
        }
        long hash = signatureHash(signingKey, info);
        boolean equal = true;
        for (int at = 0; at < SIGNATURE_BYTES; at += Long.BYTES) {
            equal &= (long) LONG.get(signature, at) == Mix.fold(hash, at);
        }
        return equal;
    }

    @Override
    public byte[] publicKey(byte[] secret) {
        if (secret.length != KEY_BYTES) {
            throw new IllegalArgumentException("a secret of " + secret.length + " bytes");
        }
        byte[] key = new byte[KEY_BYTES];
        for (int at = 0; at < KEY_BYTES; at += Long.BYTES) {
            LONG.set(key, at, Mix.mix64((long) LONG.get(secret, at) ^ PUBLIC));
        }
        return key;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Refused are keys of another length and the key of zeros, which is weak on the real curve as well.
     */
    @Override
    public byte[] agree(byte[] secret, byte[] peersPublicKey) throws GeneralSecurityException {
        if (peersPublicKey.length != KEY_BYTES) {
            throw new InvalidKeyException("a public key of " + peersPublicKey.length + " bytes");
        }
        byte[] shared = publicKey(secret);
        long any = 0;
        long hash = AGREED;
        for (int at = 0; at < KEY_BYTES; at += Long.BYTES) {
            long peers = (long) LONG.get(peersPublicKey, at);
            any |= peers;
            hash = Mix.fold(hash, (long) LONG.get(shared, at) + peers);
        }
        if (any == 0) {
            throw new InvalidKeyException("a public key of zeros");
        }
        for (int at = 0; at < KEY_BYTES; at += Long.BYTES) {
            LONG.set(shared, at, Mix.fold(hash, at));
        }
        return shared;
    }

    @Override
    public PacketCipher cipher(int suite, DirectionKeys seal, DirectionKeys open) {
        return Suites.checkIn(suites, suite) == SUITE_NONE ? plain : new SimulatedCipher(word(seal), word(open));
    }

    private static long signatureHash(byte[] signingKey, byte[] info) {
        long key = XxHash64.hash(signingKey, 0, KEY_BYTES, SIGNED);
        return XxHash64.hash(info, 0, info.length, key);
    }

    private static long word(DirectionKeys keys) {
        long key = XxHash64.hash(keys.key(), 0, KEY_BYTES, 0);
        return XxHash64.hash(keys.iv(), 0, IV_BYTES, key);
    }
}
