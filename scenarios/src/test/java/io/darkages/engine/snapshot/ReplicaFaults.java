package io.darkages.engine.snapshot;

import java.util.function.LongBinaryOperator;

/** Defects of delta coding as a client would have them: the baselines that it keeps are not what it decoded. */
public final class ReplicaFaults {

    private static final int SIXTY_FOURTH = 1;

    private ReplicaFaults() {}

    /** Off by one: each state of the last snapshot, from which residuals will be taken, is 1/64 m too far east. */
    public static void shiftBaselines(ReplicaTable replicas) {
        replace(
                replicas,
                1,
                (place, before) -> QuantisedState.place(
                        QuantisedState.x(place) + SIXTY_FOURTH,
                        QuantisedState.y(place),
                        QuantisedState.z(place),
                        QuantisedState.flags(place)));
    }

    /** The wrong baseline: under the last snapshot's tick lies each entity's place in the snapshot before it. */
    public static void confuseBaselines(ReplicaTable replicas) {
        replace(replicas, 2, (place, before) -> before);
    }

    /** Replaces each place told in the last snapshot: of two states of one tick the one written last is found. */
    private static void replace(ReplicaTable replicas, int statesNeeded, LongBinaryOperator fault) {
        int lastTick = 0;
        for (int index = 0; index < replicas.end(); index++) {
            if (replicas.stateCount(index) > 0) {
                lastTick = Math.max(lastTick, replicas.tickAt(replicas.state(index, 0)));
            }
        }
        for (int index = 0; index < replicas.end(); index++) {
            int count = replicas.stateCount(index);
            if (count >= statesNeeded && replicas.tickAt(replicas.state(index, 0)) == lastTick) {
                int newest = replicas.state(index, 0);
                long before = replicas.placeAt(replicas.state(index, statesNeeded - 1));
                long place = fault.applyAsLong(replicas.placeAt(newest), before);
                replicas.add(index, lastTick, place, replicas.motionAt(newest), replicas.hasMotionAt(newest));
            }
        }
    }
}
