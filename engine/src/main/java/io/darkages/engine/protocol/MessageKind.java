package io.darkages.engine.protocol;

/**
 * First byte of an unreliable message, and of a reliable one that is no control message: those are FlatBuffers, which
 * begin with an offset that is a multiple of 4 and never with one of these.
 */
public final class MessageKind {

    /** Server to client: a snapshot, see {@code SnapshotEncoder}. */
    public static final byte SNAPSHOT = 1;

    /** Client to server: a batch of inputs, see {@code InputBatchWriter}. */
    public static final byte INPUTS = 2;

    /** Server to client, reliable: a notice of combat, see {@link CombatNoticeCodec}. */
    public static final byte COMBAT = 3;

    private MessageKind() {}
}
