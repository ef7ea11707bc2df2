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
import io.darkages.engine.random.Mix;
import io.darkages.engine.random.RandomSource;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.space.Origin;
import io.darkages.engine.transport.Endpoint;
import io.darkages.engine.transport.EndpointCounters;
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
    private final BorderCounters borderCounters = new BorderCounters();
    private final Ghosts ghosts;
    private final PlayerImages images;
    private final Handovers handovers;
    private final Door door;
    private final Residents residents;
    private final Border border;

    private boolean isHeld;
    /** The last tick before it was held. */
    private int heldTick;

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
        this(
                options,
                roster,
                datagrams,
                cryptography,
                random,
                handshakes,
                combatPorts,
                ZonePorts.ALONE,
                probes,
                measurements);
    }

    /**
     * A zone that has something around it.
     *
     * @param ports who is asked about those who come, and the ways to other zones
     */
    public ZoneServer(
            ZoneOptions options,
            Roster roster,
            DatagramSender datagrams,
            Cryptography cryptography,
            RandomSource random,
            HandshakeWorker handshakes,
            CombatPorts combatPorts,
            ZonePorts ports,
            Probes probes,
            Measurements measurements) {
        this.measurements = measurements;
        SessionProbes sessionProbes = new SessionProbes(probes, ZoneServer::playerOf);
        CombatRules rules = options.combat().map(ZoneOptions.Combat::rules).orElseGet(CombatRules::standard);
        world = new World(options.capacity(), options.ghosts(), rules, options.origin());
        ghosts = new Ghosts(world, borderCounters);
        images = new PlayerImages(world, ghosts);
        quality = new QualityOfService(
                options.replication(), SECOND_NANOS / TICKS_PER_SECOND, options.qualityOfService(), counters);
        Corrections corrections = new Corrections(world, counters, probes);
        combatLog = openLog(options, combatPorts, probes);
        combatRecords = new CombatRecords(world, probes, combatLog);
        combat = options.combat()
                .map(present -> new CombatPhase(
                        world,
                        options,
                        present,
                        roster,
                        combatPorts.criticals(),
                        counters,
                        work,
                        combatRecords,
                        ghosts,
                        images,
                        ports.victims(),
                        ports.strikes(),
                        borderCounters));
        intake = new Intake(combat.isPresent(), counters, borderCounters, work, corrections, probes);
        intake.moveTo(options.origin());
        movement = new MovementPhase(world, options, counters, work, combat, corrections, probes);
        replication = new ReplicationPhase(world, options, counters, work, probes, measurements);
        lobby = new Lobby(
                world,
                options,
                roster,
                counters,
                probes,
                replication,
                quality,
                combat,
                ports.admission(),
                images,
                ghosts);
        EarlyBatches earlyBatches = new EarlyBatches();
        handovers = new Handovers(world, lobby, ghosts, images, intake, earlyBatches, counters, probes);
        endpoint = new Endpoint(
                options.endpoint(),
                new CountedSender(datagrams, work),
                new PlayerSessions(
                        this, lobby, intake, handovers, ports.inputs(), sessionProbes, counters, borderCounters, work),
                cryptography,
                random,
                handshakes,
                sessionProbes);
        door = new Door(this, world, lobby, handovers, borderCounters);
        residents = new Residents(this, world, lobby, handovers, images, borderCounters);
        border = new Border(this, world, ghosts, intake, earlyBatches, combat, borderCounters);
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
        combatRecords.at(tick, monotonicNanos, wallMicros);
        if (isHeld) {
            borderCounters.add(BorderCounter.TICKS_HELD, 1);
        } else {
            play(elapsedTicks, monotonicNanos);
        }
        lobby.expire(monotonicNanos, isHeld);
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

    /** The world moves on. */
    private void play(int elapsedTicks, long monotonicNanos) {
        ReplicationPolicy policy = quality.policy();
        ghosts.follow(tick);
        if (combat.isPresent()) {
            combat.get().begin(tick, elapsedTicks);
            combat.get().strikes().advance(tick);
        }
        movement.run(tick, elapsedTicks);
        handovers.advance(tick, monotonicNanos, wallMicros);
        replication.quantise(tick);
        replication.look(tick);
        replication.send(tick, monotonicNanos, policy);
    }

    /**
     * Lets the world stand still, or go on. While it is held, ticks pass and sessions live, but nobody moves, fights,
     * heals, dies, comes back or leaves, attacks from elsewhere find nobody, and no snapshot is sent; inputs wait. All
     * that is counted in ticks goes on where it was. Who may still act is the owner's to know: this is for the time in
     * which it can't.
     *
     * @return whether it was otherwise before
     */
    public boolean hold(boolean value) {
        boolean isChanged = isHeld != value;
        if (isChanged && value) {
            heldTick = tick;
        } else if (isChanged) {
            images.postponeAll(tick - heldTick);
        }
        isHeld = value;
        return isChanged;
    }

    public boolean isHeld() {
        return isHeld;
    }

    /** The last tick. */
    public int tickNumber() {
        return tick;
    }

    /** The tick that counts for a player: the last one in which it did not stand still. */
    int tickOf(Player player) {
        return player.isFrozen ? player.frozenTick : tickOfWorld();
    }

    /** The last tick in which the world did not stand still. */
    int tickOfWorld() {
        return isHeld ? heldTick : tick;
    }

    /** The time of what is being done. */
    long nowNanos() {
        return nowNanos;
    }

    /** The wall clock as of the last tick. */
    long wallMicros() {
        return wallMicros;
    }

    /** For who comes. */
    public Door door() {
        return door;
    }

    /** For who is here. */
    public Residents residents() {
        return residents;
    }

    /** For what is next door. */
    public Border border() {
        return border;
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
        return borderCounters.fold(hash);
    }

    private static long playerOf(Session session) {
        return session.attachment() instanceof Player player ? player.id : 0;
    }
}
