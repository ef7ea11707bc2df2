package io.darkages.engine.client;

import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.entity.EntityTable;

/** One thing that fighting puts on the screen for a while. Overwritten when newer ones need its place. */
public final class FeedbackItem {

    /** What it shows. */
    public enum Kind {
        /** The player hurt {@link #entity()} by {@link #amount()}. */
        DAMAGE_NUMBER,
        /** An attack of the player's was decided without a hit, or refused: {@link #outcome()}. */
        ATTACK_MARKER,
        /** The player was hurt by {@link #entity()}: the screen flashes. */
        SCREEN_FLASH,
        /** Health came back. */
        HEALING,
        /** {@link #entity()} was killed by {@link #killer()}. */
        KILL
    }

    Kind kind = Kind.KILL;
    int entity = EntityTable.NO_ENTITY;
    int killer = EntityTable.NO_ENTITY;
    int amount;
    boolean critical;
    boolean blocked;
    AttackOutcome outcome = AttackOutcome.MISS;
    long fromNanos;
    long untilNanos;

    FeedbackItem() {}

    public Kind kind() {
        return kind;
    }

    /** Whom it is about, or {@link EntityTable#NO_ENTITY}. */
    public int entity() {
        return entity;
    }

    /** Of a kill: who did it. */
    public int killer() {
        return killer;
    }

    /** Health taken or given, hundredths of a point. */
    public int amount() {
        return amount;
    }

    public boolean isCritical() {
        return critical;
    }

    /** Whether a guard took part of the damage. */
    public boolean isBlocked() {
        return blocked;
    }

    /** What became of the player's attack. */
    public AttackOutcome outcome() {
        return outcome;
    }

    /** When it appeared, on the client's monotonic clock. */
    public long fromNanos() {
        return fromNanos;
    }

    /** Whether it is to be seen at that time. */
    public boolean isShown(long nowNanos) {
        return nowNanos - untilNanos < 0;
    }
}
