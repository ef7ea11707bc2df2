package io.darkages.engine.backplane;

/**
 * {@link MessageType#MIGRATION_ANSWER}: how far a migration has come at its target, or why it comes no farther. An
 * answer is a hint as well: that the target owns the player stands in the register alone.
 *
 * <p>Wire: [outcome 1][reason 1][migration 8][player 8][epoch 4][row's version 8].
 */
public final class MigrationAnswer implements Message {

    /** How far it is. The order is the wire's. */
    public enum Outcome {
        /** A place is held; the client may come with its token. */
        ACCEPTED,
        /** The target will not have it. */
        REFUSED,
        /** The client is there, with its token, and sees what it needs to: the source may switch. */
        READY,
        /** The register says that the target owns the player, and it acts. */
        COMPLETED,
        /** It was accepted and came to nothing; the register says that the target does not own. */
        FAILED
    }

    /** Why not. The order is the wire's. */
    public enum Reason {
        NONE,
        /** The process does not serve that zone, or no longer. */
        NOT_SERVING,
        FULL,
        DRAINING,
        /** Nothing is known of that migration. */
        UNKNOWN_MIGRATION,
        /** Another epoch is known for the player. */
        WRONG_EPOCH,
        /** The player's state has a version or values that can't be taken over. */
        BAD_STATE,
        CANCELLED,
        TIMED_OUT,
        /** The register has another owner. */
        NOT_OWNER
    }

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final Reason[] REASONS = Reason.values();

    public Outcome outcome = Outcome.ACCEPTED;

    /** {@link Reason#NONE} where nothing is wrong. */
    public Reason reason = Reason.NONE;

    /** As the request had it. */
    public long migration;

    public long player;

    /** Under which the target acts if it is completed; the highest that it knows otherwise. */
    public int epoch;

    /** Version of the player's row in the register as far as the target knows it; 0 if it does not. */
    public long rowVersion;

    @Override
    public MessageType type() {
        return MessageType.MIGRATION_ANSWER;
    }

    @Override
    public void write(MessageWriter out) {
        out.putByte(outcome.ordinal());
        out.putByte(reason.ordinal());
        out.putLong(migration);
        out.putLong(player);
        out.putInt(epoch);
        out.putLong(rowVersion);
    }

    @Override
    public CodecStatus read(MessageReader in) {
        int outcomeCode = in.readByte();
        int reasonCode = in.readByte();
        migration = in.readLong();
        player = in.readLong();
        epoch = in.readInt();
        rowVersion = in.readLong();
        boolean isGood = outcomeCode < OUTCOMES.length
                && reasonCode < REASONS.length
                && migration != 0
                && player != 0
                && rowVersion >= 0;
        outcome = isGood ? OUTCOMES[outcomeCode] : Outcome.FAILED;
        reason = isGood ? REASONS[reasonCode] : Reason.NONE;
        return in.ending(isGood);
    }
}
