package io.darkages.engine.transport.crypto;

import io.darkages.engine.guard.ExemptFromBans;
import io.darkages.engine.random.RandomSource;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;

/**
 * Makes Ed25519 keys from randomness that it is handed. The JDK computes the public half of a key only
 * inside its generator, and that takes its secret from a {@link SecureRandom}, in one draw of 32 bytes.
 */
final class SigningKeys {

    private static final String ALGORITHM = "Ed25519";

    private SigningKeys() {}

    /**
     * The key pair whose secret is the next 32 bytes of the source (RFC 8032, section 5.1.5).
     *
     * @throws IllegalStateException if this Java runtime lacks Ed25519, or draws otherwise
     */
    static KeyPair generate(RandomSource source) {
        OneSecret secret = new OneSecret(source);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, secret);
            KeyPair keys = generator.generateKeyPair();
            secret.checkDrawn();
            return keys;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime can't make keys for " + ALGORITHM, e);
        }
    }

    /** Hands out the source's bytes, once. */
    @ExemptFromBans(reason = "lends the handed-in source to the JDK as a SecureRandom; no generator of the JDK draws")
    @SuppressWarnings("serial") // Never written.
    private static final class OneSecret extends SecureRandom {

        private final transient RandomSource source;
        private int draws;

        OneSecret(RandomSource source) {
            super(null, null);
            this.source = source;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            draws++;
            if (bytes.length != Cryptography.KEY_BYTES) {
                throw new IllegalStateException("the key generator draws " + bytes.length + " bytes");
            }
            source.fill(bytes);
        }

        void checkDrawn() {
            if (draws != 1) {
                throw new IllegalStateException("the key generator drew " + draws + " times");
            }
        }
    }
}
