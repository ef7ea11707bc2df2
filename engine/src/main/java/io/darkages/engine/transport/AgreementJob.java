package io.darkages.engine.transport;

import io.darkages.engine.transport.crypto.ByteSlice;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.transport.crypto.KeyContext;
import io.darkages.engine.transport.crypto.PacketCipher;
import io.darkages.engine.transport.crypto.PlainPacketCipher;
import io.darkages.engine.transport.crypto.SessionKeys;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

/**
 * Checks the peer's signature and makes the session's cipher. A server's makes and signs its own crypt info on
 * the way, which names the one suite that it took; a client has done so before.
 */
final class AgreementJob extends HandshakeJob {

    /** The peer's signature is none: the packet was damaged, or is somebody else's. */
    static final int FORGED = -1;

    /** Who goes on with the result. */
    interface Owner {
        void agreed(AgreementJob job, long monotonicNanos);
    }

    private final Owner owner;
    private final Cryptography cryptography;
    private final boolean serverSide;
    private final int localId;
    final int remoteId;
    private final byte[] ownCertificate;
    private final byte[] secret;
    private final long nonce;
    final PeerTerms peer;
    private final int suite;

    byte[] info;
    byte[] signature;
    /** 0 if there is a cipher now, {@link #FORGED}, or the reason to close the session. */
    int fault;

    PacketCipher cipher = new PlainPacketCipher();

    /**
     * @param session knows its ids, secret and nonce already
     * @param fault what is wrong with the peer's terms, for which the session closes if they are really the peer's;
     *     0 if nothing is
     */
    AgreementJob(
            Owner owner,
            Cryptography cryptography,
            Session session,
            int remoteId,
            byte[] ownCertificate,
            PeerTerms peer,
            int suite,
            int fault) {
        super(session);
        this.owner = owner;
        this.cryptography = cryptography;
        serverSide = session.serverSide;
        localId = session.localId;
        this.remoteId = remoteId;
        this.ownCertificate = ownCertificate;
        this.peer = peer;
        this.suite = suite;
        this.fault = fault;
        secret = session.handshake.secret.clone();
        nonce = session.handshake.nonce;
        info = session.handshake.info;
        signature = session.handshake.signature;
    }

    @Override
    void work() {
        if (!cryptography.verify(peer.signingKey, peer.info, peer.signature)) {
            fault = FORGED;
        }
        if (fault == 0) {
            try {
                agree();
            } catch (GeneralSecurityException e) {
                // A key that would make the secret guessable.
                fault = CloseReason.BAD_CRYPT;
            }
        }
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    void finish(long monotonicNanos) {
        owner.agreed(this, monotonicNanos);
    }

    private void agree() throws GeneralSecurityException {
        byte[] shared = cryptography.agree(secret, peer.publicKey);
        if (serverSide) {
            info = CryptInfo.encode(cryptography.publicKey(secret), nonce, Handshake.PROTOCOL_VERSION, List.of(suite));
            signature = cryptography.sign(info);
        }
        SessionKeys keys = SessionKeys.derive(shared, context());
        Arrays.fill(shared, (byte) 0);
        cipher = cryptography.cipher(suite, keys.sealing(serverSide), keys.opening(serverSide));
    }

    private KeyContext context() {
        ByteSlice ownCert = ByteSlice.of(ownCertificate);
        ByteSlice peersCert = ByteSlice.of(peer.certificate);
        ByteSlice ownInfo = ByteSlice.of(info);
        ByteSlice peersInfo = ByteSlice.of(peer.info);
        return serverSide
                ? new KeyContext(remoteId, localId, peer.nonce, nonce, peersCert, ownCert, peersInfo, ownInfo)
                : new KeyContext(localId, remoteId, nonce, peer.nonce, ownCert, peersCert, ownInfo, peersInfo);
    }
}
