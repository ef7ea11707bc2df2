package io.darkages.engine.transport;

import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.transport.crypto.DirectionKeys;
import io.darkages.engine.transport.crypto.PacketCipher;
import java.security.GeneralSecurityException;
import java.util.List;

/** Cryptography that passes all on, for tests to see or change a part of it. */
class CryptographyFilter implements Cryptography {

    private final Cryptography behind;

    CryptographyFilter(Cryptography behind) {
        this.behind = behind;
    }

    @Override
    public List<Integer> suites() {
        return behind.suites();
    }

    @Override
    public int overheadBytes(int suite) {
        return behind.overheadBytes(suite);
    }

    @Override
    public byte[] signingKey() {
        return behind.signingKey();
    }

    @Override
    public byte[] sign(byte[] info) {
        return behind.sign(info);
    }

    @Override
    public boolean verify(byte[] signingKey, byte[] info, byte[] signature) {
        return behind.verify(signingKey, info, signature);
    }

    @Override
    public byte[] publicKey(byte[] secret) {
        return behind.publicKey(secret);
    }

    @Override
    public byte[] agree(byte[] secret, byte[] peersPublicKey) throws GeneralSecurityException {
        return behind.agree(secret, peersPublicKey);
    }

    @Override
    public PacketCipher cipher(int suite, DirectionKeys seal, DirectionKeys open) {
        return behind.cipher(suite, seal, open);
    }
}
