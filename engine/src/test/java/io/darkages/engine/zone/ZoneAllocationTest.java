package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.client.ClientOptions;
import io.darkages.engine.client.ClientState;
import io.darkages.engine.client.GameClient;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.combatlog.CombatLogCounter;
import io.darkages.engine.combatlog.CombatLogOptions;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Consistency;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.StoreOutcome;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.transport.TestCryptography;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A warm zone allocates nothing for ticks and inputs, whatever its players do: they run about, shoot each other, die,
 * come back, and all of it is logged. Nor do warm clients.
 */
class ZoneAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PLAYERS = 110;
    private static final long ZONE_ADDRESS = NetworkAddress.of(0x0A000001, 7_000);
    private static final int TICKS = 120;
    /** Until all have met: the more a client was told in a second, the longer its log of states has grown. */
    private static final int WARM_TICKS = 2_400;

    /** At most: a fight shoves players about, so that now and then a client's log still grows by a step. */
    private static final int ROUNDS = 12;

    /** Datagrams on their way, in arrays made once. */
    private static final class Mail implements DatagramSender {
        private final byte[] bytes = new byte[1 << 20];
        private final int[] lengths = new int[1 << 12];
        private final long[] addresses = new long[1 << 12];
        private int count;
        private int used;

        @Override
        public void send(long address, byte[] buffer, int offset, int length) {
            System.arraycopy(buffer, offset, bytes, used, length);
            addresses[count] = address;
            lengths[count++] = length;
            used += length;
        }

        void clear() {
            count = 0;
            used = 0;
        }
    }

    /** A store that has everything by the next tick. */
    private static final class Store implements CombatHistory {
        private final long[] requests = new long[8];
        private int underWay;
        private Answers answers = (nanos, request, outcome) -> {};

        @Override
        public boolean write(
                long monotonicNanos, long request, Consistency consistency, RowBatch rows, Answers newAnswers) {
            answers = newAnswers;
            requests[underWay++] = request;
            return true;
        }

        void answer(long nanos) {
            while (underWay > 0) {
                answers.answered(nanos, requests[--underWay], StoreOutcome.DONE);
            }
        }

        @Override
        public int writesMax() {
            return requests.length;
        }

        @Override
        public long answerNanosMax() {
            return 1_000_000_000L;
        }
    }

    private final Store store = new Store();
    private final DrawnPlace drawn = new DrawnPlace();
    private final Mail down = new Mail();
    private final Mail[] up = new Mail[PLAYERS];
    private final List<GameClient> clients = new ArrayList<>();
    private final LongUnaryOperator[] hands = new LongUnaryOperator[PLAYERS];
    private final long[] pressed = new long[PLAYERS];
    private final ZoneServer zone;
    private final long[] counted = {0};
    private long now;
    private int tick;
    private long zoneBytes;
    private long clientBytes;

    ZoneAllocationTest() {
        MovementRules rules = MovementRules.standard();
        Obstacles obstacles = Obstacles.builder()
                .cylinderMillimetres(0, 3_000, 2_000, 0, 2_000)
                .build();
        Roster disc = new Roster() {
            @Override
            public boolean admits(long player) {
                return true;
            }

            @Override
            public int team(long player) {
                return 0;
            }

            @Override
            public void spawn(long player, MotionState state) {
                state.place((int) (player % 12 * 8 + 4) * FixedPoint.ONE, 0, (int) (player / 12 * 12) * FixedPoint.ONE);
            }
        };
        Probes counting = (kind, player, a, b, digest) -> counted[0] += digest;
        Measurements summing = (measurement, value) -> counted[0] += value;
        ZoneOptions.Combat combat = new ZoneOptions.Combat(
                CombatRules.standard(), Optional.of(new ZoneOptions.Log(1, 2, CombatLogOptions.STANDARD)));
        zone = new ZoneServerBuilder(
                        ZoneOptions.of(PLAYERS, rules, obstacles, TestZone.TOKENS)
                                .withCombat(combat),
                        disc,
                        down,
                        TestCryptography.plain(new Randomness(3).stream("signing")),
                        new Randomness(3).stream("zone"))
                .combat(new CombatPorts(new Randomness(3).stream("combat-criticals"), Optional.of(store)))
                .probes(counting)
                .measurements(summing)
                .build();
        for (int i = 0; i < PLAYERS; i++) {
            up[i] = new Mail();
            hands[i] = TestZone.restless(i);
            ClientOptions options = ClientOptions.of(i + 1, TestZone.loginToken(i + 1), ZONE_ADDRESS, rules, obstacles);
            clients.add(new GameClient(
                    options,
                    up[i],
                    TestCryptography.plain(new Randomness(3).stream("signing")),
                    new Randomness(3).stream("client", Integer.toString(i)),
                    counting,
                    summing));
        }
    }

    private static long address(int index) {
        return NetworkAddress.of(0x0B000000 + index, 30_000);
    }

    /** At the next one, where it is on the screen. */
    private void shoot(int index) {
        GameClient client = clients.get(index);
        int target = clients.get((index + 1) % PLAYERS).entity();
        if (!client.drawn(now, target, drawn)) {
            return;
        }
        double dx = (double) drawn.x - client.predicted().x;
        double dz = (double) drawn.z - client.predicted().z;
        double dy = (double) drawn.y - client.predicted().y - 0.7 * FixedPoint.ONE;
        int yaw = (int) (Math.atan2(dx, dz) / (2 * Math.PI) * 65_536);
        int pitch = (int) (Math.atan2(dy, Math.hypot(dx, dz)) / (2 * Math.PI) * 65_536);
        pressed[index] = InputWord.pack(InputWord.flags(pressed[index]), yaw, pitch);
        client.aimAt(target);
        client.strike(AttackKind.RANGED);
    }

    /** One tick of everybody; what the zone allocates in it is added up apart from what the clients do. */
    private void tick() {
        tick++;
        now = ZoneServer.tickNanos(tick);
        for (int i = 0; i < PLAYERS; i++) {
            pressed[i] = hands[i].applyAsLong(tick);
            if ((tick + i) % 31 == 0) {
                shoot(i);
            }
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < PLAYERS; i++) {
            Mail mail = up[i];
            int at = 0;
            for (int k = 0; k < mail.count; k++) {
                zone.receive(now, address(i), mail.bytes, at, mail.lengths[k]);
                at += mail.lengths[k];
            }
            mail.clear();
        }
        store.answer(now);
        zone.tick(now, now / 1_000);
        zone.tickTook(5_000_000);
        long between = THREADS.getCurrentThreadAllocatedBytes();
        int at = 0;
        for (int k = 0; k < down.count; k++) {
            int index = NetworkAddress.ipv4(down.addresses[k]) & 0xFFFF;
            clients.get(index).receive(now, ZONE_ADDRESS, down.bytes, at, down.lengths[k]);
            at += down.lengths[k];
        }
        down.clear();
        for (int i = 0; i < PLAYERS; i++) {
            GameClient client = clients.get(i);
            client.step(now, pressed[i]);
            client.advance(now);
        }
        zoneBytes += between - before;
        clientBytes += THREADS.getCurrentThreadAllocatedBytes() - between;
    }

    @Test
    void aWarmTickAllocatesNothing() {
        assertTrue(THREADS.isThreadAllocatedMemorySupported());
        for (int i = 0; i < PLAYERS; i++) {
            clients.get(i).start(now);
        }
        for (int i = 0; i < WARM_TICKS; i++) {
            tick();
        }
        for (GameClient client : clients) {
            assertEquals(ClientState.PLAYING, client.state());
        }
        // When the virtual machine queues a method for its optimising compiler, it makes the string literals of that
        // class, on the thread that called the method and once for a class; what a path allocates, it does always.
        long leastOfZone = Integer.MAX_VALUE;
        long leastOfClients = Integer.MAX_VALUE;
        for (int round = 0; round < ROUNDS && leastOfZone + leastOfClients != 0; round++) {
            zoneBytes = 0;
            clientBytes = 0;
            long inputs = zone.counters().count(ZoneCounter.INPUTS_APPLIED);
            long updates = zone.counters().count(ZoneCounter.ENTITY_UPDATES);
            long hits = zone.counters().count(ZoneCounter.ATTACKS_HIT);
            long deaths = zone.counters().count(ZoneCounter.DEATHS);
            long respawns = zone.counters().count(ZoneCounter.RESPAWNS);
            for (int i = 0; i < TICKS; i++) {
                tick();
            }
            leastOfZone = Math.min(leastOfZone, zoneBytes);
            leastOfClients = Math.min(leastOfClients, clientBytes);
            assertTrue(zone.counters().count(ZoneCounter.INPUTS_APPLIED) - inputs > PLAYERS * TICKS * 9 / 10);
            assertTrue(zone.counters().count(ZoneCounter.ENTITY_UPDATES) - updates > PLAYERS * TICKS);
            assertTrue(zone.counters().count(ZoneCounter.ATTACKS_HIT) - hits > TICKS / 2);
            assertTrue(zone.counters().count(ZoneCounter.DEATHS) > deaths);
            assertTrue(zone.counters().count(ZoneCounter.RESPAWNS) > respawns);
        }
        assertTrue(zone.combatLog().orElseThrow().count(CombatLogCounter.EVENTS_STORED) > TICKS);
        // What is told of a correction is allocated; whoever comes back to life must need none.
        assertEquals(0, zone.counters().count(ZoneCounter.CORRECTIONS));
        assertEquals(0, leastOfZone, "bytes in " + TICKS + " ticks with " + PLAYERS + " players");
        assertEquals(0, leastOfClients, "bytes of " + PLAYERS + " clients in " + TICKS + " frames");
    }

    /** The meter is no good if it can't see a small object in each tick. */
    @Test
    void theMeterSeesOneObject() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        byte[] kept = new byte[8 + tick];
        long after = THREADS.getCurrentThreadAllocatedBytes();
        assertTrue(after - before >= kept.length);
    }
}
