package io.darkages.engine.combat;

/** What a remote entity's drawn place was made from. The order is the wire's: two bits. */
public enum DrawMode {
    /** One state, as it is: nothing leads on from it, or nothing older is known. */
    AT,
    /** One state with its motion, ahead along the velocity. */
    AHEAD,
    /** On the line between two states. */
    BETWEEN,
    /** Two states of which only the place is told, ahead along the way from the one to the other. */
    AHEAD_OF_TWO
}
