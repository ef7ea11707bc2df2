package io.darkages.engine.snapshot;

import io.darkages.engine.entity.EntityTable;

/** Defects of delta coding as a client would have them: the baselines that it keeps are not what it decoded. */
public final class ReplicaFaults {

    private static final int SIXTY_FOURTH = 1;

    private ReplicaFaults() {}

    /** Off by one: each entity's newest state, from which the next residual is taken, is 1/64 m too far east. */
    public static void shiftBaselines(ReplicaTable replicas) {
        for (int index = 0; index < replicas.end(); index++) {
            if (replicas.entity(index) != EntityTable.NO_ENTITY && replicas.stateCount(index) > 0) {
                int newest = replicas.state(index, 0);
                long place = replicas.placeAt(newest);
                long shifted = QuantisedState.place(
                        QuantisedState.x(place) + SIXTY_FOURTH,
                        QuantisedState.y(place),
                        QuantisedState.z(place),
                        QuantisedState.flags(place));
                replace(replicas, index, newest, shifted);
            }
        }
    }

    /** The wrong baseline: under the newest state's tick lies the place of the state before it. */
    public static void confuseBaselines(ReplicaTable replicas) {
        for (int index = 0; index < replicas.end(); index++) {
            if (replicas.entity(index) != EntityTable.NO_ENTITY && replicas.stateCount(index) > 1) {
                replace(replicas, index, replicas.state(index, 0), replicas.placeAt(replicas.state(index, 1)));
            }
        }
    }

    /** The newest of two states of one tick is the one that is found. */
    private static void replace(ReplicaTable replicas, int index, int newest, long place) {
        replicas.add(index, replicas.tickAt(newest), place, replicas.motionAt(newest), replicas.hasMotionAt(newest));
    }
}
