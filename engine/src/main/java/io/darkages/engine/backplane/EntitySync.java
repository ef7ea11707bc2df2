package io.darkages.engine.backplane;

/**
 * {@link MessageType#ENTITY_SYNC}: states of up to {@value #GHOSTS_MAX} entities in one tick of their owner, and up to
 * {@value #REMOVALS_MAX} that are no longer told; together at most {@link Message#BYTES_MAX} bytes. In columns.
 *
 * <p>Wire: [owner's tick 4][owner's monotonic clock in nanoseconds when it was sent 8][ghosts 1][removals 1], each ghost
 * [player 8][epoch 4][place 8][motion 8][health 4][team 1], each removal [player 8][epoch 4]. Tick n of any owner begins
 * at n / 60 s of its own monotonic clock; with the clock at sending the receiver learns how that clock stands to its
 * own, and can draw and rewind in the owner's time.
 */
public final class EntitySync implements Message {

    public static final int GHOSTS_MAX = 34;

    public static final int REMOVALS_MAX = 94;

    /** Of one ghost on the wire. */
    public static final int GHOST_BYTES = 33;

    /** Of one removal on the wire. */
    public static final int REMOVAL_BYTES = 12;

    /** Of a message without ghosts and removals, with its header. */
    public static final int EMPTY_BYTES = MessageHeader.BYTES + 14;

    /** Tick of the owner's zone in which the states were so. */
    public int tick;

    /** The owner's monotonic clock when it was sent. */
    public long sentNanos;

    private final long[] players = new long[GHOSTS_MAX];
    private final int[] epochs = new int[GHOSTS_MAX];
    private final long[] places = new long[GHOSTS_MAX];
    private final long[] motions = new long[GHOSTS_MAX];
    private final int[] healths = new int[GHOSTS_MAX];
    private final byte[] teams = new byte[GHOSTS_MAX];
    private int ghosts;

    private final long[] removedPlayers = new long[REMOVALS_MAX];
    private final int[] removedEpochs = new int[REMOVALS_MAX];
    private int removals;

    /** Forgets ghosts and removals. */
    public void clear() {
        ghosts = 0;
        removals = 0;
    }

    /** Bytes of the message as it is now, with its header. */
    public int bytes() {
        return EMPTY_BYTES + ghosts * GHOST_BYTES + removals * REMOVAL_BYTES;
    }

    public boolean isEmpty() {
        return ghosts == 0 && removals == 0;
    }

    /**
     * Adds an entity's state.
     *
     * @param player not 0
     * @param epoch the owner's for this player
     * @param place position and flags in world terms, see {@code io.darkages.engine.ghost.WorldPlace}
     * @param motion as {@code QuantisedState} packs it
     * @param health hundredths of a point, at least 0
     * @param team 0 to 255
     * @return false, and nothing added, if it has no room
     */
    public boolean add(long player, int epoch, long place, long motion, int health, int team) {
        if (bytes() + GHOST_BYTES > BYTES_MAX) {
            return false;
        }
        players[ghosts] = player;
        epochs[ghosts] = epoch;
        places[ghosts] = place;
        motions[ghosts] = motion;
        healths[ghosts] = health;
        teams[ghosts] = (byte) team;
        ghosts++;
        return true;
    }

    /** Adds somebody who is no longer told; false, and nothing added, if it has no room. */
    public boolean remove(long player, int epoch) {
        if (bytes() + REMOVAL_BYTES > BYTES_MAX) {
            return false;
        }
        removedPlayers[removals] = player;
        removedEpochs[removals] = epoch;
        removals++;
        return true;
    }

    public int ghosts() {
        return ghosts;
    }

    public long player(int index) {
        return players[index];
    }

    public int epoch(int index) {
        return epochs[index];
    }

    public long place(int index) {
        return places[index];
    }

    public long motion(int index) {
        return motions[index];
    }

    public int health(int index) {
        return healths[index];
    }

    public int team(int index) {
        return teams[index] & 0xFF;
    }

    public int removals() {
        return removals;
    }

    public long removedPlayer(int index) {
        return removedPlayers[index];
    }

    public int removedEpoch(int index) {
        return removedEpochs[index];
    }

    @Override
    public MessageType type() {
        return MessageType.ENTITY_SYNC;
    }

    @Override
    public void write(MessageWriter out) {
        out.putInt(tick);
        out.putLong(sentNanos);
        out.putByte(ghosts);
        out.putByte(removals);
        for (int i = 0; i < ghosts; i++) {
            out.putLong(players[i]);
            out.putInt(epochs[i]);
            out.putLong(places[i]);
            out.putLong(motions[i]);
            out.putInt(healths[i]);
            out.putByte(teams[i]);
        }
        for (int i = 0; i < removals; i++) {
            out.putLong(removedPlayers[i]);
            out.putInt(removedEpochs[i]);
        }
    }

    @Override
    public CodecStatus read(MessageReader in) {
        clear();
        tick = in.readInt();
        sentNanos = in.readLong();
        int ghostCount = in.readByte();
        int removalCount = in.readByte();
        boolean isGood = ghostCount <= GHOSTS_MAX && removalCount <= REMOVALS_MAX;
        if (!isGood) {
            return CodecStatus.BAD_VALUE;
        }
        for (int i = 0; i < ghostCount; i++) {
            players[i] = in.readLong();
            epochs[i] = in.readInt();
            places[i] = in.readLong();
            motions[i] = in.readLong();
            healths[i] = in.readInt();
            teams[i] = (byte) in.readByte();
            isGood &= players[i] != 0 && healths[i] >= 0;
        }
        for (int i = 0; i < removalCount; i++) {
            removedPlayers[i] = in.readLong();
            removedEpochs[i] = in.readInt();
            isGood &= removedPlayers[i] != 0;
        }
        CodecStatus status = in.ending(isGood);
        if (status == CodecStatus.OK) {
            ghosts = ghostCount;
            removals = removalCount;
        }
        return status;
    }
}
