package io.darkages.sim;

/** What happened at one host, counted since the start of the run. Written on the host's turn, read between windows. */
public final class HostCounters {

    long events;
    long datagramsSent;
    long bytesSent;
    long datagramsReceived;
    long bytesReceived;
    long duplicated;
    long reordered;
    long corrupted;
    long linkQueueBytesHighWater;
    final long[] drops = new long[DropCause.values().length];

    HostCounters() {}

    /** Starts, timers and datagrams that its programs handled. */
    public long events() {
        return events;
    }

    /** Datagrams that left it, copies made by links not counted. */
    public long datagramsSent() {
        return datagramsSent;
    }

    /** Payload bytes of those. */
    public long bytesSent() {
        return bytesSent;
    }

    /** Datagrams that its programs were handed. */
    public long datagramsReceived() {
        return datagramsReceived;
    }

    /** Payload bytes of those. */
    public long bytesReceived() {
        return bytesReceived;
    }

    /** Datagrams that its outgoing links doubled. */
    public long duplicated() {
        return duplicated;
    }

    /** Datagrams that its outgoing links held back. */
    public long reordered() {
        return reordered;
    }

    /** Datagrams that its outgoing links corrupted. */
    public long corrupted() {
        return corrupted;
    }

    /** The most bytes, headers included, that ever waited for the bandwidth of one of its outgoing links. */
    public long linkQueueBytesHighWater() {
        return linkQueueBytesHighWater;
    }

    public long dropped(DropCause cause) {
        return drops[cause.ordinal()];
    }

    void drop(DropCause cause) {
        drops[cause.ordinal()]++;
    }

    void noteLinkQueue(long bytes) {
        if (bytes > linkQueueBytesHighWater) {
            linkQueueBytesHighWater = bytes;
        }
    }
}
