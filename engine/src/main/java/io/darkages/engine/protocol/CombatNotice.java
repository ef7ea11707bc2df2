package io.darkages.engine.protocol;

/**
 * What the server tells a client of combat, on the reliable channel. Mutable scratch; not thread-safe.
 */
public final class CombatNotice {

    /** What happened. */
    public enum Kind {
        /** To the attacker: what became of its attack. {@link #subject} is the target. */
        ATTACK_RESULT,
        /** To the victim: it was hurt by {@link #object}. */
        HURT,
        /** To all who see it and to the two: {@link #subject} died by {@link #object}. */
        DEATH,
        /** To all who see it and to itself: {@link #subject} lives again. */
        RESPAWN,
        /** To oneself: health came back. */
        HEALED
    }

    /** The damage was critical. */
    public static final int CRITICAL = 1;

    /** The victim's guard took part of it. */
    public static final int BLOCKED = 1 << 1;

    public Kind kind = Kind.ATTACK_RESULT;

    /** The server's tick. */
    public int tick;

    /** Of an attack's result: the input with which it struck. */
    public int sequence;

    /** Of an attack's result: ordinal of {@link io.darkages.engine.combat.AttackOutcome}. */
    public int outcome;

    /** Entity to whom it happened, 0 for nobody. */
    public int subject;

    /** Entity that did it, 0 for nobody. */
    public int object;

    /** Health taken or given, hundredths of a point. */
    public int amount;

    /** The receiver's health after it, hundredths; -1 where it is somebody else's business. */
    public int health = -1;

    /** {@link #CRITICAL}, {@link #BLOCKED}. */
    public int flags;
}
