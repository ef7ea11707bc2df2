package io.darkages.engine.authority;

/**
 * Told what became of players. Called from {@link PlayerOwnership#advance} and from the register's answers, never from
 * inside the call that asked; it may ask for more.
 */
public interface OwnershipListener {

    /** How a zone came to own a player. Probes carry the ordinal. */
    enum Way {
        CLAIMED,
        ACCEPTED,
        ROLLED_BACK
    }

    /** The zone owns the player under that epoch, and may act for it while its lease is held. */
    void owned(long monotonicNanos, long player, long epoch, Way way);

    /**
     * Another zone owns the player, who is forgotten here: a claim or a transfer that was offered is refused.
     *
     * @param zone where the player belongs. May be this zone, if an offer was void that came in the way of a claim: the
     *     player can be claimed again
     */
    void elsewhere(long monotonicNanos, long player, int zone);

    /**
     * The register says that the player is in transit: the target can take it from now on, and must not before it has
     * its last state. The source goes on acting until {@link PlayerOwnership#freeze}.
     *
     * @param epoch the source's; what {@link PlayerOwnership#accept} asks for
     */
    void inTransit(long monotonicNanos, long player, long epoch, int target);

    /** The register says that another owns the player, under that epoch. It is forgotten here. */
    void transferred(long monotonicNanos, long player, long epoch, int target);

    /** Nobody owns the player, or another does. It is forgotten here. */
    void released(long monotonicNanos, long player);
}
