package io.darkages.engine.transport;

import java.util.Arrays;

/**
 * Ciphers behind which one message of the reliable stream is not what the peer sent: what a defect in the
 * reassembly of the stream would do. The packet counts as received, so the peer never sends it again.
 */
public final class ReliableFaults {

    /** What becomes of a message. Each is struck once in a session. */
    public enum Fault {
        /** The first message never comes. */
        LOST,
        /** The first message comes twice. */
        TWICE,
        /** The first message's last bit is turned over. */
        ALTERED,
        /** The second message comes after the third. */
        SWAPPED
    }

    private ReliableFaults() {}

    /** The same ciphers, with the fault in what they open. */
    public static PacketCipherFactory plant(PacketCipherFactory sound, Fault fault) {
        return new PacketCipherFactory() {
            @Override
            public int suite() {
                return sound.suite();
            }

            @Override
            public int overheadBytes() {
                return sound.overheadBytes();
            }

            @Override
            public PacketCipher create(CipherParameters parameters) {
                return new FaultyCipher(sound.create(parameters), fault);
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
        private long heldPosition;
        private byte[] held = {};

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
            if (opened <= 0 || !findReliable(packetNumber, target, targetOffset, opened)) {
                return opened;
            }
            segments++;
            byte[] data = Arrays.copyOfRange(target, frames.dataOffset, frames.dataOffset + frames.dataLength);
            boolean first = segments == 1;
            out.reset(target, targetOffset, target.length);
            if (fault == Fault.LOST && first) {
                return 0;
            }
            if (fault == Fault.TWICE && first) {
                write(frames.streamPosition, data, data);
                return out.out.position - targetOffset;
            }
            if (fault == Fault.ALTERED && first) {
                target[frames.dataOffset + frames.dataLength - 1] ^= 1;
            }
            if (fault == Fault.SWAPPED && segments == 2) {
                held = data;
                heldPosition = frames.streamPosition;
                return 0;
            }
            if (fault == Fault.SWAPPED && segments == 3) {
                write(heldPosition, data, held);
                return out.out.position - targetOffset;
            }
            return opened;
        }

        private boolean findReliable(long packetNumber, byte[] target, int offset, int length) {
            frames.reset(target, offset, length, packetNumber, 1, 1, nextSend);
            int kind;
            do {
                kind = frames.next();
            } while (kind != FrameReader.END && kind != FrameReader.MALFORMED && kind != FrameReader.RELIABLE);
            return kind == FrameReader.RELIABLE;
        }

        /** One segment, and nothing else in the packet. */
        private void write(long position, byte[] one, byte[] two) {
            out.reliable(position, one.length + two.length);
            out.out.bytes(one, 0, one.length);
            out.out.bytes(two, 0, two.length);
            out.finish();
        }
    }
}
