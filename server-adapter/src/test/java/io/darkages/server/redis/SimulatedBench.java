package io.darkages.server.redis;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;
import io.darkages.engine.redis.RedisHotState;
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
import io.darkages.sim.redis.RedisDisk;
import io.darkages.sim.redis.RedisNode;
import io.darkages.sim.redis.RedisNodeOptions;
import io.darkages.sim.stream.HostStreams;
import io.darkages.sim.stream.StreamOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** The simulated node, a zone's host and that of somebody who asks. */
final class SimulatedBench implements RedisBench {

    private static final long SERVER = NetworkAddress.of(0x0A00_0001, 6_379);
    private static final long OWNER = NetworkAddress.of(0x0A00_0002, 1);
    private static final long ASKER = NetworkAddress.of(0x0A00_0003, 1);
    private static final int STREAM_TIMER = 0;
    private static final int TICK_TIMER = 1;

    private final Simulation simulation = new Simulation(SimulationOptions.of(1));
    private final Host server;
    private final Host owner;
    private final List<LinkFault> faults = new ArrayList<>();
    private final Queue<Action> actions = new ArrayDeque<>();
    private final Queue<byte[]> questions = new ArrayDeque<>();
    private final List<OwnerProgram> owners = new ArrayList<>();
    private String heard = "";
    private long nowNanos;

    SimulatedBench() {
        LinkSpec link = LinkSpec.ofLatencyNanos(MILLI / 4);
        simulation.network().between("stores", "zones", link);
        server = simulation.addHost(
                "redis",
                SERVER,
                HostOptions.of("stores").withSocketBytesMax(4 << 20),
                context -> new RedisNode(context, RedisNodeOptions.STANDARD, RedisDisk.ofPrimary()));
        owner = simulation.addHost("owner", OWNER, HostOptions.of("zones"), context -> {
            owners.add(new OwnerProgram(context));
            return owners.get(owners.size() - 1);
        });
        simulation.addHost("asker", ASKER, HostOptions.of("zones"), AskerProgram::new);
    }

    private final class OwnerProgram implements Program {
        private final HostContext context;
        private final HostStreams streams;
        private final RedisHotState state;

        OwnerProgram(HostContext context) {
            this.context = context;
            streams = new HostStreams(context, STREAM_TIMER, StreamOptions.STANDARD);
            state = new RedisHotState(OPTIONS, streams, SERVER);
            context.setTimer(TICK_TIMER, 0);
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
            state.advance(context.monotonicNanos());
            Optional.ofNullable(actions.poll()).ifPresent(action -> action.run(state, context.monotonicNanos()));
            context.setTimer(TICK_TIMER, context.monotonicNanos() + MILLI);
        }

        @Override
        public long stateHash() {
            return state.stateHash() ^ streams.stateHash();
        }
    }

    private final class AskerProgram implements Program, StreamListener {
        private final HostContext context;
        private final HostStreams streams;
        private int stream;

        AskerProgram(HostContext context) {
            this.context = context;
            streams = new HostStreams(context, STREAM_TIMER, StreamOptions.STANDARD);
            stream = streams.connect(SERVER, this);
            context.setTimer(TICK_TIMER, 0);
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
            byte[] question = questions.peek();
            if (question != null && streams.write(stream, question, 0, question.length) == question.length) {
                questions.remove();
            }
            context.setTimer(TICK_TIMER, context.monotonicNanos() + MILLI);
        }

        @Override
        public void connected(long monotonicNanos, int number) {}

        @Override
        public void received(long monotonicNanos, int number, byte[] buffer, int offset, int length) {
            heard += new String(buffer, offset, length, StandardCharsets.ISO_8859_1);
        }

        @Override
        public void writable(long monotonicNanos, int number) {}

        @Override
        public void closed(long monotonicNanos, int number, StreamEnd end) {
            stream = streams.connect(SERVER, this);
        }

        @Override
        public long stateHash() {
            return streams.stateHash();
        }
    }

    @Override
    public void onLoop(Action action) {
        actions.add(action);
        while (!actions.isEmpty()) {
            pass(MILLI);
        }
    }

    @Override
    public void pass(long nanos) {
        nowNanos += nanos;
        simulation.run(nowNanos, WindowListener.NONE);
    }

    @Override
    public boolean isConnected() {
        return !owners.isEmpty() && owners.get(owners.size() - 1).state.isConnected();
    }

    @Override
    public String ask(String... words) {
        heard = "";
        questions.add(RespText.marked(words));
        long longest = nowNanos + 20 * SECOND;
        while (!RespText.isWhole(heard)) {
            pass(MILLI);
            if (nowNanos > longest) {
                throw new IllegalStateException("no reply, but " + heard);
            }
        }
        return RespText.withoutMark(heard);
    }

    @Override
    public void away(boolean away) {
        if (away) {
            faults.add(simulation.network().impose(LinkSelector.between(owner, server), spec -> spec.withCut(true)));
        } else {
            faults.forEach(simulation.network()::lift);
            faults.clear();
        }
    }

    @Override
    public void gone(boolean gone) {
        if (gone) {
            server.crash();
        } else {
            server.restart();
        }
    }

    @Override
    public void close() {
        simulation.close();
    }
}
