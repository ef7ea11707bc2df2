package io.darkages.engine.interest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.snapshot.Viewer;
import io.darkages.engine.space.SpatialHash;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class InterestTest {

    private static final int CAPACITY = 80;
    private static final int NOWHERE = -1;

    private final EntityTable entities = new EntityTable(CAPACITY);
    private final SpatialHash space = new SpatialHash(CAPACITY);
    private final Interest interest = new Interest(InterestRules.DEFAULT, entities, space);
    private final Viewer viewer = new Viewer(CAPACITY);
    private final MotionState state = new MotionState();
    private int tick;

    private int place(int xMillimetres, int zMillimetres) {
        state.place(FixedPoint.fromMillimetres(xMillimetres), 0, FixedPoint.fromMillimetres(zMillimetres));
        int id = entities.create(1, 0, state);
        space.insert(EntityTable.slot(id), state.x, state.z);
        return id;
    }

    private void move(int slot, int x, int z) {
        state.place(x, 0, z);
        entities.store(slot, state);
        space.move(slot, x, z);
    }

    private int tier(int id) {
        int index = viewer.indexOf(EntityTable.slot(id));
        return index < 0 ? NOWHERE : viewer.tier(index);
    }

    private void look(int self) {
        interest.look(viewer, EntityTable.slot(self), ++tick);
    }

    @Test
    void tiersByDistanceAndNeverOneself() {
        int self = place(0, 0);
        int near = place(50_000, 0);
        int mid = place(0, 50_001);
        int edge = place(-100_000, 0);
        int far = place(0, -100_001);
        int last = place(200_000, 0);
        int out = place(200_001, 0);
        look(self);
        assertEquals(ReplicationPolicy.NEAR, tier(near));
        assertEquals(ReplicationPolicy.MID, tier(mid));
        assertEquals(ReplicationPolicy.MID, tier(edge));
        assertEquals(ReplicationPolicy.FAR, tier(far));
        assertEquals(ReplicationPolicy.FAR, tier(last));
        assertEquals(NOWHERE, tier(out));
        assertEquals(NOWHERE, tier(self));
        assertEquals(5, viewer.visibleCount());
        assertEquals(0, interest.refused());
    }

    @Test
    void whoWalksAlongABorderDoesNotFlicker() {
        int self = place(0, 0);
        int other = place(0, 49_900);
        look(self);
        int[] borders = {50_000, 100_000, 200_000};
        for (int border : borders) {
            int slot = EntityTable.slot(other);
            move(slot, 0, FixedPoint.fromMillimetres(border - 100));
            look(self);
            int inside = tier(other);
            int index = viewer.indexOf(slot);
            for (int i = 0; i < 50; i++) {
                move(slot, 0, FixedPoint.fromMillimetres(border + (i % 2 == 0 ? 4_900 : -100)));
                look(self);
                assertEquals(inside, tier(other), "border " + border);
                assertEquals(index, viewer.indexOf(slot));
            }
            move(slot, 0, FixedPoint.fromMillimetres(border + 5_100));
            look(self);
            int outside = inside == ReplicationPolicy.FAR ? NOWHERE : inside + 1;
            assertEquals(outside, tier(other));
            move(slot, 0, FixedPoint.fromMillimetres(border + 100));
            look(self);
            assertEquals(outside, tier(other), "back within the hysteresis is not back inside");
            move(slot, 0, FixedPoint.fromMillimetres(border));
            look(self);
            assertEquals(inside, tier(other));
        }
    }

    @Test
    void aJumpCrossesTiersAtOnce() {
        int self = place(0, 0);
        int other = place(10_000, 0);
        look(self);
        move(EntityTable.slot(other), FixedPoint.fromMillimetres(150_000), 0);
        look(self);
        assertEquals(ReplicationPolicy.FAR, tier(other));
        move(EntityTable.slot(other), FixedPoint.fromMillimetres(10_000), 0);
        look(self);
        assertEquals(ReplicationPolicy.NEAR, tier(other));
        move(EntityTable.slot(other), FixedPoint.fromMillimetres(900_000), 0);
        look(self);
        assertEquals(NOWHERE, tier(other));
    }

    /** What one would do with a loop over all entities and the last tier of each. */
    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void seesWhatALoopOverAllSees(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("interest");
        InterestTest zone = new InterestTest();
        int self = zone.place((int) draws.between(-900_000, 900_000), (int) draws.between(-900_000, 900_000));
        int[] ids = new int[CAPACITY - 1];
        int[] tiers = new int[CAPACITY - 1];
        int selfX = zone.entities.x(EntityTable.slot(self));
        int selfZ = zone.entities.z(EntityTable.slot(self));
        for (int i = 0; i < ids.length; i++) {
            ids[i] = zone.place(
                    FixedPoint.toMillimetres(selfX) + (int) draws.between(-230_000, 230_000),
                    FixedPoint.toMillimetres(selfZ) + (int) draws.between(-230_000, 230_000));
            tiers[i] = NOWHERE;
        }
        for (int look = 0; look < 40; look++) {
            zone.look(self);
            int visible = 0;
            for (int i = 0; i < ids.length; i++) {
                int slot = EntityTable.slot(ids[i]);
                long dx = (long) zone.entities.x(slot) - selfX;
                long dz = (long) zone.entities.z(slot) - selfZ;
                tiers[i] = expected(dx * dx + dz * dz, tiers[i]);
                assertEquals(tiers[i], zone.tier(ids[i]), "entity " + i + " at look " + look);
                visible += tiers[i] == NOWHERE ? 0 : 1;
                int step = draws.nextInt(20) == 0 ? 200_000 : 3_000;
                zone.move(
                        slot,
                        zone.entities.x(slot) + FixedPoint.fromMillimetres(draws.between(-step, step)),
                        zone.entities.z(slot) + FixedPoint.fromMillimetres(draws.between(-step, step)));
            }
            assertEquals(visible, zone.viewer.visibleCount());
            assertEquals(NOWHERE, zone.tier(self));
        }
    }

    private static int expected(long distanceSquared, int before) {
        InterestRules rules = InterestRules.DEFAULT;
        int[] radii = {rules.nearRadius(), rules.midRadius(), rules.farRadius()};
        for (int tier = 0; tier < radii.length; tier++) {
            long radius = radii[tier];
            // Who was in this tier or a closer one stays until beyond the hysteresis.
            long reach = before != NOWHERE && before <= tier ? radius + rules.hysteresis() : radius;
            if (distanceSquared <= reach * reach) {
                return tier;
            }
        }
        return NOWHERE;
    }

    @Test
    void moreThanTheBookHoldsAreRefusedAndCounted() {
        int count = Viewer.MAX_VISIBLE + 11;
        EntityTable crowd = new EntityTable(count);
        SpatialHash square = new SpatialHash(count);
        for (int i = 0; i < count; i++) {
            state.place(i * 100, 0, 0);
            square.insert(EntityTable.slot(crowd.create(1, 0, state)), state.x, state.z);
        }
        Interest crowded = new Interest(InterestRules.DEFAULT, crowd, square);
        Viewer book = new Viewer(count);
        assertEquals(count, crowded.look(book, 0, 1));
        assertEquals(Viewer.MAX_VISIBLE, book.visibleCount());
        assertEquals(10, crowded.refused());
    }

    @Test
    void rulesAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new InterestRules(5, 5, 9, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new InterestRules(0, 5, 9, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new InterestRules(1, 5, 9, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new InterestRules(1, 5, 9, 0, 0));
    }
}
