package io.darkages.sim.redis;

import io.darkages.engine.port.HotState;
import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.port.SessionRecord;
import io.darkages.engine.redis.RedisHotState;
import io.darkages.engine.redis.RedisOptions;
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
import io.darkages.sim.stream.HostStreams;
import io.darkages.sim.stream.StreamOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two nodes or more, a monitor, and two zones that use them; every link takes 0.5 ms. */
final class RedisWorld implements AutoCloseable {

    static final long MILLI = 1_000_000L;
    static final long MINUTE = 60_000 * MILLI;
    static final LinkSpec HALF_MILLI = LinkSpec.ofLatencyNanos(MILLI / 2);

    /** What a zone does at a time. */
    @FunctionalInterface
    interface Action {
        void run(ZoneProgram zone, long nowNanos);
    }

    private static long address(int last) {
        return NetworkAddress.of(0x0A00_0000 | last, 6_379);
    }

    /** A zone's end: ticks 60 times a second, and writes down what it is told. */
    static final class ZoneProgram implements Program {
        final HostContext context;
        final HostStreams streams;
        final RedisHotState state;
        final List<String> log;
        private final SortedMap<Long, Action> script;
        private final SessionRecord session = new SessionRecord();
        private long nextMillis;

        ZoneProgram(HostContext context, long[] nodes, SortedMap<Long, Action> script, List<String> log) {
            this.context = context;
            this.script = script;
            this.log = log;
            streams = new HostStreams(context, 0, StreamOptions.STANDARD);
            state = new RedisHotState(RedisOptions.STANDARD, streams, nodes);
            nextMillis = context.monotonicNanos() / MILLI;
            context.setTimer(1, context.monotonicNanos());
        }

        @Override
        public void datagram(long from, byte[] buffer, int offset, int length) {
            streams.receive(from, buffer, offset, length);
        }

        @Override
        public void timer(int id) {
            if (id == 0) {
                streams.timer();
                return;
            }
            long now = context.monotonicNanos();
            state.advance(now);
            SortedMap<Long, Action> due = script.subMap(nextMillis, now / MILLI + 1);
            nextMillis = now / MILLI + 1;
            due.values().forEach(action -> action.run(this, now));
            context.setTimer(1, now + 16 * MILLI);
        }

        void save(long now, long player, long version) {
            session.player = player;
            session.epoch = 1;
            session.version = version;
            session.length = 100;
            state.saveSession(
                    now,
                    version,
                    session,
                    MINUTE,
                    (nanos, request, outcome, reply) -> log.add("save " + request + " " + outcome));
        }

        void load(long now, long player) {
            state.loadSession(
                    now,
                    player,
                    player,
                    (nanos, request, outcome, reply) ->
                            log.add("load " + (reply.isPresent() ? reply.session().version : outcome + " absent")));
        }

        void publish(long now, int channel, int bytes) {
            state.publish(
                    now,
                    1,
                    channel,
                    new byte[bytes],
                    0,
                    bytes,
                    (nanos, request, outcome, reply) -> log.add("publish " + outcome));
        }

        void subscribe(int channel) {
            state.subscribe(channel, new HotState.Messages() {
                @Override
                public void message(long nanos, int from, byte[] buffer, int offset, int length) {
                    log.add("message " + length);
                }

                @Override
                public void subscribed(long nanos, int to) {
                    log.add("subscribed");
                }
            });
        }

        @Override
        public long stateHash() {
            return state.stateHash() ^ streams.stateHash();
        }
    }

    final Simulation simulation;
    final Host[] nodeHosts;
    final Host monitorHost;
    final Host[] zoneHosts = new Host[2];
    final RedisNode[] nodes;
    final RedisDisk[] disks;
    final List<SortedMap<Long, Action>> scripts = List.of(new TreeMap<>(), new TreeMap<>());
    final List<List<String>> logs = List.of(new ArrayList<>(), new ArrayList<>());
    final ZoneProgram[] zones = new ZoneProgram[2];
    final RedisMonitor[] monitors = new RedisMonitor[1];
    private final List<LinkFault> faults = new ArrayList<>();

    RedisWorld(RedisNodeOptions options) {
        this(1, options, HALF_MILLI);
    }

    RedisWorld(long seed, RedisNodeOptions options, LinkSpec link) {
        this(seed, options, link, 2);
    }

    /** @param count of nodes, the first of which begins as the primary */
    RedisWorld(long seed, RedisNodeOptions options, LinkSpec link, int count) {
        nodeHosts = new Host[count];
        nodes = new RedisNode[count];
        disks = new RedisDisk[count];
        long[] addresses = new long[count];
        for (int i = 0; i < count; i++) {
            addresses[i] = address(1 + i);
            disks[i] = i == 0 ? RedisDisk.ofPrimary() : RedisDisk.ofReplica(addresses[0]);
        }
        simulation = new Simulation(SimulationOptions.of(seed));
        simulation.network().between("hosts", "hosts", link);
        HostOptions host = HostOptions.of("hosts").withSocketBytesMax(4 << 20);
        for (int i = 0; i < count; i++) {
            int index = i;
            nodeHosts[i] = simulation.addHost("redis-" + i, addresses[i], host, context -> {
                nodes[index] = new RedisNode(context, options, disks[index]);
                return nodes[index];
            });
        }
        monitorHost = simulation.addHost("monitor", address(9), host, context -> {
            monitors[0] = new RedisMonitor(context, RedisMonitor.Options.STANDARD, addresses);
            return monitors[0];
        });
        for (int i = 0; i < zones.length; i++) {
            int index = i;
            zoneHosts[i] = simulation.addHost("zone-" + i, address(20 + i), host, context -> {
                zones[index] = new ZoneProgram(context, addresses, scripts.get(index), logs.get(index));
                return zones[index];
            });
        }
    }

    /** The first zone does that at that time. */
    void at(long millis, Action action) {
        scripts.get(0).put(millis, action);
    }

    void cut(Host one, Host other) {
        faults.add(simulation.network().impose(LinkSelector.between(one, other), spec -> spec.withCut(true)));
    }

    void heal() {
        faults.forEach(simulation.network()::lift);
        faults.clear();
    }

    void faultAt(long millis, Runnable fault) {
        simulation.at(millis * MILLI, at -> fault.run());
    }

    void runMillis(long untilMillis) {
        simulation.run(untilMillis * MILLI, WindowListener.NONE);
    }

    List<String> log() {
        return logs.get(0);
    }

    @Override
    public void close() {
        simulation.close();
    }
}
