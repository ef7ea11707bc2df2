package io.darkages.engine.backplane;

/** How a message is sent. */
public enum Delivery {
    /** Once at most, in any order, or not at all; only while there is a link. */
    UNRELIABLE,
    /**
     * Exactly once and in order, within one incarnation of both sides and across reconnects; held until the peer has
     * acknowledged it. Late is not never: a receiver must judge an old message by its epoch.
     */
    RELIABLE
}
