package io.darkages.engine.transport;

import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.transport.crypto.DirectionKeys;
import io.darkages.engine.transport.crypto.PacketCipher;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

/**
 * Ciphers behind which one message of the reliable stream is not what the peer sent: what a defect in the
 * reassembly of the stream would do. The packet counts as received, so the peer takes it for delivered.
 */
public final class ReliableFaults {

    /** What becomes of a message. Each is struck once in a session. */
    public enum Fault {
        /** The first message never comes. */
        LOST,
        /** The second message comes twice. */
        TWICE,
        /** The first message's last bit is turned over. */
        ALTERED,
        /** The second message comes after the third. */
        SWAPPED
    }

    private ReliableFaults() {}

    /** The same cryptography, with the fault in what its ciphers open. */
    public static Cryptography plant(Cryptography sound, Fault fault) {
        return new Cryptography() {
            @Override
            public List<Integer> suites() {
                return sound.suites();
            }

            @Override
            public int overheadBytes(int suite) {
                return sound.overheadBytes(suite);
            }

            @Override
            public byte[] signingKey() {
                return sound.signingKey();
            }

            @Override
            public byte[] sign(byte[] info) {
                return sound.sign(info);
            }

            @Override
            public boolean verify(byte[] signingKey, byte[] info, byte[] signature) {
                return sound.verify(signingKey, info, signature);
            }

            @Override
            public byte[] publicKey(byte[] secret) {
                return sound.publicKey(secret);
            }

            @Override
            public byte[] agree(byte[] secret, byte[] peersPublicKey) throws GeneralSecurityException {
                return sound.agree(secret, peersPublicKey);
            }

            @Override
            public PacketCipher cipher(int suite, DirectionKeys seal, DirectionKeys open) {
                return new FaultyCipher(sound.cipher(suite, seal, open), fault);
            }
        };
    }

    private static final class FaultyCipher implements PacketCipher {

        private final PacketCipher sound;
        private final Fault fault;
        private final FrameReader frames = new FrameReader();
        private final FrameWriter out = new FrameWriter();
        private long nextSend = 1;
        private int segments;
        private long end;
        private long heldPosition;
        private byte[] held = {};
        private long injectedPosition;
        private byte[] injected = {};

        FaultyCipher(PacketCipher sound, Fault fault) {
            this.sound = sound;
            this.fault = fault;
        }

        @Override
        public int overheadBytes() {
            return sound.overheadBytes();
        }

        @Override
        public int seal(long packetNumber, byte[] buffer, int offset, int length) {
            nextSend = packetNumber + 1;
            return sound.seal(packetNumber, buffer, offset, length);
        }

        @Override
        public int open(long packetNumber, byte[] source, int offset, int length, byte[] target, int targetOffset) {
            int opened = sound.open(packetNumber, source, offset, length, target, targetOffset);
            if (opened <= 0) {
                return opened;
            }
            if (!findReliable(packetNumber, target, targetOffset, opened)) {
                return inject(length, target, targetOffset, opened);
            }
            if (frames.streamPosition < end) {
                // Sent once more, because the acknowledgement is late. What was held back stays away.
                return fault == Fault.LOST || frames.streamPosition == heldPosition ? 0 : opened;
            }
            end = frames.streamPosition + frames.dataLength;
            segments++;
            byte[] data = Arrays.copyOfRange(target, frames.dataOffset, frames.dataOffset + frames.dataLength);
            if (fault == Fault.LOST && segments == 1) {
                return 0;
            }
            if (fault == Fault.ALTERED && segments == 1) {
                target[frames.dataOffset + frames.dataLength - 1] ^= 1;
            }
            if (fault == Fault.TWICE && segments == 2) {
                injected = data;
                injectedPosition = frames.streamPosition + data.length;
            }
            if (fault == Fault.SWAPPED && segments == 2) {
                held = data;
                heldPosition = frames.streamPosition;
                return 0;
            }
            if (fault == Fault.SWAPPED && segments == 3) {
                injected = Arrays.copyOf(data, data.length + held.length);
                System.arraycopy(held, 0, injected, data.length, held.length);
                injectedPosition = heldPosition;
                return 0;
            }
            return opened;
        }

        /** Puts what is to be injected in the place of a packet that is long enough: a cipher may not give more back. */
        private int inject(int room, byte[] target, int targetOffset, int opened) {
            if (injected.length == 0 || injected.length + FrameWriter.RELIABLE_WIDE_BYTES > room) {
                return opened;
            }
            out.reset(target, targetOffset, targetOffset + room);
            out.reliable(injectedPosition, injected.length);
            out.out.bytes(injected, 0, injected.length);
            out.finish();
            injected = new byte[0];
            return out.out.position - targetOffset;
        }

        private boolean findReliable(long packetNumber, byte[] target, int offset, int length) {
            frames.reset(target, offset, length, packetNumber, FrameReader.FRESH, nextSend);
            int kind;
            do {
                kind = frames.next();
            } while (kind != FrameReader.END && kind != FrameReader.MALFORMED && kind != FrameReader.RELIABLE);
            return kind == FrameReader.RELIABLE;
        }
    }
}
