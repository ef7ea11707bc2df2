package io.darkages.engine.ghost;

/** Hears of ghosts that come and go, from inside the table's calls. It may read the table and not change it. */
public interface GhostWatcher {

    /** Why a ghost is gone. */
    enum Cause {
        /** Its owner said so. */
        REMOVED,
        /** Nothing was heard of it for the expiry. */
        EXPIRED,
        /** This zone acts for the player now. */
        OWNED_HERE,
        /** Another zone acts for it now: it appears again, without a past. */
        OTHER_OWNER
    }

    /** A ghost has its first state. */
    void appeared(int ghost);

    /** Still readable during the call; its number may be another's after it. */
    void vanished(int ghost, Cause cause);
}
