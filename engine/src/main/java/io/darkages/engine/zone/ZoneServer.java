package io.darkages.engine.zone;

import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combatlog.CombatLog;
import io.darkages.engine.combatlog.CombatLogCounters;
import io.darkages.engine.port.Measurement;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.Mix;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.space.Origin;
import io.darkages.engine.transport.Endpoint;
import io.darkages.engine.transport.EndpointCounters;
import io.darkages.engine.transport.HandshakeJob;
import io.darkages.engine.transport.Session;
import io.darkages.engine.transport.SessionProbes;
import java.util.Optional;

/**
 * A zone of the world: takes datagrams and the time, gives datagrams. The owner calls {@link #receive}
 * for each datagram as it arrives, {@link #tick} 60 times a second, and {@link #tickTook} after it with
 * what the tick cost. {@link ZoneServerBuilder} makes one.
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
    private final ZoneTime time = new ZoneTime();
    private final ZoneCounters counters = new ZoneCounters();
    private final BorderCounters borderCounters = new BorderCounters();
    private final WorkCounters work = new WorkCounters();
    private final World world;
    private final Endpoint endpoint;
    private final QualityOfService quality;
    private final Intake intake;
    private final MovementPhase movement;
    private final ReplicationPhase replication;
    private final Visitors visitors;
    private final Lobby lobby;
    private final BoundsProbe bounds;
    private final Optional<CombatPhase> combat;
    private final Optional<CombatLog> combatLog;
    private final CombatRecords combatRecords;
    private final Ghosts ghosts;
    private final PlayerImages images;
    private final Handovers handovers;
    private final Door door;
    private final Residents residents;
    private final Border border;

    ZoneServer(ZoneServerBuilder parts) {
        ZoneOptions options = parts.options;
        Probes probes = parts.probes;
        measurements = parts.measurements;
        CombatRules rules = options.combat().map(ZoneOptions.Combat::rules).orElseGet(CombatRules::standard);
        world = new World(
                options.room().players(),
                options.room().ghosts(),
                rules,
                options.ground().origin());
        ghosts = new Ghosts(world, borderCounters);
        images = new PlayerImages(world, ghosts);
        quality = new QualityOfService(
                options.replication().policy(),
                SECOND_NANOS / TICKS_PER_SECOND,
                options.replication().qualityOfService(),
                counters);
        Corrections corrections = new Corrections(world, counters, probes);
        combatLog = parts.combat.openLog(options.combat(), probes);
        combatRecords = new CombatRecords(world, probes, combatLog);
        combat = options.combat()
                .map(present -> new CombatPhase(
                        world,
                        options,
                        present,
                        parts.roster,
                        parts.combat.criticals(),
                        counters,
                        work,
                        combatRecords,
                        ghosts,
                        images,
                        parts.surroundings.victims(),
                        parts.surroundings.strikes(),
                        borderCounters));
        intake = new Intake(combat.isPresent(), counters, borderCounters, work, corrections, probes);
        intake.moveTo(options.ground().origin());
        movement = new MovementPhase(world, options, counters, work, combat, corrections, probes);
        replication = new ReplicationPhase(world, options, counters, work, probes, measurements);
        visitors = new Visitors(options, parts.surroundings.admission(), counters);
        lobby = new Lobby(
                world,
                visitors,
                options,
                parts.roster,
                counters,
                probes,
                replication,
                quality,
                combat,
                parts.surroundings.admission(),
                images,
                ghosts);
        EarlyBatches earlyBatches = new EarlyBatches();
        handovers = new Handovers(world, visitors, lobby, ghosts, images, intake, earlyBatches, counters, probes);
        SessionProbes sessionProbes = new SessionProbes(probes, ZoneServer::playerOf);
        endpoint = new Endpoint(
                options.endpoint(),
                new CountedSender(parts.datagrams, work),
                new PlayerSessions(
                        time,
                        visitors,
                        lobby,
                        intake,
                        handovers,
                        parts.surroundings.inputs(),
                        sessionProbes,
                        counters,
                        borderCounters,
                        work),
                parts.cryptography,
                parts.random,
                parts.handshakes,
                sessionProbes);
        door = new Door(time, world, visitors, lobby, handovers, borderCounters);
        border = new Border(time, world, ghosts, intake, earlyBatches, combat, borderCounters);
        residents = new Residents(time, world, lobby, handovers, images, border, borderCounters);
        bounds = new BoundsProbe(world, options, lobby, handovers, combat, endpoint.counters(), probes);
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
        time.at(monotonicNanos);
        work.add(Work.DATAGRAMS_RECEIVED, 1);
        work.add(Work.BYTES_RECEIVED, length);
        endpoint.receive(monotonicNanos, from, buffer, offset, length);
    }

    /** A handshake's job came back from the worker. */
    public void complete(long monotonicNanos, HandshakeJob job) {
        time.at(monotonicNanos);
        endpoint.complete(monotonicNanos, job);
    }

    /** The time of a tick has come. */
    public void tick(long monotonicNanos, long wallMicros) {
        int last = time.tick();
        int elapsed = time.advance(monotonicNanos, wallMicros);
        int tick = time.tick();
        boolean isFirst = last == 0;
        counters.add(ZoneCounter.TICKS, 1);
        counters.add(ZoneCounter.TICKS_SKIPPED, isFirst ? 0 : elapsed - 1);
        combatRecords.at(tick, monotonicNanos, wallMicros);
        if (time.isHeld()) {
            borderCounters.add(BorderCounter.TICKS_HELD, 1);
        } else {
            play(isFirst ? 1 : Math.min(elapsed, MAX_ELAPSED_TICKS), monotonicNanos);
        }
        visitors.expire(monotonicNanos);
        lobby.expire(monotonicNanos, time.isHeld());
        if (combatLog.isPresent()) {
            combatLog.get().advance(monotonicNanos);
        }
        endpoint.advance(monotonicNanos);

        work.add(Work.SESSIONS_ADVANCED, endpoint.sessionCount());
        work.add(Work.TICKS, 1);
        // An overloaded zone skips ticks, so that it is due when a multiple was passed; and at the start, so that none
        // is too short-lived for it.
        if (isFirst || tick / BOUNDS_PROBE_TICKS != last / BOUNDS_PROBE_TICKS) {
            bounds.run(tick);
            if (combatLog.isPresent()) {
                combatLog.get().reportBounds();
            }
        }
    }

    /** The world moves on. */
    private void play(int elapsedTicks, long monotonicNanos) {
        int tick = time.tick();
        ReplicationPolicy policy = quality.policy();
        ghosts.follow(tick);
        if (combat.isPresent()) {
            combat.get().begin(tick, elapsedTicks);
            combat.get().strikes().advance(tick);
        }
        movement.run(tick, elapsedTicks);
        handovers.advance(tick, monotonicNanos, time.wallMicros());
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
        if (value == time.isHeld()) {
            return false;
        }
        if (value) {
            time.hold();
        } else {
            images.postponeAll(time.release());
        }
        return true;
    }

    public boolean isHeld() {
        return time.isHeld();
    }

    /** The last tick. */
    public int tickNumber() {
        return time.tick();
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
        long hash = world.fold(Mix.fold(time.tick(), quality.level()));
        if (combat.isPresent()) {
            hash = combat.get().fold(hash);
        }
        if (combatLog.isPresent()) {
            hash = Mix.fold(hash, combatLog.get().stateHash());
        }
        return borderCounters.fold(counters.fold(hash));
    }

    private static long playerOf(Session session) {
        return session.attachment() instanceof Player player ? player.id : 0;
    }
}
