package io.darkages.scenarios.run;

import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.Register;
import io.darkages.engine.random.Mix;
import io.darkages.engine.redis.RedisHotState;
import io.darkages.engine.redis.RedisOptions;
import io.darkages.sim.HostContext;
import io.darkages.sim.store.RegisterClient;
import io.darkages.sim.store.RegisterClientOptions;
import io.darkages.sim.store.StoreRing;
import io.darkages.sim.stream.HostStreams;
import io.darkages.sim.stream.StreamOptions;

/** A zone process's ways to the stores that a world of zones needs: the register in Scylla, the hot state in Redis. */
final class NodeStores {

    /** Saves of 2,000 players twice a second, and the rest. */
    private static final RedisOptions HOT = RedisOptions.STANDARD.withOperationsMax(4_096);

    private final HostContext context;
    private final RegisterClient register;
    private final HostStreams streams;
    private final RedisHotState hot;

    /**
     * @param timerId a timer of the host for the streams alone
     * @param datagrams where datagrams to the register's nodes leave
     * @param redis all of Redis' nodes
     */
    NodeStores(HostContext context, int timerId, DatagramSender datagrams, StoreRing ring, long[] redis) {
        this.context = context;
        register = new RegisterClient(RegisterClientOptions.STANDARD, datagrams, ring, context.incarnation() + 1L);
        streams = new HostStreams(context, timerId, StreamOptions.STANDARD);
        hot = new RedisHotState(HOT, streams, redis);
    }

    /** Takes in a datagram of a store; false if it is somebody else's. */
    boolean receive(long from, byte[] buffer, int offset, int length) {
        if (register.ring().isNode(from) && RegisterClient.isForRegister(buffer, offset, length)) {
            register.receive(context.monotonicNanos(), from, buffer, offset, length);
            return true;
        }
        return streams.receive(from, buffer, offset, length);
    }

    /** The streams' timer fired. */
    void timer() {
        streams.timer();
    }

    /** Before each tick. */
    void advance(long monotonicNanos) {
        register.advance(monotonicNanos);
        hot.advance(monotonicNanos);
    }

    /** Tells judges how full what may fill has been. */
    void reportBounds(Probes probes) {
        register.reportBounds(probes);
        streams.reportBounds(probes);
        hot.reportBounds(probes);
    }

    Register register() {
        return register;
    }

    HotState hot() {
        return hot;
    }

    long stateHash() {
        return Mix.fold(Mix.fold(register.stateHash(), streams.stateHash()), hot.stateHash());
    }
}
