package io.darkages.engine.port;

/**
 * Ordered, reliable streams of bytes to addresses: TCP, or what the simulator has for it. A stream stalls under loss,
 * breaks with a reset, or stays half-open without a word. Nothing tells how much of what was written the peer has
 * read: only the peer's own answers do.
 *
 * <p>Called on the owner's loop only; answers come on it too, through the {@link StreamListener}.
 */
public interface ByteStreams {

    /** No stream: what {@link #connect} returns when it has no room for one more. */
    int NONE = 0;

    /**
     * Begins to connect. The listener hears {@link StreamListener#connected} or {@link StreamListener#closed} later.
     *
     * @param address where to, as {@link NetworkAddress} packs it
     * @return the stream's number, at least 1 and never used again; {@link #NONE} if as many streams as may be are open
     */
    int connect(long address, StreamListener listener);

    /**
     * Writes bytes. They are copied before the call returns.
     *
     * @return how many were taken, 0 to {@code length}: fewer when the send buffer is full or the stream is not
     *     connected. {@link StreamListener#writable} follows then, once the stream is connected and has room
     * @throws IllegalArgumentException if the stream is not open
     */
    int write(int stream, byte[] buffer, int offset, int length);

    /**
     * Closes a stream. What was taken is still sent if the peer takes it. Nothing happens if the stream is gone.
     */
    void close(int stream);
}
