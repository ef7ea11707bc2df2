package io.darkages.engine.client;

import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.ReplicaTable;

/**
 * Where a remote entity is drawn: on the line between the two kept states around the render time, or
 * ahead of the newest one along its velocity, told or seen, for at most
 * {@value #MAX_EXTRAPOLATION_TICKS} ticks (250 ms),
 * or at the oldest where nothing older is known. The result is in the fields.
 *
 * <p>Not thread-safe; allocates nothing.
 */
final class Interpolation {

    /** The original design's 250 ms. */
    static final int MAX_EXTRAPOLATION_TICKS = 15;

    private static final int ONE_TICK = 1 << 16;
    /** 1/64 m that 1/256 m/s make in a tick: 1/240; a Q16.16 metre has 1,024 of them. */
    private static final int TICKS_PER_STEP = 240;

    /** 1/64 m to Q16.16 m. */
    private static final int POSITION_SHIFT = 10;

    /** Drawn position, Q16.16 metres. */
    int x;

    int y;
    int z;

    /**
     * Finds where to draw.
     *
     * @param tickQ16 render time in ticks, Q16
     * @return false if nothing is known of the index
     */
    boolean draw(ReplicaTable replicas, int index, long tickQ16) {
        int state = replicas.newest(index);
        if (state == ReplicaTable.NONE) {
            return false;
        }
        int after = ReplicaTable.NONE;
        for (int left = ReplicaTable.STATES; left > 0 && state != ReplicaTable.NONE; left--) {
            if (((long) replicas.tickAt(state) << 16) <= tickQ16) {
                if (after == ReplicaTable.NONE) {
                    ahead(replicas, state, tickQ16);
                } else {
                    between(replicas, state, after, tickQ16);
                }
                return true;
            }
            after = state;
            state = replicas.before(state);
        }
        at(replicas.placeAt(after));
        return true;
    }

    private void at(long place) {
        x = QuantisedState.x(place) << POSITION_SHIFT;
        y = QuantisedState.y(place) << POSITION_SHIFT;
        z = QuantisedState.z(place) << POSITION_SHIFT;
    }

    private void between(ReplicaTable replicas, int before, int after, long tickQ16) {
        long from = replicas.placeAt(before);
        long to = replicas.placeAt(after);
        long passed = tickQ16 - ((long) replicas.tickAt(before) << 16);
        long span = (long) (replicas.tickAt(after) - replicas.tickAt(before)) << 16;
        at(from);
        x += share(QuantisedState.x(to) - QuantisedState.x(from), passed, span);
        y += share(QuantisedState.y(to) - QuantisedState.y(from), passed, span);
        z += share(QuantisedState.z(to) - QuantisedState.z(from), passed, span);
    }

    private static int share(int difference, long passed, long span) {
        return (int) (((long) difference << POSITION_SHIFT) * passed / span);
    }

    private void ahead(ReplicaTable replicas, int state, long tickQ16) {
        long passed =
                Math.min(tickQ16 - ((long) replicas.tickAt(state) << 16), (long) MAX_EXTRAPOLATION_TICKS * ONE_TICK);
        at(replicas.placeAt(state));
        if (replicas.hasMotionAt(state)) {
            long motion = replicas.motionAt(state);
            x += travel(QuantisedState.vx(motion), passed);
            z += travel(QuantisedState.vz(motion), passed);
            if ((QuantisedState.flags(replicas.placeAt(state)) & QuantisedState.FLAG_GROUNDED) == 0) {
                y = Math.max(0, y + travel(QuantisedState.vy(motion), passed));
            }
        } else if (replicas.before(state) != ReplicaTable.NONE) {
            asBefore(replicas, replicas.before(state), state, passed);
        }
    }

    /** Of a far entity only positions are told: it is drawn going on as between the last two. */
    private void asBefore(ReplicaTable replicas, int before, int state, long passed) {
        int span = replicas.tickAt(state) - replicas.tickAt(before);
        if (span > 0 && span <= MAX_EXTRAPOLATION_TICKS) {
            long from = replicas.placeAt(before);
            long to = replicas.placeAt(state);
            x += share(QuantisedState.x(to) - QuantisedState.x(from), passed, (long) span << 16);
            z += share(QuantisedState.z(to) - QuantisedState.z(from), passed, (long) span << 16);
        }
    }

    private static int travel(int velocity, long ticksQ16) {
        return (int) (((velocity * ticksQ16) << POSITION_SHIFT) / TICKS_PER_STEP >> 16);
    }
}
