package io.darkages.engine.backplane;

import java.util.Optional;

/**
 * What the two ends of a link say to each other for themselves, besides messages: never told to the owner. The first
 * byte tells a frame from a message.
 *
 * <p>Both sides say HELLO, answer the other's with PROOF, answer a good proof with RESUME, and have a link with the
 * other's RESUME: reliable, on the lane of the reliable messages, so all of it comes before them.
 */
final class LinkFrame {

    /** [0x81][version 1][process 8][incarnation 8][nonce 16]. */
    static final int HELLO = 0x81;

    /** [0x82][proof 32]. */
    static final int PROOF = 0x82;

    /**
     * [0x83][stream that the sender sends 8][first number in it that it still holds 8][stream that it hears 8][last
     * number of it that came 8].
     */
    static final int RESUME = 0x83;

    /** [0x84][stream that the sender hears 8][last number of it that came 8]; unreliable. */
    static final int PULSE = 0x84;

    static final int VERSION = 1;

    static final int HELLO_BYTES = 18 + PeerKey.NONCE_BYTES;
    static final int PROOF_BYTES = 1 + PeerKey.PROOF_BYTES;
    static final int RESUME_BYTES = 33;
    static final int PULSE_BYTES = 17;

    private final byte[] bytes = new byte[HELLO_BYTES];
    private final MessageWriter out = new MessageWriter();

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return out.length();
    }

    LinkFrame hello(PeerKey.Side own) {
        begin(HELLO);
        out.putByte(VERSION);
        out.putLong(own.process());
        out.putLong(own.incarnation());
        out.putBytes(own.nonce(), 0, PeerKey.NONCE_BYTES);
        return this;
    }

    LinkFrame proof(byte[] proof) {
        begin(PROOF);
        out.putBytes(proof, 0, proof.length);
        return this;
    }

    LinkFrame resume(long ownStream, long firstSequence, long heardStream, long lastSequence) {
        begin(RESUME);
        out.putLong(ownStream);
        out.putLong(firstSequence);
        out.putLong(heardStream);
        out.putLong(lastSequence);
        return this;
    }

    LinkFrame pulse(long heardStream, long lastSequence) {
        begin(PULSE);
        out.putLong(heardStream);
        out.putLong(lastSequence);
        return this;
    }

    private void begin(int kind) {
        out.wrap(bytes, 0, bytes.length);
        out.putByte(kind);
    }

    /** Who says HELLO on a session; empty if it is none of this version. The reader stands behind the first byte. */
    static Optional<PeerKey.Side> readHello(MessageReader in, boolean isConnecting) {
        int version = in.readByte();
        long process = in.readLong();
        long incarnation = in.readLong();
        byte[] nonce = new byte[PeerKey.NONCE_BYTES];
        in.readBytes(nonce, 0, nonce.length);
        boolean isGood = version == VERSION && process != 0 && incarnation != 0;
        return in.ending(isGood) == CodecStatus.OK
                ? Optional.of(new PeerKey.Side(isConnecting, process, incarnation, nonce))
                : Optional.empty();
    }
}
