package io.darkages.server.bench;

import io.darkages.engine.client.ClientOptions;
import io.darkages.engine.client.ClientState;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.AccessToken;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.space.Origin;
import io.darkages.engine.zone.CombatPorts;
import io.darkages.engine.zone.ZoneOptions;
import io.darkages.engine.zone.ZoneServer;
import io.darkages.engine.zone.ZoneServerBuilder;
import io.darkages.sim.crypto.SimulatedCryptography;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A whole zone server and a whole client for each player, joined by a path of 40 ms each way that loses a
 * few datagrams, without the simulator around them: its hosts, queues and judges are not what is measured.
 * Runs on the calling thread, tick by tick.
 */
final class CrowdWorld {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long LATENCY_NANOS = 40_000_000L;
    private static final int LOSS_PARTS_PER_MILLION = 2_000;
    private static final long JOIN_EVERY_NANOS = 10_000_000L;
    private static final long EPOCH_MICROS = 1_767_225_600_000_000L;
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long ZONE_ADDRESS = NetworkAddress.of(10 << 24 | 1, 27_015);
    private static final int PLAYER_NETWORK = 10 << 24 | 64 << 16;
    private static final int PLAYER_PORT = 40_000;

    /** Sees each player after each datagram that it received. */
    @FunctionalInterface
    interface Observer {
        void received(int player, CrowdPlayer what);
    }

    /** What there is around the zone. */
    interface Surroundings {

        /** Whether this player of the crowd is in the zone. */
        boolean isHere(long player);

        /** Where the zone is. */
        Origin origin();

        /** Entities of other zones that it may show. */
        int ghosts();

        /** Called once, before anything else but {@link #isHere}, {@link #origin} and {@link #ghosts}. */
        void joined(ZoneServer zone);

        /** After each tick of the zone, as part of it. */
        void ticked(long nowNanos);
    }

    private static final class Nothing implements Surroundings {

        @Override
        public boolean isHere(long player) {
            return true;
        }

        @Override
        public Origin origin() {
            return Origin.WORLD_CENTRE;
        }

        @Override
        public int ghosts() {
            return 0;
        }

        @Override
        public void joined(ZoneServer zone) {}

        @Override
        public void ticked(long nowNanos) {}
    }

    private static final ZoneOptions.Combat COMBAT = ZoneOptions.Combat.unlogged(harmless());

    private final Surroundings surroundings;
    private final LongSupplier nanoClock;
    private final DelayLine up = new DelayLine(LATENCY_NANOS);
    private final DelayLine down = new DelayLine(LATENCY_NANOS);
    private final RandomStream losses;
    private final ZoneServer zone;
    private final List<CrowdPlayer> players = new ArrayList<>();
    private final AllocatedBytes allocated = new AllocatedBytes();
    private final Observer observer;
    private final DelayLine.Receiver zoneSocket = (due, from, to, buffer, length) -> toZone(due, from, buffer, length);
    private final DelayLine.Receiver playerSockets =
            (due, from, to, buffer, length) -> toPlayer(from, to, buffer, length);
    private long tick;
    private long sendNanos;
    private long tickBytes;
    private long receiveBytes;
    private long tickNanos;
    private long receiveNanos;

    /**
     * @param zoneProbes what the zone writes its probes to
     * @param clientProbes what all clients write theirs to
     */
    CrowdWorld(Crowd crowd, Probes zoneProbes, Probes clientProbes, Observer observer) {
        this(crowd, zoneProbes, clientProbes, observer, () -> 0);
    }

    /** @param nanoClock by which the zone's ticks are timed */
    CrowdWorld(Crowd crowd, Probes zoneProbes, Probes clientProbes, Observer observer, LongSupplier nanoClock) {
        this(crowd, zoneProbes, clientProbes, observer, nanoClock, alone());
    }

    /** Nothing around: the zone is all the world, with all players in it. */
    static Surroundings alone() {
        return new Nothing();
    }

    /** A zone that has something around it. */
    CrowdWorld(
            Crowd crowd,
            Probes zoneProbes,
            Probes clientProbes,
            Observer observer,
            LongSupplier nanoClock,
            Surroundings surroundings) {
        this.surroundings = surroundings;
        this.nanoClock = nanoClock;
        this.observer = observer;
        Randomness randomness = new Randomness(1);
        losses = randomness.stream("losses");
        AccessToken tokens = new AccessToken("a key that guards nothing".getBytes(StandardCharsets.UTF_8));
        MovementRules movement = MovementRules.standard();
        Obstacles obstacles = crowd.obstacles();
        ZoneOptions options = ZoneOptions.of(crowd.players(), movement, obstacles, tokens)
                .withOrigin(surroundings.origin())
                .withGhosts(surroundings.ghosts());
        zone = new ZoneServerBuilder(
                        crowd.temper() == Crowd.Temper.PEACEFUL ? options : options.withCombat(COMBAT),
                        crowd,
                        (address, buffer, offset, length) -> send(down, ZONE_ADDRESS, address, buffer, offset, length),
                        new SimulatedCryptography(randomness.stream("signing", "zone")),
                        randomness.stream("zone"))
                .combat(new CombatPorts(randomness.stream("combat-criticals"), Optional.empty()))
                .probes(zoneProbes)
                .build();
        surroundings.joined(zone);
        for (int i = 0; i < crowd.players(); i++) {
            long id = i + 1L;
            if (!surroundings.isHere(id)) {
                continue;
            }
            long own = NetworkAddress.of(PLAYER_NETWORK + players.size(), PLAYER_PORT);
            AccessToken.Claim claim = new AccessToken.Claim(AccessToken.Use.LOGIN, id, 0);
            byte[] login = tokens.issue(claim, EPOCH_MICROS + DAY_MICROS);
            String name = Long.toString(id);
            players.add(new CrowdPlayer(
                    ClientOptions.of(id, login, ZONE_ADDRESS, movement, obstacles),
                    (address, buffer, offset, length) -> send(up, own, address, buffer, offset, length),
                    new SimulatedCryptography(randomness.stream("signing", name)),
                    randomness.stream("client", name),
                    clientProbes,
                    crowd.brain(id, randomness.stream("brain", name)),
                    crowd.temper(),
                    i * JOIN_EVERY_NANOS,
                    i * SECOND_NANOS / ZoneServer.TICKS_PER_SECOND / crowd.players()));
        }
    }

    private void send(DelayLine line, long from, long to, byte[] buffer, int offset, int length) {
        if (!losses.chance(LOSS_PARTS_PER_MILLION)) {
            line.send(sendNanos, from, to, buffer, offset, length);
        }
    }

    /** Runs until everybody plays, and then that long. */
    void warmUp(int seconds) {
        int most = (players.size() + 60 * 60) * 10;
        while (!everybodyPlays()) {
            if (tick > most) {
                throw new IllegalStateException("after " + tick + " ticks not all of " + players.size() + " play");
            }
            tick();
        }
        run(seconds);
    }

    void run(int seconds) {
        for (int i = 0; i < seconds * ZoneServer.TICKS_PER_SECOND; i++) {
            tick();
        }
    }

    boolean everybodyPlays() {
        for (CrowdPlayer player : players) {
            if (player.client().state() != ClientState.PLAYING) {
                return false;
            }
        }
        return true;
    }

    /** A sixtieth of a second: what has come, the zone's tick, and each player's frame at its own phase. */
    void tick() {
        tick++;
        long nowNanos = ZoneServer.tickNanos(tick);
        long beforeNanos = nanoClock.getAsLong();
        long before = allocated.now();
        up.deliver(nowNanos, zoneSocket);
        receiveBytes = allocated.now() - before;
        long start = nanoClock.getAsLong();
        receiveNanos = start - beforeNanos;
        long between = allocated.now();
        sendNanos = nowNanos;
        zone.tick(nowNanos, EPOCH_MICROS + nowNanos / 1_000);
        zone.tickTook(0);
        surroundings.ticked(nowNanos);
        tickBytes = allocated.now() - between;
        tickNanos = nanoClock.getAsLong() - start;
        down.deliver(nowNanos, playerSockets);
        for (CrowdPlayer player : players) {
            sendNanos = nowNanos + player.phaseNanos();
            player.frame(sendNanos);
        }
    }

    private void toZone(long dueNanos, long from, byte[] buffer, int length) {
        sendNanos = dueNanos;
        zone.receive(dueNanos, from, buffer, 0, length);
    }

    private void toPlayer(long from, long to, byte[] buffer, int length) {
        int index = NetworkAddress.ipv4(to) - PLAYER_NETWORK;
        CrowdPlayer player = players.get(index);
        // Between two frames: the client's clock may stand anywhere there, but must not go back.
        sendNanos = ZoneServer.tickNanos(tick);
        player.client().receive(sendNanos, from, buffer, 0, length);
        observer.received(index, player);
    }

    ZoneServer zone() {
        return zone;
    }

    /** How many are in the zone. */
    int playerCount() {
        return players.size();
    }

    /** Blows that only scratch: nobody drops out of the fight. */
    private static CombatRules harmless() {
        CombatRules usual = CombatRules.standard();
        CombatRules.Damage damage = usual.damage();
        return new CombatRules(
                usual.reach(),
                new CombatRules.Damage(
                        1,
                        1,
                        damage.criticalPerMillion(),
                        damage.criticalPercent(),
                        damage.blockedPercent(),
                        damage.blockHalfAngle()),
                usual.health(),
                usual.rewind(),
                usual.cooldownTicks(),
                usual.friendlyFire());
    }

    /** How long the last tick of the zone took. */
    long tickNanos() {
        return tickNanos;
    }

    /** How long the zone took for what came before the last tick. */
    long receiveNanos() {
        return receiveNanos;
    }

    /** Bytes that the last tick of the zone allocated. */
    long tickBytes() {
        return tickBytes;
    }

    /** Bytes that the zone allocated for what came before the last tick. */
    long receiveBytes() {
        return receiveBytes;
    }
}
