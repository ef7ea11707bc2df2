package io.darkages.scenarios.bots;

import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.random.RandomStream;

/**
 * Whom a fighter goes for: the nearest living enemy in sight. It looks around every half second or so, and at once
 * when its enemy is gone or dead; a little nearer is no reason to leave an enemy.
 */
final class Quarry {

    private static final int LOOK_TICKS = Brain.TICKS_PER_SECOND / 2;

    /** Where it was drawn last; meaningful after {@link #follow} said so. */
    final DrawnPlace drawn = new DrawnPlace();

    private final RandomStream random;
    private final int sightQ16;
    private final DrawnPlace candidate = new DrawnPlace();
    private int place;
    private int entity = EntityTable.NO_ENTITY;
    private long lookTick;

    Quarry(RandomStream random, int sightQ16) {
        this.random = random;
        this.sightQ16 = sightQ16;
    }

    /** Whether there is one at this tick. The player's attention goes to it. */
    boolean follow(long tick, BotView view) {
        Arena arena = view.arena();
        if (tick >= lookTick || !isThere(arena)) {
            lookTick = tick + LOOK_TICKS / 2 + random.nextInt(LOOK_TICKS);
            choose(view);
        }
        arena.aimAt(entity);
        return isThere(arena) && arena.draw(place, drawn);
    }

    private boolean isThere(Arena arena) {
        return entity != EntityTable.NO_ENTITY
                && place < arena.places()
                && arena.entity(place) == entity
                && arena.isAlive(place)
                && !arena.isFriend(place);
    }

    private void choose(BotView view) {
        Arena arena = view.arena();
        long nearest = sightQ16;
        int chosen = EntityTable.NO_ENTITY;
        for (int i = 0; i < arena.places(); i++) {
            if (arena.entity(i) == EntityTable.NO_ENTITY
                    || !arena.isAlive(i)
                    || arena.isFriend(i)
                    || !arena.draw(i, candidate)) {
                continue;
            }
            long distance = distance(view, candidate);
            // One that it has is left for one that is a third nearer.
            if (arena.entity(i) == entity) {
                distance -= distance / 3;
            }
            if (distance < nearest) {
                nearest = distance;
                chosen = arena.entity(i);
                place = i;
            }
        }
        entity = chosen;
    }

    /** From the player to where it is drawn, as seen from above, in Q16.16 metres. */
    long distance(BotView view) {
        return distance(view, drawn);
    }

    /** Heading from the player to where it is drawn. */
    int heading(BotView view) {
        return Steering.headingTo(view, drawn.x, drawn.z);
    }

    private static long distance(BotView view, DrawnPlace at) {
        return FixedPoint.distance((long) at.x - view.x(), (long) at.z - view.z());
    }
}
