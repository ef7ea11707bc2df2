package io.darkages.sim.redis;

import io.darkages.engine.port.ByteStreams;
import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;
import io.darkages.engine.random.Mix;
import io.darkages.sim.HostContext;
import io.darkages.sim.Program;
import io.darkages.sim.Range;
import io.darkages.sim.stream.HostStreams;
import io.darkages.sim.stream.StreamOptions;
import java.nio.charset.StandardCharsets;

/**
 * Watches the nodes as Redis Sentinel does: asks each for its role, and when the primary has not answered for too long
 * and an election's time is over, makes the replica the primary that answers and has most. A primary that answers again
 * before that stays. Whoever else says that it is a primary, or follows another one, is told whom to follow, as soon as
 * it can be reached. Until then an old primary that is only cut off goes on answering.
 */
public final class RedisMonitor implements Program {

    private static final int STREAM_TIMER = 0;
    private static final int POLL_TIMER = 1;
    private static final int ELECTION_TIMER = 2;
    private static final byte[] ROLE = command("ROLE");
    private static final String PRIMARY_ROLE = "$6\r\nmaster\r\n";

    /**
     * @param pollNanos between two questions to each node, 1 ms to 1 h
     * @param downAfterNanos a primary that has not answered for that long is given up; {@code down-after-milliseconds};
     *     1 ms to 1 h
     * @param electionNanos from then on until a replica is told that it is the primary: the monitors' vote, 0 to 1 h
     */
    public record Options(long pollNanos, long downAfterNanos, long electionNanos) {

        private static final long MILLI = 1_000_000;
        private static final long NANOS_MAX = 3_600_000_000_000L;

        /**
         * 200 ms, 1 s, 1 s: a replica takes over 1.8 s to 2.3 s after the primary's death. As fast as Sentinel is set
         * where a game waits for it: its default for {@code down-after-milliseconds} is 30 s; of an election it says
         * nothing, but its rounds are 1 s long, and those who vote begin up to 1 s apart.
         */
        public static final Options STANDARD = new Options(200 * MILLI, 1_000 * MILLI, 1_000 * MILLI);

        public Options {
            Range.check("pollNanos", pollNanos, MILLI, NANOS_MAX);
            Range.check("downAfterNanos", downAfterNanos, MILLI, NANOS_MAX);
            Range.check("electionNanos", electionNanos, 0, NANOS_MAX);
        }
    }

    /** One node as the monitor sees it. */
    private final class Watched implements StreamListener {
        final long address;
        int stream = ByteStreams.NONE;
        boolean connected;
        /** Since when it is tried to connect, or is connected. */
        long sinceNanos;

        long answeredNanos;
        /** How much of the primary's changes it had when it last answered. */
        long offset;

        String heard = "";

        Watched(long address, long nowNanos) {
            this.address = address;
            answeredNanos = nowNanos;
        }

        void ask(long nowNanos) {
            if (stream == ByteStreams.NONE) {
                sinceNanos = nowNanos;
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

        /** Begins a connection, or an attempt, anew on which nothing came while a primary would have been replaced. */
        void giveUpIfSilent(long nowNanos) {
            if (stream == ByteStreams.NONE
                    || nowNanos - Math.max(answeredNanos, sinceNanos)
                            < options.downAfterNanos() + options.electionNanos()) {
                return;
            }
            streams.close(stream);
            stream = ByteStreams.NONE;
            connected = false;
        }

        @Override
        public void connected(long nowNanos, int number) {
            connected = true;
            sinceNanos = nowNanos;
            ask(nowNanos);
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
    private boolean electing;
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
        long now = context.monotonicNanos();
        switch (id) {
            case STREAM_TIMER -> streams.timer();
            case ELECTION_TIMER -> elect(now);
            default -> poll(now);
        }
    }

    private void poll(long nowNanos) {
        context.setTimer(POLL_TIMER, nowNanos + options.pollNanos());
        if (isPrimaryDown(nowNanos) && !electing) {
            electing = true;
            context.setTimer(ELECTION_TIMER, nowNanos + options.electionNanos());
        }
        for (int i = 0; i < nodes.length; i++) {
            correct(i);
            nodes[i].giveUpIfSilent(nowNanos);
            nodes[i].ask(nowNanos);
        }
    }

    private boolean isPrimaryDown(long nowNanos) {
        return nowNanos - nodes[primary].answeredNanos >= options.downAfterNanos();
    }

    /** The election is over: if it still matters, the replica that has most is made the primary. */
    private void elect(long nowNanos) {
        electing = false;
        if (!isPrimaryDown(nowNanos)) {
            return;
        }
        int best = primary;
        for (int i = 0; i < nodes.length; i++) {
            boolean stands = i != primary && nodes[i].isAnswering(nowNanos);
            if (stands && (best == primary || nodes[i].offset > nodes[best].offset)) {
                best = i;
            }
        }
        if (best != primary) {
            primary = best;
            failovers++;
            nodes[best].tell(command("REPLICAOF", "NO", "ONE"));
        }
    }

    /** Tells a node that has another opinion of its role what it is. */
    private void correct(int index) {
        Watched node = nodes[index];
        if (!node.connected || node.heard.isEmpty()) {
            return;
        }
        boolean saysPrimary = node.heard.contains(PRIMARY_ROLE);
        node.offset = saysPrimary ? node.offset : offsetIn(node.heard, node.offset);
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

    /** The number at the end of a replica's answer. */
    private static long offsetIn(String answer, long fallback) {
        String number = answer.substring(answer.lastIndexOf(':') + 1).strip();
        return answer.endsWith("\r\n") && number.matches("[0-9]{1,18}") ? Long.parseLong(number) : fallback;
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

    /** Tells judges how full its streams have been, and how full they may get. Between windows. */
    public void reportBounds(Probes probes) {
        streams.reportBounds(probes);
    }

    @Override
    public long stateHash() {
        long hash = Mix.fold(streams.stateHash(), (long) primary << 32 | failovers << 1 | (electing ? 1 : 0));
        for (Watched node : nodes) {
            hash = Mix.fold(Mix.fold(hash, node.answeredNanos), node.offset);
        }
        return hash;
    }
}
