package io.darkages.sim.redis;

import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;
import java.util.NavigableSet;
import java.util.TreeSet;

/** One connection of a node: what came and is no whole command yet, and what waits to leave. */
final class ConnectedClient implements StreamListener {

    /** Takes what clients say. */
    interface Handler {

        /** Bytes came: whole commands are to be taken from the client's parser. */
        void received(ConnectedClient client);

        void writable(ConnectedClient client);

        void closed(ConnectedClient client);
    }

    final int stream;
    final RequestParser parser;
    final ReplyBuffer replies = new ReplyBuffer();
    final NavigableSet<String> channels = new TreeSet<>();
    /** Whether it is a replica that is told everything. */
    boolean replica;
    /** Whether it is to be closed when everything has left. */
    boolean quitting;
    /** Since when more than the soft limit waits; negative if it does not. */
    long softSinceNanos = -1;

    private final Handler handler;

    ConnectedClient(int stream, int commandBytesMax, Handler handler) {
        this.stream = stream;
        this.handler = handler;
        parser = new RequestParser(commandBytesMax);
    }

    @Override
    public void connected(long monotonicNanos, int number) {}

    @Override
    public void received(long monotonicNanos, int number, byte[] buffer, int offset, int length) {
        parser.feed(buffer, offset, length);
        handler.received(this);
    }

    @Override
    public void writable(long monotonicNanos, int number) {
        handler.writable(this);
    }

    @Override
    public void closed(long monotonicNanos, int number, StreamEnd end) {
        handler.closed(this);
    }
}
