package io.darkages.engine.backplane;

/**
 * {@link MessageType#MIGRATION_STATE}: all that the source's world holds of a player, frozen between two inputs. At most
 * {@link #BODY_BYTES_MAX} bytes without the header.
 *
 * <p>Wire: the {@link PlayerImage} of the player, under whose epoch the source has acted (the target acts under the
 * next), then [migration 8][row's version 8][tick 4].
 */
public final class MigrationState implements Message {

    /** The original bound, 1 KiB; the longest state of this version has 523 bytes. */
    public static final int BODY_BYTES_MAX = 1_024;

    /** The player, as frozen. */
    public final PlayerImage image = new PlayerImage();

    /** Number of the migration, as the request had it. */
    public long migration;

    /** Version of the player's row in the register, from which the target sets it. */
    public long rowVersion;

    /** The source's tick of the freeze. */
    public int tick;

    @Override
    public MessageType type() {
        return MessageType.MIGRATION_STATE;
    }

    @Override
    public void write(MessageWriter out) {
        image.write(out);
        out.putLong(migration);
        out.putLong(rowVersion);
        out.putInt(tick);
    }

    @Override
    public CodecStatus read(MessageReader in) {
        CodecStatus status = image.read(in);
        if (status != CodecStatus.OK) {
            return status;
        }
        migration = in.readLong();
        rowVersion = in.readLong();
        tick = in.readInt();
        return in.ending(migration != 0 && rowVersion >= 0);
    }
}
