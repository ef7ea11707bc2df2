package io.darkages.engine.client;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.Measurement;
import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.space.Origin;
import io.darkages.engine.transport.TestCryptography;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Two scripted zones on either side of a border, and a client that runs across it, joined by a small path in memory. The
 * clocks of the zones have nothing to do with each other.
 */
final class HandoffWorld {

    static final long MILLI = 1_000_000L;
    static final long WEST = NetworkAddress.of(0x0A000001, 7_000);
    static final long EAST = NetworkAddress.of(0x0A000002, 7_000);
    private static final long PLAYER = NetworkAddress.of(0x0B000001, 30_000);
    static final byte[] TOKEN = {5, 6, 7};
    static final Obstacles OBSTACLES = Obstacles.builder()
            .boxMillimetres(5_000, -2_000, 8_000, 2_000, 0, 3_000)
            .build();

    private record Flight(long nanos, long order, long from, long to, byte[] bytes) {}

    record Probe(ProbeKind kind, long a, long b, long digest) {}

    final ScriptedZone west;
    final ScriptedZone east;
    final GameClient client;
    final List<Probe> probes = new ArrayList<>();
    final Map<Measurement, List<Long>> measured = new EnumMap<>(Measurement.class);
    private final RandomStream fates;
    private final RandomStream hand;
    private final PriorityQueue<Flight> flights = new PriorityQueue<>(
            (a, b) -> a.nanos != b.nanos ? Long.compare(a.nanos, b.nanos) : Long.compare(a.order, b.order));
    /** What the client sent in the call under way: copied where nothing is allocated. */
    private final byte[] outBytes = new byte[16_384];

    private final int[] outLengths = new int[64];
    private final long[] outTo = new long[64];
    private int outCount;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** What the client has allocated so far. */
    long clientBytes;

    boolean recordsProbes = true;
    private long order;
    long now;
    private int clientTick;
    private int made;
    private int yaw;
    private int held = InputFlags.FORWARD;

    long delayNanos = 20 * MILLI;
    long jitterNanos;
    int lossPartsPerMillion;
    boolean westCut;
    boolean eastCut;

    HandoffWorld(long seed, int walkers) {
        Randomness randomness = new Randomness(seed);
        fates = randomness.stream("fates");
        hand = randomness.stream("hand");
        MovementRules rules = MovementRules.standard();
        Walkers others = new Walkers(walkers);
        west = new ScriptedZone(
                WEST,
                new Origin(-500, 0),
                0,
                3,
                rules,
                others,
                randomness,
                (to, buffer, offset, length) -> carry(WEST, to, buffer, offset, length));
        east = new ScriptedZone(
                EAST,
                new Origin(500, 0),
                777_777_777_777_777L,
                20,
                rules,
                others,
                randomness,
                (to, buffer, offset, length) -> carry(EAST, to, buffer, offset, length));
        ClientOptions usual = ClientOptions.of(1, new byte[] {1}, WEST, rules, OBSTACLES);
        ClientOptions options = new ClientOptions(
                1,
                usual.loginToken(),
                List.of(WEST, EAST),
                rules,
                OBSTACLES,
                usual.combat(),
                usual.endpoint(),
                usual.staleNanos(),
                BatchTamper.NONE);
        client = new GameClient(
                options,
                this::sent,
                TestCryptography.plain(randomness.stream("signing")),
                randomness.stream("client"),
                (kind, player, a, b, digest) -> probe(kind, a, b, digest),
                this::measured);
        west.self.place(-20 * FixedPoint.ONE, 0, -5 * FixedPoint.ONE);
        west.acting = true;
        now = MILLI;
        client.start(now);
        carrySent();
    }

    private void measured(Measurement measurement, long value) {
        if (recordsProbes) {
            measured.computeIfAbsent(measurement, key -> new ArrayList<>()).add(value);
        }
    }

    private void sent(long to, byte[] buffer, int offset, int length) {
        int at = outCount == 0 ? 0 : outLengths[outCount - 1];
        System.arraycopy(buffer, offset, outBytes, at, length);
        outLengths[outCount] = at + length;
        outTo[outCount++] = to;
    }

    private void carrySent() {
        for (int i = 0; i < outCount; i++) {
            int at = i == 0 ? 0 : outLengths[i - 1];
            carry(PLAYER, outTo[i], outBytes, at, outLengths[i] - at);
        }
        outCount = 0;
    }

    private void probe(ProbeKind kind, long a, long b, long digest) {
        if (!recordsProbes) {
            return;
        }
        probes.add(new Probe(kind, a, b, digest));
        if (kind == ProbeKind.SNAPSHOT_DECODED) {
            Long encoded = west.digests.getOrDefault(a, east.digests.get(a));
            if (encoded == null || encoded != digest) {
                throw new AssertionError("snapshot " + Long.toHexString(a) + " was read wrongly");
            }
        }
    }

    private void carry(long from, long to, byte[] buffer, int offset, int length) {
        boolean cut = westCut && (from == WEST || to == WEST) || eastCut && (from == EAST || to == EAST);
        if (!cut && !fates.chance(lossPartsPerMillion)) {
            long at = now + delayNanos + (jitterNanos == 0 ? 0 : fates.between(0, jitterNanos));
            flights.add(new Flight(at, order++, from, to, Arrays.copyOfRange(buffer, offset, offset + length)));
        }
    }

    private void until(long nanos) {
        while (!flights.isEmpty() && flights.peek().nanos <= nanos) {
            Flight flight = flights.poll();
            now = Math.max(now, flight.nanos);
            if (flight.to == PLAYER) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                client.receive(now, flight.from, flight.bytes, 0, flight.bytes.length);
                clientBytes += THREADS.getCurrentThreadAllocatedBytes() - before;
                carrySent();
            } else {
                (flight.to == WEST ? west : east).receive(now, flight.from, flight.bytes);
            }
        }
        now = nanos;
    }

    /** Where the player runs: east, in curves, with a jump now and then. */
    private long pressed() {
        if (hand.nextInt(20) == 0) {
            held = InputFlags.FORWARD
                    | new int[] {0, InputFlags.LEFT, InputFlags.RIGHT}[hand.nextInt(3)]
                    | (hand.nextInt(3) == 0 ? InputFlags.SPRINT : 0);
        }
        yaw += hand.nextInt(401) - 200;
        return InputWord.pack(
                held | (hand.nextInt(40) == 0 ? InputFlags.JUMP : 0), 16_384 + yaw, hand.nextInt(2_000) - 1_000);
    }

    /** One tick of everybody: each at its own phase in it. */
    void tick() {
        clientTick++;
        long start = clientTick * 1_000_000_000L / 60;
        until(start);
        west.tick(now);
        until(start + 4 * MILLI);
        east.tick(now);
        until(start + 9 * MILLI);
        made += client.state() == ClientState.PLAYING ? 1 : 0;
        long word = pressed();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        client.step(now, word);
        client.advance(now);
        clientBytes += THREADS.getCurrentThreadAllocatedBytes() - before;
        carrySent();
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    /** Plays in the west. */
    HandoffWorld playing() {
        for (int i = 0; i < 240 && client.state() != ClientState.PLAYING; i++) {
            tick();
        }
        ticks(60);
        if (client.state() != ClientState.PLAYING) {
            throw new AssertionError("still " + client.state());
        }
        return this;
    }

    void sendOn() {
        sendOn(west, east);
    }

    void sendOn(ScriptedZone from, ScriptedZone to) {
        from.say(new ControlMessage.Handoff(to.address, TOKEN, to.origin), now);
    }

    /** The west lets go of the player, and a while later the east acts for it. */
    void handOver(int ticksBetween) {
        west.freeze();
        ticks(ticksBetween);
        east.take(west.self, west.next - 1);
    }

    /** Sequence of the last input that the client made: one for each step that it played. */
    int newestInput() {
        return made;
    }

    int viewerIndex(ScriptedZone zone, int other) {
        return zone.viewer.indexOf(EntityTable.slot(zone.others[other]));
    }

    long probes(ProbeKind kind) {
        return probes.stream().filter(probe -> probe.kind() == kind).count();
    }

    List<Long> values(Measurement measurement) {
        return measured.getOrDefault(measurement, List.of());
    }

    long count(ClientCounter counter) {
        return client.counters().count(counter);
    }

    /** Predictions that were not the server's state, however little they were off. */
    long wrongPredictions() {
        return count(ClientCounter.PREDICTIONS_IGNORED)
                + count(ClientCounter.PREDICTIONS_SMOOTHED)
                + count(ClientCounter.PREDICTIONS_SNAPPED);
    }
}
