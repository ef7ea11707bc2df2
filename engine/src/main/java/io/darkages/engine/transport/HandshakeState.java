package io.darkages.engine.transport;

import java.util.Arrays;

/**
 * What a session's own side has said and waits for while it is being set up. The server's signed bytes are
 * kept after that: a peer whose answer was lost gets the same again.
 */
final class HandshakeState {

    private static final byte[] NOT_YET = {};

    /** This side's X25519 secret, until keys are agreed. */
    byte[] secret = NOT_YET;

    long nonce;
    /** This side's crypt info, as it goes over the wire, and the signature over it; empty until they are made. */
    byte[] info = NOT_YET;

    byte[] signature = NOT_YET;

    /** What is being worked on; null if nothing is. */
    HandshakeJob job;

    /** Client: what the server wants to see again, and until when it does. */
    long challenge;

    long challengeExpiresNanos = Session.NEVER;
    /** Client: the version in the server's challenge, which its answer has to repeat. */
    int challengeVersion;
    /** Client: whether the server may have heard of the session. */
    boolean requested;
    /** Client: why the last answer was dropped, 0 if none was. */
    int answerFault;

    /** Client: round trip that the answer in work took, negative if not known. */
    long answerSampleNanos = -1;

    /** Server: time in the client's first request, and when it came. */
    boolean hasTimestamp;

    long timestamp;
    long requestNanos;

    boolean isSigned() {
        return signature.length > 0;
    }

    void signed(byte[] ownInfo, byte[] ownSignature) {
        info = ownInfo;
        signature = ownSignature;
    }

    /** Client: the answer is here, so its request is never sent again. */
    void answered() {
        info = NOT_YET;
        signature = NOT_YET;
    }

    /** Keys are agreed: leaves no copy of the secret behind. */
    void wipe() {
        Arrays.fill(secret, (byte) 0);
        secret = NOT_YET;
    }
}
