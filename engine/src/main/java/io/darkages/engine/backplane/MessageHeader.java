package io.darkages.engine.backplane;

/**
 * What stands before every message: {@value #BYTES} bytes, little-endian: [type 1][version 1][source process 8][its
 * incarnation 8][source zone 2][target zone 2][sequence 8]. Mutable scratch; not thread-safe.
 */
public final class MessageHeader {

    public static final int BYTES = 30;

    /** Version of the messages: both sides of a link must have the same. */
    public static final int VERSION = 1;

    /** Highest number of a zone. */
    public static final int ZONE_MAX = 0xFFFD;

    /** As a source: serves no zone. As a target: the process, whatever it serves. */
    public static final int NO_ZONE = 0xFFFE;

    /** As a target: whoever hears it. */
    public static final int BROADCAST = 0xFFFF;

    private static final int TYPE_AT = 0;

    public MessageType type = MessageType.ZONE_STATUS;

    /** Process that speaks, not 0. */
    public long sourceProcess;

    /** Of that process: each start has a higher one than any before. Not 0. */
    public long sourceIncarnation;

    /** Zone that it serves, 0 to {@link #ZONE_MAX}, or {@link #NO_ZONE}. */
    public int sourceZone = NO_ZONE;

    /** Zone that it speaks to, 0 to {@link #ZONE_MAX}, {@link #NO_ZONE} or {@link #BROADCAST}. */
    public int targetZone = NO_ZONE;

    /**
     * Counts what this incarnation has sent to this receiver, from 1; reliable and unreliable messages apart. With the
     * incarnation it names a message once and for all.
     */
    public long sequence;

    public void write(MessageWriter out) {
        out.putByte(type.code());
        out.putByte(VERSION);
        out.putLong(sourceProcess);
        out.putLong(sourceIncarnation);
        out.putShort(sourceZone);
        out.putShort(targetZone);
        out.putLong(sequence);
    }

    /** Reads a header from untrusted bytes; the reader then stands before the body if it was {@link CodecStatus#OK}. */
    public CodecStatus read(MessageReader in) {
        int code = in.readByte();
        int version = in.readByte();
        sourceProcess = in.readLong();
        sourceIncarnation = in.readLong();
        sourceZone = in.readShort();
        targetZone = in.readShort();
        sequence = in.readLong();
        if (in.isExhausted()) {
            return CodecStatus.TRUNCATED;
        }
        if (version != VERSION) {
            return CodecStatus.WRONG_VERSION;
        }
        if (!MessageType.isCode(code)) {
            return CodecStatus.WRONG_TYPE;
        }
        type = MessageType.at(code);
        boolean isGood = sourceProcess != 0 && sourceIncarnation != 0 && sourceZone != BROADCAST && sequence > 0;
        return isGood ? CodecStatus.OK : CodecStatus.BAD_VALUE;
    }

    /** Whether bytes begin like a message of some type: says nothing of the rest. */
    static boolean begins(byte[] buffer, int offset, int length) {
        return length >= BYTES && MessageType.isCode(buffer[offset + TYPE_AT]);
    }
}
