package io.darkages.engine.transport;

import java.nio.charset.StandardCharsets;

/**
 * A control packet's fields, for writing and for reading; one object is used again and again. Packets and
 * fields are GameNetworkingSockets': a lead byte, for padded packets the length of the body as u16 LE,
 * then the body as protobuf (proto2), then zeros up to {@link #PADDED_BYTES}.
 *
 * <table>
 *   <caption>Control packets by lead byte. C is the client, S the server</caption>
 *   <tr><th>packet</th><th>way</th><th>padded</th><th>what for</th></tr>
 *   <tr><td>32 ChallengeRequest</td><td>C to S</td><td>yes</td><td>asks for a challenge</td></tr>
 *   <tr><td>33 ChallengeReply</td><td>S to C</td><td>no</td><td>gives it; the server keeps nothing</td></tr>
 *   <tr><td>34 ConnectRequest</td><td>C to S</td><td>no</td><td>gives it back, with what keys are made
 *       of</td></tr>
 *   <tr><td>35 ConnectOK</td><td>S to C</td><td>no</td><td>the server's part of the same</td></tr>
 *   <tr><td>36 ConnectionClosed</td><td>both</td><td>yes</td><td>the end, to be answered with 37</td></tr>
 *   <tr><td>37 NoConnection</td><td>both</td><td>no</td><td>no such session; never answered</td></tr>
 * </table>
 *
 * <table>
 *   <caption>Fields, and the number of each in the packets that have it</caption>
 *   <tr><th>here</th><th>type</th><th>32</th><th>33</th><th>34</th><th>35</th><th>36</th><th>37</th>
 *       <th>names there</th></tr>
 *   <tr><td>{@link #senderId}</td><td>fixed32</td><td>1</td><td></td><td>1</td><td>5</td><td>5</td><td>2</td>
 *       <td>connection_id, client_connection_id, server_connection_id, from_connection_id</td></tr>
 *   <tr><td>{@link #recipientId}</td><td>fixed32</td><td></td><td>1</td><td></td><td>1</td><td>4</td><td>3</td>
 *       <td>connection_id, client_connection_id, to_connection_id</td></tr>
 *   <tr><td>{@link #challenge}</td><td>fixed64</td><td></td><td>2</td><td>2</td><td></td><td></td><td></td>
 *       <td>challenge</td></tr>
 *   <tr><td>{@link #timestamp}</td><td>fixed64</td><td>3</td><td>3</td><td>5</td><td>3</td><td></td><td></td>
 *       <td>my_timestamp, your_timestamp</td></tr>
 *   <tr><td>{@link #protocolVersion}</td><td>uint32</td><td>4</td><td>4</td><td></td><td></td><td></td><td></td>
 *       <td>protocol_version</td></tr>
 *   <tr><td>{@link #pingMillis}</td><td>uint32</td><td></td><td></td><td>6</td><td></td><td></td><td></td>
 *       <td>ping_est_ms</td></tr>
 *   <tr><td>{@link #delayMicros}</td><td>uint32</td><td></td><td></td><td></td><td>4</td><td></td><td></td>
 *       <td>delay_time_usec</td></tr>
 *   <tr><td>{@link #certificate}</td><td>bytes</td><td></td><td></td><td>4.4</td><td>8.4</td><td></td><td></td>
 *       <td>cert, in a message cert with its authority's signature, which is skipped</td></tr>
 *   <tr><td>{@link #cryptInfo}</td><td>bytes</td><td></td><td></td><td>7.1</td><td>7.1</td><td></td><td></td>
 *       <td>info, in a message crypt</td></tr>
 *   <tr><td>{@link #cryptSignature}</td><td>bytes</td><td></td><td></td><td>7.2</td><td>7.2</td><td></td><td></td>
 *       <td>signature, in the same</td></tr>
 *   <tr><td>{@link #identity}</td><td>string</td><td></td><td></td><td>10</td><td>11</td><td></td><td></td>
 *       <td>identity_string</td></tr>
 *   <tr><td>{@link #debug}</td><td>string</td><td></td><td></td><td></td><td></td><td>2</td><td></td>
 *       <td>debug</td></tr>
 *   <tr><td>{@link #reason}</td><td>uint32</td><td></td><td></td><td></td><td></td><td>3</td><td></td>
 *       <td>reason_code</td></tr>
 * </table>
 *
 * <p>Fields are written in the order of their numbers. They are read in any order; of one that comes
 * twice the last counts; unknown ones, and known ones of another wire type, are skipped. A time, an
 * estimate or a slice may be 0 or empty and yet be there; any other 0 is not written. Reading copies and
 * allocates nothing: slices lie in the buffer that was read from.
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

    /** No packet is longer, neither written nor read: GameNetworkingSockets' limit of a datagram. */
    static final int BYTES_MAX = 1_300;

    /**
     * No packet that this side writes is longer. Padded ones have just that length; of the others a connect request is the
     * longest, with a certificate of 36 bytes, the largest crypt info, a signature of 64 and an identity of 127.
     */
    static final int WRITTEN_BYTES_MAX = PADDED_BYTES;

    /** A debug text is cut after so many bytes of UTF-8, as GameNetworkingSockets does. */
    static final int DEBUG_BYTES_MAX = 127;

    private static final int VARINT = FieldReader.VARINT;
    private static final int FIXED64 = FieldReader.FIXED64;
    private static final int BYTES = FieldReader.BYTES;
    private static final int FIXED32 = FieldReader.FIXED32;

    /** Field numbers of what wraps the certificate and the crypt info. */
    private static final int WRAPPED_CERTIFICATE = 4;

    private static final int WRAPPED_INFO = 1;
    private static final int WRAPPED_SIGNATURE = 2;

    private static final int PADDED_HEADER_BYTES = 3;
    private static final byte[] PADDING = new byte[PADDED_BYTES];

    int kind;
    /** Connection id of the side that sends this packet, 0 if it has none. */
    int senderId;
    /** Connection id of the side that is to get it, 0 if not known. */
    int recipientId;

    long challenge;
    /** In a request the sender's own time, in an answer that time given back. Microseconds. */
    long timestamp;
    /** Whether {@link #timestamp} is there; when writing needed only for a time of 0. */
    boolean hasTimestamp;

    /** Of a challenge's two packets. The one that counts is in the crypt info, where it can't be forged. */
    int protocolVersion;

    /** The client's estimate of the round trip. */
    int pingMillis;
    /** Whether {@link #pingMillis} is there; when writing needed only for an estimate of 0. */
    boolean hasPing;

    /** How long the server thought about a connect request. */
    int delayMicros;

    int reason;
    /** Encoded {@link Certificate}. */
    final ByteSlice certificate = new ByteSlice();
    /** Encoded {@link CryptInfo}. */
    final ByteSlice cryptInfo = new ByteSlice();
    /** By the certificate's key, over the crypt info. */
    final ByteSlice cryptSignature = new ByteSlice();
    /** Who the sender says it is, unproven, if its certificate does not say so. */
    final ByteSlice identity = new ByteSlice();
    /** UTF-8, at most {@link #DEBUG_BYTES_MAX}. */
    final ByteSlice debug = new ByteSlice();

    private final FieldReader fields = new FieldReader();
    private final FieldReader wrapped = new FieldReader();

    ControlMessage clear(int newKind) {
        kind = newKind;
        senderId = 0;
        recipientId = 0;
        challenge = 0;
        timestamp = 0;
        hasTimestamp = false;
        protocolVersion = 0;
        pingMillis = 0;
        hasPing = false;
        delayMicros = 0;
        reason = 0;
        certificate.clear();
        cryptInfo.clear();
        cryptSignature.clear();
        identity.clear();
        debug.clear();
        return this;
    }

    /** Sets a time that may be 0. */
    void timestamp(long micros) {
        timestamp = micros;
        hasTimestamp = true;
    }

    /** Sets an estimate that may be 0. */
    void ping(int millis) {
        pingMillis = millis;
        hasPing = true;
    }

    /** Sets the debug text, cut where it is too long. An empty one is as good as none. */
    void debug(String text) {
        debug.clear();
        if (!text.isEmpty()) {
            debug.set(limited(text).getBytes(StandardCharsets.UTF_8));
        }
    }

    static boolean isPadded(int kind) {
        return kind == CHALLENGE_REQUEST || kind == CONNECTION_CLOSED;
    }

    /** The longest start of a text that takes at most {@link #DEBUG_BYTES_MAX} bytes of UTF-8. */
    static String limited(String text) {
        return ByteSlice.limited(text, DEBUG_BYTES_MAX);
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
                id(out, 1, senderId);
                time(out, 3);
                number(out, 4, protocolVersion, false);
            }
            case CHALLENGE_REPLY -> {
                id(out, 1, recipientId);
                challenge(out);
                time(out, 3);
                number(out, 4, protocolVersion, false);
            }
            case CONNECT_REQUEST -> {
                id(out, 1, senderId);
                challenge(out);
                certificate(out, 4);
                time(out, 5);
                number(out, 6, pingMillis, hasPing);
                crypt(out);
                slice(out, 10, identity);
            }
            case CONNECT_OK -> {
                id(out, 1, recipientId);
                time(out, 3);
                number(out, 4, delayMicros, false);
                id(out, 5, senderId);
                crypt(out);
                certificate(out, 8);
                slice(out, 11, identity);
            }
            case CONNECTION_CLOSED -> {
                slice(out, 2, debug);
                number(out, 3, reason, false);
                id(out, 4, recipientId);
                id(out, 5, senderId);
            }
            case NO_CONNECTION -> {
                id(out, 2, senderId);
                id(out, 3, recipientId);
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
        if (out.position - start > BYTES_MAX) {
            throw new IllegalStateException("control packet " + kind + " of " + (out.position - start) + " bytes");
        }
    }

    /** Reads a whole packet. False if it is malformed; the fields then mean nothing. */
    boolean read(byte[] buffer, int offset, int length) {
        if (length < 1 || length > BYTES_MAX) {
            return false;
        }
        clear(buffer[offset]);
        if (kind < CHALLENGE_REQUEST || kind > NO_CONNECTION) {
            return false;
        }
        if (isPadded(kind)) {
            if (length < PADDED_BYTES) {
                return false;
            }
            int bodyLength = LittleEndian.u16(buffer, offset + 1);
            if (bodyLength == 0 || bodyLength > length - PADDED_HEADER_BYTES) {
                return false;
            }
            fields.reset(buffer, offset + PADDED_HEADER_BYTES, bodyLength);
        } else {
            fields.reset(buffer, offset + 1, length - 1);
        }
        while (fields.next()) {
            if (!readField(buffer)) {
                return false;
            }
        }
        debug.limitText(DEBUG_BYTES_MAX);
        return !fields.failed() && identity.length <= Certificate.IDENTITY_BYTES_MAX;
    }

    /** False if the field is a malformed message. */
    private boolean readField(byte[] buffer) {
        int tag = fields.tag;
        if (tag >>> 8 != 0) {
            return true;
        }
        long number = fields.number;
        // One key of kind, field and wire type: a known field of another type is skipped as unknown.
        switch (kind << 8 | tag) {
            case CHALLENGE_REQUEST << 8 | 1 << 3 | FIXED32,
                    CONNECT_REQUEST << 8 | 1 << 3 | FIXED32,
                    CONNECT_OK << 8 | 5 << 3 | FIXED32,
                    CONNECTION_CLOSED << 8 | 5 << 3 | FIXED32,
                    NO_CONNECTION << 8 | 2 << 3 | FIXED32 -> senderId = (int) number;
            case CHALLENGE_REPLY << 8 | 1 << 3 | FIXED32,
                    CONNECT_OK << 8 | 1 << 3 | FIXED32,
                    CONNECTION_CLOSED << 8 | 4 << 3 | FIXED32,
                    NO_CONNECTION << 8 | 3 << 3 | FIXED32 -> recipientId = (int) number;
            case CHALLENGE_REPLY << 8 | 2 << 3 | FIXED64, CONNECT_REQUEST << 8 | 2 << 3 | FIXED64 -> challenge = number;
            case CHALLENGE_REQUEST << 8 | 3 << 3 | FIXED64,
                    CHALLENGE_REPLY << 8 | 3 << 3 | FIXED64,
                    CONNECT_REQUEST << 8 | 5 << 3 | FIXED64,
                    CONNECT_OK << 8 | 3 << 3 | FIXED64 -> timestamp(number);
            case CHALLENGE_REQUEST << 8 | 4 << 3 | VARINT, CHALLENGE_REPLY << 8 | 4 << 3 | VARINT ->
                protocolVersion = (int) number;
            case CONNECT_REQUEST << 8 | 6 << 3 | VARINT -> ping((int) number);
            case CONNECT_OK << 8 | 4 << 3 | VARINT -> delayMicros = (int) number;
            case CONNECTION_CLOSED << 8 | 3 << 3 | VARINT -> reason = (int) number;
            case CONNECTION_CLOSED << 8 | 2 << 3 | BYTES -> debug.set(buffer, fields.offset, fields.length);
            case CONNECT_REQUEST << 8 | 10 << 3 | BYTES, CONNECT_OK << 8 | 11 << 3 | BYTES ->
                identity.set(buffer, fields.offset, fields.length);
            case CONNECT_REQUEST << 8 | 4 << 3 | BYTES, CONNECT_OK << 8 | 8 << 3 | BYTES -> {
                return readCertificate(buffer);
            }
            case CONNECT_REQUEST << 8 | 7 << 3 | BYTES, CONNECT_OK << 8 | 7 << 3 | BYTES -> {
                return readSignedCrypt(buffer);
            }
            default -> {}
        }
        return true;
    }

    private boolean readCertificate(byte[] buffer) {
        wrapped.reset(buffer, fields.offset, fields.length);
        while (wrapped.next()) {
            if (wrapped.tag == (WRAPPED_CERTIFICATE << 3 | BYTES)) {
                certificate.set(buffer, wrapped.offset, wrapped.length);
            }
        }
        return !wrapped.failed();
    }

    private boolean readSignedCrypt(byte[] buffer) {
        wrapped.reset(buffer, fields.offset, fields.length);
        while (wrapped.next()) {
            if (wrapped.tag == (WRAPPED_INFO << 3 | BYTES)) {
                cryptInfo.set(buffer, wrapped.offset, wrapped.length);
            } else if (wrapped.tag == (WRAPPED_SIGNATURE << 3 | BYTES)) {
                cryptSignature.set(buffer, wrapped.offset, wrapped.length);
            }
        }
        return !wrapped.failed();
    }

    private void certificate(WireWriter out, int field) {
        if (certificate.present) {
            out.tag(field, BYTES);
            out.varint(WireWriter.bytesFieldBytes(certificate.length));
            slice(out, WRAPPED_CERTIFICATE, certificate);
        }
    }

    private void crypt(WireWriter out) {
        if (!cryptInfo.present) {
            return;
        }
        int length = WireWriter.bytesFieldBytes(cryptInfo.length);
        if (cryptSignature.present) {
            length += WireWriter.bytesFieldBytes(cryptSignature.length);
        }
        out.tag(7, BYTES);
        out.varint(length);
        slice(out, WRAPPED_INFO, cryptInfo);
        slice(out, WRAPPED_SIGNATURE, cryptSignature);
    }

    private void challenge(WireWriter out) {
        if (challenge != 0) {
            out.fixed64Field(2, challenge);
        }
    }

    private void time(WireWriter out, int field) {
        if (hasTimestamp || timestamp != 0) {
            out.fixed64Field(field, timestamp);
        }
    }

    private static void id(WireWriter out, int field, int value) {
        if (value != 0) {
            out.fixed32Field(field, value);
        }
    }

    private static void number(WireWriter out, int field, int value, boolean always) {
        if (always || value != 0) {
            out.varintField(field, value & 0xFFFF_FFFFL);
        }
    }

    private static void slice(WireWriter out, int field, ByteSlice slice) {
        if (slice.present) {
            out.bytesField(field, slice.buffer, slice.offset, slice.length);
        }
    }
}
