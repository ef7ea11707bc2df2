package io.darkages.engine.port;

/** How many replicas of a store must have taken a write before it counts as done. */
public enum Consistency {
    /** One of them: the fastest, and lost with that node. */
    ONE,
    /** More than half of them. */
    QUORUM
}
