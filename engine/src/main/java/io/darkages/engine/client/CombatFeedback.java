package io.darkages.engine.client;

import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.protocol.CombatNotice;
import java.util.Arrays;

/**
 * What fighting shows the player, as data with times, ready for a picture: health bar, damage numbers, hit markers,
 * screen flash, kills, and the death camera's killer and respawn timer. Made of the server's notices, each as it comes.
 *
 * <p>The newest {@value #MOST_ITEMS} items are kept; times are the client's monotonic clock. Not thread-safe; allocates
 * the items when there is something to show for the first time, and nothing else.
 */
public final class CombatFeedback {

    /** More than that at a time nobody reads. */
    public static final int MOST_ITEMS = 16;

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int TICKS_PER_SECOND = 60;
    private static final AttackOutcome[] OUTCOMES = AttackOutcome.values();

    private static final long NUMBER_NANOS = SECOND_NANOS;
    private static final long MARKER_NANOS = 300_000_000L;
    private static final long FLASH_NANOS = 250_000_000L;
    private static final long KILL_NANOS = 5 * SECOND_NANOS;

    private final CombatRules rules;
    /** Made when there is something to show: where nobody fights there never is. */
    private FeedbackItem[] items = {};

    private int shown;
    private int health;
    private boolean alive;
    private int killer;
    private long respawnNanos;

    CombatFeedback(CombatRules rules) {
        this.rules = rules;
        reset();
    }

    /** A new session: nothing happened, and the player is unhurt until told otherwise. */
    void reset() {
        shown = 0;
        health = fullHealth();
        alive = true;
        killer = EntityTable.NO_ENTITY;
    }

    /** Another zone is on the screen, which has other names for the same. */
    void renamed(EntityMatch match) {
        killer = match.after(killer);
        for (int back = 0; back < itemCount(); back++) {
            FeedbackItem item = item(back);
            item.entity = match.after(item.entity);
            item.killer = match.after(item.killer);
        }
    }

    /**
     * A notice came.
     *
     * @param self the player's own entity
     * @param agoNanos how long ago it happened, by the snapshots' clock; at least 0
     */
    void notice(CombatNotice notice, int self, long agoNanos, long nowNanos) {
        if (notice.health >= 0) {
            health = notice.health;
        }
        boolean isOwn = notice.subject == self;
        switch (notice.kind) {
            case ATTACK_RESULT -> attacked(notice, nowNanos);
            case HURT -> item(FeedbackItem.Kind.SCREEN_FLASH, notice.object, notice, nowNanos, FLASH_NANOS);
            case HEALED -> {
                if (notice.amount > 0) {
                    item(FeedbackItem.Kind.HEALING, self, notice, nowNanos, NUMBER_NANOS);
                }
            }
            case DEATH -> {
                item(FeedbackItem.Kind.KILL, notice.subject, notice, nowNanos, KILL_NANOS);
                if (isOwn) {
                    alive = false;
                    health = 0;
                    killer = notice.object;
                    respawnNanos =
                            nowNanos - agoNanos + rules.health().respawnTicks() * SECOND_NANOS / TICKS_PER_SECOND;
                }
            }
            case RESPAWN -> {
                if (isOwn) {
                    alive = true;
                    health = notice.health >= 0 ? notice.health : fullHealth();
                    killer = EntityTable.NO_ENTITY;
                }
            }
        }
    }

    private void attacked(CombatNotice notice, long nowNanos) {
        AttackOutcome outcome = OUTCOMES[notice.outcome];
        boolean isHit = outcome == AttackOutcome.HIT;
        FeedbackItem item = item(
                isHit ? FeedbackItem.Kind.DAMAGE_NUMBER : FeedbackItem.Kind.ATTACK_MARKER,
                notice.subject,
                notice,
                nowNanos,
                isHit ? NUMBER_NANOS : MARKER_NANOS);
        item.outcome = outcome;
    }

    private FeedbackItem item(
            FeedbackItem.Kind kind, int entity, CombatNotice notice, long nowNanos, long shownForNanos) {
        if (items.length == 0) {
            items = new FeedbackItem[MOST_ITEMS];
            Arrays.setAll(items, i -> new FeedbackItem());
        }
        FeedbackItem item = items[shown & MOST_ITEMS - 1];
        shown++;
        item.kind = kind;
        item.entity = entity;
        item.killer = notice.object;
        item.amount = notice.amount;
        item.critical = (notice.flags & CombatNotice.CRITICAL) != 0;
        item.blocked = (notice.flags & CombatNotice.BLOCKED) != 0;
        item.outcome = AttackOutcome.HIT;
        item.fromNanos = nowNanos;
        item.untilNanos = nowNanos + shownForNanos;
        return item;
    }

    /** The player's own health, hundredths of a point. */
    public int health() {
        return health;
    }

    /** Health of somebody unhurt. */
    public int fullHealth() {
        return rules.health().full();
    }

    public boolean isAlive() {
        return alive;
    }

    /** The death camera looks at it: who killed the player, or {@link EntityTable#NO_ENTITY} while it lives. */
    public int killer() {
        return killer;
    }

    /** Until the player lives again, as far as it can tell; 0 while it lives. */
    public long respawnNanos(long nowNanos) {
        return alive ? 0 : Math.max(0, respawnNanos - nowNanos);
    }

    /** Items kept: 0 to {@value #MOST_ITEMS}. Not all of them are still shown. */
    public int itemCount() {
        return Math.min(shown, MOST_ITEMS);
    }

    /** An item; 0 is the newest. The live object: read it, and don't keep it. */
    public FeedbackItem item(int back) {
        if (back < 0 || back >= itemCount()) {
            throw new IllegalArgumentException("item " + back + " is not among the " + itemCount() + " kept");
        }
        return items[shown - 1 - back & MOST_ITEMS - 1];
    }
}
