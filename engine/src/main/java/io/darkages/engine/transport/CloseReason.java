package io.darkages.engine.transport;

/**
 * Why a session ended. The numbers are GameNetworkingSockets'; 1,000 to 1,999 are the
 * application's for ordinary ends, 2,000 to 2,999 for its troubles.
 */
public final class CloseReason {

    /** The application is done. */
    public static final int NORMAL = 1000;
    /** The application gave a number outside 1,000 to 2,999. */
    public static final int INVALID = 1999;
    /** The server takes no more sessions, or none from this address. */
    public static final int SERVER_FULL = 2001;
    /** The sides have no cipher suite in common, or the peer's key is none. */
    public static final int BAD_CRYPT = 4002;
    /** The peer's certificate is none, or of a kind that is not known here. */
    public static final int BAD_CERT = 4003;
    /** The sides have no protocol version in common, or the peer says now this and now that. */
    public static final int BAD_PROTOCOL_VERSION = 4006;
    /** What has no number of its own. */
    public static final int GENERIC = 5001;
    /** The peer broke the rules of the reliable stream. */
    public static final int INTERNAL_ERROR = 5002;
    /** Nothing was heard from the peer for the timeout, or it never answered. */
    public static final int TIMEOUT = 5003;
    /** The peer knows nothing of this session. */
    public static final int NO_CONNECTION = 5010;

    private static final int APPLICATION_MIN = 1000;
    private static final int APPLICATION_MAX = 2999;

    private CloseReason() {}

    /** The number itself where an application may use it, {@link #INVALID} elsewhere; as GameNetworkingSockets has it. */
    static int ofApplication(int reason) {
        return reason >= APPLICATION_MIN && reason <= APPLICATION_MAX ? reason : INVALID;
    }
}
