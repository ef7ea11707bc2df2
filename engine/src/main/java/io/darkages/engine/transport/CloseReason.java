package io.darkages.engine.transport;

/**
 * Why a session ended. The numbers are GameNetworkingSockets'; 1,000 to 1,999 are the
 * application's for ordinary ends, 2,000 to 2,999 for its troubles.
 */
public final class CloseReason {

    /** The application is done. */
    public static final int NORMAL = 1000;
    /** The server takes no more sessions, or none from this address. */
    public static final int SERVER_FULL = 2001;
    /** Nothing was heard from the peer for the timeout, or it never answered. */
    public static final int TIMEOUT = 4001;
    /** The sides name different cipher suites. */
    public static final int BAD_CRYPT = 4002;
    /** The sides have no protocol version in common. */
    public static final int BAD_PROTOCOL_VERSION = 4006;
    /** The peer broke the rules of the reliable stream. */
    public static final int INTERNAL_ERROR = 5002;
    /** The peer knows nothing of this session. */
    public static final int NO_CONNECTION = 5010;

    private CloseReason() {}
}
