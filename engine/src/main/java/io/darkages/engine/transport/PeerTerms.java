package io.darkages.engine.transport;

import io.darkages.engine.transport.crypto.Cryptography;

/**
 * What a peer brought to a handshake, copied out of its packet: the bytes that enter the keys, and what was
 * read from them.
 */
final class PeerTerms {

    final byte[] certificate;
    final byte[] info;
    final byte[] signature;
    final byte[] signingKey;
    final byte[] publicKey;
    final long nonce;
    final int protocolVersion;
    /** Who the peer says it is; nobody has checked it. */
    final String identity;

    private PeerTerms(ControlMessage message, Certificate certificate, CryptInfo crypt) {
        this.certificate = message.certificate.copy();
        info = message.cryptInfo.copy();
        signature = message.cryptSignature.copy();
        signingKey = certificate.key.copy();
        publicKey = crypt.key.copy();
        nonce = crypt.nonce;
        protocolVersion = crypt.protocolVersion;
        ByteSlice named = certificate.identity.present ? certificate.identity : message.identity;
        identity = named.text();
    }

    /** Reads the terms of one message after the other. */
    static final class Reader {

        private final Certificate certificate = new Certificate();
        final CryptInfo crypt = new CryptInfo();

        /**
         * Looks at the form of what a request or an answer brings; allocates nothing.
         *
         * @return 0 if all that is needed is there, or the reason why it is not
         */
        int judge(ControlMessage message) {
            if (!message.certificate.present || !certificate.read(message.certificate) || !certificate.hasKey()) {
                return CloseReason.BAD_CERT;
            }
            boolean signed = message.cryptInfo.present
                    && message.cryptSignature.present
                    && message.cryptSignature.length == Cryptography.SIGNATURE_BYTES;
            return signed && crypt.read(message.cryptInfo) && crypt.hasKey() ? 0 : CloseReason.BAD_CRYPT;
        }

        /** What the last call of {@link #judge} found to be well-formed. */
        PeerTerms copy(ControlMessage message) {
            return new PeerTerms(message, certificate, crypt);
        }
    }
}
