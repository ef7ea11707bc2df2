package io.darkages.engine.client;

import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.protocol.CombatNotice;

/**
 * What fighting shows the player, as data: made of the server's notices, each with the time when it came.
 *
 * <p>Not thread-safe; allocates nothing.
 */
public final class CombatFeedback {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int TICKS_PER_SECOND = 60;

    private final CombatRules rules;
    private int health;
    private boolean alive;
    private int killer;
    private long diedNanos;

    CombatFeedback(CombatRules rules) {
        this.rules = rules;
        reset();
    }

    /** A new session: unhurt until told otherwise. */
    void reset() {
        health = rules.health().full();
        alive = true;
        killer = EntityTable.NO_ENTITY;
    }

    /** A notice came to the player whose entity is {@code self}. */
    void notice(CombatNotice notice, int self, long nowNanos) {
        if (notice.health >= 0) {
            health = notice.health;
        }
        if (notice.subject != self) {
            return;
        }
        if (notice.kind == CombatNotice.Kind.DEATH) {
            alive = false;
            health = 0;
            killer = notice.object;
            diedNanos = nowNanos;
        } else if (notice.kind == CombatNotice.Kind.RESPAWN) {
            alive = true;
            health = notice.health >= 0 ? notice.health : rules.health().full();
        }
    }

    /** The player's own health, hundredths of a point. */
    public int health() {
        return health;
    }

    public boolean isAlive() {
        return alive;
    }

    /** Who killed the player last, or {@link EntityTable#NO_ENTITY}. */
    public int killer() {
        return killer;
    }

    /** Until the player lives again, as far as it can tell; 0 while alive. */
    public long respawnNanos(long nowNanos) {
        long wait = rules.health().respawnTicks() * SECOND_NANOS / TICKS_PER_SECOND;
        return alive ? 0 : Math.max(0, diedNanos + wait - nowNanos);
    }
}
