package io.darkages.sim.store;

import io.darkages.engine.port.Consistency;
import io.darkages.sim.trace.XxHash64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The datagrams that carry batches, little-endian: from a client to a node, and from a node to a replica. A request
 * carries one part of a batch; the last part may be shorter, all others are {@link #PART_BYTES} long. An answer names
 * the request that it answers. Both carry a checksum, as TCP would. The stamp is the writer's wall clock in
 * microseconds; by it the last write wins.
 *
 * <pre>
 * request:  kind 1, part 1, parts 1, consistency 1, batch bytes 4, session 8, attempt 8, request 8, stamp 8,
 *           checksum 8, part
 * answer:   kind 1, reply 1, zero 2, session 8, attempt 8, request 8, checksum 8
 * </pre>
 */
final class StoreFrame {

    /** From a client. */
    static final int REQUEST = 1;

    /** To a client. */
    static final int ANSWER = 2;

    /** From a coordinator to a replica. */
    static final int REPLICA_REQUEST = 3;

    /** From a replica to its coordinator. */
    static final int REPLICA_ANSWER = 4;

    /** Bytes of a batch in one datagram: with all headers a datagram stays below any usual MTU. */
    static final int PART_BYTES = 1_200;

    static final int REQUEST_HEADER_BYTES = 48;
    static final int REQUEST_BYTES_MAX = REQUEST_HEADER_BYTES + PART_BYTES;
    static final int ANSWER_BYTES = 36;

    private static final int DETAIL_AT = 1;
    private static final int PARTS_AT = 2;
    private static final int CONSISTENCY_AT = 3;
    private static final int REQUEST_LENGTH_AT = 4;
    private static final int REQUEST_IDS_AT = 8;
    private static final int STAMP_AT = 32;
    private static final int REQUEST_CHECKSUM_AT = 40;
    private static final int ANSWER_IDS_AT = 4;
    private static final int ANSWER_CHECKSUM_AT = 28;
    /** Within the ids, which follow the session. */
    private static final int ATTEMPT_AFTER = 8;

    private static final int ID_AFTER = 16;

    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final StoreReply[] REPLIES = StoreReply.values();
    private static final Consistency[] CONSISTENCIES = Consistency.values();

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
            int kind,
            byte[] batch,
            int batchBytes,
            int part,
            int consistency,
            long session,
            long attempt,
            long id,
            long stamp) {
        frame[0] = (byte) kind;
        frame[DETAIL_AT] = (byte) part;
        frame[PARTS_AT] = (byte) parts(batchBytes);
        frame[CONSISTENCY_AT] = (byte) consistency;
        I32.set(frame, REQUEST_LENGTH_AT, batchBytes);
        writeIds(frame, REQUEST_IDS_AT, session, attempt, id);
        I64.set(frame, STAMP_AT, stamp);
        int bytes = partBytes(batchBytes, part);
        System.arraycopy(batch, part * PART_BYTES, frame, REQUEST_HEADER_BYTES, bytes);
        I64.set(frame, REQUEST_CHECKSUM_AT, requestChecksum(frame, 0, REQUEST_HEADER_BYTES + bytes));
        return REQUEST_HEADER_BYTES + bytes;
    }

    /** Writes an answer at the beginning of {@code frame}. */
    static void writeAnswer(byte[] frame, int kind, StoreReply reply, long session, long attempt, long id) {
        frame[0] = (byte) kind;
        frame[DETAIL_AT] = (byte) reply.ordinal();
        frame[PARTS_AT] = 0;
        frame[CONSISTENCY_AT] = 0;
        writeIds(frame, ANSWER_IDS_AT, session, attempt, id);
        I64.set(frame, ANSWER_CHECKSUM_AT, XxHash64.hash(frame, 0, ANSWER_CHECKSUM_AT, ANSWER));
    }

    private static void writeIds(byte[] frame, int at, long session, long attempt, long id) {
        I64.set(frame, at, session);
        I64.set(frame, at + ATTEMPT_AFTER, attempt);
        I64.set(frame, at + ID_AFTER, id);
    }

    /** Whether those bytes are one whole part of a batch of at most that many bytes. */
    static boolean isRequest(byte[] buffer, int at, int length, int kind, int batchBytesMax) {
        if (length <= REQUEST_HEADER_BYTES || buffer[at] != kind) {
            return false;
        }
        int batchBytes = batchBytes(buffer, at);
        return batchBytes >= 1
                && batchBytes <= batchBytesMax
                && (buffer[at + PARTS_AT] & 0xFF) == parts(batchBytes)
                && part(buffer, at) < parts(batchBytes)
                && consistency(buffer, at) < CONSISTENCIES.length
                && length == REQUEST_HEADER_BYTES + partBytes(batchBytes, part(buffer, at))
                && (long) I64.get(buffer, at + REQUEST_CHECKSUM_AT) == requestChecksum(buffer, at, length);
    }

    static boolean isAnswer(byte[] buffer, int at, int length, int kind) {
        return length == ANSWER_BYTES
                && buffer[at] == kind
                && (buffer[at + DETAIL_AT] & 0xFF) < REPLIES.length
                && (long) I64.get(buffer, at + ANSWER_CHECKSUM_AT)
                        == XxHash64.hash(buffer, at, ANSWER_CHECKSUM_AT, ANSWER);
    }

    static int part(byte[] buffer, int at) {
        return buffer[at + DETAIL_AT] & 0xFF;
    }

    static StoreReply reply(byte[] buffer, int at) {
        return REPLIES[buffer[at + DETAIL_AT] & 0xFF];
    }

    private static int consistency(byte[] buffer, int at) {
        return buffer[at + CONSISTENCY_AT] & 0xFF;
    }

    static Consistency requiredConsistency(byte[] buffer, int at) {
        return CONSISTENCIES[consistency(buffer, at)];
    }

    static int batchBytes(byte[] buffer, int at) {
        return (int) I32.get(buffer, at + REQUEST_LENGTH_AT);
    }

    static long stamp(byte[] buffer, int at) {
        return (long) I64.get(buffer, at + STAMP_AT);
    }

    static long session(byte[] buffer, int at) {
        return (long) I64.get(buffer, ids(buffer, at));
    }

    static long attempt(byte[] buffer, int at) {
        return (long) I64.get(buffer, ids(buffer, at) + ATTEMPT_AFTER);
    }

    static long id(byte[] buffer, int at) {
        return (long) I64.get(buffer, ids(buffer, at) + ID_AFTER);
    }

    private static int ids(byte[] buffer, int at) {
        boolean isRequest = buffer[at] == REQUEST || buffer[at] == REPLICA_REQUEST;
        return at + (isRequest ? REQUEST_IDS_AT : ANSWER_IDS_AT);
    }

    /** Over all but itself. */
    private static long requestChecksum(byte[] buffer, int at, int length) {
        long header = XxHash64.hash(buffer, at, REQUEST_CHECKSUM_AT, REQUEST);
        return XxHash64.hash(buffer, at + REQUEST_HEADER_BYTES, length - REQUEST_HEADER_BYTES, header);
    }
}
