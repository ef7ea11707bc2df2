package io.darkages.engine.backplane;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.DrawMode;

/**
 * {@link MessageType#ATTACK}: a player of the sending zone struck at one of the receiving zone. The sender has checked
 * what only it can know (the attacker's life, cooldown and place, and what its client was sent and drew); the receiver
 * decides on the victim, on what the attacker saw, and answers with {@link PlayerNotice.Kind#OUTCOME}. One attack is
 * named by attacker, session and sequence: a second one with that name is the same.
 *
 * <p>Wire: [kind 1][mode 1][attacker's team 1][attacker 8][its epoch 4][its session 4][sequence 4][target 8][target's
 * epoch 4][claimed place 3 x 4][rebuilt place 3 x 4][attacker's place 3 x 4][yaw 2][pitch 2][time 8][older tick 4][newer
 * tick 4][tick of the sending zone 4].
 */
public final class CrossAttack implements Message {

    /** Times of drawing are below that, in ticks Q8. */
    public static final long TIME_Q8_MAX = (1L << 39) - 1;

    private static final AttackKind[] KINDS = AttackKind.values();
    private static final DrawMode[] MODES = DrawMode.values();

    public AttackKind kind = AttackKind.MELEE;

    /** Player who struck, not 0. */
    public long attacker;

    /** Owner epoch under which the sending zone acts for it. */
    public int attackerEpoch;

    /** Number of its session, within which {@link #sequence} counts. */
    public int attackerSession;

    /** The input with which it struck. */
    public int sequence;

    /** 0 to 255. */
    public int attackerTeam;

    /** Player aimed at, not 0. */
    public long target;

    /** Owner epoch of the target's state that was drawn. */
    public int targetEpoch;

    /** Where the client says that it drew the target's feet: 1/64 m in the world. */
    public int claimedX;

    public int claimedY;
    public int claimedZ;

    /** Where the sending zone found that it was drawn: Q16.16 world metres. */
    public int rebuiltX;

    public int rebuiltY;
    public int rebuiltZ;

    /** The attacker's feet after the input: Q16.16 world metres. */
    public int attackerX;

    public int attackerY;
    public int attackerZ;

    /** Where it looked: 0 to 65,535, and -16,384 to 16,384. */
    public int yaw;

    public int pitch;

    /** When the target was drawn, in ticks of the target's owner, Q8: 0 to {@link #TIME_Q8_MAX}. */
    public long timeQ8;

    /** What its place was made from. */
    public DrawMode mode = DrawMode.AT;

    /** Ticks of the target's owner in which the states were so from which it was drawn. */
    public int tickA;

    public int tickB;

    /** Tick of the sending zone in which the attack was judged there. */
    public int sourceTick;

    /** Becomes the same as another one. */
    public void copyFrom(CrossAttack other) {
        kind = other.kind;
        attacker = other.attacker;
        attackerEpoch = other.attackerEpoch;
        attackerSession = other.attackerSession;
        sequence = other.sequence;
        attackerTeam = other.attackerTeam;
        target = other.target;
        targetEpoch = other.targetEpoch;
        claimedX = other.claimedX;
        claimedY = other.claimedY;
        claimedZ = other.claimedZ;
        rebuiltX = other.rebuiltX;
        rebuiltY = other.rebuiltY;
        rebuiltZ = other.rebuiltZ;
        attackerX = other.attackerX;
        attackerY = other.attackerY;
        attackerZ = other.attackerZ;
        yaw = other.yaw;
        pitch = other.pitch;
        timeQ8 = other.timeQ8;
        mode = other.mode;
        tickA = other.tickA;
        tickB = other.tickB;
        sourceTick = other.sourceTick;
    }

    @Override
    public MessageType type() {
        return MessageType.ATTACK;
    }

    @Override
    public void write(MessageWriter out) {
        out.putByte(kind.ordinal());
        out.putByte(mode.ordinal());
        out.putByte(attackerTeam);
        out.putLong(attacker);
        out.putInt(attackerEpoch);
        out.putInt(attackerSession);
        out.putInt(sequence);
        out.putLong(target);
        out.putInt(targetEpoch);
        out.putInt(claimedX);
        out.putInt(claimedY);
        out.putInt(claimedZ);
        out.putInt(rebuiltX);
        out.putInt(rebuiltY);
        out.putInt(rebuiltZ);
        out.putInt(attackerX);
        out.putInt(attackerY);
        out.putInt(attackerZ);
        out.putShort(yaw);
        out.putShort(pitch);
        out.putLong(timeQ8);
        out.putInt(tickA);
        out.putInt(tickB);
        out.putInt(sourceTick);
    }

    @Override
    public CodecStatus read(MessageReader in) {
        int kindCode = in.readByte();
        int modeCode = in.readByte();
        attackerTeam = in.readByte();
        attacker = in.readLong();
        attackerEpoch = in.readInt();
        attackerSession = in.readInt();
        sequence = in.readInt();
        target = in.readLong();
        targetEpoch = in.readInt();
        claimedX = in.readInt();
        claimedY = in.readInt();
        claimedZ = in.readInt();
        rebuiltX = in.readInt();
        rebuiltY = in.readInt();
        rebuiltZ = in.readInt();
        attackerX = in.readInt();
        attackerY = in.readInt();
        attackerZ = in.readInt();
        yaw = in.readShort();
        pitch = (short) in.readShort();
        timeQ8 = in.readLong();
        tickA = in.readInt();
        tickB = in.readInt();
        sourceTick = in.readInt();
        boolean isGood = kindCode < KINDS.length
                && modeCode < MODES.length
                && attacker != 0
                && target != 0
                && attacker != target
                && PlayerImage.isPitch(pitch)
                && timeQ8 >= 0
                && timeQ8 <= TIME_Q8_MAX
                && tickB - tickA >= 0;
        kind = isGood ? KINDS[kindCode] : AttackKind.MELEE;
        mode = isGood ? MODES[modeCode] : DrawMode.AT;
        return in.ending(isGood);
    }
}
