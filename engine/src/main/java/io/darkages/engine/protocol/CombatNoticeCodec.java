package io.darkages.engine.protocol;

import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.entity.EntityTable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A {@link CombatNotice} in bytes: {@link MessageKind#COMBAT}, a byte with the kind (3 bits), the flags (2) and whether
 * a health is told (1), the tick, the subject, the health if told, and by kind: of an attack's result its sequence,
 * outcome (a byte) and amount; of being hurt the object and the amount; of a death the object; of healing the amount.
 * All others are 32 bits, little-endian. What a kind does not have is not told and read as nobody, 0 or -1.
 *
 * <p>Pure functions that allocate nothing.
 */
public final class CombatNoticeCodec {

    /** The longest notice: an attack's result that tells a health. */
    public static final int MOST_BYTES = 23;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final CombatNotice.Kind[] KINDS = CombatNotice.Kind.values();
    private static final int OUTCOMES = AttackOutcome.values().length;

    private static final int KIND_MASK = 7;
    private static final int FLAGS_SHIFT = 3;
    private static final int FLAGS_MASK = CombatNotice.CRITICAL | CombatNotice.BLOCKED;
    private static final int HAS_HEALTH = 1 << 5;
    private static final int UNUSED = 3 << 6;
    private static final int HEAD_BYTES = 10;

    private CombatNoticeCodec() {}

    /**
     * Writes a notice.
     *
     * @param out has room for {@link #MOST_BYTES} from {@code offset} on
     * @return bytes written
     */
    public static int write(CombatNotice notice, byte[] out, int offset) {
        boolean tellsHealth = notice.health >= 0;
        out[offset] = MessageKind.COMBAT;
        out[offset + 1] = (byte)
                (notice.kind.ordinal() | (notice.flags & FLAGS_MASK) << FLAGS_SHIFT | (tellsHealth ? HAS_HEALTH : 0));
        INTS.set(out, offset + 2, notice.tick);
        INTS.set(out, offset + 6, notice.subject);
        int at = offset + HEAD_BYTES;
        if (tellsHealth) {
            INTS.set(out, at, notice.health);
            at += 4;
        }
        switch (notice.kind) {
            case ATTACK_RESULT -> {
                INTS.set(out, at, notice.sequence);
                out[at + 4] = (byte) notice.outcome;
                INTS.set(out, at + 5, notice.amount);
            }
            case HURT -> {
                INTS.set(out, at, notice.object);
                INTS.set(out, at + 4, notice.amount);
            }
            case DEATH -> INTS.set(out, at, notice.object);
            case HEALED -> INTS.set(out, at, notice.amount);
            case RESPAWN -> {
                // Who, and when, is all.
            }
        }
        return at - offset + bodyBytes(notice.kind);
    }

    /**
     * Reads a notice from untrusted bytes.
     *
     * @param into every field is set if the answer is true, none else
     * @return whether the bytes are a notice, exactly
     */
    public static boolean read(byte[] bytes, int offset, int length, CombatNotice into) {
        if (length < HEAD_BYTES || bytes[offset] != MessageKind.COMBAT) {
            return false;
        }
        int head = bytes[offset + 1];
        boolean tellsHealth = (head & HAS_HEALTH) != 0;
        if ((head & KIND_MASK) >= KINDS.length || (head & UNUSED) != 0) {
            return false;
        }
        CombatNotice.Kind kind = KINDS[head & KIND_MASK];
        int at = offset + HEAD_BYTES + (tellsHealth ? 4 : 0);
        boolean isResult = kind == CombatNotice.Kind.ATTACK_RESULT;
        if (length != at - offset + bodyBytes(kind)
                || isResult && (bytes[at + 4] < 0 || bytes[at + 4] >= OUTCOMES)
                || tellsHealth && integer(bytes, offset + HEAD_BYTES) < 0) {
            return false;
        }
        boolean hasObject = kind == CombatNotice.Kind.HURT || kind == CombatNotice.Kind.DEATH;
        into.kind = kind;
        into.flags = head >>> FLAGS_SHIFT & FLAGS_MASK;
        into.tick = integer(bytes, offset + 2);
        into.subject = integer(bytes, offset + 6);
        into.health = tellsHealth ? integer(bytes, offset + HEAD_BYTES) : -1;
        into.sequence = isResult ? integer(bytes, at) : 0;
        into.outcome = isResult ? bytes[at + 4] : 0;
        into.object = hasObject ? integer(bytes, at) : EntityTable.NO_ENTITY;
        into.amount = switch (kind) {
            case ATTACK_RESULT -> integer(bytes, at + 5);
            case HURT -> integer(bytes, at + 4);
            case HEALED -> integer(bytes, at);
            case DEATH, RESPAWN -> 0;
        };
        return true;
    }

    private static int bodyBytes(CombatNotice.Kind kind) {
        return switch (kind) {
            case ATTACK_RESULT -> 9;
            case HURT -> 8;
            case DEATH, HEALED -> 4;
            case RESPAWN -> 0;
        };
    }

    private static int integer(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }
}
