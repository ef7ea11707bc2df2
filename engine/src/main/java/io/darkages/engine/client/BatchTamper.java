package io.darkages.engine.client;

import io.darkages.engine.input.InputBatch;

/** The place where a modified client lies: sees each input batch before it is packed, and each token. */
@FunctionalInterface
public interface BatchTamper {

    /** Changes nothing: every honest client. */
    BatchTamper NONE = batch -> {};

    void tamper(InputBatch batch);

    /**
     * What the client shows in place of the token with which a zone sent it to the next.
     *
     * @param token not to be changed
     */
    default byte[] shown(byte[] token) {
        return token;
    }
}
