package io.darkages.engine.redis;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.ByteStreams;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;
import io.darkages.engine.random.Mix;

/**
 * The connection on which messages come. It goes where commands go: to the server that was found to be the primary.
 * After each new beginning all channels are subscribed to anew.
 */
final class Subscription implements StreamListener {

    private enum State {
        DOWN,
        CONNECTING,
        UP
    }

    private static final byte[] SUBSCRIBE = CommandBuffer.ascii("SUBSCRIBE");
    private static final byte[] UNSUBSCRIBE = CommandBuffer.ascii("UNSUBSCRIBE");
    private static final byte[] PING = CommandBuffer.ascii("PING");
    private static final byte[] SUBSCRIBED = CommandBuffer.ascii("subscribe");
    private static final byte[] MESSAGE = CommandBuffer.ascii("message");

    /** Longest item list: a message with its channel. */
    private static final int ITEMS_MAX = 8;

    private static final int REPLY_BYTES_MAX = 16 * 1_024;
    private static final int COMMANDS_BYTES_MAX = 8 * 1_024;
    private static final int COMMAND_BYTES_MAX = 128;

    private final RedisOptions options;
    private final ByteStreams streams;
    private final ServerAddresses addresses;
    private final RedisCounters counters;
    private final RespReader reader = new RespReader(REPLY_BYTES_MAX, ITEMS_MAX);
    private final CommandBuffer commands = new CommandBuffer(COMMANDS_BYTES_MAX);
    private final int[] channels = new int[HotState.SUBSCRIPTIONS_MAX];
    private final HotState.Messages[] listeners = new HotState.Messages[HotState.SUBSCRIPTIONS_MAX];
    private int count;
    private int peakCount;

    private State state = State.DOWN;
    private int stream = ByteStreams.NONE;
    private long address;
    private long sinceNanos;
    private long retryNanos;
    private long heardNanos;
    private long askedNanos;

    Subscription(RedisOptions options, ByteStreams streams, ServerAddresses addresses, RedisCounters counters) {
        this.options = options;
        this.streams = streams;
        this.addresses = addresses;
        this.counters = counters;
    }

    void add(int channel, HotState.Messages listener) {
        if (indexOf(channel) < count || count == channels.length) {
            throw new IllegalStateException("channel " + channel + " is subscribed to, or " + count + " are");
        }
        channels[count] = channel;
        listeners[count++] = listener;
        peakCount = Math.max(peakCount, count);
        write(SUBSCRIBE, channel);
    }

    void remove(int channel) {
        int index = indexOf(channel);
        if (index < count) {
            count--;
            channels[index] = channels[count];
            listeners[index] = listeners[count];
            write(UNSUBSCRIBE, channel);
        }
    }

    private int indexOf(int channel) {
        for (int i = 0; i < count; i++) {
            if (channels[i] == channel) {
                return i;
            }
        }
        return count;
    }

    private void write(byte[] command, int channel) {
        if (state == State.UP && commands.hasRoom(COMMAND_BYTES_MAX)) {
            HotStateKeys.channel(commands.begin(2).argument(command), channel);
            flush();
        }
    }

    private void flush() {
        int length = (int) (commands.endPosition() - commands.startPosition());
        if (length > 0) {
            long start = commands.startPosition();
            commands.release(start + streams.write(stream, commands.bytes(), commands.offset(start), length));
        }
    }

    /**
     * Follows the primary and looks for signs of life. To be called each tick.
     *
     * @param primaryKnown whether the present address is that of a primary
     */
    void advance(long nowNanos, boolean primaryKnown) {
        switch (state) {
            case DOWN -> {
                if (primaryKnown && count > 0 && nowNanos >= retryNanos) {
                    connect(nowNanos);
                }
            }
            case CONNECTING -> {
                if (nowNanos - sinceNanos >= options.connectNanosMax()) {
                    end(nowNanos, RedisCounter.CONNECTS_FAILED);
                }
            }
            case UP -> {
                boolean moved = primaryKnown && address != addresses.current();
                boolean silent = nowNanos - heardNanos >= options.pingNanos() + options.silenceNanosMax();
                if (moved || silent || count == 0) {
                    end(nowNanos, RedisCounter.CONNECTIONS_LOST);
                } else if (nowNanos - Math.max(heardNanos, askedNanos) >= options.pingNanos()
                        && commands.hasRoom(COMMAND_BYTES_MAX)) {
                    askedNanos = nowNanos;
                    commands.begin(1).argument(PING);
                    flush();
                }
            }
        }
    }

    private void connect(long nowNanos) {
        address = addresses.current();
        sinceNanos = nowNanos;
        stream = streams.connect(address, this);
        if (stream == ByteStreams.NONE) {
            retryNanos = nowNanos + options.reconnectNanosMax();
        } else {
            state = State.CONNECTING;
        }
    }

    private void end(long nowNanos, RedisCounter why) {
        streams.close(stream);
        ended(nowNanos, why);
    }

    private void ended(long nowNanos, RedisCounter why) {
        counters.add(why);
        state = State.DOWN;
        stream = ByteStreams.NONE;
        retryNanos = nowNanos + options.reconnectNanosMin();
    }

    @Override
    public void connected(long nowNanos, int itsStream) {
        if (itsStream != stream) {
            return;
        }
        counters.add(RedisCounter.CONNECTIONS);
        state = State.UP;
        heardNanos = nowNanos;
        askedNanos = nowNanos;
        reader.reset();
        commands.release(commands.endPosition());
        for (int i = 0; i < count; i++) {
            write(SUBSCRIBE, channels[i]);
        }
    }

    @Override
    public void writable(long nowNanos, int itsStream) {
        if (itsStream == stream) {
            flush();
        }
    }

    @Override
    public void closed(long nowNanos, int itsStream, StreamEnd end) {
        if (itsStream == stream) {
            ended(nowNanos, state == State.UP ? RedisCounter.CONNECTIONS_LOST : RedisCounter.CONNECTS_FAILED);
        }
    }

    @Override
    public void received(long nowNanos, int itsStream, byte[] buffer, int offset, int length) {
        if (itsStream != stream) {
            return;
        }
        heardNanos = nowNanos;
        int fed = 0;
        while (fed < length && state == State.UP) {
            fed += reader.feed(buffer, offset + fed, length - fed);
            while (state == State.UP && reader.next()) {
                show(nowNanos);
            }
            if (state == State.UP && reader.isBroken()) {
                counters.add(RedisCounter.PROTOCOL_ERRORS);
                end(nowNanos, RedisCounter.CONNECTIONS_LOST);
            }
        }
    }

    private void show(long nowNanos) {
        if (reader.type(0) == RespReader.ERROR) {
            counters.add(RedisCounter.ERRORS);
            end(nowNanos, RedisCounter.CONNECTIONS_LOST);
            return;
        }
        if (reader.count() != 4) {
            return;
        }
        int index = indexOf(HotStateKeys.channelOf(reader, 2));
        if (index == count) {
            return;
        }
        if (reader.isText(1, MESSAGE)) {
            counters.add(RedisCounter.MESSAGES);
            listeners[index].message(nowNanos, channels[index], reader.bytes(), reader.offset(3), reader.length(3));
        } else if (reader.isText(1, SUBSCRIBED)) {
            listeners[index].subscribed(nowNanos, channels[index]);
        }
    }

    /** Tells judges how full it has been. */
    void reportBounds(Probes probes) {
        probes.bound(BoundedStructure.HOT_STATE_CHANNELS, peakCount, channels.length);
        probes.bound(BoundedStructure.HOT_STATE_COMMAND_BYTES, commands.peakBytes(), commands.capacity());
    }

    long digest() {
        long hash = Mix.fold((long) state.ordinal() << 32 | stream, address);
        for (int i = 0; i < count; i++) {
            hash = Mix.fold(hash, channels[i]);
        }
        return Mix.fold(hash, heardNanos);
    }
}
