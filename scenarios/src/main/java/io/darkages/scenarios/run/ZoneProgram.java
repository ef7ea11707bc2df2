package io.darkages.scenarios.run;

import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.Mix;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.zone.CombatPorts;
import io.darkages.engine.zone.Phase;
import io.darkages.engine.zone.Roster;
import io.darkages.engine.zone.Work;
import io.darkages.engine.zone.ZoneOptions;
import io.darkages.engine.zone.ZoneServer;
import io.darkages.sim.HostContext;
import io.darkages.sim.Program;
import io.darkages.sim.store.StoreClient;
import io.darkages.sim.store.StoreClientOptions;
import io.darkages.sim.store.StoreRing;
import java.util.Optional;

/**
 * The zone server on a simulated host: the same server as on a real machine, with a timer for its ticks
 * and its work charged as CPU time. Work is charged up to each datagram that leaves, so that outputs
 * leave when they are ready.
 */
final class ZoneProgram implements Program, DatagramSender {

    private static final int TICK_TIMER = 0;
    private static final int HANDSHAKE_TIMER = 1;
    private static final int PICOS_PER_NANO = 1_000;

    private final HostContext context;
    private final CostTable costs;
    private final HandshakeQueue handshakes;
    private final Optional<StoreRing> ring;
    private final Optional<StoreClient> store;
    private final ZoneServer zone;
    private final long[] charged = new long[Work.values().length];
    private final long[] counted = new long[Work.values().length];
    /** Of the event in hand, at nominal speed. */
    private final long[] eventPicos = new long[Phase.values().length];

    private final long[] phaseNanos = new long[Phase.values().length];
    private long restPicos;

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
        handshakes = new HandshakeQueue(context, HANDSHAKE_TIMER, costs.handshakeNanos());
        // The port's sends are this host's.
        boolean logs = options.combat().flatMap(ZoneOptions.Combat::log).isPresent();
        this.ring = ring;
        store = ring.filter(nodes -> logs)
                .map(nodes -> new StoreClient(
                        StoreClientOptions.STANDARD, this, nodes, context::wallMicros, context.incarnation()));
        zone = new ZoneServer(
                options,
                roster,
                this,
                cryptography,
                context.stream("connections"),
                handshakes,
                new CombatPorts(context.stream("combat-criticals"), store.map(client -> client)),
                probes,
                measurements);
        setTimer();
    }

    @Override
    public void datagram(long from, byte[] buffer, int offset, int length) {
        if (store.isPresent() && isStore(from)) {
            context.spend(costs.datagramReceivedNanos());
            store.get().receive(context.monotonicNanos(), buffer, offset, length);
            return;
        }
        zone.receive(context.monotonicNanos(), from, buffer, offset, length);
        charge();
        attribute();
    }

    @Override
    public void timer(int id) {
        if (id == HANDSHAKE_TIMER) {
            handshakes.finished().ifPresent(job -> zone.complete(context.monotonicNanos(), job));
            charge();
            attribute();
            return;
        }
        if (store.isPresent()) {
            store.get().advance(context.monotonicNanos());
        }
        zone.tick(context.monotonicNanos(), context.wallMicros());
        charge();
        attribute();
        zone.tickTook(context.spentNanos());
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
        if (isStore(address)) {
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
        return store.isPresent() ? Mix.fold(zone.stateHash(), store.get().stateHash()) : zone.stateHash();
    }

    /** The combat log's way to its store, where there is one. */
    Optional<StoreClient> store() {
        return store;
    }

    ZoneServer zone() {
        return zone;
    }

    /** CPU time spent so far in each phase, in the order of {@link Phase}. */
    long[] phaseNanos() {
        return phaseNanos.clone();
    }
}
