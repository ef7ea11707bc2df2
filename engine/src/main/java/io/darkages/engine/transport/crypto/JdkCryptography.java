package io.darkages.engine.transport.crypto;

import io.darkages.engine.random.RandomSource;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.List;
import javax.crypto.KeyAgreement;

/**
 * The JDK's cryptography: X25519 (RFC 7748), Ed25519 (RFC 8032), AES-256-GCM. Every key follows from the
 * randomness that is handed in, so that equal sources give equal bytes on every JDK.
 *
 * <p>Slow, as handshakes go: a signature, its check and an agreement take up to a millisecond each.
 * Holds no JDK object that a thread could not share; those are made for each call.
 */
public final class JdkCryptography implements Cryptography {

    private static final String AGREEMENT = "X25519";
    private static final String SIGNATURE = "Ed25519";

    /** The x coordinate of the curve's base point (RFC 7748, section 4.1). */
    private static final long BASE_POINT = 9;

    /** The prime of both curves, 2^255 - 19. */
    private static final String PRIME = "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed";

    /** The smaller y coordinate of Ed25519's points of order 8. */
    private static final String ORDER_EIGHT = "05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826";

    private final BigInteger prime = new BigInteger(PRIME, 16);
    private final List<BigInteger> weak = List.of(BigInteger.ZERO, BigInteger.ONE, new BigInteger(ORDER_EIGHT, 16));
    private final List<Integer> suites;
    private final PrivateKey signingSecret;
    private final byte[] signingKey;
    private final PacketCipher plain = new PlainPacketCipher();

    /**
     * Draws the signing key: the source's next 32 bytes. It is not used again.
     *
     * @param random where the signing key comes from
     * @param suites of {@link #SUITE_NONE} and {@link #SUITE_AES_256_GCM}, at least one, the preferred first
     */
    public JdkCryptography(RandomSource random, List<Integer> suites) {
        Suites.check(suites, List.of(SUITE_AES_256_GCM, SUITE_NONE));
        this.suites = List.copyOf(suites);
        KeyPair keys = SigningKeys.generate(random);
        signingSecret = keys.getPrivate();
        EdECPoint point = ((EdECPublicKey) keys.getPublic()).getPoint();
        signingKey = littleEndian(point.getY());
        signingKey[KEY_BYTES - 1] |= (byte) (point.isXOdd() ? 0x80 : 0);
    }

    @Override
    public List<Integer> suites() {
        return suites;
    }

    @Override
    public int overheadBytes(int suite) {
        return Suites.checkIn(suites, suite) == SUITE_NONE ? 0 : AesGcmCipher.TAG_BYTES;
    }

    @Override
    public byte[] signingKey() {
        return signingKey;
    }

    @Override
    public byte[] sign(byte[] info) {
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initSign(signingSecret);
            signature.update(info);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime can't sign with " + SIGNATURE, e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The points of order up to 8 are no keys here: signatures that fit many messages exist for them, and
     * the JDK does not mind.
     */
    @Override
    public boolean verify(byte[] signingKey, byte[] info, byte[] signature) {
        if (signingKey.length != KEY_BYTES || signature.length != SIGNATURE_BYTES) {
            return false;
        }
        boolean xOdd = signingKey[KEY_BYTES - 1] < 0;
        BigInteger y = number(signingKey);
        if (weak.contains(y.min(prime.subtract(y)))) {
            return false;
        }
        EdECPoint point = new EdECPoint(xOdd, y);
        try {
            Signature check = Signature.getInstance(SIGNATURE);
            check.initVerify(KeyFactory.getInstance(SIGNATURE)
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point)));
            check.update(info);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public byte[] publicKey(byte[] secret) {
        try {
            return multiply(secret, BigInteger.valueOf(BASE_POINT));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime can't make keys for " + AGREEMENT, e);
        }
    }

    @Override
    public byte[] agree(byte[] secret, byte[] peersPublicKey) throws GeneralSecurityException {
        if (peersPublicKey.length != KEY_BYTES) {
            throw new InvalidKeyException("a public key of " + peersPublicKey.length + " bytes");
        }
        return multiply(secret, number(peersPublicKey));
    }

    @Override
    public PacketCipher cipher(int suite, DirectionKeys seal, DirectionKeys open) {
        return Suites.checkIn(suites, suite) == SUITE_NONE ? plain : new AesGcmCipher(seal, open);
    }

    /** Multiplies a point of the curve, which the JDK calls an agreement. */
    private static byte[] multiply(byte[] secret, BigInteger point) throws GeneralSecurityException {
        if (secret.length != KEY_BYTES) {
            throw new IllegalArgumentException("a secret of " + secret.length + " bytes");
        }
        KeyFactory keys = KeyFactory.getInstance(AGREEMENT);
        PrivateKey own = keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret));
        PublicKey peers = keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, point));
        KeyAgreement agreement = KeyAgreement.getInstance(AGREEMENT);
        agreement.init(own);
        agreement.doPhase(peers, true);
        return agreement.generateSecret();
    }

    /** The low 255 bits of a key, which both curves number little-endian; what the top bit means differs. */
    private static BigInteger number(byte[] key) {
        byte[] bigEndian = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            bigEndian[i] = key[KEY_BYTES - 1 - i];
        }
        bigEndian[0] &= 0x7F;
        return new BigInteger(1, bigEndian);
    }

    private static byte[] littleEndian(BigInteger number) {
        byte[] bytes = new byte[KEY_BYTES];
        byte[] bigEndian = number.toByteArray();
        for (int i = 0; i < bigEndian.length; i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return bytes;
    }
}
