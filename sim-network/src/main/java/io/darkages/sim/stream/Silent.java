package io.darkages.sim.stream;

import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;

/** Nobody listens any more. */
enum Silent implements StreamListener {
    INSTANCE;

    @Override
    public void connected(long monotonicNanos, int stream) {}

    @Override
    public void received(long monotonicNanos, int stream, byte[] buffer, int offset, int length) {}

    @Override
    public void writable(long monotonicNanos, int stream) {}

    @Override
    public void closed(long monotonicNanos, int stream, StreamEnd end) {}
}
