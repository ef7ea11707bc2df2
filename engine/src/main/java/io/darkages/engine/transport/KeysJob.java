package io.darkages.engine.transport;

import io.darkages.engine.transport.crypto.Cryptography;

/** A client's own part: its public key, its crypt info and the signature over it. */
final class KeysJob extends HandshakeJob {

    private final ClientHandshake owner;
    private final Cryptography cryptography;
    private final byte[] secret;
    private final long nonce;
    byte[] info = {};
    byte[] signature = {};

    KeysJob(ClientHandshake owner, Cryptography cryptography, Session session) {
        super(session);
        this.owner = owner;
        this.cryptography = cryptography;
        secret = session.handshake.secret.clone();
        nonce = session.handshake.nonce;
    }

    @Override
    void work() {
        info = CryptInfo.encode(
                cryptography.publicKey(secret), nonce, Handshake.PROTOCOL_VERSION, cryptography.suites());
        signature = cryptography.sign(info);
    }

    @Override
    void finish(long monotonicNanos) {
        owner.keysMade(session(), this, monotonicNanos);
    }
}
