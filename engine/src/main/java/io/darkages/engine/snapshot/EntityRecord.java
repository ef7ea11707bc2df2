package io.darkages.engine.snapshot;

import io.darkages.engine.bits.BitCodes;
import io.darkages.engine.bits.BitReader;
import io.darkages.engine.bits.BitWriter;
import io.darkages.engine.bits.ExpGolomb;
import io.darkages.engine.math.Angles;

/**
 * One entity's state on the wire: whole, or as residuals against what a baseline predicts.
 *
 * <p>The prediction, the same on both sides and in integers only: the heading is told first; the
 * baseline's velocity is turned with it (who turns while walking goes on walking ahead); the position
 * moves on by the mean of the old and the new velocity. What remains is coded in Exp-Golomb codes whose
 * order grows with the baseline's age. An entity that did exactly what was predicted costs one bit.
 *
 * <p>Layout of a residual: [steady] or [yaw changed][yaw][pitch changed][pitch][flags changed][flags]
 * [horizontal velocity changed][vx][vz][vertical velocity changed][vy][x][z][y changed][y]. With the
 * position only: [steady] or [x][z][y changed][y].
 *
 * <p>A decoder's fields hold its last result. Not thread-safe; allocates nothing.
 */
final class EntityRecord {

    /** No record is longer: the longest residual has 234 bits, a whole state 118. */
    static final int MAX_BITS = 234;

    private static final int YAW_ORDER = 6;
    private static final int PITCH_ORDER = 2;
    private static final int VELOCITY_ORDER = 4;
    private static final int VERTICAL_VELOCITY_ORDER = 6;
    /** Metres in 1/64 that 1/256 m/s make in one tick: 64 / (256 * 60) = 1 / 240. */
    private static final int TICKS_PER_STEP = 240;

    /** The state that was read last. */
    long place;

    /** Its motion; 0 where only the position was told. */
    long motion;

    /** Velocity that the baseline predicts once the heading is known. */
    private int predictedVx;

    private int predictedVz;

    void writeWhole(BitWriter out, long state, long motionState, boolean withMotion) {
        out.writeBits(state, placeBits(withMotion));
        if (withMotion) {
            out.writeBits(motionState, 64);
        }
    }

    /** The inverse of {@link #writeWhole}; the result is in {@link #place} and {@link #motion}. */
    void readWhole(BitReader in, boolean withMotion) {
        place = in.readBits(placeBits(withMotion));
        motion = withMotion ? in.readBits(64) : 0;
    }

    private static int placeBits(boolean withFlags) {
        int position = 2 * QuantisedState.HORIZONTAL_BITS + QuantisedState.VERTICAL_BITS;
        return withFlags ? position + QuantisedState.FLAG_BITS : position;
    }

    /**
     * Writes what differs from the prediction.
     *
     * @param basePlace the baseline's place, as this client knows it
     * @param baseMotion the baseline's motion, 0 where the client knows none
     * @param age ticks from the baseline to now, at least 1
     */
    void writeResidual(
            BitWriter out, long basePlace, long baseMotion, int age, long state, long motionState, boolean withMotion) {
        if (withMotion) {
            writeMoving(out, basePlace, baseMotion, age, state, motionState);
        } else {
            int dx = QuantisedState.x(state) - QuantisedState.x(basePlace) - travel(QuantisedState.vx(baseMotion), age);
            int dz = QuantisedState.z(state) - QuantisedState.z(basePlace) - travel(QuantisedState.vz(baseMotion), age);
            int dy = QuantisedState.y(state) - QuantisedState.y(basePlace);
            boolean steady = (dx | dy | dz) == 0;
            out.writeBit(steady);
            if (!steady) {
                writePosition(out, dx, dy, dz, farOrder(age));
            }
        }
    }

    /**
     * The inverse of {@link #writeResidual}; the result is in {@link #place} and {@link #motion}.
     *
     * @param at where the record begins, as {@link BitReader#bitPosition} counts
     * @return where it ends; past the reader's end where the bits are no record
     */
    int readResidual(BitReader in, int at, long basePlace, long baseMotion, int age, boolean withMotion) {
        if (withMotion) {
            return readMoving(in, at, basePlace, baseMotion, age);
        }
        int x = QuantisedState.x(basePlace) + travel(QuantisedState.vx(baseMotion), age);
        int z = QuantisedState.z(basePlace) + travel(QuantisedState.vz(baseMotion), age);
        int y = QuantisedState.y(basePlace);
        motion = 0;
        if ((in.bitsAt(at) & 1) != 0) {
            place = QuantisedState.place(x, y, z, 0);
            return at + 1;
        }
        return readPosition(in, at + 1, x, y, z, 0, farOrder(age));
    }

    private void writeMoving(BitWriter out, long basePlace, long baseMotion, int age, long state, long motionState) {
        int unused = 32 - QuantisedState.YAW_BITS;
        // The short way round.
        int yawChange = QuantisedState.yaw(motionState) - QuantisedState.yaw(baseMotion) << unused >> unused;
        int pitchChange = QuantisedState.pitch(motionState) - QuantisedState.pitch(baseMotion);
        int flags = QuantisedState.flags(state);
        int flagsChange = flags ^ QuantisedState.flags(basePlace);
        predictVelocity(baseMotion, yawChange);
        int vx = QuantisedState.vx(motionState);
        int vy = QuantisedState.vy(motionState);
        int vz = QuantisedState.vz(motionState);
        int baseVy = QuantisedState.vy(baseMotion);
        int dvx = vx - predictedVx;
        int dvz = vz - predictedVz;
        int dx = QuantisedState.x(state)
                - QuantisedState.x(basePlace)
                - travel(QuantisedState.vx(baseMotion) + vx >> 1, age);
        int dz = QuantisedState.z(state)
                - QuantisedState.z(basePlace)
                - travel(QuantisedState.vz(baseMotion) + vz >> 1, age);
        int dy = QuantisedState.y(state) - QuantisedState.y(basePlace) - travel(baseVy + vy >> 1, age);

        boolean steady = (yawChange | pitchChange | flagsChange | dvx | dvz | vy - baseVy | dx | dy | dz) == 0;
        out.writeBit(steady);
        if (steady) {
            return;
        }
        writeChange(out, yawChange, YAW_ORDER);
        writeChange(out, pitchChange, PITCH_ORDER);
        out.writeBits(flagsChange == 0 ? 0 : flags << 1 | 1, flagsChange == 0 ? 1 : 1 + QuantisedState.FLAG_BITS);
        boolean turned = (dvx | dvz) != 0;
        out.writeBit(turned);
        if (turned) {
            writeSigned(out, dvx, VELOCITY_ORDER);
            writeSigned(out, dvz, VELOCITY_ORDER);
        }
        writeChange(out, vy - baseVy, VERTICAL_VELOCITY_ORDER);
        writePosition(out, dx, dy, dz, nearOrder(age));
    }

    private int readMoving(BitReader in, int start, long basePlace, long baseMotion, int age) {
        int yaw = QuantisedState.yaw(baseMotion);
        int pitch = QuantisedState.pitch(baseMotion);
        int flags = QuantisedState.flags(basePlace);
        int baseVy = QuantisedState.vy(baseMotion);
        int vy = baseVy;
        int at = start + 1;
        boolean steady = (in.bitsAt(start) & 1) != 0;
        if (steady) {
            predictVelocity(baseMotion, 0);
        } else {
            long change = readChange(in.bitsAt(at), YAW_ORDER);
            int yawChange = BitCodes.unZigZag(ExpGolomb.value(change));
            yaw += yawChange;
            at += ExpGolomb.length(change);
            change = readChange(in.bitsAt(at), PITCH_ORDER);
            pitch += BitCodes.unZigZag(ExpGolomb.value(change));
            at += ExpGolomb.length(change);
            long bits = in.bitsAt(at);
            if ((bits & 1) != 0) {
                flags = (int) (bits >>> 1) & (1 << QuantisedState.FLAG_BITS) - 1;
                at += QuantisedState.FLAG_BITS;
                bits >>>= QuantisedState.FLAG_BITS;
            }
            at += 2;
            predictVelocity(baseMotion, yawChange);
            if ((bits & 2) != 0) {
                long code = ExpGolomb.decode(in.bitsAt(at), VELOCITY_ORDER);
                predictedVx += BitCodes.unZigZag(ExpGolomb.value(code));
                at += ExpGolomb.length(code);
                code = ExpGolomb.decode(in.bitsAt(at), VELOCITY_ORDER);
                predictedVz += BitCodes.unZigZag(ExpGolomb.value(code));
                at += ExpGolomb.length(code);
            }
            change = readChange(in.bitsAt(at), VERTICAL_VELOCITY_ORDER);
            vy += BitCodes.unZigZag(ExpGolomb.value(change));
            at += ExpGolomb.length(change);
        }
        int x = QuantisedState.x(basePlace) + travel(QuantisedState.vx(baseMotion) + predictedVx >> 1, age);
        int z = QuantisedState.z(basePlace) + travel(QuantisedState.vz(baseMotion) + predictedVz >> 1, age);
        int y = QuantisedState.y(basePlace) + travel(baseVy + vy >> 1, age);
        motion = QuantisedState.motion(predictedVx, vy, predictedVz, yaw, pitch);
        if (steady) {
            place = QuantisedState.place(x, y, z, flags);
            return at;
        }
        return readPosition(in, at, x, y, z, flags, nearOrder(age));
    }

    private static void writePosition(BitWriter out, int dx, int dy, int dz, int order) {
        writeSigned(out, dx, order);
        writeSigned(out, dz, order);
        writeChange(out, dy, order);
    }

    private int readPosition(BitReader in, int start, int x, int y, int z, int flags, int order) {
        long dx = ExpGolomb.decode(in.bitsAt(start), order);
        int at = start + ExpGolomb.length(dx);
        long dz = ExpGolomb.decode(in.bitsAt(at), order);
        at += ExpGolomb.length(dz);
        long dy = readChange(in.bitsAt(at), order);
        place = QuantisedState.place(
                x + BitCodes.unZigZag(ExpGolomb.value(dx)),
                y + BitCodes.unZigZag(ExpGolomb.value(dy)),
                z + BitCodes.unZigZag(ExpGolomb.value(dz)),
                flags);
        return at + ExpGolomb.length(dy);
    }

    private static void writeSigned(BitWriter out, int value, int order) {
        int code = BitCodes.zigZag(value);
        out.writeBits(ExpGolomb.code(code, order), ExpGolomb.length(code, order));
    }

    /** A bit that says whether there is one, and the change. */
    private static void writeChange(BitWriter out, int change, int order) {
        if (change == 0) {
            out.writeBits(0, 1);
        } else {
            int code = BitCodes.zigZag(change);
            out.writeBits(ExpGolomb.code(code, order) << 1 | 1, ExpGolomb.length(code, order) + 1);
        }
    }

    /** The inverse of {@link #writeChange}: value and whole length, as {@link ExpGolomb#decode} packs them. */
    private static long readChange(long window, int order) {
        return (window & 1) == 0 ? 1 : ExpGolomb.decode(window >>> 1, order) + 1;
    }

    /** Turns the baseline's velocity by the change of yaw. */
    private void predictVelocity(long baseMotion, int yawChange) {
        int vx = QuantisedState.vx(baseMotion);
        int vz = QuantisedState.vz(baseMotion);
        if (yawChange == 0 || (vx | vz) == 0) {
            predictedVx = vx;
            predictedVz = vz;
            return;
        }
        int angle = yawChange << 16 - QuantisedState.YAW_BITS & 0xFFFF;
        long sin = Angles.sin(angle);
        long cos = Angles.cos(angle);
        // Yaw 0 looks along +z and grows towards +x.
        predictedVx = (int) (vx * cos + vz * sin + (1 << 15) >> 16);
        predictedVz = (int) (vz * cos - vx * sin + (1 << 15) >> 16);
    }

    /** How far a velocity in 1/256 m/s leads in that many ticks, in 1/64 m, to the nearest. */
    private static int travel(int velocity, int ticks) {
        return Math.floorDiv(velocity * ticks + TICKS_PER_STEP / 2, TICKS_PER_STEP);
    }

    private static int nearOrder(int age) {
        return age < 8 ? 1 : age < 16 ? 2 : 3;
    }

    /** Without a velocity the residual is the way walked since the baseline. */
    private static int farOrder(int age) {
        return age < 8 ? 5 : 6;
    }
}
