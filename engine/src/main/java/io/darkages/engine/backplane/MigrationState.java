package io.darkages.engine.backplane;

import io.darkages.engine.math.Angles;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;

/**
 * {@link MessageType#MIGRATION_STATE}: all that the source's world holds of a player, frozen between two inputs. At most
 * {@link #BODY_BYTES_MAX} bytes without the header.
 *
 * <p>Zones count ticks apart, so times are told as ticks ago, from the tick of the freeze. Inputs keep their numbers:
 * the client counts on through the move. What a client has been sent does not move: the target's view of its own begins
 * with its second session, and with it the check of times of drawing. Attacks whose inputs were not applied by the
 * freeze come after, with relayed inputs.
 *
 * <p>Wire: [version 1][migration 8][player 8][epoch 4][row's version 8][tick 4][flags 1][team 1][position 3 x 4][velocity
 * 3 x 4][yaw 2][pitch 2], then combat, inputs and resume as their classes have them.
 */
public final class MigrationState implements Message {

    /** Version of the player's state: a reader takes only its own. */
    public static final int VERSION = 1;

    /** The original bound, 1 KiB; the longest state of this version has 540 bytes. */
    public static final int BODY_BYTES_MAX = 1_024;

    private static final int GROUNDED = 1;
    private static final int HAS_ATTACKED = 1 << 1;
    private static final int BLOCKING = 1 << 2;
    private static final int HAS_TIMESTAMP = 1 << 3;
    private static final int CONNECTED = 1 << 4;
    private static final int UNUSED = 0xFF & -(CONNECTED << 1);

    /**
     * Life and death. Wire: [health 4][healing 4][ready sequence 4][ticks ago 4 x 4][killer 8][kills 4][deaths 4].
     */
    public static final class Combat {

        /** Hundredths of a point; 0 is dead. */
        public int health;

        /** What came back and is not in the log yet, hundredths. */
        public int healing;

        public boolean hasAttacked;

        /** First input that may strike again, if there was an attack. */
        public int readySequence;

        /** Ticks since it came into the world, dealt or took damage, got health back, and died; at least 0. */
        public int aliveTicksAgo;

        public int combatTicksAgo;
        public int regeneratedTicksAgo;
        public int deathTicksAgo;

        /** Player who killed the dead one, or 0. */
        public long killer;

        public boolean isBlocking;

        /** In this world so far, each at least 0. */
        public int kills;

        public int deaths;

        private boolean isGood() {
            return health >= 0
                    && healing >= 0
                    && (aliveTicksAgo | combatTicksAgo | regeneratedTicksAgo | deathTicksAgo) >= 0
                    && (kills | deaths) >= 0;
        }
    }

    /**
     * The gate between arrival and movement, and what its intake remembers of the client's clock. Wire: [next 4][credit
     * 4][waited 2][first sequence 4][ticks since it 4][clock 2][its sequence 4][ahead 4][batch credit 4][placed ticks ago
     * 4][pending 1], each pending input [ahead of next 1][buttons 1][yaw 2][pitch 2].
     */
    public static final class Inputs {

        /** Inputs that have come and are not applied: at most that many move, the first ones; the client repeats. */
        public static final int PENDING_MAX = 64;

        /** How far ahead of the next one a pending input may be. */
        public static final int AHEAD_MAX = 127;

        /** Next sequence to apply: one above the last that was. */
        public int next;

        /** Steps that it may take at once, in thousandths, at least 0. */
        public int credit;

        /** Ticks that the gate has waited for the next input. */
        public int waitedTicks;

        /** The session's first sequence, and ticks since it was expected. */
        public int firstSequence;

        public int firstTicksAgo;

        /** The last batch's clock in milliseconds, 16 bits, its newest input, and the time claimed ahead of it. */
        public boolean hasTimestamp;

        public int lastTimestampMillis;
        public int lastTimestampSequence;
        public int claimedAheadMillis;

        /** Allowance of batches, in 1/60 of one, at least 0. */
        public int batchCredit;

        /** Ticks since the rules last put it somewhere else. */
        public int placedTicksAgo;

        private int pending;
        private final byte[] aheads = new byte[PENDING_MAX];
        private final long[] words = new long[PENDING_MAX];

        /** Forgets the pending ones. */
        public void clearPending() {
            pending = 0;
        }

        /**
         * Adds a pending input.
         *
         * @param ahead of {@link #next}, 0 to {@value #AHEAD_MAX}, above that of the one before
         * @param word a possible one, see {@link InputWord}
         * @return false, and nothing added, if {@value #PENDING_MAX} are pending
         */
        public boolean addPending(int ahead, long word) {
            if (ahead < 0 || ahead > AHEAD_MAX || pending > 0 && ahead <= aheads[pending - 1]) {
                throw new IllegalArgumentException("pending input " + pending + " at " + ahead + " ahead");
            }
            if (pending == PENDING_MAX) {
                return false;
            }
            aheads[pending] = (byte) ahead;
            words[pending] = word;
            pending++;
            return true;
        }

        public int pending() {
            return pending;
        }

        public int pendingSequence(int index) {
            return next + aheads[index];
        }

        public long pendingWord(int index) {
            return words[index];
        }

        private void write(MessageWriter out) {
            out.putInt(next);
            out.putInt(credit);
            out.putShort(Math.min(0xFFFF, waitedTicks));
            out.putInt(firstSequence);
            out.putInt(firstTicksAgo);
            out.putShort(lastTimestampMillis);
            out.putInt(lastTimestampSequence);
            out.putInt(claimedAheadMillis);
            out.putInt(batchCredit);
            out.putInt(placedTicksAgo);
            out.putByte(pending);
            for (int i = 0; i < pending; i++) {
                out.putByte(aheads[i]);
                out.putByte(InputWord.flags(words[i]));
                out.putShort(InputWord.yaw(words[i]));
                out.putShort(InputWord.pitch(words[i]));
            }
        }

        private boolean read(MessageReader in) {
            next = in.readInt();
            credit = in.readInt();
            waitedTicks = in.readShort();
            firstSequence = in.readInt();
            firstTicksAgo = in.readInt();
            lastTimestampMillis = in.readShort();
            lastTimestampSequence = in.readInt();
            claimedAheadMillis = in.readInt();
            batchCredit = in.readInt();
            placedTicksAgo = in.readInt();
            pending = 0;
            int count = in.readByte();
            if (count > PENDING_MAX) {
                return false;
            }
            boolean isGood = (credit | firstTicksAgo | claimedAheadMillis | batchCredit | placedTicksAgo) >= 0;
            int before = -1;
            for (int i = 0; i < count; i++) {
                int ahead = in.readByte();
                long word = InputWord.pack(in.readByte(), in.readShort(), (short) in.readShort());
                isGood &= ahead > before && ahead <= AHEAD_MAX && InputWord.isPossible(word);
                before = ahead;
                aheads[i] = (byte) ahead;
                words[i] = word;
            }
            pending = count;
            return isGood;
        }
    }

    /** Number of the migration, as the request had it. */
    public long migration;

    /** Not 0. */
    public long player;

    /** Under which the source has acted; the target acts under the next. */
    public int epoch;

    /** Version of the player's row in the register, from which the target sets it. */
    public long rowVersion;

    /** The source's tick of the freeze. */
    public int tick;

    /** In world metres, exact to the last bit. */
    public final MotionState motion = new MotionState();

    /** 0 to 255. */
    public int team;

    public final Combat combat = new Combat();
    public final Inputs inputs = new Inputs();

    /** Whether its client had a session with the source; if not, for how long. Wire: [session 4][nanoseconds 8]. */
    public boolean isConnected;

    /** Of the session in use or, without one, of the last. */
    public int sessionNumber;

    public long disconnectedNanosAgo;

    @Override
    public MessageType type() {
        return MessageType.MIGRATION_STATE;
    }

    @Override
    public void write(MessageWriter out) {
        out.putByte(VERSION);
        out.putLong(migration);
        out.putLong(player);
        out.putInt(epoch);
        out.putLong(rowVersion);
        out.putInt(tick);
        out.putByte((motion.grounded ? GROUNDED : 0)
                | (combat.hasAttacked ? HAS_ATTACKED : 0)
                | (combat.isBlocking ? BLOCKING : 0)
                | (inputs.hasTimestamp ? HAS_TIMESTAMP : 0)
                | (isConnected ? CONNECTED : 0));
        out.putByte(team);
        writeMotion(out);
        writeCombat(out);
        inputs.write(out);
        out.putInt(sessionNumber);
        out.putLong(disconnectedNanosAgo);
    }

    private void writeMotion(MessageWriter out) {
        out.putInt(motion.x);
        out.putInt(motion.y);
        out.putInt(motion.z);
        out.putInt(motion.vx);
        out.putInt(motion.vy);
        out.putInt(motion.vz);
        out.putShort(motion.yaw);
        out.putShort(motion.pitch);
    }

    private void writeCombat(MessageWriter out) {
        out.putInt(combat.health);
        out.putInt(combat.healing);
        out.putInt(combat.readySequence);
        out.putInt(combat.aliveTicksAgo);
        out.putInt(combat.combatTicksAgo);
        out.putInt(combat.regeneratedTicksAgo);
        out.putInt(combat.deathTicksAgo);
        out.putLong(combat.killer);
        out.putInt(combat.kills);
        out.putInt(combat.deaths);
    }

    @Override
    public CodecStatus read(MessageReader in) {
        if (in.remaining() > BODY_BYTES_MAX) {
            return CodecStatus.TRAILING;
        }
        int version = in.readByte();
        if (!in.isExhausted() && version != VERSION) {
            return CodecStatus.WRONG_VERSION;
        }
        migration = in.readLong();
        player = in.readLong();
        epoch = in.readInt();
        rowVersion = in.readLong();
        tick = in.readInt();
        int flags = in.readByte();
        motion.grounded = (flags & GROUNDED) != 0;
        combat.hasAttacked = (flags & HAS_ATTACKED) != 0;
        combat.isBlocking = (flags & BLOCKING) != 0;
        inputs.hasTimestamp = (flags & HAS_TIMESTAMP) != 0;
        isConnected = (flags & CONNECTED) != 0;
        team = in.readByte();
        readMotion(in);
        readCombat(in);
        boolean isGood = inputs.read(in);
        sessionNumber = in.readInt();
        disconnectedNanosAgo = in.readLong();
        isGood &= migration != 0
                && player != 0
                && rowVersion >= 0
                && disconnectedNanosAgo >= 0
                && (flags & UNUSED) == 0
                && isPitch(motion.pitch)
                && combat.isGood();
        return isGood || in.isExhausted() ? in.ending(true) : CodecStatus.BAD_VALUE;
    }

    private void readMotion(MessageReader in) {
        motion.x = in.readInt();
        motion.y = in.readInt();
        motion.z = in.readInt();
        motion.vx = in.readInt();
        motion.vy = in.readInt();
        motion.vz = in.readInt();
        motion.yaw = in.readShort();
        motion.pitch = (short) in.readShort();
    }

    private void readCombat(MessageReader in) {
        combat.health = in.readInt();
        combat.healing = in.readInt();
        combat.readySequence = in.readInt();
        combat.aliveTicksAgo = in.readInt();
        combat.combatTicksAgo = in.readInt();
        combat.regeneratedTicksAgo = in.readInt();
        combat.deathTicksAgo = in.readInt();
        combat.killer = in.readLong();
        combat.kills = in.readInt();
        combat.deaths = in.readInt();
    }

    static boolean isPitch(int pitch) {
        return pitch >= -Angles.QUARTER_TURN && pitch <= Angles.QUARTER_TURN;
    }
}
