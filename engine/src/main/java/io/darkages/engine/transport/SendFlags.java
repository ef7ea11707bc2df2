package io.darkages.engine.transport;

/** How {@link Session#send} treats a message. The numbers are GameNetworkingSockets'; add them up. */
public final class SendFlags {

    /** The message may be lost, and may overtake others. It may wait for others to share a packet with. */
    public static final int UNRELIABLE = 0;

    /** The message, and all that wait, need not wait for others to share a packet with. */
    public static final int NO_NAGLE = 1;

    /**
     * Of an unreliable message: it is of no use if it can't leave soon. Means what it means there: a message for a
     * session that is not connected is dropped, as it is here without the flag too.
     */
    public static final int NO_DELAY = 4;

    /** The message arrives exactly once and in order in its lane, or the session ends. */
    public static final int RELIABLE = 8;

    private SendFlags() {}
}
