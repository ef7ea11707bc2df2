package io.darkages.engine.snapshot;

import io.darkages.engine.bits.BitReader;
import io.darkages.engine.bits.BitWriter;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.space.Origin;

/**
 * The viewer's own motion on the wire, exactly: Q16.16 without rounding, because prediction must
 * converge to the very same state; x and z from the zone's origin. Heading is not sent: it comes from the acknowledged
 * input. A zone that does not act for the viewer, and only lets it look in, tells no own state; that it does costs no
 * bit where it does.
 */
final class SelfState {

    /** ±1,024 m in Q16.16, both ends included: how far a zone reaches. */
    private static final int HORIZONTAL_BITS = 28;
    /** ±256 m. */
    private static final int VERTICAL_BITS = 25;
    /** ±256 m/s: the rules permit a fall of 200. */
    private static final int VELOCITY_BITS = 25;

    /** In place of x and all that follows where there is no own state: twice as far off as a zone reaches. */
    private static final int ABSENT = -(1 << HORIZONTAL_BITS - 1);

    static final int MAX_BITS = 2 * HORIZONTAL_BITS + VERTICAL_BITS + 3 * VELOCITY_BITS + 3;

    private SelfState() {}

    static void write(BitWriter out, MotionState state, Origin origin) {
        out.writeSigned(state.x - origin.x(), HORIZONTAL_BITS);
        out.writeSigned(state.z - origin.z(), HORIZONTAL_BITS);
        out.writeSigned(state.y, VERTICAL_BITS);
        out.writeBit(state.grounded);
        boolean walks = (state.vx | state.vz) != 0;
        out.writeBit(walks);
        if (walks) {
            out.writeSigned(state.vx, VELOCITY_BITS);
            out.writeSigned(state.vz, VELOCITY_BITS);
        }
        out.writeBit(state.vy != 0);
        if (state.vy != 0) {
            out.writeSigned(state.vy, VELOCITY_BITS);
        }
    }

    /** The zone does not act for the viewer. */
    static void writeAbsent(BitWriter out) {
        out.writeSigned(ABSENT, HORIZONTAL_BITS);
    }

    /**
     * Reads into {@code state}, which stays as it is where there is none.
     *
     * @return whether there was one: whether the zone acts for the viewer
     */
    static boolean read(BitReader in, MotionState state, Origin origin) {
        int x = in.readSigned(HORIZONTAL_BITS);
        if (x == ABSENT) {
            return false;
        }
        state.x = origin.x() + x;
        state.z = origin.z() + in.readSigned(HORIZONTAL_BITS);
        state.y = in.readSigned(VERTICAL_BITS);
        state.grounded = in.readBit();
        boolean walks = in.readBit();
        state.vx = walks ? in.readSigned(VELOCITY_BITS) : 0;
        state.vz = walks ? in.readSigned(VELOCITY_BITS) : 0;
        state.vy = in.readBit() ? in.readSigned(VELOCITY_BITS) : 0;
        state.yaw = 0;
        state.pitch = 0;
        return true;
    }
}
