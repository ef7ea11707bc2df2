package io.darkages.engine.protocol;

import io.darkages.engine.transport.CloseReason;

/** Why the game ends a session, on either side. Ranges as in {@link CloseReason}. */
public final class GameCloseReason {

    /** The player said goodbye. */
    public static final int LEFT = 1001;
    /** The same player came back in another session. */
    public static final int TAKEN_OVER = 1002;
    /** The client goes on in another session. */
    public static final int RESUMING = 1003;
    /** The client stays in the zone that it is in: a handoff to this one came to nothing. */
    public static final int STAYED = 1004;
    /** Another zone acts for the player, and the client has had its time to go there. */
    public static final int HANDED_OVER = 1005;
    /** The player does not go to this zone after all. */
    public static final int NOT_COMING = 1006;
    /** No valid token, or no room. */
    public static final int REFUSED = 2101;
    /** Said nothing in the time for logging in. */
    public static final int NO_LOGIN = 2102;
    /** Proven to cheat. */
    public static final int CHEATING = 2103;

    /** Nobody can serve the player just now. */
    public static final int BUSY = 2104;

    private GameCloseReason() {}
}
