package io.darkages.engine.interest;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.random.Mix;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.snapshot.Viewer;
import io.darkages.engine.space.SpatialHash;

/**
 * Looks around for a viewer: one query of the spatial hash, a tier for each entity in reach, enter and
 * leave. Not thread-safe; allocates nothing.
 */
public final class Interest {

    /** Update owed at most when an entity enters: spreads equal entities over the interval. */
    private static final int STAGGER = 60;

    private final EntityTable entities;
    private final SpatialHash space;
    private final int[] found;
    private final int leaveRadius;
    private final long[] enterSquared = new long[3];
    private final long[] leaveSquared = new long[3];
    private int refused;

    public Interest(InterestRules rules, EntityTable entities, SpatialHash space) {
        this.entities = entities;
        this.space = space;
        found = new int[entities.capacity()];
        int[] radii = {rules.nearRadius(), rules.midRadius(), rules.farRadius()};
        for (int tier = 0; tier < radii.length; tier++) {
            enterSquared[tier] = (long) radii[tier] * radii[tier];
            long leave = (long) radii[tier] + rules.hysteresis();
            leaveSquared[tier] = leave * leave;
        }
        leaveRadius = rules.farRadius() + rules.hysteresis();
    }

    /**
     * Renews what this viewer sees. The viewer's own entity is never seen.
     *
     * @param self slot of the viewer's own entity
     * @return entities in reach, the measure of the work
     */
    public int look(Viewer viewer, int self, int tick) {
        viewer.beginInterest(tick);
        refused = 0;
        int viewerX = entities.x(self);
        int viewerZ = entities.z(self);
        int count = space.query(viewerX, viewerZ, leaveRadius, found);
        for (int i = 0; i < count; i++) {
            int slot = found[i];
            if (slot == self) {
                continue;
            }
            long dx = (long) entities.x(slot) - viewerX;
            long dz = (long) entities.z(slot) - viewerZ;
            see(viewer, self, slot, dx * dx + dz * dz);
        }
        viewer.endInterest();
        return count;
    }

    private void see(Viewer viewer, int self, int slot, long distanceSquared) {
        int index = viewer.indexOf(slot);
        if (index >= 0) {
            int tier = viewer.tier(index);
            if (distanceSquared <= leaveSquared[ReplicationPolicy.FAR]) {
                viewer.see(index);
                viewer.tier(index, viewer.isAimedAt(index) ? ReplicationPolicy.NEAR : tierOf(distanceSquared, tier));
            }
        } else if (distanceSquared <= enterSquared[ReplicationPolicy.FAR]) {
            int id = entities.id(slot);
            int stagger = (int) Long.remainderUnsigned(Mix.mix64((long) id << 32 | entities.id(self)), STAGGER);
            if (viewer.enter(slot, id, tierOf(distanceSquared, ReplicationPolicy.FAR), stagger) < 0) {
                refused++;
            }
        }
    }

    /** Entities in reach that found no free index at the last look. */
    public int refused() {
        return refused;
    }

    /** Closer at the tier's radius, farther only beyond its hysteresis. */
    private int tierOf(long distanceSquared, int present) {
        int tier = present;
        while (tier > ReplicationPolicy.NEAR && distanceSquared <= enterSquared[tier - 1]) {
            tier--;
        }
        while (tier < ReplicationPolicy.FAR && distanceSquared > leaveSquared[tier]) {
            tier++;
        }
        return tier;
    }
}
