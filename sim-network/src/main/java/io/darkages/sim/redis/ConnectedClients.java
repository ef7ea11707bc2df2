package io.darkages.sim.redis;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.Mix;
import io.darkages.sim.HostContext;
import io.darkages.sim.stream.HostStreams;
import java.util.ArrayList;
import java.util.List;

/** All connections that others have made to a node: what waits to leave on each, and who is told what. */
final class ConnectedClients {

    private final HostContext context;
    private final RedisNodeOptions options;
    private final HostStreams streams;
    private final ConnectedClient.Handler handler;
    private final RedisNodeCounts counts;
    private final List<ConnectedClient> clients = new ArrayList<>();
    private int clientsMost;
    private int subscriberBytesMost;
    private int otherBytesMost;

    ConnectedClients(
            HostContext context,
            RedisNodeOptions options,
            HostStreams streams,
            ConnectedClient.Handler handler,
            RedisNodeCounts counts) {
        this.context = context;
        this.options = options;
        this.streams = streams;
        this.handler = handler;
        this.counts = counts;
    }

    ConnectedClient accept(int stream) {
        ConnectedClient client = new ConnectedClient(stream, options.clientBytesMax(), handler);
        clients.add(client);
        clientsMost = Math.max(clientsMost, clients.size());
        counts.add(RedisNodeCounter.CLIENTS_ACCEPTED);
        return client;
    }

    /** Whether it was not cut off and has not gone. */
    boolean contains(ConnectedClient client) {
        return clients.contains(client);
    }

    /** It has gone. */
    void remove(ConnectedClient client) {
        clients.remove(client);
    }

    /** Passes a message on to its subscribers; returns how many there are. */
    int publish(byte[][] words) {
        String channel = Bytes.text(words[1]);
        int receivers = 0;
        counts.add(RedisNodeCounter.MESSAGES_PUBLISHED);
        for (ConnectedClient client : new ArrayList<>(clients)) {
            if (client.channels.contains(channel)) {
                receivers++;
                client.replies.array(3);
                client.replies.bulk("message");
                client.replies.bulk(words[1]);
                client.replies.bulk(words[2]);
                flush(client);
            }
        }
        counts.add(RedisNodeCounter.MESSAGES_SENT, receivers);
        return receivers;
    }

    void tellReplicas(List<byte[][]> commands) {
        for (ConnectedClient client : new ArrayList<>(clients)) {
            if (client.replica) {
                commands.forEach(client.replies::command);
                flush(client);
            }
        }
    }

    void flushAll() {
        for (ConnectedClient client : new ArrayList<>(clients)) {
            flush(client);
        }
    }

    /** Hands over what the stream takes, and cuts off whoever lets too much wait. */
    void flush(ConnectedClient client) {
        ReplyBuffer replies = client.replies;
        if (replies.length() > 0) {
            replies.remove(streams.write(client.stream, replies.bytes(), replies.offset(), replies.length()));
        }
        int waiting = replies.length();
        counts.highWater(RedisNodeCounter.CLIENT_BYTES_HIGH_WATER, waiting);
        if (waiting == 0 && client.quitting) {
            clients.remove(client);
            streams.close(client.stream);
        } else if (!client.channels.isEmpty() && isTooMuch(client, waiting)) {
            counts.add(RedisNodeCounter.SUBSCRIBERS_CUT_OFF);
            drop(client);
        } else if (waiting > options.clientBytesMax()) {
            counts.add(RedisNodeCounter.CLIENTS_BROKEN);
            drop(client);
        } else if (client.channels.isEmpty()) {
            otherBytesMost = Math.max(otherBytesMost, waiting);
        } else {
            subscriberBytesMost = Math.max(subscriberBytesMost, waiting);
        }
    }

    private boolean isTooMuch(ConnectedClient client, int waiting) {
        RedisNodeOptions.SubscriberLimit limit = options.subscribers();
        long now = context.monotonicNanos();
        if (waiting <= limit.softBytes()) {
            client.softSinceNanos = -1;
        } else if (client.softSinceNanos < 0) {
            client.softSinceNanos = now;
        }
        return waiting > limit.hardBytes()
                || client.softSinceNanos >= 0 && now - client.softSinceNanos > limit.softNanos();
    }

    /** Cuts a client off. */
    void drop(ConnectedClient client) {
        clients.remove(client);
        streams.reset(client.stream);
    }

    void dropAllBut(ConnectedClient client) {
        for (ConnectedClient each : new ArrayList<>(clients)) {
            if (each != client) {
                drop(each);
            }
        }
    }

    /** Tells judges how much was kept for clients at most. Who lets more wait is cut off, and what waited is dropped. */
    void reportBounds(Probes probes) {
        int subscriberBytesMax = Math.min(options.subscribers().hardBytes(), options.clientBytesMax());
        probes.bound(
                BoundedStructure.REDIS_CLIENTS, clientsMost, options.streams().streamsMax());
        probes.bound(BoundedStructure.REDIS_SUBSCRIBER_BYTES, subscriberBytesMost, subscriberBytesMax);
        probes.bound(BoundedStructure.REDIS_CLIENT_BYTES, otherBytesMost, options.clientBytesMax());
    }

    /** Folds who is there, and how much waits, into that hash. */
    long digest(long start) {
        long hash = start;
        for (ConnectedClient client : clients) {
            hash = Mix.fold(hash, (long) client.stream << 32 | client.replies.length());
        }
        return hash;
    }
}
