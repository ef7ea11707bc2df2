package io.darkages.sim.store;

import io.darkages.engine.port.Register;
import io.darkages.sim.trace.XxHash64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The datagrams of lightweight transactions between a client and its coordinator, little-endian, with a checksum.
 *
 * <pre>
 * request:  kind 1, operation 1, zero 2, connection 4, session 8, attempt 8, request 8, key 8, expected version 8,
 *           value 32, checksum 8
 * answer:   kind 1, reply 1, zero 2, connection 4, session 8, attempt 8, request 8, version 8, value 32, checksum 8
 * </pre>
 *
 * <p>The connection is the number of the coordinator's program, from 1, as a TCP connection would end with it; 0 where
 * the client does not know it. Without it a request that was sent twice could be carried out by two programs.
 */
final class TransactionFrame {

    static final int REQUEST = 5;
    static final int ANSWER = 6;

    static final int READ = 0;
    static final int COMPARE_AND_SET = 1;
    /** Asks for the connection only. */
    static final int HELLO = 2;

    static final int REQUEST_BYTES = 88;
    static final int ANSWER_BYTES = 80;

    private static final int DETAIL_AT = 1;
    private static final int CONNECTION_AT = 4;
    private static final int SESSION_AT = 8;
    private static final int ATTEMPT_AT = 16;
    private static final int ID_AT = 24;
    private static final int KEY_AT = 32;
    private static final int EXPECTED_AT = 40;
    private static final int REQUEST_VALUE_AT = 48;
    private static final int VERSION_AT = 32;
    private static final int ANSWER_VALUE_AT = 40;
    private static final StoreReply[] REPLIES = StoreReply.values();

    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private TransactionFrame() {}

    static void writeRequest(
            byte[] frame,
            int operation,
            int connection,
            long session,
            long attempt,
            long id,
            long key,
            long expected,
            long[] value) {
        writeHeader(frame, REQUEST, operation, connection, session, attempt, id);
        I64.set(frame, KEY_AT, key);
        I64.set(frame, EXPECTED_AT, expected);
        for (int i = 0; i < Register.WORDS; i++) {
            I64.set(frame, REQUEST_VALUE_AT + i * Long.BYTES, value[i]);
        }
        seal(frame, REQUEST_BYTES);
    }

    static void writeAnswer(
            byte[] frame,
            StoreReply reply,
            int connection,
            long session,
            long attempt,
            long id,
            long version,
            long[] value,
            int valueAt) {
        writeHeader(frame, ANSWER, reply.ordinal(), connection, session, attempt, id);
        I64.set(frame, VERSION_AT, version);
        for (int i = 0; i < Register.WORDS; i++) {
            I64.set(frame, ANSWER_VALUE_AT + i * Long.BYTES, value[valueAt + i]);
        }
        seal(frame, ANSWER_BYTES);
    }

    private static void writeHeader(
            byte[] frame, int kind, int detail, int connection, long session, long attempt, long id) {
        I32.set(frame, 0, kind | detail << Byte.SIZE);
        I32.set(frame, CONNECTION_AT, connection);
        I64.set(frame, SESSION_AT, session);
        I64.set(frame, ATTEMPT_AT, attempt);
        I64.set(frame, ID_AT, id);
    }

    private static void seal(byte[] frame, int bytes) {
        int checksumAt = bytes - Long.BYTES;
        I64.set(frame, checksumAt, XxHash64.hash(frame, 0, checksumAt, frame[0]));
    }

    static boolean isRequest(byte[] buffer, int at, int length) {
        return length == REQUEST_BYTES
                && buffer[at] == REQUEST
                && isSealed(buffer, at, length)
                && operation(buffer, at) <= HELLO;
    }

    static boolean isAnswer(byte[] buffer, int at, int length) {
        return length == ANSWER_BYTES
                && buffer[at] == ANSWER
                && isSealed(buffer, at, length)
                && (buffer[at + DETAIL_AT] & 0xFF) < REPLIES.length;
    }

    private static boolean isSealed(byte[] buffer, int at, int length) {
        int covered = length - Long.BYTES;
        return (long) I64.get(buffer, at + covered) == XxHash64.hash(buffer, at, covered, buffer[at]);
    }

    static int operation(byte[] buffer, int at) {
        return buffer[at + DETAIL_AT] & 0xFF;
    }

    static StoreReply reply(byte[] buffer, int at) {
        return REPLIES[buffer[at + DETAIL_AT] & 0xFF];
    }

    static int connection(byte[] buffer, int at) {
        return (int) I32.get(buffer, at + CONNECTION_AT);
    }

    static long session(byte[] buffer, int at) {
        return (long) I64.get(buffer, at + SESSION_AT);
    }

    static long attempt(byte[] buffer, int at) {
        return (long) I64.get(buffer, at + ATTEMPT_AT);
    }

    static long id(byte[] buffer, int at) {
        return (long) I64.get(buffer, at + ID_AT);
    }

    static long key(byte[] buffer, int at) {
        return (long) I64.get(buffer, at + KEY_AT);
    }

    static long expected(byte[] buffer, int at) {
        return (long) I64.get(buffer, at + EXPECTED_AT);
    }

    static long version(byte[] buffer, int at) {
        return (long) I64.get(buffer, at + VERSION_AT);
    }

    /** Copies the request's value. */
    static void readRequestValue(byte[] buffer, int at, long[] value) {
        readValue(buffer, at + REQUEST_VALUE_AT, value);
    }

    /** Copies the answer's value. */
    static void readAnswerValue(byte[] buffer, int at, long[] value) {
        readValue(buffer, at + ANSWER_VALUE_AT, value);
    }

    private static void readValue(byte[] buffer, int valueAt, long[] value) {
        for (int i = 0; i < Register.WORDS; i++) {
            value[i] = (long) I64.get(buffer, valueAt + i * Long.BYTES);
        }
    }
}
