package io.darkages.engine.transport;

/**
 * A walk over the fields of a protobuf (proto2) message, in whatever order they come; nothing is
 * allocated. Callers compare {@link #tag} with the fields they know, of the wire type they expect, and
 * pass over all others. Groups, which none of GameNetworkingSockets' messages has, are malformed.
 */
final class FieldReader {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    /** The lowest tag: field numbers begin at 1. */
    private static final int TAG_MIN = 1 << 3;

    private static final long TAG_MAX = 0xFFFF_FFFFL;

    /** Field number and wire type as on the wire: {@code number << 3 | type}. An unsigned number. */
    int tag;
    /** Of a varint or fixed field: its value. */
    long number;
    /** Of a bytes field: where it lies in the buffer. */
    int offset;

    int length;

    private final WireReader in = new WireReader();

    void reset(byte[] buffer, int from, int bytes) {
        in.reset(buffer, from, bytes);
    }

    /** The next field. False at the end, and if what comes is malformed: {@link #failed} tells which. */
    boolean next() {
        if (in.failed || in.remaining() == 0) {
            return false;
        }
        long read = in.varint();
        tag = (int) read;
        if (read < TAG_MIN || read > TAG_MAX) {
            in.failed = true;
            return false;
        }
        switch (tag & 7) {
            case VARINT -> number = in.varint();
            case FIXED64 -> number = in.i64();
            case FIXED32 -> number = in.i32();
            case BYTES -> {
                long declared = in.varint();
                offset = in.position;
                in.skip(declared);
                length = (int) declared;
            }
            default -> in.failed = true;
        }
        return !in.failed;
    }

    boolean failed() {
        return in.failed;
    }
}
