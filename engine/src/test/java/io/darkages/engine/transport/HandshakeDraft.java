package io.darkages.engine.transport;

import io.darkages.engine.transport.crypto.Cryptography;
import java.util.Arrays;
import java.util.List;

/** A connect request or its answer in the making, as one side of a test would have it, right or wrong. */
final class HandshakeDraft {

    private final Cryptography cryptography;
    final byte[] secret = new byte[Cryptography.KEY_BYTES];
    final ControlMessage message = new ControlMessage();
    byte[] certificate;
    byte[] publicKey;
    long nonce = 0x1122334455667788L;
    int version = Handshake.PROTOCOL_VERSION;
    List<Integer> suites;
    /** Made from the fields above when it is empty. */
    byte[] info = {};
    /** Made by the cryptography when it is empty. */
    byte[] signature = {};

    private HandshakeDraft(Cryptography cryptography, int kind) {
        this.cryptography = cryptography;
        Arrays.fill(secret, (byte) 7);
        message.clear(kind);
        certificate = Certificate.encode(cryptography.signingKey());
        publicKey = cryptography.publicKey(secret);
        suites = cryptography.suites();
    }

    static HandshakeDraft request(Cryptography cryptography, int clientId, long challenge) {
        HandshakeDraft draft = new HandshakeDraft(cryptography, ControlMessage.CONNECT_REQUEST);
        draft.message.senderId = clientId;
        draft.message.challenge = challenge;
        return draft;
    }

    static HandshakeDraft answer(Cryptography cryptography, int clientId, int serverId) {
        HandshakeDraft draft = new HandshakeDraft(cryptography, ControlMessage.CONNECT_OK);
        draft.message.recipientId = clientId;
        draft.message.senderId = serverId;
        return draft;
    }

    HandshakeDraft sign() {
        info = info.length > 0 ? info : CryptInfo.encode(publicKey, nonce, version, suites);
        signature = signature.length > 0 ? signature : cryptography.sign(info);
        return this;
    }

    byte[] packet() {
        sign();
        message.certificate.set(certificate);
        message.cryptInfo.set(info);
        message.cryptSignature.set(signature);
        return write(message);
    }

    static byte[] write(ControlMessage message) {
        WireWriter out = new WireWriter();
        out.reset(new byte[ControlMessage.BYTES_MAX], 0, ControlMessage.BYTES_MAX);
        message.write(out);
        return Arrays.copyOf(out.buffer, out.position);
    }

    static ControlMessage read(byte[] packet) {
        ControlMessage message = new ControlMessage();
        if (!message.read(packet, 0, packet.length)) {
            throw new IllegalArgumentException("malformed packet " + packet[0]);
        }
        return message;
    }
}
