package io.darkages.engine.snapshot;

import io.darkages.engine.bits.BitReader;
import io.darkages.engine.bits.BitWriter;
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
        int placeBits = withMotion
                ? 2 * QuantisedState.HORIZONTAL_BITS + QuantisedState.VERTICAL_BITS + QuantisedState.FLAG_BITS
                : 2 * QuantisedState.HORIZONTAL_BITS + QuantisedState.VERTICAL_BITS;
        out.writeBits(state, placeBits);
        if (withMotion) {
            out.writeBits(motionState, 64);
        }
    }

    void readWhole(BitReader in, boolean withMotion) {
        int placeBits = withMotion
                ? 2 * QuantisedState.HORIZONTAL_BITS + QuantisedState.VERTICAL_BITS + QuantisedState.FLAG_BITS
                : 2 * QuantisedState.HORIZONTAL_BITS + QuantisedState.VERTICAL_BITS;
        place = in.readBits(placeBits);
        motion = withMotion ? in.readBits(64) : 0;
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
            int x = QuantisedState.x(basePlace) + travel(QuantisedState.vx(baseMotion), age);
            int z = QuantisedState.z(basePlace) + travel(QuantisedState.vz(baseMotion), age);
            int y = QuantisedState.y(basePlace);
            boolean steady =
                    x == QuantisedState.x(state) && z == QuantisedState.z(state) && y == QuantisedState.y(state);
            out.writeBit(steady);
            if (!steady) {
                writePosition(out, x, y, z, state, farOrder(age));
            }
        }
    }

    /** The inverse of {@link #writeResidual}; the result is in {@link #place} and {@link #motion}. */
    void readResidual(BitReader in, long basePlace, long baseMotion, int age, boolean withMotion) {
        if (withMotion) {
            readMoving(in, basePlace, baseMotion, age);
        } else {
            int x = QuantisedState.x(basePlace) + travel(QuantisedState.vx(baseMotion), age);
            int z = QuantisedState.z(basePlace) + travel(QuantisedState.vz(baseMotion), age);
            int y = QuantisedState.y(basePlace);
            if (in.readBit()) {
                place = QuantisedState.place(x, y, z, 0);
            } else {
                readPosition(in, x, y, z, 0, farOrder(age));
            }
            motion = 0;
        }
    }

    private void writeMoving(BitWriter out, long basePlace, long baseMotion, int age, long state, long motionState) {
        int yawChange = QuantisedState.yaw(motionState) - QuantisedState.yaw(baseMotion);
        int pitchChange = QuantisedState.pitch(motionState) - QuantisedState.pitch(baseMotion);
        int flags = QuantisedState.flags(state);
        boolean flagsChanged = flags != QuantisedState.flags(basePlace);
        predictVelocity(baseMotion, yawChange);
        int vx = QuantisedState.vx(motionState);
        int vy = QuantisedState.vy(motionState);
        int vz = QuantisedState.vz(motionState);
        int baseVy = QuantisedState.vy(baseMotion);
        boolean turned = vx != predictedVx || vz != predictedVz;
        int x = QuantisedState.x(basePlace) + travel(QuantisedState.vx(baseMotion) + vx >> 1, age);
        int z = QuantisedState.z(basePlace) + travel(QuantisedState.vz(baseMotion) + vz >> 1, age);
        int y = QuantisedState.y(basePlace) + travel(baseVy + vy >> 1, age);

        boolean steady = yawChange == 0
                && pitchChange == 0
                && !flagsChanged
                && !turned
                && vy == baseVy
                && x == QuantisedState.x(state)
                && z == QuantisedState.z(state)
                && y == QuantisedState.y(state);
        out.writeBit(steady);
        if (steady) {
            return;
        }
        out.writeBit(yawChange != 0);
        if (yawChange != 0) {
            // The short way round.
            int unused = 32 - QuantisedState.YAW_BITS;
            out.writeSignedExpGolomb(yawChange << unused >> unused, YAW_ORDER);
        }
        out.writeBit(pitchChange != 0);
        if (pitchChange != 0) {
            out.writeSignedExpGolomb(pitchChange, PITCH_ORDER);
        }
        out.writeBit(flagsChanged);
        if (flagsChanged) {
            out.writeBits(flags, QuantisedState.FLAG_BITS);
        }
        out.writeBit(turned);
        if (turned) {
            out.writeSignedExpGolomb(vx - predictedVx, VELOCITY_ORDER);
            out.writeSignedExpGolomb(vz - predictedVz, VELOCITY_ORDER);
        }
        out.writeBit(vy != baseVy);
        if (vy != baseVy) {
            out.writeSignedExpGolomb(vy - baseVy, VERTICAL_VELOCITY_ORDER);
        }
        writePosition(out, x, y, z, state, nearOrder(age));
    }

    private void readMoving(BitReader in, long basePlace, long baseMotion, int age) {
        boolean steady = in.readBit();
        int yawChange = !steady && in.readBit() ? in.readSignedExpGolomb(YAW_ORDER) : 0;
        int pitchChange = !steady && in.readBit() ? in.readSignedExpGolomb(PITCH_ORDER) : 0;
        int flags = !steady && in.readBit() ? in.readInt(QuantisedState.FLAG_BITS) : QuantisedState.flags(basePlace);
        predictVelocity(baseMotion, yawChange);
        int vx = predictedVx;
        int vz = predictedVz;
        if (!steady && in.readBit()) {
            vx += in.readSignedExpGolomb(VELOCITY_ORDER);
            vz += in.readSignedExpGolomb(VELOCITY_ORDER);
        }
        int baseVy = QuantisedState.vy(baseMotion);
        int vy = !steady && in.readBit() ? baseVy + in.readSignedExpGolomb(VERTICAL_VELOCITY_ORDER) : baseVy;
        int x = QuantisedState.x(basePlace) + travel(QuantisedState.vx(baseMotion) + vx >> 1, age);
        int z = QuantisedState.z(basePlace) + travel(QuantisedState.vz(baseMotion) + vz >> 1, age);
        int y = QuantisedState.y(basePlace) + travel(baseVy + vy >> 1, age);
        if (steady) {
            place = QuantisedState.place(x, y, z, flags);
        } else {
            readPosition(in, x, y, z, flags, nearOrder(age));
        }
        motion = QuantisedState.motion(
                vx, vy, vz, QuantisedState.yaw(baseMotion) + yawChange, QuantisedState.pitch(baseMotion) + pitchChange);
    }

    private static void writePosition(BitWriter out, int x, int y, int z, long state, int order) {
        out.writeSignedExpGolomb(QuantisedState.x(state) - x, order);
        out.writeSignedExpGolomb(QuantisedState.z(state) - z, order);
        int rise = QuantisedState.y(state) - y;
        out.writeBit(rise != 0);
        if (rise != 0) {
            out.writeSignedExpGolomb(rise, order);
        }
    }

    private void readPosition(BitReader in, int x, int y, int z, int flags, int order) {
        int newX = x + in.readSignedExpGolomb(order);
        int newZ = z + in.readSignedExpGolomb(order);
        int newY = in.readBit() ? y + in.readSignedExpGolomb(order) : y;
        place = QuantisedState.place(newX, newY, newZ, flags);
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
