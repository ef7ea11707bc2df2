package io.darkages.engine.combat;

/**
 * What became of an attack: the first three are decisions on what was drawn, the others refusals. A refused attack
 * does nothing, costs no cooldown, and is never judged at the present place instead.
 */
public enum AttackOutcome {
    HIT,
    /** Out of reach, beside the cone or the sphere, or aimed at nobody. */
    MISS,
    BLOCKED_BY_OBSTACLE,
    /** Drawn longer ago than a rewind may reach. */
    TOO_OLD,
    /** It names a snapshot in which this client was not told of the target. */
    NEVER_SENT,
    /** The time of drawing, or the states drawn from, do not fit what the client has acknowledged. */
    BAD_TIME,
    /** The client claims another place than the one that follows from what it names. */
    CLAIM_OFF,
    /** Too soon after the attack before. */
    COOLDOWN,
    /** The attacker blocks, which leaves no hand free. */
    BLOCKING,
    /** Attacker or target is dead. */
    DEAD,
    /** The target is on the attacker's team. */
    FRIENDLY,
    /** The target does not exist any more, or is the attacker. */
    NO_TARGET;

    /** Whether the attack took place, whatever it did. */
    public boolean isDecision() {
        return this == HIT || this == MISS || this == BLOCKED_BY_OBSTACLE;
    }
}
