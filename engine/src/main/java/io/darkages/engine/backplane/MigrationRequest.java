package io.darkages.engine.backplane;

import java.util.Arrays;

/**
 * {@link MessageType#MIGRATION_REQUEST}: a player comes near the border; the target is to expect it, or no longer. A
 * request that comes twice means the same as one.
 *
 * <p>Wire: [kind 1][migration 8][player 8][epoch 4][source's lease number 8][token's digest 32][token's end 8][expected
 * place 3 x 4].
 */
public final class MigrationRequest implements Message {

    /** Bytes of the digest of a token: SHA-256. */
    public static final int DIGEST_BYTES = 32;

    /** What the source wants. The order is the wire's. */
    public enum Kind {
        /** The player may come: expect its client, and hold a place for it. */
        PREPARE,
        /** It turned back or left: forget it. */
        CANCEL
    }

    private static final Kind[] KINDS = Kind.values();

    public Kind kind = Kind.PREPARE;

    /** Number of the migration, of the source's choice; unique in its incarnation. Not 0. */
    public long migration;

    /** Not 0. */
    public long player;

    /** Owner epoch under which the source acts. */
    public int epoch;

    /** Number of the lease under which the source serves its zone. */
    public long sourceLease;

    /** SHA-256 of the single-use token that the client will show; the token itself never travels here. */
    public final byte[] tokenDigest = new byte[DIGEST_BYTES];

    /** Where the player will cross, about: feet in Q16.16 world metres. */
    public int expectedX;

    public int expectedY;
    public int expectedZ;

    @Override
    public MessageType type() {
        return MessageType.MIGRATION_REQUEST;
    }

    @Override
    public void write(MessageWriter out) {
        out.putByte(kind.ordinal());
        out.putLong(migration);
        out.putLong(player);
        out.putInt(epoch);
        out.putLong(sourceLease);
        out.putBytes(tokenDigest, 0, DIGEST_BYTES);
        out.putInt(expectedX);
        out.putInt(expectedY);
        out.putInt(expectedZ);
    }

    @Override
    public CodecStatus read(MessageReader in) {
        int code = in.readByte();
        migration = in.readLong();
        player = in.readLong();
        epoch = in.readInt();
        sourceLease = in.readLong();
        Arrays.fill(tokenDigest, (byte) 0);
        in.readBytes(tokenDigest, 0, DIGEST_BYTES);
        expectedX = in.readInt();
        expectedY = in.readInt();
        expectedZ = in.readInt();
        boolean isGood = code < KINDS.length && migration != 0 && player != 0;
        kind = isGood ? KINDS[code] : Kind.PREPARE;
        return in.ending(isGood);
    }
}
