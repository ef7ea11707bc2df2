package io.darkages.scenarios.run;

import io.darkages.engine.backplane.Backplane;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.Register;
import io.darkages.engine.process.ProcessIdentity;
import io.darkages.engine.process.ZoneNode;
import io.darkages.engine.random.Mix;
import io.darkages.engine.transport.HandshakeJob;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.zone.CombatPorts;
import io.darkages.engine.zone.Phase;
import io.darkages.engine.zone.Roster;
import io.darkages.engine.zone.Work;
import io.darkages.engine.zone.ZoneOptions;
import io.darkages.engine.zone.ZoneServer;
import io.darkages.engine.zone.ZoneServerBuilder;
import io.darkages.sim.HostContext;
import io.darkages.sim.Program;
import io.darkages.sim.store.StoreClient;
import io.darkages.sim.store.StoreClientOptions;
import io.darkages.sim.store.StoreRing;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The zone server on a simulated host, alone or with the process around it that shares a world with others: the same
 * server as on a real machine, with a timer for its ticks and its work charged as CPU time. Work is charged up to each
 * datagram that leaves, so that outputs leave when they are ready.
 */
final class ZoneProgram implements Program, DatagramSender {

    private static final int TICK_TIMER = 0;
    private static final int HANDSHAKE_TIMER = 1;
    private static final int STREAM_TIMER = 2;
    private static final int PICOS_PER_NANO = 1_000;

    private final HostContext context;
    private final CostTable costs;
    private final Probes probes;
    private final HandshakeQueue handshakes;
    private final Optional<StoreRing> ring;
    private final Optional<StoreClient> store;
    private final Optional<NodeStores> stores;
    private final Optional<ZoneNode> node;
    private final ZoneServer zone;
    private final long[] charged = new long[Work.values().length];
    private final long[] counted = new long[Work.values().length];
    /** Of the event in hand, at nominal speed. */
    private final long[] eventPicos = new long[Phase.values().length];

    private final long[] phaseNanos = new long[Phase.values().length];
    private long restPicos;
    private long ticks;

    /** A zone that is all the world. */
    ZoneProgram(
            HostContext context,
            ZoneOptions options,
            Roster roster,
            Cryptography cryptography,
            CostTable costs,
            Optional<StoreRing> ring,
            Probes probes,
            Measurements measurements) {
        this.context = context;
        this.costs = costs;
        this.probes = probes;
        this.ring = ring;
        handshakes = new HandshakeQueue(context, HANDSHAKE_TIMER, costs.handshakeNanos());
        store = combatStore(options);
        stores = Optional.empty();
        node = Optional.empty();
        zone = new ZoneServerBuilder(options, roster, this, cryptography, context.stream("connections"))
                .handshakes(handshakes)
                .combat(combatPorts())
                .probes(probes)
                .measurements(measurements)
                .build();
        setTimer();
    }

    /**
     * A process of a world of zones.
     *
     * @param seat who it is and where its stores are
     */
    ZoneProgram(
            HostContext context,
            ZoneNode.Settings settings,
            Seat seat,
            Roster roster,
            Cryptography cryptography,
            CostTable costs,
            Probes probes,
            Measurements measurements) {
        this.context = context;
        this.costs = costs;
        this.probes = probes;
        ring = Optional.of(seat.ring());
        handshakes = new HandshakeQueue(context, HANDSHAKE_TIMER, costs.handshakeNanos());
        store = combatStore(settings.zone());
        NodeStores itsStores = new NodeStores(context, STREAM_TIMER, this, seat.ring(), seat.redis());
        ZoneNode itsNode = new ZoneNode(
                settings,
                seat.identity(),
                roster,
                new ZoneNode.Ports(
                        seat.authority().apply(itsStores.register(), itsStores.hot()),
                        itsStores.hot(),
                        this,
                        cryptography,
                        seat.linkCryptography(),
                        context.stream("connections"),
                        context.stream("secrets"),
                        handshakes,
                        combatPorts(),
                        probes,
                        measurements));
        stores = Optional.of(itsStores);
        node = Optional.of(itsNode);
        zone = itsNode.zone();
        setTimer();
    }

    /**
     * A process' place in a world of zones.
     *
     * @param redis addresses of all of Redis' nodes
     * @param authority who it asks who may act, given its ways to its stores
     */
    record Seat(
            ProcessIdentity identity,
            Cryptography linkCryptography,
            StoreRing ring,
            long[] redis,
            BiFunction<Register, HotState, Register> authority) {}

    /** Where the combat log goes, if there is one. */
    private Optional<StoreClient> combatStore(ZoneOptions options) {
        boolean logs = options.combat().flatMap(ZoneOptions.Combat::log).isPresent();
        // The port's sends are this host's.
        return ring.filter(nodes -> logs)
                .map(nodes -> new StoreClient(
                        StoreClientOptions.STANDARD, this, nodes, context::wallMicros, context.incarnation()));
    }

    private CombatPorts combatPorts() {
        return new CombatPorts(context.stream("combat-criticals"), store.map(client -> client));
    }

    @Override
    public void datagram(long from, byte[] buffer, int offset, int length) {
        if (stores.isPresent() && stores.get().receive(from, buffer, offset, length)) {
            context.spend(costs.datagramReceivedNanos());
            charge();
            attribute();
            return;
        }
        if (store.isPresent() && isStore(from)) {
            context.spend(costs.datagramReceivedNanos());
            store.get().receive(context.monotonicNanos(), buffer, offset, length);
            return;
        }
        if (node.isPresent()) {
            if (Backplane.owns(buffer, offset, length)) {
                context.spend(costs.datagramReceivedNanos());
            }
            node.get().receive(context.monotonicNanos(), from, buffer, offset, length);
        } else {
            zone.receive(context.monotonicNanos(), from, buffer, offset, length);
        }
        charge();
        attribute();
    }

    @Override
    public void timer(int id) {
        switch (id) {
            case HANDSHAKE_TIMER -> handshakes.finished().ifPresent(this::complete);
            case STREAM_TIMER -> stores.orElseThrow().timer();
            default -> {
                tick();
                return;
            }
        }
        charge();
        attribute();
    }

    private void complete(HandshakeJob job) {
        if (node.isPresent()) {
            node.get().complete(context.monotonicNanos(), job);
        } else {
            zone.complete(context.monotonicNanos(), job);
        }
    }

    private void tick() {
        long now = context.monotonicNanos();
        if (store.isPresent()) {
            store.get().advance(now);
        }
        if (node.isPresent()) {
            stores.orElseThrow().advance(now);
            node.get().tick(now, context.wallMicros());
        } else {
            zone.tick(now, context.wallMicros());
        }
        charge();
        attribute();
        zone.tickTook(context.spentNanos());
        if (++ticks % ZoneServer.TICKS_PER_SECOND == 1) {
            stores.ifPresent(its -> its.reportBounds(probes));
            store.ifPresent(its -> its.reportBounds(probes));
        }
        setTimer();
    }

    /** The next tick on the grid: those that this one has run over are left out. */
    private void setTimer() {
        long doneNanos = context.monotonicNanos() + context.spentNanos();
        context.setTimer(TICK_TIMER, ZoneServer.tickNanos(ZoneServer.tickAt(doneNanos) + 1L));
    }

    @Override
    public void send(long address, byte[] buffer, int offset, int length) {
        charge();
        if (isStore(address) || node.isPresent() && Backplane.owns(buffer, offset, length)) {
            context.spend(costs.datagramSentNanos());
        }
        context.send(address, buffer, offset, length);
    }

    private boolean isStore(long address) {
        return ring.isPresent() && ring.get().isNode(address);
    }

    /** Charges the work done since the last charge. */
    private void charge() {
        zone.work().copyTo(counted);
        long picos = costs.costPicos(charged, counted, eventPicos) + restPicos;
        System.arraycopy(counted, 0, charged, 0, counted.length);
        restPicos = picos % PICOS_PER_NANO;
        context.spend(picos / PICOS_PER_NANO);
    }

    /** Shares what the event really took, at the CPU's speed, among the phases that it was spent in. */
    private void attribute() {
        long nominalNanos = 0;
        for (long picos : eventPicos) {
            nominalNanos += picos / PICOS_PER_NANO;
        }
        for (int i = 0; i < eventPicos.length && nominalNanos > 0; i++) {
            phaseNanos[i] += eventPicos[i] / PICOS_PER_NANO * context.spentNanos() / nominalNanos;
            eventPicos[i] = 0;
        }
    }

    @Override
    public long stateHash() {
        long hash = node.isPresent() ? node.get().stateHash() : zone.stateHash();
        if (stores.isPresent()) {
            hash = Mix.fold(hash, stores.get().stateHash());
        }
        return store.isPresent() ? Mix.fold(hash, store.get().stateHash()) : hash;
    }

    /** The combat log's way to its store, where there is one. */
    Optional<StoreClient> store() {
        return store;
    }

    /** The process around the zone, in a world of several. */
    Optional<ZoneNode> node() {
        return node;
    }

    /** Asks it to hand over what it serves and to leave. */
    void drain() {
        node.orElseThrow().drain(context.monotonicNanos());
    }

    ZoneServer zone() {
        return zone;
    }

    /** CPU time spent so far in each phase, in the order of {@link Phase}. */
    long[] phaseNanos() {
        return phaseNanos.clone();
    }
}
