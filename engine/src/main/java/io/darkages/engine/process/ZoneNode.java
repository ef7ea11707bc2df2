package io.darkages.engine.process;

import io.darkages.engine.authority.LeaseTerm;
import io.darkages.engine.authority.OwnershipCheck;
import io.darkages.engine.backplane.Backplane;
import io.darkages.engine.backplane.BackplaneListener;
import io.darkages.engine.backplane.BackplaneOptions;
import io.darkages.engine.backplane.Delivery;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.backplane.PeerKey;
import io.darkages.engine.ghost.GhostBands;
import io.darkages.engine.grid.HandoffRules;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.Register;
import io.darkages.engine.random.Mix;
import io.darkages.engine.random.RandomSource;
import io.darkages.engine.transport.HandshakeJob;
import io.darkages.engine.transport.HandshakeWorker;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.zone.CombatPorts;
import io.darkages.engine.zone.Roster;
import io.darkages.engine.zone.StrikeCheck;
import io.darkages.engine.zone.ZoneOptions;
import io.darkages.engine.zone.ZonePorts;
import io.darkages.engine.zone.ZoneServer;
import io.darkages.engine.zone.ZoneServerBuilder;
import java.util.Optional;

/**
 * A whole server process of a world of zones: the zone that it serves, if any, what decides which one that is, and its
 * links with the others. Takes datagrams and the time, gives datagrams: players' and other processes' on one address.
 *
 * <p>The owner calls {@link #receive} for each datagram as it arrives, {@link #tick} 60 times a second, and {@link
 * ZoneServer#tickTook} after it; it runs the register and the hot state before each tick, and takes their answers on the
 * same thread. All calls on one thread.
 */
public final class ZoneNode {

    /** Caps and fills are told to judges once a second. */
    private static final int BOUNDS_PROBE_TICKS = ZoneServer.TICKS_PER_SECOND;

    /**
     * What a node is made with. The same for all nodes of a world.
     *
     * @param zone of whichever zone it serves; its origin does not matter
     * @param worldKey shared by all processes of the world, at least 16 bytes: proves who is one, and signs hand-overs
     * @param leaseTerm {@link LeaseTerm#STRICT}, but in tests of judges
     * @param ownershipCheck {@link OwnershipCheck#STRICT}, but in tests of judges
     * @param handoffCheck {@link HandoffCheck#STRICT}, but in tests of judges
     * @param strikeCheck {@link StrikeCheck#STRICT}, but in tests of judges
     */
    public record Settings(
            ZoneGrid grid,
            ZoneOptions zone,
            ProcessOptions process,
            HandoffRules rules,
            GhostBands bands,
            byte[] worldKey,
            LeaseTerm leaseTerm,
            OwnershipCheck ownershipCheck,
            HandoffCheck handoffCheck,
            StrikeCheck strikeCheck) {

        /** As it should be. */
        public static Settings of(ZoneGrid grid, ZoneOptions zone, byte[] worldKey) {
            return new Settings(
                    grid,
                    zone,
                    ProcessOptions.STANDARD,
                    HandoffRules.standard(),
                    GhostBands.STANDARD,
                    worldKey,
                    LeaseTerm.STRICT,
                    OwnershipCheck.STRICT,
                    HandoffCheck.STRICT,
                    StrikeCheck.STRICT);
        }

        public Settings withLeaseTerm(LeaseTerm value) {
            return with(value, ownershipCheck, handoffCheck, strikeCheck);
        }

        public Settings withOwnershipCheck(OwnershipCheck value) {
            return with(leaseTerm, value, handoffCheck, strikeCheck);
        }

        public Settings withHandoffCheck(HandoffCheck value) {
            return with(leaseTerm, ownershipCheck, value, strikeCheck);
        }

        public Settings withStrikeCheck(StrikeCheck value) {
            return with(leaseTerm, ownershipCheck, handoffCheck, value);
        }

        private Settings with(LeaseTerm term, OwnershipCheck ownership, HandoffCheck handoff, StrikeCheck strikes) {
            return new Settings(grid, zone, process, rules, bands, worldKey, term, ownership, handoff, strikes);
        }
    }

    /**
     * What surrounds a node.
     *
     * @param datagrams where datagrams to players and to other processes leave
     * @param cryptography of the players' sessions
     * @param linkCryptography of the links with other processes; another one
     * @param connections source of the sessions' secrets
     * @param secrets source of tokens and nonces; must not be guessable on a real socket
     * @param handshakes does the arithmetic of players' handshakes
     */
    public record Ports(
            Register register,
            HotState hot,
            DatagramSender datagrams,
            Cryptography cryptography,
            Cryptography linkCryptography,
            RandomSource connections,
            RandomSource secrets,
            HandshakeWorker handshakes,
            CombatPorts combat,
            Probes probes,
            Measurements measurements) {}

    private final Probes probes;
    private final Backplane backplane;
    private final Frontier frontier;
    private final ZoneServer zone;
    private final ZoneProcess process;
    private long nowNanos;

    public ZoneNode(Settings settings, ProcessIdentity self, Roster roster, Ports ports) {
        probes = ports.probes();
        backplane = new Backplane(
                BackplaneOptions.of(self.number(), self.incarnation()),
                new PeerKey(settings.worldKey()),
                ports.datagrams(),
                new Links(),
                ports.linkCryptography(),
                ports.secrets());
        frontier = new Frontier(
                settings.grid(), settings.bands(), settings.zone().room().ghosts(), backplane, probes);
        ServedZone served =
                new ServedZone(settings.grid(), roster, settings.zone().room().players(), frontier, probes);
        zone = new ZoneServerBuilder(
                        settings.zone(), roster, ports.datagrams(), ports.cryptography(), ports.connections())
                .handshakes(ports.handshakes())
                .combat(ports.combat())
                .surroundings(new ZonePorts(Optional.of(served), frontier, served, settings.strikeCheck()))
                .probes(probes)
                .measurements(ports.measurements())
                .build();
        process = new ZoneProcess(
                settings.process(),
                settings.grid(),
                settings.rules(),
                self,
                new ZoneProcess.Ports(
                        ports.register(),
                        ports.hot(),
                        new BackplaneLinks(backplane, frontier),
                        served,
                        settings.zone().access().tokens(),
                        new HandoffTokens(settings.worldKey()),
                        ports.secrets(),
                        probes,
                        settings.leaseTerm(),
                        settings.ownershipCheck(),
                        settings.handoffCheck()));
        frontier.join(zone, process);
        served.join(zone, process);
    }

    /** A datagram of a player or of another process came. */
    public void receive(long monotonicNanos, long from, byte[] buffer, int offset, int length) {
        nowNanos = monotonicNanos;
        process.checkLease(monotonicNanos);
        if (Backplane.owns(buffer, offset, length)) {
            backplane.receive(monotonicNanos, from, buffer, offset, length);
        } else {
            zone.receive(monotonicNanos, from, buffer, offset, length);
        }
        backplane.flush(monotonicNanos);
    }

    /** A player's handshake came back from the worker. */
    public void complete(long monotonicNanos, HandshakeJob job) {
        nowNanos = monotonicNanos;
        process.checkLease(monotonicNanos);
        zone.complete(monotonicNanos, job);
    }

    /** The time of a tick has come. */
    public void tick(long monotonicNanos, long wallMicros) {
        nowNanos = monotonicNanos;
        process.advance(monotonicNanos, wallMicros);
        boolean acts = process.mayAct(monotonicNanos);
        int before = zone.tickNumber();
        zone.tick(monotonicNanos, wallMicros);
        process.ticked(monotonicNanos, zone.tickNumber());
        frontier.ticked(monotonicNanos, acts);
        backplane.advance(monotonicNanos);
        if (before / BOUNDS_PROBE_TICKS != zone.tickNumber() / BOUNDS_PROBE_TICKS) {
            backplane.reportBounds(probes);
            frontier.reportBounds();
            process.reportBounds();
        }
    }

    /** Hands over what it serves, and serves nothing from then on; see {@link ZoneProcess#drain}. */
    public void drain(long monotonicNanos) {
        process.drain(monotonicNanos);
    }

    public ZoneServer zone() {
        return zone;
    }

    public ZoneProcess process() {
        return process;
    }

    public Backplane backplane() {
        return backplane;
    }

    /** Digest of its state. */
    public long stateHash() {
        long hash = Mix.fold(zone.stateHash(), process.stateHash());
        return frontier.foldState(backplane.foldState(hash));
    }

    /** What other processes say. */
    private final class Links implements BackplaneListener {

        @Override
        public void linked(long peer, long incarnation, boolean isNew, int dropped) {
            if (isNew) {
                process.peerLost(nowNanos, peer);
            }
        }

        @Override
        public void unlinked(long peer, long incarnation) {
            // It may be linked again at once: silence is what counts.
        }

        @Override
        public void silent(long peer, long incarnation) {
            process.peerLost(nowNanos, peer);
        }

        @Override
        public void heard(long peer, long incarnation) {
            // Whatever it holds, the register says.
        }

        @Override
        public void message(MessageHeader header, Delivery delivery, MessageReader body) {
            if (!process.message(nowNanos, header, body)) {
                frontier.message(nowNanos, header, body);
            }
        }
    }
}
