package io.darkages.engine.zone;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.client.BatchTamper;
import io.darkages.engine.client.ClientOptions;
import io.darkages.engine.client.ClientState;
import io.darkages.engine.client.GameClient;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.AccessToken;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.space.Origin;
import io.darkages.engine.transport.Endpoint;
import io.darkages.engine.transport.EndpointListener;
import io.darkages.engine.transport.EndpointOptions;
import io.darkages.engine.transport.Session;
import io.darkages.engine.transport.TestCryptography;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.LongUnaryOperator;

/**
 * A zone and its clients joined by a small path in memory that delays, loses and can be cut. The zone
 * listens at two addresses and answers each player from the one that it heard it at last. Virtual time;
 * clients step a while after each of the zone's ticks.
 */
final class TestZone {

    static final long MILLI = 1_000_000L;
    static final long HOME = NetworkAddress.of(0x0A000001, 7_000);
    static final long OTHER = NetworkAddress.of(0x0A000002, 7_000);
    static final long WALL_START = 1_700_000_000_000_000L;
    static final AccessToken TOKENS = new AccessToken("a key for the tests".getBytes(StandardCharsets.UTF_8));
    static final MovementRules RULES = MovementRules.standard();
    static final Obstacles OBSTACLES = Obstacles.builder()
            .boxMillimetres(5_000, -2_000, 8_000, 2_000, 0, 3_000)
            .cylinderMillimetres(-12_000, 4_000, 3_000, 0, 1_000)
            .build();
    static final long AHEAD = InputWord.pack(InputFlags.FORWARD, 0, 0);

    private record Flight(long nanos, long order, long from, long to, byte[] bytes) {}

    /** A player: its client, and what it presses at each of its steps. */
    final class TestPlayer {
        final long id;
        long address;
        final GameClient client;
        LongUnaryOperator hand = step -> InputWord.NEUTRAL;
        int stepsPerTick = 1;
        long steps;
        boolean paused;

        TestPlayer(ClientOptions options, long address) {
            id = options.player();
            this.address = address;
            client = new GameClient(
                    options,
                    (to, buffer, offset, length) -> carry(this.address, to, buffer, offset, length),
                    TestCryptography.plain(randomness.stream("signing")),
                    randomness.stream("client", Long.toString(address)),
                    record(clientProbes),
                    clientMeasurements);
            client.start(now);
        }

        void step() {
            if (paused) {
                return;
            }
            for (int i = 0; i < stepsPerTick; i++) {
                client.step(now, hand.applyAsLong(steps++));
            }
            client.advance(now);
        }

        /** What comes while the machine stands still is lost. */
        void receive(long from, byte[] bytes) {
            if (!paused) {
                client.receive(now, from, bytes, 0, bytes.length);
            }
        }

        long count(io.darkages.engine.client.ClientCounter counter) {
            return client.counters().count(counter);
        }
    }

    /** An endpoint of which the test writes every message itself. */
    final class RawPeer implements EndpointListener {
        final long address;
        final Endpoint endpoint;
        Session session;
        boolean connected;
        final List<Integer> closed = new ArrayList<>();
        final List<byte[]> reliable = new ArrayList<>();
        final List<byte[]> unreliable = new ArrayList<>();

        RawPeer(long address) {
            this.address = address;
            endpoint = new Endpoint(
                    EndpointOptions.client(),
                    (to, buffer, offset, length) -> carry(address, to, buffer, offset, length),
                    this,
                    TestCryptography.plain(randomness.stream("signing")),
                    randomness.stream("raw", Long.toString(address)));
            session = endpoint.connect(now, HOME);
        }

        @Override
        public void connected(Session established) {
            connected = true;
        }

        @Override
        public void message(
                Session from, int lane, long number, boolean isReliable, byte[] buffer, int offset, int length) {
            (isReliable ? reliable : unreliable).add(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void closed(Session ended, int reason, String debug) {
            closed.add(reason);
        }

        void send(boolean isReliable, byte[] bytes) {
            if (isReliable) {
                session.sendReliable(bytes, 0, bytes.length);
            } else {
                session.sendUnreliable(bytes, 0, bytes.length);
            }
            session.flush(now);
        }
    }

    record Probe(ProbeKind kind, long player, long a, long b, long digest) {}

    private final Randomness randomness;
    private final RandomStream fates;
    final ZoneServer zone;
    final List<Probe> zoneProbes = new ArrayList<>();
    final List<Probe> clientProbes = new ArrayList<>();
    private final PriorityQueue<Flight> flights = new PriorityQueue<>(
            (a, b) -> a.nanos != b.nanos ? Long.compare(a.nanos, b.nanos) : Long.compare(a.order, b.order));
    private final Map<Long, TestPlayer> playersByAddress = new HashMap<>();
    private final List<TestPlayer> players = new ArrayList<>();
    private final Map<Long, RawPeer> rawByAddress = new HashMap<>();
    private final List<RawPeer> raws = new ArrayList<>();
    private final Map<Long, Long> heardAt = new HashMap<>();
    private final Map<Long, TestZone> neighbours = new HashMap<>();

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** What the zone has allocated so far. */
    long zoneBytes;

    long now;
    int tick;
    private long order;
    long delayNanos = 20 * MILLI;
    long jitterNanos;
    int lossPartsPerMillion;
    boolean homeCut;
    boolean otherCut;
    boolean zonePaused;
    boolean recordProbes = true;
    /** Of the clients that join from now on. */
    Measurements clientMeasurements = Measurements.NONE;

    TestZone(long seed, ZoneOptions options) {
        this(seed, options, Optional.empty());
    }

    TestZone(long seed, ZoneOptions options, Optional<CombatHistory> history) {
        this(seed, options, history, ZonePorts.ALONE, options.ground().origin());
    }

    /** @param middle of the circle on which players enter */
    TestZone(long seed, ZoneOptions options, Optional<CombatHistory> history, ZonePorts ports, Origin middle) {
        randomness = new Randomness(seed);
        fates = randomness.stream("fates");
        zone = new ZoneServerBuilder(
                        options,
                        new Circle(middle),
                        this::sent,
                        TestCryptography.plain(randomness.stream("signing")),
                        randomness.stream("zone"))
                .combat(
                        options.combat().isPresent()
                                ? new CombatPorts(randomness.stream("combat-criticals"), history)
                                : CombatPorts.NONE)
                .surroundings(ports)
                .probes(record(zoneProbes))
                .build();
    }

    TestZone(long seed) {
        this(seed, options(64));
    }

    static ZoneOptions options(int capacity) {
        return ZoneOptions.of(capacity, RULES, OBSTACLES, TOKENS);
    }

    /** Admits all but player 13; everybody enters on a circle around the origin, away from the obstacles. */
    private record Circle(Origin origin) implements Roster {
        @Override
        public boolean admits(long player) {
            return player != 13;
        }

        @Override
        public int team(long player) {
            return (int) (player % 3);
        }

        @Override
        public void spawn(long player, MotionState state) {
            int x = (int) (20 + player % 20) * FixedPoint.ONE;
            int z = (int) (player / 20 - 20) * 2 * FixedPoint.ONE;
            state.place(origin.x() + x, 0, origin.z() + z);
        }
    }

    private Probes record(List<Probe> into) {
        return (kind, player, a, b, digest) -> {
            if (recordProbes) {
                into.add(new Probe(kind, player, a, b, digest));
            }
        };
    }

    static byte[] loginToken(long player) {
        return TOKENS.issue(new AccessToken.Claim(AccessToken.Use.LOGIN, player, 0), Long.MAX_VALUE);
    }

    static ClientOptions clientOptions(long player, byte[] token, BatchTamper tamper) {
        ClientOptions usual = ClientOptions.of(player, token, HOME, RULES, OBSTACLES);
        return new ClientOptions(
                player,
                token,
                List.of(HOME, OTHER),
                RULES,
                OBSTACLES,
                usual.combat(),
                usual.endpoint(),
                usual.staleNanos(),
                tamper);
    }

    static long playerAddress(long player) {
        return NetworkAddress.of(0x0B000000 + (int) player, 30_000);
    }

    TestPlayer join(long player) {
        return join(player, BatchTamper.NONE);
    }

    TestPlayer join(long player, BatchTamper tamper) {
        return join(clientOptions(player, loginToken(player), tamper), playerAddress(player));
    }

    /** A client that waits that long for a snapshot before it resumes elsewhere. */
    TestPlayer joinPatient(long player, long staleNanos) {
        ClientOptions usual = clientOptions(player, loginToken(player), BatchTamper.NONE);
        ClientOptions patient = new ClientOptions(
                player,
                usual.loginToken(),
                List.of(HOME, OTHER),
                RULES,
                OBSTACLES,
                usual.combat(),
                usual.endpoint(),
                staleNanos,
                usual.tamper());
        return join(patient, playerAddress(player));
    }

    TestPlayer join(ClientOptions options, long address) {
        TestPlayer player = new TestPlayer(options, address);
        playersByAddress.put(address, player);
        players.add(player);
        return player;
    }

    RawPeer raw(int number) {
        RawPeer peer = new RawPeer(NetworkAddress.of(0x0C000000 + number, 40_000));
        rawByAddress.put(peer.address, peer);
        raws.add(peer);
        return peer;
    }

    /** What the players here send to that address reaches another zone, and what that one sends them reaches them. */
    void join(long address, TestZone neighbour) {
        neighbours.put(address, neighbour);
    }

    /** The player's machine gets another address, as behind a router that forgot it. */
    void rebind(TestPlayer player, long address) {
        playersByAddress.remove(player.address);
        player.address = address;
        playersByAddress.put(address, player);
    }

    /** The zone's path is the test's: what it allocates does not count. */
    private void sent(long to, byte[] buffer, int offset, int length) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        carry(heardAt.getOrDefault(to, HOME), to, buffer, offset, length);
        zoneBytes -= THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private void receive(long nanos, long from, byte[] bytes) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        zone.receive(nanos, from, bytes, 0, bytes.length);
        zoneBytes += THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private void carry(long from, long to, byte[] buffer, int offset, int length) {
        boolean cut = homeCut && (from == HOME || to == HOME) || otherCut && (from == OTHER || to == OTHER);
        if (!cut && !fates.chance(lossPartsPerMillion)) {
            long at = now + delayNanos + (jitterNanos == 0 ? 0 : fates.between(0, jitterNanos));
            byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + length);
            flights.add(new Flight(at, order++, from, to, bytes));
        }
    }

    void loseAllOnTheirWay() {
        flights.clear();
    }

    private void until(long nanos) {
        while (!flights.isEmpty() && flights.peek().nanos <= nanos) {
            Flight flight = flights.poll();
            now = Math.max(now, flight.nanos);
            byte[] bytes = flight.bytes;
            if (flight.to == HOME || flight.to == OTHER) {
                heardAt.put(flight.from, flight.to);
                receive(now, flight.from, bytes);
            } else if (neighbours.containsKey(flight.to)) {
                TestZone neighbour = neighbours.get(flight.to);
                neighbour.heardAt.put(flight.from, flight.to);
                if (playersByAddress.containsKey(flight.from)) {
                    neighbour.playersByAddress.put(flight.from, playersByAddress.get(flight.from));
                }
                neighbour.receive(neighbour.now, flight.from, bytes);
            } else if (playersByAddress.containsKey(flight.to)) {
                playersByAddress.get(flight.to).receive(flight.from, bytes);
            } else if (rawByAddress.containsKey(flight.to)) {
                rawByAddress.get(flight.to).endpoint.receive(now, flight.from, bytes, 0, bytes.length);
            }
        }
        now = nanos;
    }

    /** One tick of everybody. */
    void tick() {
        tick++;
        long at = ZoneServer.tickNanos(tick);
        if (!zonePaused) {
            until(at);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            zone.tick(now, WALL_START + now / 1_000);
            zoneBytes += THREADS.getCurrentThreadAllocatedBytes() - before;
            zone.tickTook(1_000_000);
            until(at + 5 * MILLI);
        }
        now = at + 5 * MILLI;
        for (TestPlayer player : players) {
            player.step();
        }
        for (RawPeer peer : raws) {
            peer.endpoint.advance(now);
        }
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    /** Runs until that player plays; fails after 10 s. */
    void untilPlaying(TestPlayer player) {
        for (int i = 0; i < 600; i++) {
            if (player.client.state() == ClientState.PLAYING) {
                return;
            }
            tick();
        }
        throw new AssertionError("player " + player.id + " is still " + player.client.state());
    }

    long count(ZoneCounter counter) {
        return zone.counters().count(counter);
    }

    long probes(ProbeKind kind) {
        return zoneProbes.stream().filter(probe -> probe.kind() == kind).count();
    }

    /** The most that judges were told of a structure; 0 if they were told nothing. */
    long mark(BoundedStructure structure) {
        return zoneProbes.stream()
                .filter(probe -> probe.kind() == ProbeKind.BOUNDED && probe.a() == structure.ordinal())
                .mapToLong(Probe::b)
                .max()
                .orElse(0);
    }

    /** Buttons and turns as a restless player's hand makes them, the same for the same seed. */
    static LongUnaryOperator restless(long seed) {
        RandomStream draws = new Randomness(seed).stream("hand");
        int[] held = {0, 0};
        return step -> {
            if (draws.nextInt(20) == 0) {
                int across = new int[] {0, InputFlags.LEFT, InputFlags.RIGHT}[draws.nextInt(3)];
                int along = new int[] {InputFlags.FORWARD, InputFlags.FORWARD, InputFlags.BACK}[draws.nextInt(3)];
                held[0] = across | along | (draws.nextInt(3) == 0 ? InputFlags.SPRINT : 0);
            }
            held[1] += draws.nextInt(401) - 200;
            int jump = draws.nextInt(40) == 0 ? InputFlags.JUMP : 0;
            return InputWord.pack(held[0] | jump, held[1], draws.nextInt(2_000) - 1_000);
        };
    }
}
