package io.darkages.engine.combat;

/** How somebody strikes. The order is the wire's: one bit. */
public enum AttackKind {
    /** A blow at what is close, within a cone around the heading. */
    MELEE,
    /** A shot from the eye along the heading and the pitch. */
    RANGED
}
