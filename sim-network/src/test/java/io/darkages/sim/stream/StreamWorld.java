package io.darkages.sim.stream;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;
import io.darkages.sim.Host;
import io.darkages.sim.HostContext;
import io.darkages.sim.HostOptions;
import io.darkages.sim.LinkFault;
import io.darkages.sim.LinkSelector;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.Program;
import io.darkages.sim.Simulation;
import io.darkages.sim.SimulationOptions;
import io.darkages.sim.WindowListener;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A client's host and a server's with a link between them; each does what its script says, and writes all down. */
final class StreamWorld implements AutoCloseable {

    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;
    static final long CLIENT = NetworkAddress.of(0x0A00_0001, 1);
    static final long SERVER = NetworkAddress.of(0x0A00_0002, 6_379);
    private static final int STREAM_TIMER = 0;
    private static final int SCRIPT_TIMER = 1;

    /** What a host does at which millisecond, in every incarnation of its program. */
    static final class Script {
        final SortedMap<Long, Consumer<Peer>> actions = new TreeMap<>();
        boolean listening;
        Consumer<Peer> onReceived = peer -> {};
        Consumer<Peer> onWritable = peer -> {};
        Consumer<Peer> onAccepted = peer -> {};

        Script at(long millis, Consumer<Peer> action) {
            actions.put(millis, action);
            return this;
        }
    }

    /** A program with streams. */
    static final class Peer implements Program, StreamListener {
        final HostContext context;
        final HostStreams streams;
        final List<String> log;
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Script script;
        int stream;
        private long done = -1;

        Peer(HostContext context, StreamOptions options, Script script, List<String> log) {
            this.context = context;
            this.script = script;
            this.log = log;
            streams = new HostStreams(context, STREAM_TIMER, options);
            done = context.monotonicNanos() / MILLI - 1;
            if (script.listening) {
                streams.listen((nanos, number, from) -> {
                    note(nanos, "accepted");
                    stream = number;
                    script.onAccepted.accept(this);
                    return this;
                });
            }
            wake();
        }

        void connect() {
            stream = streams.connect(SERVER, this);
        }

        int write(byte[] source) {
            return streams.write(stream, source, 0, source.length);
        }

        private void wake() {
            SortedMap<Long, Consumer<Peer>> left = script.actions.tailMap(done + 1);
            if (!left.isEmpty()) {
                context.setTimer(SCRIPT_TIMER, left.firstKey() * MILLI);
            }
        }

        private void note(long nanos, String what) {
            log.add(nanos / MILLI + " " + what);
        }

        @Override
        public void datagram(long from, byte[] buffer, int offset, int length) {
            streams.receive(from, buffer, offset, length);
        }

        @Override
        public void timer(int id) {
            if (id == STREAM_TIMER) {
                streams.timer();
            } else {
                done = script.actions.tailMap(done + 1).firstKey();
                script.actions.get(done).accept(this);
                wake();
            }
        }

        @Override
        public void connected(long monotonicNanos, int number) {
            note(monotonicNanos, "connected");
        }

        @Override
        public void received(long monotonicNanos, int number, byte[] buffer, int offset, int length) {
            bytes.write(buffer, offset, length);
            script.onReceived.accept(this);
        }

        @Override
        public void writable(long monotonicNanos, int number) {
            script.onWritable.accept(this);
        }

        @Override
        public void closed(long monotonicNanos, int number, StreamEnd end) {
            note(monotonicNanos, end.name());
        }

        @Override
        public long stateHash() {
            return streams.stateHash();
        }
    }

    final Simulation simulation;
    final Host clientHost;
    final Host serverHost;
    final List<Peer> clients = new ArrayList<>();
    final List<Peer> servers = new ArrayList<>();
    final List<String> clientLog = new ArrayList<>();
    final List<String> serverLog = new ArrayList<>();
    private final List<LinkFault> faults = new ArrayList<>();

    StreamWorld(long seed, LinkSpec link, StreamOptions options, Script client, Script server) {
        simulation = new Simulation(SimulationOptions.of(seed));
        simulation.network().between("hosts", "hosts", link);
        HostOptions host = HostOptions.of("hosts").withSocketBytesMax(4 << 20);
        clientHost = simulation.addHost("client", CLIENT, host, context -> {
            clients.add(new Peer(context, options, client, clientLog));
            return clients.get(clients.size() - 1);
        });
        serverHost = simulation.addHost("server", SERVER, host, context -> {
            servers.add(new Peer(context, options, server, serverLog));
            return servers.get(servers.size() - 1);
        });
    }

    Peer client() {
        return clients.get(clients.size() - 1);
    }

    Peer server() {
        return servers.get(servers.size() - 1);
    }

    void cut(boolean cut) {
        if (cut) {
            faults.add(simulation
                    .network()
                    .impose(LinkSelector.between(clientHost, serverHost), spec -> spec.withCut(true)));
        } else {
            faults.forEach(simulation.network()::lift);
            faults.clear();
        }
    }

    void runMillis(long untilMillis) {
        simulation.run(untilMillis * MILLI, WindowListener.NONE);
    }

    @Override
    public void close() {
        simulation.close();
    }
}
