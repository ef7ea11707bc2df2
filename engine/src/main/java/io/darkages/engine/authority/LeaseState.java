package io.darkages.engine.authority;

/** What a process knows of its hold on a zone. */
public enum LeaseState {
    /** Another holds the zone, or nobody, or nobody knows. */
    WATCHING,
    /** This process holds it, and {@link ZoneLease#isHeld} says until when. */
    HELD,
    /** The lease ran out and nobody is known to have taken it. It may come back under the same number. */
    SUSPENDED,
    /** It is being given back; nothing is done under it any more. */
    RELEASING
}
