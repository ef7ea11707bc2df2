package io.darkages.engine.client;

import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.snapshot.ReplicaTable;

/**
 * Where a remote entity is drawn: on the line between the two kept states around the render time, or
 * ahead of the newest one along its velocity, told or seen, or at the oldest where nothing older is known.
 * Chooses the states; what becomes of them is {@link DrawnPlace}'s.
 *
 * <p>Not thread-safe; allocates nothing.
 */
final class Interpolation {

    private final DrawnPlace drawn = new DrawnPlace();

    /** What was drawn last. */
    DrawnPlace drawn() {
        return drawn;
    }

    /**
     * Finds where to draw.
     *
     * @param tickQ8 render time in ticks, Q8
     * @return false if nothing is known of the index
     */
    boolean draw(ReplicaTable replicas, int index, long tickQ8) {
        int state = replicas.newest(index);
        if (state == ReplicaTable.NONE) {
            return false;
        }
        drawn.of(replicas.origin());
        int after = ReplicaTable.NONE;
        for (int left = ReplicaTable.STATES; left > 0 && state != ReplicaTable.NONE; left--) {
            if (DrawnPlace.startQ8(replicas.tickAt(state)) <= tickQ8) {
                if (after == ReplicaTable.NONE) {
                    ahead(replicas, state, tickQ8);
                } else {
                    drawn.between(
                            replicas.tickAt(state),
                            replicas.placeAt(state),
                            replicas.tickAt(after),
                            replicas.placeAt(after),
                            tickQ8);
                }
                return true;
            }
            after = state;
            state = replicas.before(state);
        }
        drawn.at(replicas.tickAt(after), replicas.placeAt(after));
        return true;
    }

    private void ahead(ReplicaTable replicas, int state, long tickQ8) {
        int tick = replicas.tickAt(state);
        long place = replicas.placeAt(state);
        int before = replicas.before(state);
        if (replicas.hasMotionAt(state)) {
            drawn.ahead(tick, place, replicas.motionAt(state), tickQ8);
        } else if (before != ReplicaTable.NONE && DrawnPlace.leadsOn(replicas.tickAt(before), tick)) {
            // Of a far entity only positions are told: it is drawn going on as between the last two.
            drawn.aheadOfTwo(replicas.tickAt(before), replicas.placeAt(before), tick, place, tickQ8);
        } else {
            drawn.at(tick, place);
        }
    }
}
