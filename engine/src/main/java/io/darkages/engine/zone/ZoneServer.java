package io.darkages.engine.zone;

import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combatlog.CombatLog;
import io.darkages.engine.combatlog.CombatLogCounters;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.Measurement;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.ControlCodec;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.ControlMessage.CorrectionReason;
import io.darkages.engine.protocol.MessageKind;
import io.darkages.engine.random.Mix;
import io.darkages.engine.random.RandomSource;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.space.Origin;
import io.darkages.engine.transport.Endpoint;
import io.darkages.engine.transport.EndpointCounters;
import io.darkages.engine.transport.EndpointListener;
import io.darkages.engine.transport.HandshakeJob;
import io.darkages.engine.transport.HandshakeWorker;
import io.darkages.engine.transport.Session;
import io.darkages.engine.transport.SessionProbes;
import io.darkages.engine.transport.crypto.Cryptography;
import java.util.Optional;

/**
 * A zone of the world: takes datagrams and the time, gives datagrams. The owner calls {@link #receive}
 * for each datagram as it arrives, {@link #tick} 60 times a second, and {@link #tickTook} after it with
 * what the tick cost.
 *
 * <p>Tick n begins at {@code n / 60} s of the owner's monotonic clock; a late call does the work of the
 * ticks that were left out in one, and they are counted as skipped.
 *
 * <p>All calls on one thread. Once warm, neither {@code receive} of inputs nor {@code tick} allocates.
 */
public final class ZoneServer {

    public static final int TICKS_PER_SECOND = 60;

    private static final long SECOND_NANOS = 1_000_000_000L;

    /** Caps and fills are told to judges once a second. */
    private static final int BOUNDS_PROBE_TICKS = 60;
    /** More left-out ticks than this are not caught up. */
    private static final int MAX_ELAPSED_TICKS = 60;

    private final SessionProbes sessionProbes;
    private final Measurements measurements;
    private final ZoneCounters counters = new ZoneCounters();
    private final WorkCounters work = new WorkCounters();
    private final World world;
    private final Endpoint endpoint;
    private final QualityOfService quality;
    private final Intake intake;
    private final MovementPhase movement;
    private final ReplicationPhase replication;
    private final Lobby lobby;
    private final BoundsProbe bounds;
    private final Optional<CombatPhase> combat;
    private final Optional<CombatLog> combatLog;
    private final CombatRecords combatRecords;

    private long nowNanos;
    private long wallMicros;
    private int tick;

    /** A zone without combat that does the arithmetic of handshakes in its own time. */
    public ZoneServer(
            ZoneOptions options,
            Roster roster,
            DatagramSender datagrams,
            Cryptography cryptography,
            RandomSource random,
            Probes probes,
            Measurements measurements) {
        this(options, roster, datagrams, cryptography, random, HandshakeWorker.INLINE, probes, measurements);
    }

    /** A zone without combat. */
    public ZoneServer(
            ZoneOptions options,
            Roster roster,
            DatagramSender datagrams,
            Cryptography cryptography,
            RandomSource random,
            HandshakeWorker handshakes,
            Probes probes,
            Measurements measurements) {
        this(options, roster, datagrams, cryptography, random, handshakes, CombatPorts.NONE, probes, measurements);
    }

    /**
     * @param cryptography the zone's own
     * @param random source of connection ids, the sessions' secrets and the challenge's key
     * @param handshakes does the arithmetic of handshakes; what it does later goes to {@link #complete}
     * @param combatPorts what fighting needs
     * @throws IllegalArgumentException if the options ask for a combat log and there is no history, or the other way
     */
    public ZoneServer(
            ZoneOptions options,
            Roster roster,
            DatagramSender datagrams,
            Cryptography cryptography,
            RandomSource random,
            HandshakeWorker handshakes,
            CombatPorts combatPorts,
            Probes probes,
            Measurements measurements) {
        this.measurements = measurements;
        sessionProbes = new SessionProbes(probes, ZoneServer::playerOf);
        CombatRules rules = options.combat().map(ZoneOptions.Combat::rules).orElseGet(CombatRules::standard);
        world = new World(options.capacity(), rules, options.origin());
        endpoint = new Endpoint(
                options.endpoint(),
                new CountedSender(datagrams, work),
                new Sessions(),
                cryptography,
                random,
                handshakes,
                sessionProbes);
        quality = new QualityOfService(
                options.replication(), SECOND_NANOS / TICKS_PER_SECOND, options.qualityOfService(), counters);
        Corrections corrections = new Corrections(world, counters, probes);
        combatLog = openLog(options, combatPorts, probes);
        combatRecords = new CombatRecords(world, probes, combatLog);
        combat = options.combat()
                .map(present -> new CombatPhase(
                        world, options, present, roster, combatPorts.criticals(), counters, work, combatRecords));
        intake = new Intake(combat.isPresent(), counters, work, corrections, probes);
        intake.moveTo(options.origin());
        movement = new MovementPhase(world, options, counters, work, combat, corrections, probes);
        replication = new ReplicationPhase(world, options, counters, work, probes, measurements);
        lobby = new Lobby(world, options, roster, counters, probes, replication, quality, combat);
        bounds = new BoundsProbe(world, options, lobby, endpoint.counters(), probes);
    }

    private static Optional<CombatLog> openLog(ZoneOptions options, CombatPorts ports, Probes probes) {
        if (options.combat().isPresent() && ports.equals(CombatPorts.NONE)) {
            throw new IllegalArgumentException("a zone with combat needs ports for it");
        }
        Optional<ZoneOptions.Log> wanted = options.combat().flatMap(ZoneOptions.Combat::log);
        if (wanted.isPresent() != ports.history().isPresent()) {
            throw new IllegalArgumentException("a combat log is " + (wanted.isPresent() ? "" : "not ")
                    + "asked for, and there is " + (wanted.isPresent() ? "no" : "a") + " history to write it to");
        }
        return wanted.map(log -> new CombatLog(
                log.options(), log.zone(), log.incarnation(), ports.history().orElseThrow(), probes));
    }

    /** Where in the world the zone is. */
    public Origin origin() {
        return world.origin();
    }

    /**
     * Puts the zone elsewhere in the world. Sessions that have no player yet stay.
     *
     * @throws IllegalStateException if players are in it
     */
    public void moveTo(Origin origin) {
        world.moveTo(origin);
        movement.moveTo(origin);
        intake.moveTo(origin);
    }

    /** A datagram came. */
    public void receive(long monotonicNanos, long from, byte[] buffer, int offset, int length) {
        nowNanos = monotonicNanos;
        work.add(Work.DATAGRAMS_RECEIVED, 1);
        work.add(Work.BYTES_RECEIVED, length);
        endpoint.receive(monotonicNanos, from, buffer, offset, length);
    }

    /** A handshake's job came back from the worker. */
    public void complete(long monotonicNanos, HandshakeJob job) {
        nowNanos = monotonicNanos;
        endpoint.complete(monotonicNanos, job);
    }

    /** The time of a tick has come. */
    public void tick(long monotonicNanos, long wallMicros) {
        nowNanos = monotonicNanos;
        this.wallMicros = wallMicros;
        int due = tickAt(monotonicNanos);
        int elapsed = due - tick;
        if (elapsed < 1) {
            throw new IllegalStateException("tick " + tick + " is done already at " + monotonicNanos + " ns");
        }
        counters.add(ZoneCounter.TICKS, 1);
        counters.add(ZoneCounter.TICKS_SKIPPED, tick == 0 ? 0 : elapsed - 1);
        // An overloaded zone skips ticks, so that it is due when a multiple was passed; and at the start, so that none
        // is too short-lived for it.
        boolean boundsDue = tick == 0 || due / BOUNDS_PROBE_TICKS != tick / BOUNDS_PROBE_TICKS;
        int elapsedTicks = tick == 0 ? 1 : Math.min(elapsed, MAX_ELAPSED_TICKS);
        tick = due;

        ReplicationPolicy policy = quality.policy();
        combatRecords.at(tick, monotonicNanos, wallMicros);
        if (combat.isPresent()) {
            combat.get().begin(tick, elapsedTicks);
        }
        movement.run(tick, elapsedTicks);
        replication.quantise(tick);
        replication.look(tick);
        replication.send(tick, monotonicNanos, policy);
        lobby.expire(monotonicNanos);
        if (combatLog.isPresent()) {
            combatLog.get().advance(monotonicNanos);
        }
        endpoint.advance(monotonicNanos);

        work.add(Work.SESSIONS_ADVANCED, endpoint.sessionCount());
        work.add(Work.TICKS, 1);
        if (boundsDue) {
            bounds.run(tick);
            if (combatLog.isPresent()) {
                combatLog.get().reportBounds();
            }
        }
    }

    /** What the last tick cost, measured or charged, in nanoseconds; decides on quality of service. */
    public void tickTook(long nanos) {
        measurements.record(Measurement.TICK_TIME, nanos);
        quality.tickTook(nanos);
    }

    /** Number of the tick that is due at that time. Tick 1 is the first. */
    public static int tickAt(long monotonicNanos) {
        // The time of a tick is rounded down, by less than 1 ns: 59 of 60 parts make up for it.
        return (int) ((monotonicNanos * TICKS_PER_SECOND + TICKS_PER_SECOND - 1) / SECOND_NANOS);
    }

    /** When that tick is due on the monotonic clock: exactly {@code tick * 1e9 / 60}, rounded down. */
    public static long tickNanos(long tick) {
        return tick * SECOND_NANOS / TICKS_PER_SECOND;
    }

    public ZoneCounters counters() {
        return counters;
    }

    public WorkCounters work() {
        return work;
    }

    public EndpointCounters transport() {
        return endpoint.counters();
    }

    /** What the combat log did, if the zone has one. */
    public Optional<CombatLogCounters> combatLog() {
        return combatLog.map(CombatLog::counters);
    }

    /** Players in the world, connected or waited for. */
    public int playerCount() {
        return world.playerCount();
    }

    /** 0 for full quality, up to 4. */
    public int qualityLevel() {
        return quality.level();
    }

    /** Digest of the zone's canonical state: who is where, and what was processed. */
    public long stateHash() {
        long hash = Mix.fold(tick, quality.level());
        MotionState state = new MotionState();
        for (int i = 0; i < world.playerCount(); i++) {
            Player player = world.player(i);
            world.entities.load(EntityTable.slot(player.entity), state);
            hash = Mix.fold(hash, player.id);
            hash = Mix.fold(hash, (long) player.entity << 32 | player.epoch & 0xFFFF_FFFFL);
            hash = Mix.fold(hash, state.digest());
            hash = Mix.fold(hash, (long) player.gate.lastProcessed() << 32 | player.viewer.newestSnapshotId());
            hash = Mix.fold(hash, player.viewer.visibleCount());
            hash = world.combat.fold(hash, EntityTable.slot(player.entity));
            hash = Mix.fold(hash, player.attacks.count());
        }
        if (combat.isPresent()) {
            hash = combat.get().fold(hash);
        }
        if (combatLog.isPresent()) {
            hash = Mix.fold(hash, combatLog.get().stateHash());
        }
        for (ZoneCounter counter : ZoneCounter.values()) {
            hash = Mix.fold(hash, counters.count(counter));
        }
        return hash;
    }

    /** What the endpoint tells. */
    private final class Sessions implements EndpointListener {

        @Override
        public void connected(Session session) {
            lobby.arrived(session, nowNanos);
        }

        @Override
        public void message(
                Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
            if (lane != 0) {
                counters.add(ZoneCounter.MALFORMED_MESSAGES, 1);
            } else if (reliable) {
                work.add(Work.CONTROL_MESSAGES, 1);
                Optional<ControlMessage> message = ControlCodec.decode(buffer, offset, length);
                if (message.isEmpty()) {
                    counters.add(ZoneCounter.MALFORMED_MESSAGES, 1);
                } else {
                    lobby.control(session, message.get(), tick, nowNanos, wallMicros);
                }
            } else if (length > 1
                    && buffer[offset] == MessageKind.INPUTS
                    && session.attachment() instanceof Player player) {
                // The tick by the clock, not the last one run: after a pause the inputs of all that time
                // come before the next tick, and nobody cheats by having made them.
                if (!intake.receive(player, buffer, offset + 1, length - 1, Math.max(tick, tickAt(nowNanos)))) {
                    lobby.punish(player, CorrectionReason.INPUT_RATE.ordinal(), nowNanos);
                }
            } else {
                counters.add(ZoneCounter.MALFORMED_MESSAGES, 1);
            }
        }

        @Override
        public void closed(Session session, int reason, String debug) {
            lobby.ended(session, reason, nowNanos);
            sessionProbes.closed(session, reason);
        }
    }

    private static long playerOf(Session session) {
        return session.attachment() instanceof Player player ? player.id : 0;
    }
}
