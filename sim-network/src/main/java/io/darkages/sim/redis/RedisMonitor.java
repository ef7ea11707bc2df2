package io.darkages.sim.redis;

import io.darkages.engine.port.ByteStreams;
import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;
import io.darkages.engine.random.Mix;
import io.darkages.sim.HostContext;
import io.darkages.sim.Program;
import io.darkages.sim.stream.HostStreams;
import io.darkages.sim.stream.StreamOptions;
import java.nio.charset.StandardCharsets;

/**
 * Watches the nodes as Redis Sentinel does: asks each for its role, and when the primary has not answered for too long
 * makes a replica that answers the primary. Whoever else says that it is a primary, or follows another one, is told
 * whom to follow, as soon as it can be reached. Until then an old primary that is only cut off goes on answering.
 */
public final class RedisMonitor implements Program {

    private static final int STREAM_TIMER = 0;
    private static final int POLL_TIMER = 1;
    private static final byte[] ROLE = command("ROLE");
    private static final String PRIMARY_ROLE = "$6\r\nmaster\r\n";

    /**
     * @param pollNanos between two questions to each node
     * @param downAfterNanos a primary that has not answered for that long is replaced; {@code down-after-milliseconds}
     */
    public record Options(long pollNanos, long downAfterNanos) {

        /** Asks each second; Sentinel's default waits for 30 s, what is usually set is 5 s. */
        public static final Options STANDARD = new Options(1_000_000_000L, 5_000_000_000L);
    }

    /** One node as the monitor sees it. */
    private final class Watched implements StreamListener {
        final long address;
        int stream = ByteStreams.NONE;
        boolean connected;
        long answeredNanos;
        String heard = "";

        Watched(long address, long nowNanos) {
            this.address = address;
            answeredNanos = nowNanos;
        }

        void ask() {
            if (stream == ByteStreams.NONE) {
                stream = streams.connect(address, this);
            } else if (connected) {
                heard = "";
                streams.write(stream, ROLE, 0, ROLE.length);
            }
        }

        void tell(byte[] command) {
            streams.write(stream, command, 0, command.length);
        }

        boolean isAnswering(long nowNanos) {
            return connected && nowNanos - answeredNanos < options.downAfterNanos();
        }

        void giveUp() {
            streams.close(stream);
            stream = ByteStreams.NONE;
            connected = false;
        }

        @Override
        public void connected(long nowNanos, int number) {
            connected = true;
            ask();
        }

        @Override
        public void received(long nowNanos, int number, byte[] buffer, int offset, int length) {
            answeredNanos = nowNanos;
            heard += new String(buffer, offset, length, StandardCharsets.ISO_8859_1);
        }

        @Override
        public void writable(long nowNanos, int number) {}

        @Override
        public void closed(long nowNanos, int number, StreamEnd end) {
            if (number == stream) {
                stream = ByteStreams.NONE;
                connected = false;
            }
        }
    }

    private final HostContext context;
    private final Options options;
    private final HostStreams streams;
    private final Watched[] nodes;
    private int primary;
    private long failovers;

    /** @param servers addresses of all nodes, that of the primary first */
    public RedisMonitor(HostContext context, Options options, long... servers) {
        this.context = context;
        this.options = options;
        streams = new HostStreams(context, STREAM_TIMER, StreamOptions.STANDARD);
        nodes = new Watched[servers.length];
        for (int i = 0; i < servers.length; i++) {
            nodes[i] = new Watched(servers[i], context.monotonicNanos());
        }
        context.setTimer(POLL_TIMER, context.monotonicNanos());
    }

    @Override
    public void datagram(long from, byte[] buffer, int offset, int length) {
        streams.receive(from, buffer, offset, length);
    }

    @Override
    public void timer(int id) {
        if (id == STREAM_TIMER) {
            streams.timer();
            return;
        }
        long now = context.monotonicNanos();
        context.setTimer(POLL_TIMER, now + options.pollNanos());
        if (now - nodes[primary].answeredNanos >= options.downAfterNanos()) {
            failOver(now);
        }
        for (int i = 0; i < nodes.length; i++) {
            correct(i);
            if (nodes[i].connected && now - nodes[i].answeredNanos >= options.downAfterNanos()) {
                nodes[i].giveUp();
            }
            nodes[i].ask();
        }
    }

    private void failOver(long nowNanos) {
        for (int i = 0; i < nodes.length; i++) {
            if (i != primary && nodes[i].isAnswering(nowNanos)) {
                primary = i;
                failovers++;
                nodes[i].tell(command("REPLICAOF", "NO", "ONE"));
                return;
            }
        }
    }

    /** Tells a node that has another opinion of its role what it is. */
    private void correct(int index) {
        Watched node = nodes[index];
        if (!node.connected || node.heard.isEmpty()) {
            return;
        }
        boolean saysPrimary = node.heard.contains(PRIMARY_ROLE);
        String address = NetworkAddress.describe(nodes[primary].address);
        String host = address.substring(0, address.indexOf(':'));
        String port = Integer.toString(NetworkAddress.port(nodes[primary].address));
        if (index == primary) {
            if (!saysPrimary) {
                node.tell(command("REPLICAOF", "NO", "ONE"));
            }
        } else if (saysPrimary || !node.heard.contains(host + "\r\n:" + port + "\r\n")) {
            node.tell(command("REPLICAOF", host, port));
        }
    }

    private static byte[] command(String... words) {
        String text = "*" + words.length + "\r\n";
        for (String word : words) {
            text += "$" + word.length() + "\r\n" + word + "\r\n";
        }
        return Bytes.of(text);
    }

    /** Times that a replica was made the primary. */
    public long failovers() {
        return failovers;
    }

    @Override
    public long stateHash() {
        long hash = Mix.fold(streams.stateHash(), (long) primary << 32 | failovers);
        for (Watched node : nodes) {
            hash = Mix.fold(hash, node.answeredNanos);
        }
        return hash;
    }
}
