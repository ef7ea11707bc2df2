package io.darkages.engine.backplane;

import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.input.InputBatchFormat;
import io.darkages.engine.protocol.CombatNotice;

/**
 * {@link MessageType#NOTICE}: what concerns a player for whom another zone acts. Its kinds share the head [kind
 * 1][player 8][epoch 4]; then
 *
 * <ul>
 *   <li>outcome and combat: [what 1][flags 1][outcome 1][session 4][sequence 4][tick 4][subject 8][object 8][amount
 *       4][health 4]: a {@link CombatNotice} with players in place of entities, whose numbers mean nothing elsewhere;
 *   <li>inputs: [age in milliseconds 2][length 2] and the client's batch as it came, at most {@link
 *       InputBatchFormat#MOST_BYTES} bytes.
 * </ul>
 */
public final class PlayerNotice implements Message {

    /** Longest input batch that is relayed. */
    public static final int INPUTS_BYTES_MAX = InputBatchFormat.MOST_BYTES;

    /** What it brings. The order is the wire's. */
    public enum Kind {
        /** What became of the player's {@link CrossAttack}; its zone does the rest. */
        OUTCOME,
        /** To be told to the player's client. */
        COMBAT,
        /** Inputs of the player's client that came to a zone that acts for it no longer. */
        INPUTS
    }

    private static final Kind[] KINDS = Kind.values();
    private static final CombatNotice.Kind[] WHATS = CombatNotice.Kind.values();
    private static final int OUTCOMES = AttackOutcome.values().length;
    private static final int FLAGS = CombatNotice.CRITICAL | CombatNotice.BLOCKED;

    public Kind kind = Kind.COMBAT;

    /** Whom it concerns, not 0. */
    public long player;

    /** Highest owner epoch of the player that the sender knows; a receiver with a higher one decides what it is worth. */
    public int epoch;

    /** What happened, as in a {@link CombatNotice}. */
    public CombatNotice.Kind what = CombatNotice.Kind.ATTACK_RESULT;

    /** {@link CombatNotice#CRITICAL}, {@link CombatNotice#BLOCKED}. */
    public int flags;

    /** Ordinal of {@link AttackOutcome}. */
    public int outcome;

    /** Session and input of the attack that it answers. */
    public int session;

    public int sequence;

    /** Tick of the sending zone. */
    public int tick;

    /** Player to whom it happened, 0 for nobody. */
    public long subject;

    /** Player who did it, 0 for nobody. */
    public long object;

    /** Hundredths of a point. */
    public int amount;

    /** The subject's health after it, hundredths; -1 where it is not told. */
    public int health = -1;

    /** How long ago the inputs came, in milliseconds, at most 65,535. */
    public int inputsAgeMillis;

    /** The batch in {@link #inputs}, from its beginning. */
    public int inputsLength;

    public final byte[] inputs = new byte[INPUTS_BYTES_MAX];

    @Override
    public MessageType type() {
        return MessageType.NOTICE;
    }

    /** @throws IllegalStateException if the batch is longer than {@link #INPUTS_BYTES_MAX} */
    @Override
    public void write(MessageWriter out) {
        out.putByte(kind.ordinal());
        out.putLong(player);
        out.putInt(epoch);
        if (kind == Kind.INPUTS) {
            if (inputsLength < 0 || inputsLength > INPUTS_BYTES_MAX) {
                throw new IllegalStateException("a batch of " + inputsLength + " bytes for player " + player);
            }
            out.putShort(Math.min(0xFFFF, inputsAgeMillis));
            out.putShort(inputsLength);
            out.putBytes(inputs, 0, inputsLength);
            return;
        }
        out.putByte(what.ordinal());
        out.putByte(flags);
        out.putByte(outcome);
        out.putInt(session);
        out.putInt(sequence);
        out.putInt(tick);
        out.putLong(subject);
        out.putLong(object);
        out.putInt(amount);
        out.putInt(health);
    }

    @Override
    public CodecStatus read(MessageReader in) {
        int code = in.readByte();
        player = in.readLong();
        epoch = in.readInt();
        if (in.isExhausted()) {
            return CodecStatus.TRUNCATED;
        }
        if (code >= KINDS.length || player == 0) {
            return CodecStatus.BAD_VALUE;
        }
        kind = KINDS[code];
        return kind == Kind.INPUTS ? readInputs(in) : readCombat(in);
    }

    private CodecStatus readInputs(MessageReader in) {
        inputsAgeMillis = in.readShort();
        inputsLength = in.readShort();
        if (inputsLength > INPUTS_BYTES_MAX) {
            inputsLength = 0;
            return CodecStatus.BAD_VALUE;
        }
        in.readBytes(inputs, 0, inputsLength);
        return in.ending(inputsLength > 0);
    }

    private CodecStatus readCombat(MessageReader in) {
        int whatCode = in.readByte();
        flags = in.readByte();
        outcome = in.readByte();
        session = in.readInt();
        sequence = in.readInt();
        tick = in.readInt();
        subject = in.readLong();
        object = in.readLong();
        amount = in.readInt();
        health = in.readInt();
        boolean isGood =
                whatCode < WHATS.length && outcome < OUTCOMES && (flags & ~FLAGS) == 0 && amount >= 0 && health >= -1;
        what = isGood ? WHATS[whatCode] : CombatNotice.Kind.ATTACK_RESULT;
        return in.ending(isGood);
    }
}
