package io.darkages.engine.client;

import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.snapshot.ReplicaTable;

/** What is on the screen: finds entities by id and draws them. Not thread-safe; allocates nothing. */
final class Sight {

    /** No wire index. */
    static final int NONE = -1;

    private ReplicaTable replicas;
    private RenderClock clock;
    private final Interpolation interpolation = new Interpolation();

    Sight(ReplicaTable replicas, RenderClock clock) {
        this.replicas = replicas;
        this.clock = clock;
    }

    /** Something else is on the screen from now on. */
    void show(ReplicaTable otherReplicas, RenderClock otherClock) {
        replicas = otherReplicas;
        clock = otherClock;
    }

    /** The time that a frame drawn now shows, in server ticks, Q8. */
    long timeQ8(long nowNanos) {
        return clock.renderTickQ8(nowNanos);
    }

    /**
     * Wire index of an entity, or {@link #NONE}.
     *
     * @param likely where to look first
     */
    int indexOf(int entity, int likely) {
        if (entity == EntityTable.NO_ENTITY) {
            return NONE;
        }
        if (likely >= 0 && replicas.entity(likely) == entity) {
            return likely;
        }
        int index = replicas.end() - 1;
        while (index >= 0 && replicas.entity(index) != entity) {
            index--;
        }
        return index;
    }

    /** Where the entity at an index is drawn at that time; false if nothing is known of it, or of any time so early. */
    boolean draw(int index, long timeQ8, DrawnPlace out) {
        if (index < 0 || timeQ8 < 0 || !interpolation.draw(replicas, index, timeQ8)) {
            return false;
        }
        out.copyFrom(interpolation.drawn());
        return true;
    }
}
