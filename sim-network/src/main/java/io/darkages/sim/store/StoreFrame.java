package io.darkages.sim.store;

import io.darkages.sim.trace.XxHash64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The datagrams between a client and a store node, little-endian. A request carries one part of a batch; the last part
 * may be shorter, all others are {@link #PART_BYTES} long. An answer names the request that it answers. Both carry a
 * checksum, as TCP would.
 *
 * <pre>
 * request:  kind 1, part 1, parts 1, consistency 1, session 8, attempt 8, request 8, batch bytes 4, checksum 8, part
 * answer:   kind 1, outcome 1, zero 2,              session 8, attempt 8, request 8,                checksum 8
 * </pre>
 */
final class StoreFrame {

    static final int REQUEST = 1;
    static final int ANSWER = 2;

    /** Bytes of a batch in one datagram: with all headers a datagram stays below any usual MTU. */
    static final int PART_BYTES = 1_200;

    static final int REQUEST_HEADER_BYTES = 40;
    static final int REQUEST_BYTES_MAX = REQUEST_HEADER_BYTES + PART_BYTES;
    static final int ANSWER_BYTES = 36;

    private static final int DETAIL_AT = 1;
    private static final int PARTS_AT = 2;
    private static final int CONSISTENCY_AT = 3;
    private static final int SESSION_AT = 4;
    private static final int ATTEMPT_AT = 12;
    private static final int REQUEST_AT = 20;
    private static final int LENGTH_AT = 28;
    private static final int REQUEST_CHECKSUM_AT = 32;
    private static final int ANSWER_CHECKSUM_AT = 28;

    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private StoreFrame() {}

    /** Datagrams that a batch of that many bytes takes. */
    static int parts(int batchBytes) {
        return (batchBytes + PART_BYTES - 1) / PART_BYTES;
    }

    /** Length of one part of such a batch. */
    static int partBytes(int batchBytes, int part) {
        return Math.min(PART_BYTES, batchBytes - part * PART_BYTES);
    }

    /** Writes one part of a batch at the beginning of {@code frame} and returns the datagram's length. */
    static int writeRequest(
            byte[] frame,
            byte[] batch,
            int batchBytes,
            int part,
            int consistency,
            long session,
            long attempt,
            long id) {
        frame[0] = REQUEST;
        frame[DETAIL_AT] = (byte) part;
        frame[PARTS_AT] = (byte) parts(batchBytes);
        frame[CONSISTENCY_AT] = (byte) consistency;
        I64.set(frame, SESSION_AT, session);
        I64.set(frame, ATTEMPT_AT, attempt);
        I64.set(frame, REQUEST_AT, id);
        I32.set(frame, LENGTH_AT, batchBytes);
        int bytes = partBytes(batchBytes, part);
        System.arraycopy(batch, part * PART_BYTES, frame, REQUEST_HEADER_BYTES, bytes);
        I64.set(frame, REQUEST_CHECKSUM_AT, requestChecksum(frame, 0, REQUEST_HEADER_BYTES + bytes));
        return REQUEST_HEADER_BYTES + bytes;
    }

    /** Writes an answer at the beginning of {@code frame}. */
    static void writeAnswer(byte[] frame, int outcome, long session, long attempt, long id) {
        frame[0] = ANSWER;
        frame[DETAIL_AT] = (byte) outcome;
        frame[PARTS_AT] = 0;
        frame[CONSISTENCY_AT] = 0;
        I64.set(frame, SESSION_AT, session);
        I64.set(frame, ATTEMPT_AT, attempt);
        I64.set(frame, REQUEST_AT, id);
        I64.set(frame, ANSWER_CHECKSUM_AT, XxHash64.hash(frame, 0, ANSWER_CHECKSUM_AT, ANSWER));
    }

    /** Whether those bytes are one whole part of a batch of at most that many bytes. */
    static boolean isRequest(byte[] buffer, int at, int length, int batchBytesMax) {
        if (length <= REQUEST_HEADER_BYTES || buffer[at] != REQUEST) {
            return false;
        }
        int batchBytes = batchBytes(buffer, at);
        return batchBytes >= 1
                && batchBytes <= batchBytesMax
                && (buffer[at + PARTS_AT] & 0xFF) == parts(batchBytes)
                && part(buffer, at) < parts(batchBytes)
                && length == REQUEST_HEADER_BYTES + partBytes(batchBytes, part(buffer, at))
                && (long) I64.get(buffer, at + REQUEST_CHECKSUM_AT) == requestChecksum(buffer, at, length);
    }

    static boolean isAnswer(byte[] buffer, int at, int length) {
        return length == ANSWER_BYTES
                && buffer[at] == ANSWER
                && (long) I64.get(buffer, at + ANSWER_CHECKSUM_AT)
                        == XxHash64.hash(buffer, at, ANSWER_CHECKSUM_AT, ANSWER);
    }

    static int part(byte[] buffer, int at) {
        return buffer[at + DETAIL_AT] & 0xFF;
    }

    static int outcome(byte[] buffer, int at) {
        return buffer[at + DETAIL_AT] & 0xFF;
    }

    static int batchBytes(byte[] buffer, int at) {
        return (int) I32.get(buffer, at + LENGTH_AT);
    }

    static long session(byte[] buffer, int at) {
        return (long) I64.get(buffer, at + SESSION_AT);
    }

    static long attempt(byte[] buffer, int at) {
        return (long) I64.get(buffer, at + ATTEMPT_AT);
    }

    static long id(byte[] buffer, int at) {
        return (long) I64.get(buffer, at + REQUEST_AT);
    }

    /** Over all but itself. */
    private static long requestChecksum(byte[] buffer, int at, int length) {
        long header = XxHash64.hash(buffer, at, REQUEST_CHECKSUM_AT, REQUEST);
        return XxHash64.hash(buffer, at + REQUEST_HEADER_BYTES, length - REQUEST_HEADER_BYTES, header);
    }
}
