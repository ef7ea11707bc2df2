package io.darkages.engine.protocol;

/** First byte of an unreliable message. Reliable messages are FlatBuffers and need none. */
public final class MessageKind {

    /** Server to client: a snapshot, see {@code SnapshotEncoder}. */
    public static final byte SNAPSHOT = 1;

    /** Client to server: a batch of inputs, see {@code InputBatchWriter}. */
    public static final byte INPUTS = 2;

    private MessageKind() {}
}
