package io.darkages.engine.redis;

import io.darkages.engine.port.ByteStreams;
import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Streams that do what a test says: how much is taken, what is answered, when it breaks. */
final class ScriptedStreams implements ByteStreams {

    /** One stream, as the far end sees it. */
    static final class Far {
        final long address;
        final int number;
        private final StreamListener listener;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        boolean closed;
        int roomBytes = Integer.MAX_VALUE;

        Far(long address, int number, StreamListener listener) {
            this.address = address;
            this.number = number;
            this.listener = listener;
        }

        void connected(long nanos) {
            listener.connected(nanos, number);
        }

        void say(long nanos, String text) {
            say(nanos, text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void say(long nanos, byte[] bytes) {
            if (bytes.length > 0 && !closed) {
                listener.received(nanos, number, bytes, 0, bytes.length);
            }
        }

        void end(long nanos, StreamEnd end) {
            closed = true;
            listener.closed(nanos, number, end);
        }

        void room(long nanos, int bytes) {
            roomBytes = bytes;
            listener.writable(nanos, number);
        }

        /** What was written since the last call. */
        String heard() {
            String text = written.toString(StandardCharsets.ISO_8859_1);
            written.reset();
            return text;
        }
    }

    final List<Far> opened = new ArrayList<>();
    boolean full;
    /** Whether nothing is kept of what is written. */
    boolean forgetful;

    Far last() {
        return opened.get(opened.size() - 1);
    }

    @Override
    public int connect(long address, StreamListener listener) {
        if (full) {
            return NONE;
        }
        opened.add(new Far(address, opened.size() + 1, listener));
        return opened.size();
    }

    @Override
    public int write(int stream, byte[] buffer, int offset, int length) {
        Far far = opened.get(stream - 1);
        if (far.closed) {
            throw new IllegalArgumentException("stream " + stream + " is not open");
        }
        int taken = Math.min(length, far.roomBytes);
        far.roomBytes -= taken;
        if (!forgetful) {
            far.written.write(buffer, offset, taken);
        }
        return taken;
    }

    @Override
    public void close(int stream) {
        if (stream != NONE) {
            opened.get(stream - 1).closed = true;
        }
    }
}
