package io.darkages.engine.port;

/**
 * Told what happens on a stream. Called on the owner's loop and never from inside a call to {@link ByteStreams}; it
 * may call that port itself. After {@link #closed}, or after the owner's own {@link ByteStreams#close}, nothing more
 * is told of that stream.
 */
public interface StreamListener {

    /**
     * The peer has taken the stream; bytes may be written from now on.
     *
     * @param monotonicNanos now, on the owner's clock; so with all calls
     */
    void connected(long monotonicNanos, int stream);

    /**
     * The next bytes came, in the order in which the peer wrote them; where one piece ends means nothing.
     *
     * @param buffer holds the bytes, which are gone when the call returns
     * @param length at least 1
     */
    void received(long monotonicNanos, int stream, byte[] buffer, int offset, int length);

    /** There is room again, after a write that was not taken in full. */
    void writable(long monotonicNanos, int stream);

    /** The stream is gone. */
    void closed(long monotonicNanos, int stream, StreamEnd end);
}
