package io.darkages.engine.client;

import io.darkages.engine.input.InputBatch;

/** The place where a modified client lies: sees each input batch before it is packed. */
@FunctionalInterface
public interface BatchTamper {

    /** Changes nothing: every honest client. */
    BatchTamper NONE = batch -> {};

    void tamper(InputBatch batch);
}
