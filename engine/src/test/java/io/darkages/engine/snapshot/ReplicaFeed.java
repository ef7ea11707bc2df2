package io.darkages.engine.snapshot;

/** Puts made-up states into a {@link ReplicaTable}, as the decoder would. */
public final class ReplicaFeed {

    private final ReplicaTable replicas;

    public ReplicaFeed(ReplicaTable replicas) {
        this.replicas = replicas;
    }

    public void tell(int index, int entity, int tick, long place, long motion, boolean withMotion) {
        replicas.adopt(index, entity);
        replicas.add(index, tick, place, motion, withMotion);
    }

    public void remove(int index) {
        replicas.remove(index);
    }
}
