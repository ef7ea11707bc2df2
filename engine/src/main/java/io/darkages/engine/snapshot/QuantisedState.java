package io.darkages.engine.snapshot;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.space.Origin;

/**
 * An entity's visible state in two longs, the way it travels: place (where it is, and flags) and
 * motion (velocity and heading). Equal longs mean equal states on both sides.
 *
 * <p>Units: positions 1/64 m, x and z relative to the zone's origin in 17 bits (±1,024 m), y in 14
 * (0 to 256 m); velocities 1/256 m/s in 15 bits (±64 m/s); yaw 4,096 steps a turn; pitch 64 steps up and
 * 64 down. Values outside are clamped. Flags are 6 bits.
 */
public final class QuantisedState {

    public static final int HORIZONTAL_BITS = 17;
    public static final int VERTICAL_BITS = 14;
    public static final int VELOCITY_BITS = 15;
    public static final int YAW_BITS = 12;
    public static final int PITCH_BITS = 7;
    public static final int FLAG_BITS = 6;

    /** Bit 0 of the flags: stands on something. */
    public static final int FLAG_GROUNDED = 1;

    /** Bit 1 of the flags: lies dead. */
    public static final int FLAG_DEAD = 1 << 1;

    /** Bit 2 of the flags: has its guard up. */
    public static final int FLAG_BLOCKING = 1 << 2;

    /** Most teams that flags can tell apart; of who is in another, no team is told. */
    public static final int MOST_TOLD_TEAMS = 7;

    /** Bits 3 to 5 of the flags: the team. */
    private static final int TEAM_SHIFT = 3;

    /** Bits that Q16.16 m/s have beyond 1/256 m/s. */
    private static final int VELOCITY_SHIFT = 8;

    private static final int Z_SHIFT = HORIZONTAL_BITS;
    private static final int Y_SHIFT = 2 * HORIZONTAL_BITS;
    private static final int FLAGS_SHIFT = Y_SHIFT + VERTICAL_BITS;
    private static final int VZ_SHIFT = VELOCITY_BITS;
    private static final int VY_SHIFT = 2 * VELOCITY_BITS;
    private static final int YAW_SHIFT = 3 * VELOCITY_BITS;
    private static final int PITCH_SHIFT = YAW_SHIFT + YAW_BITS;

    private QuantisedState() {}

    /** Packs a position relative to the zone's origin in 1/64 m, and flags. */
    public static long place(int x, int y, int z, int flags) {
        return clampedField(x, HORIZONTAL_BITS)
                | clampedField(z, HORIZONTAL_BITS) << Z_SHIFT
                | (long) Math.max(0, Math.min((1 << VERTICAL_BITS) - 1, y)) << Y_SHIFT
                | (long) (flags & (1 << FLAG_BITS) - 1) << FLAGS_SHIFT;
    }

    /** Packs a velocity in 1/256 m/s, a yaw in 1/4,096 of a turn and a pitch of -64 to 63. */
    public static long motion(int vx, int vy, int vz, int yaw, int pitch) {
        return clampedField(vx, VELOCITY_BITS)
                | clampedField(vz, VELOCITY_BITS) << VZ_SHIFT
                | clampedField(vy, VELOCITY_BITS) << VY_SHIFT
                | (long) (yaw & (1 << YAW_BITS) - 1) << YAW_SHIFT
                | clampedField(pitch, PITCH_BITS) << PITCH_SHIFT;
    }

    /** A place with more flags than it had. */
    public static long withFlags(long place, int flags) {
        return place | (long) (flags & (1 << FLAG_BITS) - 1) << FLAGS_SHIFT;
    }

    /** Rounds a full state to its place as the zone of that origin tells it. */
    public static long placeOf(MotionState state, Origin origin) {
        return place(
                FixedPoint.toSixtyFourths(state.x) - origin.xSixtyFourths(),
                FixedPoint.toSixtyFourths(state.y),
                FixedPoint.toSixtyFourths(state.z) - origin.zSixtyFourths(),
                state.grounded ? FLAG_GROUNDED : 0);
    }

    /** Rounds a full state to its motion. */
    public static long motionOf(MotionState state) {
        return motion(
                quantiseVelocity(state.vx),
                quantiseVelocity(state.vy),
                quantiseVelocity(state.vz),
                state.yaw + 8 >> 4,
                state.pitch >> 8);
    }

    /** Q16.16 m/s to 1/256 m/s, to the nearest. */
    public static int quantiseVelocity(int q16) {
        return q16 + (1 << VELOCITY_SHIFT - 1) >> VELOCITY_SHIFT;
    }

    /** From the zone's origin, as z. */
    public static int x(long place) {
        return signed(place, 0, HORIZONTAL_BITS);
    }

    public static int z(long place) {
        return signed(place, Z_SHIFT, HORIZONTAL_BITS);
    }

    public static int y(long place) {
        return (int) (place >>> Y_SHIFT) & (1 << VERTICAL_BITS) - 1;
    }

    public static int flags(long place) {
        return (int) (place >>> FLAGS_SHIFT) & (1 << FLAG_BITS) - 1;
    }

    public static int vx(long motion) {
        return signed(motion, 0, VELOCITY_BITS);
    }

    public static int vz(long motion) {
        return signed(motion, VZ_SHIFT, VELOCITY_BITS);
    }

    public static int vy(long motion) {
        return signed(motion, VY_SHIFT, VELOCITY_BITS);
    }

    public static int yaw(long motion) {
        return (int) (motion >>> YAW_SHIFT) & (1 << YAW_BITS) - 1;
    }

    public static int pitch(long motion) {
        return signed(motion, PITCH_SHIFT, PITCH_BITS);
    }

    /** The place of an entity of which only the position is told: without flags. */
    public static long positionOnly(long place) {
        return place & (1L << FLAGS_SHIFT) - 1;
    }

    /** The flags of a team: none for team 0 and for those above {@link #MOST_TOLD_TEAMS}. */
    public static int flagsOfTeam(int team) {
        return team <= MOST_TOLD_TEAMS ? team << TEAM_SHIFT : 0;
    }

    /** The team that the flags tell, 0 where they tell none. */
    public static int teamOf(int flags) {
        return flags >> TEAM_SHIFT & MOST_TOLD_TEAMS;
    }

    private static int signed(long word, int shift, int bits) {
        return (int) (word << 64 - shift - bits >> 64 - bits);
    }

    private static long clampedField(int value, int bits) {
        int limit = 1 << bits - 1;
        int clamped = Math.max(-limit, Math.min(limit - 1, value));
        return clamped & (1L << bits) - 1;
    }
}
