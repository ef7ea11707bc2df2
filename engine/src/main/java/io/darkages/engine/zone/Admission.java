package io.darkages.engine.zone;

import io.darkages.engine.protocol.AccessToken;

/**
 * Decides what becomes of sessions that proved who they are, and hears of players that are gone. Each such session has a
 * ticket, answered once through {@link Door}, from inside these calls or later; one that is not answered within the time
 * for logging in is closed. Calls come on the zone's thread.
 *
 * <p>A zone that is given none lets everybody in at once.
 */
public interface Admission {

    /** Why a player is no longer in the zone. */
    enum Leaving {
        /** It said goodbye, and nothing is lost if it comes anew. */
        GOODBYE,
        /** Its session broke, and it did not come back in time. */
        NOT_BACK,
        /** Proven to cheat. */
        PUNISHED
    }

    /**
     * A session brought a good token: signed, not expired, of somebody whom the roster admits and who is not banned. Its
     * client may play elsewhere until this is answered, and go on here then.
     *
     * @param ticket names the session, not 0; never used again
     */
    void arrived(long monotonicNanos, long ticket, AccessToken.Claim claim);

    /**
     * A session says that another zone handed it over. The token is as it came: whether it is good is for the receiver
     * to know.
     */
    void handedOver(long monotonicNanos, long ticket, byte[] token);

    /** The ticket's session is over, and it was not answered: an answer comes too late. */
    void gone(long monotonicNanos, long ticket);

    /**
     * A player is about to leave the zone for good, and can still be {@linkplain Residents#capture captured}. Not told of
     * those whom the owner itself takes out.
     */
    void leaving(long monotonicNanos, long player, Leaving reason);

    /** A client that {@linkplain Door#observe looked on} closed its session, or is lost. Not told after an eviction. */
    void viewGone(long monotonicNanos, long player);
}
