package io.darkages.scenarios.check;

/**
 * What one player's sessions put on the wire, UDP and IPv4 headers included, handshake excluded. Down
 * is what the server sent, up what the client sent.
 *
 * @param player the player's id; 0 collects sessions whose player never became known
 * @param maxDownBytes the most in any one second of one session
 * @param maxUpBytes the most in any one second of one session
 * @param totalDownBytes over all sessions
 * @param totalUpBytes over all sessions
 * @param activeNanos from the first to the last datagram of each session, summed; at least 1 s for each
 */
public record BandwidthFigures(
        long player, long maxDownBytes, long maxUpBytes, long totalDownBytes, long totalUpBytes, long activeNanos) {

    public long meanDownBytesPerSecond() {
        return perSecond(totalDownBytes);
    }

    public long meanUpBytesPerSecond() {
        return perSecond(totalUpBytes);
    }

    private long perSecond(long bytes) {
        return activeNanos == 0 ? 0 : Math.round(bytes * 1e9 / activeNanos);
    }

    BandwidthFigures plus(BandwidthFigures other) {
        return new BandwidthFigures(
                player,
                Math.max(maxDownBytes, other.maxDownBytes),
                Math.max(maxUpBytes, other.maxUpBytes),
                totalDownBytes + other.totalDownBytes,
                totalUpBytes + other.totalUpBytes,
                activeNanos + other.activeNanos);
    }
}
