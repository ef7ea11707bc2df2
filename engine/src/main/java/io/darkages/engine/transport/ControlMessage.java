package io.darkages.engine.transport;

import java.nio.charset.StandardCharsets;

/**
 * A control packet's fields, for writing and for reading; one object is used again and again. Bodies
 * are protobuf (proto2) with GameNetworkingSockets' field numbers; fields that are 0 or empty are not
 * written, unknown fields are skipped. The certificate and identity fields have no use here yet and
 * are skipped as well.
 */
final class ControlMessage {

    static final int CHALLENGE_REQUEST = 32;
    static final int CHALLENGE_REPLY = 33;
    static final int CONNECT_REQUEST = 34;
    static final int CONNECT_OK = 35;
    static final int CONNECTION_CLOSED = 36;
    static final int NO_CONNECTION = 37;

    /** Padded packets are at least so long, so that no answer to one is longer than it. */
    static final int PADDED_BYTES = 512;

    static final int DEBUG_CHARS_MAX = 127;

    /** No packet is longer than a padded one: a debug text takes at most 381 bytes of it, all else 22. */
    static final int BYTES_MAX = PADDED_BYTES;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private static final byte[] PADDING = new byte[PADDED_BYTES];

    int kind;
    /** Connection id of the side that sends this packet, 0 if it has none. */
    int senderId;
    /** Connection id of the side that is to get it, 0 if not known. */
    int recipientId;

    long challenge;
    /** In a request the sender's own time, in an answer that time given back. Microseconds. */
    long timestamp;

    int protocolVersion;
    int pingMillis;
    int delayMicros;
    int reason;
    String debug = "";
    /** Of the crypt info: random number, suite (0 if none was named) and the version it vouches for. */
    long nonce;

    int suite;

    private final WireReader reader = new WireReader();
    private final WireWriter inner = new WireWriter();
    private final byte[] scratch = new byte[64];

    ControlMessage clear(int newKind) {
        kind = newKind;
        senderId = 0;
        recipientId = 0;
        challenge = 0;
        timestamp = 0;
        protocolVersion = 0;
        pingMillis = 0;
        delayMicros = 0;
        reason = 0;
        debug = "";
        nonce = 0;
        suite = 0;
        return this;
    }

    static boolean isPadded(int kind) {
        return kind == CHALLENGE_REQUEST || kind == CONNECTION_CLOSED;
    }

    /** Writes the whole packet, lead byte and padding included. */
    void write(WireWriter out) {
        int start = out.position;
        out.u8(kind);
        if (isPadded(kind)) {
            out.u16(0);
        }
        int bodyStart = out.position;
        switch (kind) {
            case CHALLENGE_REQUEST -> {
                fixed32(out, 1, senderId);
                fixed64(out, 3, timestamp);
                varint(out, 4, protocolVersion);
            }
            case CHALLENGE_REPLY -> {
                fixed32(out, 1, recipientId);
                fixed64(out, 2, challenge);
                fixed64(out, 3, timestamp);
                varint(out, 4, protocolVersion);
            }
            case CONNECT_REQUEST -> {
                fixed32(out, 1, senderId);
                fixed64(out, 2, challenge);
                fixed64(out, 5, timestamp);
                varint(out, 6, pingMillis);
                crypt(out);
            }
            case CONNECT_OK -> {
                fixed32(out, 1, recipientId);
                fixed64(out, 3, timestamp);
                varint(out, 4, delayMicros);
                fixed32(out, 5, senderId);
                crypt(out);
            }
            case CONNECTION_CLOSED -> {
                if (!debug.isEmpty()) {
                    byte[] text = debug.getBytes(StandardCharsets.UTF_8);
                    out.varint(2 << 3 | BYTES);
                    out.varint(text.length);
                    out.bytes(text, 0, text.length);
                }
                varint(out, 3, reason);
                fixed32(out, 4, recipientId);
                fixed32(out, 5, senderId);
            }
            case NO_CONNECTION -> {
                fixed32(out, 2, senderId);
                fixed32(out, 3, recipientId);
            }
            default -> throw new IllegalStateException("no control packet has lead byte " + kind);
        }
        if (isPadded(kind)) {
            LittleEndian.put16(out.buffer, start + 1, out.position - bodyStart);
            int missing = PADDED_BYTES - (out.position - start);
            if (missing > 0) {
                out.bytes(PADDING, 0, missing);
            }
        }
    }

    /** Reads a whole packet. False if it is malformed; the fields then mean nothing. */
    boolean read(byte[] buffer, int offset, int length) {
        reader.reset(buffer, offset, length);
        clear(reader.u8());
        if (kind < CHALLENGE_REQUEST || kind > NO_CONNECTION) {
            return false;
        }
        if (isPadded(kind)) {
            int bodyLength = reader.u16();
            if (length < PADDED_BYTES || bodyLength == 0 || bodyLength > reader.remaining()) {
                return false;
            }
            reader.end = reader.position + bodyLength;
        }
        while (reader.remaining() > 0 && !reader.failed) {
            readField();
        }
        return !reader.failed;
    }

    private void readField() {
        long tag = reader.varint();
        int type = (int) tag & 7;
        long number = 0;
        int bytesAt = reader.position;
        int bytesLength = 0;
        switch (type) {
            case VARINT -> number = reader.varint();
            case FIXED64 -> number = reader.i64();
            case FIXED32 -> number = reader.i32();
            case BYTES -> {
                long declared = reader.varint();
                bytesAt = reader.position;
                reader.skip(declared);
                bytesLength = (int) declared;
            }
            default -> reader.failed = true;
        }
        long field = tag >>> 3;
        if (reader.failed || field > 15) {
            return;
        }
        // One key of kind, field and wire type: a known field of another type is skipped as unknown.
        int key = kind << 8 | (int) field << 4 | type;
        switch (key) {
            case CHALLENGE_REQUEST << 8 | 1 << 4 | FIXED32,
                    CONNECT_REQUEST << 8 | 1 << 4 | FIXED32,
                    CONNECT_OK << 8 | 5 << 4 | FIXED32,
                    CONNECTION_CLOSED << 8 | 5 << 4 | FIXED32,
                    NO_CONNECTION << 8 | 2 << 4 | FIXED32 -> senderId = (int) number;
            case CHALLENGE_REPLY << 8 | 1 << 4 | FIXED32,
                    CONNECT_OK << 8 | 1 << 4 | FIXED32,
                    CONNECTION_CLOSED << 8 | 4 << 4 | FIXED32,
                    NO_CONNECTION << 8 | 3 << 4 | FIXED32 -> recipientId = (int) number;
            case CHALLENGE_REPLY << 8 | 2 << 4 | FIXED64, CONNECT_REQUEST << 8 | 2 << 4 | FIXED64 -> challenge = number;
            case CHALLENGE_REQUEST << 8 | 3 << 4 | FIXED64,
                    CHALLENGE_REPLY << 8 | 3 << 4 | FIXED64,
                    CONNECT_REQUEST << 8 | 5 << 4 | FIXED64,
                    CONNECT_OK << 8 | 3 << 4 | FIXED64 -> timestamp = number;
            case CHALLENGE_REQUEST << 8 | 4 << 4 | VARINT, CHALLENGE_REPLY << 8 | 4 << 4 | VARINT ->
                protocolVersion = (int) number;
            case CONNECT_REQUEST << 8 | 6 << 4 | VARINT -> pingMillis = (int) number;
            case CONNECT_OK << 8 | 4 << 4 | VARINT -> delayMicros = (int) number;
            case CONNECTION_CLOSED << 8 | 3 << 4 | VARINT -> reason = (int) number;
            case CONNECTION_CLOSED << 8 | 2 << 4 | BYTES -> debug = text(reader.buffer, bytesAt, bytesLength);
            case CONNECT_REQUEST << 8 | 7 << 4 | BYTES, CONNECT_OK << 8 | 7 << 4 | BYTES ->
                readCrypt(bytesAt, bytesLength);
            default -> {}
        }
    }

    /** The signed wrapper around the session's crypt info; its signature is not checked here. */
    private void readCrypt(int at, int length) {
        int resumeAt = reader.position;
        int resumeEnd = reader.end;
        reader.position = at;
        reader.end = at + length;
        if (reader.varint() == (1 << 3 | BYTES)) {
            int infoLength = (int) Math.min(reader.varint(), Integer.MAX_VALUE);
            if (infoLength >= 0 && infoLength <= reader.remaining()) {
                reader.end = reader.position + infoLength;
                while (reader.remaining() > 0 && !reader.failed) {
                    readCryptField();
                }
            } else {
                reader.failed = true;
            }
        }
        if (!reader.failed) {
            reader.position = resumeAt;
            reader.end = resumeEnd;
        }
    }

    private void readCryptField() {
        long tag = reader.varint();
        switch ((int) tag & 7) {
            case VARINT -> {
                int number = (int) reader.varint();
                if (tag == (4 << 3 | VARINT)) {
                    protocolVersion = number;
                } else if (tag == (5 << 3 | VARINT) && suite == 0) {
                    suite = number;
                }
            }
            case FIXED64 -> {
                long number = reader.i64();
                if (tag == (3 << 3 | FIXED64)) {
                    nonce = number;
                }
            }
            case BYTES -> reader.skip(reader.varint());
            case FIXED32 -> reader.skip(4);
            default -> reader.failed = true;
        }
    }

    private void crypt(WireWriter out) {
        inner.reset(scratch, 0, scratch.length);
        fixed64(inner, 3, nonce);
        varint(inner, 4, protocolVersion);
        varint(inner, 5, suite);
        int infoLength = inner.position;
        out.varint(7 << 3 | BYTES);
        out.varint(1 + WireWriter.varintBytes(infoLength) + infoLength);
        out.varint(1 << 3 | BYTES);
        out.varint(infoLength);
        out.bytes(scratch, 0, infoLength);
    }

    private static void fixed32(WireWriter out, int field, int value) {
        if (value != 0) {
            out.varint(field << 3 | FIXED32);
            out.i32(value);
        }
    }

    private static void fixed64(WireWriter out, int field, long value) {
        if (value != 0) {
            out.varint(field << 3 | FIXED64);
            out.i64(value);
        }
    }

    private static void varint(WireWriter out, int field, int value) {
        if (value != 0) {
            out.varint(field << 3 | VARINT);
            out.varint(value & 0xFFFF_FFFFL);
        }
    }

    private static String text(byte[] buffer, int offset, int length) {
        return limited(new String(buffer, offset, length, StandardCharsets.UTF_8));
    }

    static String limited(String text) {
        return text.length() <= DEBUG_CHARS_MAX ? text : text.substring(0, DEBUG_CHARS_MAX);
    }
}
