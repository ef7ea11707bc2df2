package io.darkages.engine.client;

import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.ReplicaTable;
import io.darkages.engine.snapshot.Viewer;

/**
 * Who is who in two views at one moment. Zones number entities each for itself and tell no player's name, so two
 * entities are taken for one if they are drawn nearest to each other, within {@value #WITHIN_METRES} m, and not known
 * to be of different teams: what is drawn of one player in two zones lies as far apart as it runs while one zone tells
 * the other. In a crowd that is closer together than that, who is who may be mistaken; in doubt nobody is somebody else.
 *
 * <p>Not thread-safe; its columns grow with what the views hold, and a {@link #match} that fits allocates nothing.
 */
final class EntityMatch {

    /** A runner's way of a fifth of a second. */
    static final int WITHIN_METRES = 2;

    private static final int NONE = -1;
    private static final int NO_TEAM_TOLD = -1;
    private static final long WITHIN = (long) WITHIN_METRES * FixedPoint.ONE;

    private static final int GROWTH = 32;

    /** What is drawn in one view. */
    private static final class Drawn {
        int[] entities = {};
        int[] teams = {};
        int[] x = {};
        int[] y = {};
        int[] z = {};
        int[] nearest = {};
        long[] nearestSquared = {};
        int count;

        /** Forgets what is in it, and makes room for that many. */
        void clear(int room) {
            count = 0;
            if (room > entities.length) {
                entities = new int[room];
                teams = new int[room];
                x = new int[room];
                y = new int[room];
                z = new int[room];
                nearest = new int[room];
                nearestSquared = new long[room];
            }
        }

        void add(int entity, int team, DrawnPlace place) {
            entities[count] = entity;
            teams[count] = team;
            x[count] = place.x;
            y[count] = place.y;
            z[count] = place.z;
            nearest[count] = NONE;
            nearestSquared[count] = WITHIN * WITHIN;
            count++;
        }

        void near(int index, int other, long squared) {
            if (squared < nearestSquared[index]) {
                nearestSquared[index] = squared;
                nearest[index] = other;
            }
        }
    }

    private final Interpolation interpolation = new Interpolation();
    private Drawn[] drawn = {};
    private int[] before = {};
    private int[] after = {};
    private long[] jumps = {};
    private int count;
    private int ownBefore;
    private int ownAfter;

    /** Compares what two views draw now. */
    void match(View from, View to, long nowNanos) {
        if (drawn.length == 0) {
            drawn = new Drawn[] {new Drawn(), new Drawn()};
        }
        int room = Math.max(from.replicas.end(), to.replicas.end());
        if (room > before.length) {
            room = Math.min(Viewer.MAX_VISIBLE, (room + GROWTH - 1) / GROWTH * GROWTH);
            before = new int[room];
            after = new int[room];
            jumps = new long[room];
        }
        ownBefore = from.entity();
        ownAfter = to.entity();
        draw(from, drawn[0], nowNanos);
        draw(to, drawn[1], nowNanos);
        compare(drawn[0], drawn[1]);
        count = 0;
        for (int i = 0; i < drawn[0].count; i++) {
            int other = drawn[0].nearest[i];
            if (other != NONE && drawn[1].nearest[other] == i) {
                before[count] = drawn[0].entities[i];
                after[count] = drawn[1].entities[other];
                jumps[count] = FixedPoint.isqrt(drawn[0].nearestSquared[i]);
                count++;
            }
        }
    }

    private void draw(View view, Drawn into, long nowNanos) {
        ReplicaTable replicas = view.replicas;
        long timeQ8 = view.clock.renderTickQ8(nowNanos);
        into.clear(before.length);
        for (int index = 0; index < replicas.end() && timeQ8 >= 0; index++) {
            int entity = replicas.entity(index);
            if (entity != EntityTable.NO_ENTITY
                    && entity != view.entity()
                    && interpolation.draw(replicas, index, timeQ8)) {
                int newest = replicas.newest(index);
                int team = replicas.hasMotionAt(newest)
                        ? QuantisedState.teamOf(QuantisedState.flags(replicas.placeAt(newest)))
                        : NO_TEAM_TOLD;
                into.add(entity, team, interpolation.drawn());
            }
        }
    }

    private static void compare(Drawn one, Drawn other) {
        for (int i = 0; i < one.count; i++) {
            for (int k = 0; k < other.count; k++) {
                boolean isPossible = one.teams[i] == other.teams[k]
                        || one.teams[i] == NO_TEAM_TOLD
                        || other.teams[k] == NO_TEAM_TOLD;
                long dx = (long) one.x[i] - other.x[k];
                long dy = (long) one.y[i] - other.y[k];
                long dz = (long) one.z[i] - other.z[k];
                if (isPossible && Math.abs(dx) <= WITHIN && Math.abs(dy) <= WITHIN && Math.abs(dz) <= WITHIN) {
                    long squared = dx * dx + dy * dy + dz * dz;
                    one.near(i, k, squared);
                    other.near(k, i, squared);
                }
            }
        }
    }

    /** Entities that were found in both views, but for the player's own. */
    int count() {
        return count;
    }

    /** How far apart number {@code i} of them is drawn in the two views. */
    long jumpMicrometres(int i) {
        return FixedPoint.toMicrometres(jumps[i]);
    }

    /** What the second view calls an entity of the first, or {@link EntityTable#NO_ENTITY} if that is not known. */
    int after(int entity) {
        if (entity == EntityTable.NO_ENTITY) {
            return EntityTable.NO_ENTITY;
        }
        if (entity == ownBefore) {
            return ownAfter;
        }
        for (int i = 0; i < count; i++) {
            if (before[i] == entity) {
                return after[i];
            }
        }
        return EntityTable.NO_ENTITY;
    }
}
