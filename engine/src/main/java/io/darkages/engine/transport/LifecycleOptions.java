package io.darkages.engine.transport;

import java.nio.charset.StandardCharsets;

/**
 * How an endpoint's sessions begin and end: what this side says of itself, how much others may ask of it at
 * one time, and how long it waits for the last of its data to arrive.
 *
 * @param identity what this side calls itself, unproven: {@code str:name}, {@code gen:hex} or another form of
 *     GameNetworkingSockets, at most {@value Certificate#IDENTITY_BYTES_MAX} bytes of UTF-8; empty for anonymous.
 *     An IP address is refused by GameNetworkingSockets here, so it is no identity
 * @param pendingHandshakesMax handshakes at one time whose keys are being worked on
 * @param sessionsPerHostMax sessions at one time with one IPv4 address, whatever the port; those that are closing
 *     don't count. Players behind one router share it
 * @param halfOpenPerHostMax of these, sessions that are not yet confirmed
 * @param lingerNanos how long {@link Session#closeWhenDelivered} waits for acknowledgements
 */
public record LifecycleOptions(
        String identity, int pendingHandshakesMax, int sessionsPerHostMax, int halfOpenPerHostMax, long lingerNanos) {

    private static final long SECOND = 1_000_000_000;

    public LifecycleOptions {
        int identityBytes = identity.getBytes(StandardCharsets.UTF_8).length;
        if (identityBytes > Certificate.IDENTITY_BYTES_MAX || identity.startsWith("ip:")) {
            throw new IllegalArgumentException("identity '" + identity + "' is too long, or an address");
        }
        require(pendingHandshakesMax >= 1, "pendingHandshakesMax", pendingHandshakesMax);
        require(sessionsPerHostMax >= 1, "sessionsPerHostMax", sessionsPerHostMax);
        require(halfOpenPerHostMax >= 1, "halfOpenPerHostMax", halfOpenPerHostMax);
        require(lingerNanos >= 0, "lingerNanos", lingerNanos);
    }

    /**
     * Anonymous; an eighth of {@link EndpointOptions#server}'s half-open places and a sixteenth of its sessions for
     * one host. 128 handshakes take a processor core half a second.
     */
    public static LifecycleOptions server() {
        return new LifecycleOptions("", 128, 256, 64, 5 * SECOND);
    }

    /** Anonymous, with the few sessions that a client has. */
    public static LifecycleOptions client() {
        return new LifecycleOptions("", 8, 8, 8, 5 * SECOND);
    }

    public LifecycleOptions withIdentity(String newIdentity) {
        return new LifecycleOptions(
                newIdentity, pendingHandshakesMax, sessionsPerHostMax, halfOpenPerHostMax, lingerNanos);
    }

    public LifecycleOptions withPendingHandshakes(int newPendingHandshakesMax) {
        return new LifecycleOptions(
                identity, newPendingHandshakesMax, sessionsPerHostMax, halfOpenPerHostMax, lingerNanos);
    }

    public LifecycleOptions withHostShare(int newSessionsPerHostMax, int newHalfOpenPerHostMax) {
        return new LifecycleOptions(
                identity, pendingHandshakesMax, newSessionsPerHostMax, newHalfOpenPerHostMax, lingerNanos);
    }

    public LifecycleOptions withLinger(long newLingerNanos) {
        return new LifecycleOptions(
                identity, pendingHandshakesMax, sessionsPerHostMax, halfOpenPerHostMax, newLingerNanos);
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + value + " is out of range");
        }
    }
}
