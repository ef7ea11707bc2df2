package io.darkages.scenarios.bots;

/** How a fighter's errors are spread. */
public enum Aim {
    /** Well inside what it wants to strike, or clearly off: nearly every attack can be judged. */
    CLEAR,
    /** Evenly over what it wants to strike and as far past the edge again: one attack in ten or so is at an edge. */
    EVEN
}
