package io.darkages.scenarios.bots;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;

/**
 * What a player sees and does in a fight: its screen and its weapon. Others are asked for by their place in the
 * client's table, which may be empty or change its owner from one tick to the next. Allocates nothing.
 */
public interface Arena {

    /** Where nobody is seen and nobody can strike. */
    Arena EMPTY = new Arena() {};

    /** One above the highest place at which somebody may be seen. */
    default int places() {
        return 0;
    }

    /** Id of who is at that place, or {@link EntityTable#NO_ENTITY}. Never the player itself. */
    default int entity(int place) {
        return EntityTable.NO_ENTITY;
    }

    /** Whether who is there lives, as far as the screen tells. */
    default boolean isAlive(int place) {
        return false;
    }

    /** Whether who is there was found to be on the player's own side. */
    default boolean isFriend(int place) {
        return false;
    }

    /**
     * Where the screen draws who is there, now.
     *
     * @return false if it does not
     */
    default boolean draw(int place, DrawnPlace out) {
        return false;
    }

    /** Whether the player lives. */
    default boolean alive() {
        return true;
    }

    /** Whether the cooldown is over with the input that is being decided. */
    default boolean ready() {
        return false;
    }

    /** Turns the attention to an entity, or to {@link EntityTable#NO_ENTITY}. Strikes go at it. */
    default void aimAt(int entity) {}

    /** Strikes with the input that is being decided, ready or not. */
    default void strike(AttackKind kind) {}
}
