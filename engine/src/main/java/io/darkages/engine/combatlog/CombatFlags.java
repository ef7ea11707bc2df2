package io.darkages.engine.combatlog;

/** How an event came about: bits of {@link CombatEvent#flags}, 0 to 255. Bits are for ever: rows outlive servers. */
public final class CombatFlags {

    /** The hit was critical. */
    public static final int CRITICAL = 1;

    /** The subject blocked; the amount is what was left. */
    public static final int BLOCKED = 1 << 1;

    /** By a ranged attack; melee without it. */
    public static final int RANGED = 1 << 2;

    private CombatFlags() {}
}
