package io.darkages.sim.redis;

import io.darkages.engine.port.ByteStreams;
import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;
import io.darkages.engine.random.Mix;
import java.util.ArrayList;
import java.util.List;

/**
 * A replica's connection to its primary. Each time it connects it is given the whole data set, then every change.
 * Changes between {@code MULTI} and {@code EXEC} take effect together or not at all.
 */
final class PrimaryLink implements StreamListener {

    /** Takes what the primary says. */
    interface Handler {

        /** The data set comes anew: what was there is void. */
        void syncBegins();

        void syncEnds();

        /** One change, or a message that was published. */
        void change(byte[][] command);
    }

    /** {@code repl-timeout}. */
    private static final long SILENCE_NANOS_MAX = 60_000_000_000L;

    private static final long RETRY_NANOS = 1_000_000_000L;

    /** A replica tells how far it is each second; what matters here is that a primary that forgot it answers. */
    private static final long TELL_NANOS = 1_000_000_000L;

    /** Largest change. */
    private static final int COMMAND_BYTES_MAX = 1 << 20;

    private final ByteStreams streams;
    private final long primary;
    private final Handler handler;
    private final List<byte[][]> together = new ArrayList<>();
    private RequestParser parser = new RequestParser(COMMAND_BYTES_MAX);
    private int stream = ByteStreams.NONE;
    private boolean connected;
    private boolean inSync;
    private boolean collecting;
    private long offset;
    private long retryNanos;
    private long heardNanos;
    private long toldNanos;

    /** @param offset up to where in some primary's changes the node has them */
    PrimaryLink(ByteStreams streams, long primary, long offset, Handler handler) {
        this.offset = offset;
        this.streams = streams;
        this.primary = primary;
        this.handler = handler;
    }

    long primary() {
        return primary;
    }

    /** Whether it has the data set and is told the changes. */
    boolean isInSync() {
        return inSync;
    }

    boolean isConnected() {
        return connected;
    }

    /** Commands of the primary, since it began, that the node has; what it had before, as long as it is given all. */
    long offset() {
        return offset;
    }

    void advance(long nowNanos) {
        if (stream == ByteStreams.NONE) {
            if (nowNanos >= retryNanos) {
                heardNanos = nowNanos;
                stream = streams.connect(primary, this);
                retryNanos = nowNanos + RETRY_NANOS;
            }
        } else if (nowNanos - heardNanos >= SILENCE_NANOS_MAX) {
            close();
        } else if (connected && nowNanos - toldNanos >= TELL_NANOS) {
            toldNanos = nowNanos;
            say(Bytes.command("REPLCONF", "ACK"));
        }
    }

    void close() {
        streams.close(stream);
        ended();
    }

    private void ended() {
        stream = ByteStreams.NONE;
        connected = false;
        inSync = false;
        collecting = false;
        together.clear();
    }

    @Override
    public void connected(long nowNanos, int number) {
        connected = true;
        heardNanos = nowNanos;
        parser = new RequestParser(COMMAND_BYTES_MAX);
        toldNanos = nowNanos;
        say(Bytes.command("PSYNC", "?", "-1"));
    }

    /** A few bytes: a stream that has no room for them is as good as broken, and will be found so. */
    private void say(byte[][] command) {
        ReplyBuffer bytes = new ReplyBuffer();
        bytes.command(command);
        streams.write(stream, bytes.bytes(), bytes.offset(), bytes.length());
    }

    @Override
    public void received(long nowNanos, int number, byte[] buffer, int offset, int length) {
        heardNanos = nowNanos;
        parser.feed(buffer, offset, length);
        for (byte[][] command = parser.next(); command.length > 0 && number == stream; command = parser.next()) {
            take(command);
        }
        if (number == stream && parser.isBroken()) {
            // An error reply instead of changes: that node is no primary, or not yet.
            retryNanos = nowNanos + RETRY_NANOS;
            close();
        }
    }

    private void take(byte[][] command) {
        String word = Bytes.text(command[0]);
        if (inSync) {
            offset++;
        }
        if (word.equals("SYNCBEGIN")) {
            handler.syncBegins();
        } else if (word.equals("SYNCEND")) {
            inSync = true;
            offset = Long.parseLong(Bytes.text(command[1]));
            handler.syncEnds();
        } else if (word.equals("MULTI")) {
            collecting = true;
        } else if (word.equals("EXEC")) {
            collecting = false;
            together.forEach(handler::change);
            together.clear();
        } else if (collecting) {
            together.add(command);
        } else if (!word.equals("PING")) {
            handler.change(command);
        }
    }

    @Override
    public void writable(long nowNanos, int number) {}

    @Override
    public void closed(long nowNanos, int number, StreamEnd end) {
        if (number == stream) {
            retryNanos = nowNanos + RETRY_NANOS;
            ended();
        }
    }

    long digest() {
        return Mix.fold((long) stream << 2 | (connected ? 2 : 0) | (inSync ? 1 : 0), heardNanos);
    }
}
