package io.darkages.engine.backplane;

import io.darkages.engine.combat.Fighter;
import io.darkages.engine.math.Angles;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;

/**
 * All that a zone's world holds of a player, between two inputs: what a migration hands over, and what a session record
 * of the hot state keeps. The same bytes in both, at most {@link #BYTES_MAX}. Mutable and reused; not thread-safe;
 * allocates only when made.
 *
 * <p>Zones count ticks apart, so times are told as ticks ago, from the tick in which it was taken. Inputs keep their
 * numbers: the client counts on through a move. What a client has been sent is not in it: each zone's view of its own
 * begins with a session there, and with it the check of times of drawing. Nor are attacks whose inputs were not applied
 * yet, which name what that client was sent, nor their inputs and those after them, which it sends again with an attack
 * in its new zone's terms; nor the place that a batch claimed, of which the next one has a newer one.
 *
 * <p>Wire: [version 1][player 8][epoch 4][flags 1][team 1][position 3 x 4][velocity 3 x 4][yaw 2][pitch 2], of combat
 * [health 4][healing 4][ready sequence 4][pace 4][ticks ago 4 x 4][killer 8][kills 4][deaths 4], then inputs as their
 * class has them, and [session 4][nanoseconds 8].
 */
public final class PlayerImage {

    /** Version of the bytes: a reader takes only its own. */
    public static final int VERSION = 3;

    /** What a session record of the hot state holds; the longest image of this version has 503 bytes. */
    public static final int BYTES_MAX = 512;

    private static final int GROUNDED = 1;
    private static final int HAS_ATTACKED = 1 << 1;
    private static final int BLOCKING = 1 << 2;
    private static final int HAS_TIMESTAMP = 1 << 3;
    private static final int CONNECTED = 1 << 4;
    private static final int UNUSED = 0xFF & -(CONNECTED << 1);

    /**
     * The gate between arrival and movement, and what its intake remembers of the client's clock. Wire: [next 4][credit
     * 4][reserve 2][rest 1][waited 2][first sequence 4][ticks since it 4][clock 2][its sequence 4][ahead 4][batch credit
     * 4][placed ticks ago 4][pending 1], each pending input [ahead of next 1][buttons 1][yaw 2][pitch 2].
     */
    public static final class Inputs {

        /** Inputs that have come and are not applied: at most that many move, the first ones; the client repeats. */
        public static final int PENDING_MAX = 60;

        /** How far ahead of the next one a pending input may be. */
        public static final int AHEAD_MAX = 127;

        /** Next sequence to apply: one above the last that was. */
        public int next;

        /** Steps that it may take at once, in thousandths, at least 0. */
        public int credit;

        /** Steps that it has saved up beyond these, in thousandths: 0 to 65,535. */
        public int reserve;

        /** Ticks in which it has yet to rest before it may use what it has saved up: 0 to 255. */
        public int restTicks;

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

        /** Forgets the pending ones from that sequence on. */
        public void dropPendingFrom(int sequence) {
            while (pending > 0 && pendingSequence(pending - 1) - sequence >= 0) {
                pending--;
            }
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
            out.putShort(reserve);
            out.putByte(restTicks);
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
            reserve = in.readShort();
            restTicks = in.readByte();
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

    /** Not 0. */
    public long player;

    /** Under which whoever took the image has acted. */
    public int epoch;

    /** In world metres, exact to the last bit. */
    public final MotionState motion = new MotionState();

    /** 0 to 255. */
    public int team;

    public final Fighter combat = new Fighter();
    public final Inputs inputs = new Inputs();

    /** Whether its client had a session; if not, for how long. */
    public boolean isConnected;

    /** Of the session in use or, without one, of the last. */
    public int sessionNumber;

    public long disconnectedNanosAgo;

    /**
     * Writes it.
     *
     * @return bytes written
     * @throws IllegalStateException if there is not so much room
     */
    public int write(byte[] buffer, int offset) {
        MessageWriter out = new MessageWriter().wrap(buffer, offset, Math.min(BYTES_MAX, buffer.length - offset));
        write(out);
        if (out.overflowed()) {
            throw new IllegalStateException(
                    "no room for player " + player + " in " + (buffer.length - offset) + " bytes");
        }
        return out.length();
    }

    /** Reads what {@link #write(byte[], int)} wrote, from bytes that may be anything. Only good if the answer is OK. */
    public CodecStatus read(byte[] buffer, int offset, int length) {
        MessageReader in = new MessageReader().wrap(buffer, offset, length);
        CodecStatus status = read(in);
        return status == CodecStatus.OK ? in.ending(true) : status;
    }

    void write(MessageWriter out) {
        out.putByte(VERSION);
        out.putLong(player);
        out.putInt(epoch);
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
        out.putInt(combat.paceAheadQ8);
        out.putInt(combat.aliveTicksAgo);
        out.putInt(combat.combatTicksAgo);
        out.putInt(combat.regeneratedTicksAgo);
        out.putInt(combat.deathTicksAgo);
        out.putLong(combat.killer);
        out.putInt(combat.kills);
        out.putInt(combat.deaths);
    }

    /** Reads it from the front of what is left. */
    CodecStatus read(MessageReader in) {
        int version = in.readByte();
        if (!in.isExhausted() && version != VERSION) {
            return CodecStatus.WRONG_VERSION;
        }
        player = in.readLong();
        epoch = in.readInt();
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
        isGood &= player != 0
                && disconnectedNanosAgo >= 0
                && (flags & UNUSED) == 0
                && isPitch(motion.pitch)
                && combat.isPossible();
        if (in.isExhausted()) {
            return CodecStatus.TRUNCATED;
        }
        return isGood ? CodecStatus.OK : CodecStatus.BAD_VALUE;
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
        combat.paceAheadQ8 = in.readInt();
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
