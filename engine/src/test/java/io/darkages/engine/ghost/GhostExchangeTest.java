package io.darkages.engine.ghost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.backplane.Backplane;
import io.darkages.engine.backplane.BackplaneListener;
import io.darkages.engine.backplane.BackplaneOptions;
import io.darkages.engine.backplane.CodecStatus;
import io.darkages.engine.backplane.Delivery;
import io.darkages.engine.backplane.EntitySync;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.backplane.MigrationAnswer;
import io.darkages.engine.backplane.PeerKey;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.ghost.GhostSender.Neighbour;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.space.Area;
import io.darkages.engine.space.Origin;
import io.darkages.engine.transport.TestCryptography;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two zones side by side tell each other of 200 entities each, a tick's way apart. */
class GhostExchangeTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long TICK = 1_000_000_000L / 60;
    private static final int GHOSTS = 200;
    private static final int M = Herd.METRE;

    /** Holds what one side sent until the other takes it; copies into one array. */
    private static final class Pipe implements DatagramSender {
        private final byte[] bytes = new byte[1 << 18];
        private final int[] lengths = new int[512];
        private int count;
        private int used;
        private long carried;
        private int loseEvery;

        @Override
        public void send(long address, byte[] buffer, int offset, int length) {
            System.arraycopy(buffer, offset, bytes, used, length);
            lengths[count++] = length;
            used += length;
        }

        void drain(long now, long from, Side to) {
            int at = 0;
            for (int i = 0; i < count; i++) {
                carried++;
                if (loseEvery == 0 || carried % loseEvery != 0) {
                    to.backplane.receive(now + to.clockNanos, from, bytes, at, lengths[i]);
                }
                at += lengths[i];
            }
            count = 0;
            used = 0;
        }
    }

    private static final class Side implements BackplaneListener, GhostOutlet, GhostWatcher {
        final Backplane backplane;
        final Herd herd;
        final GhostSender sender;
        final GhostTable table;
        final long clockNanos;
        final int neighbour;
        private final EntitySync received = new EntitySync();
        private final MigrationAnswer answer = new MigrationAnswer();
        private long now;
        private long answers;

        Side(int zone, Pipe out, long clockNanos) {
            this.clockNanos = clockNanos;
            neighbour = 1 - zone;
            Origin origin = new Origin(1_000 * zone, 0);
            Area other = new Area((1_000 * neighbour - 500) * M, (1_000 * neighbour + 500) * M, -500 * M, 500 * M);
            herd = new Herd(origin, GHOSTS);
            for (int slot = 0; slot < GHOSTS; slot++) {
                herd.put(slot, 1_000L * (zone + 1) + slot, 1, zone == 0 ? 460 : 540, slot - 100);
            }
            sender = new GhostSender(GhostBands.STANDARD, origin, List.of(new Neighbour(neighbour, other)), GHOSTS);
            table = new GhostTable(origin, 256, 1_024, this);
            backplane = new Backplane(
                    BackplaneOptions.of(zone + 1, 1),
                    new PeerKey(new byte[16]),
                    out,
                    this,
                    TestCryptography.plain(new Randomness(zone).stream("signing")),
                    new Randomness(zone).stream("ids"));
            backplane.zone(zone);
            backplane.route(neighbour, neighbour + 1);
        }

        void tick(long networkNanos) {
            now = networkNanos + clockNanos;
            int tick = (int) (now * 60 / 1_000_000_000L);
            herd.walkEast(tick % GHOSTS);
            sender.run(tick, now, herd, this);
            table.expire(now);
            if (tick % 6 == 0) {
                answer.migration = tick;
                answer.player = 1;
                backplane.sendToZone(neighbour, Delivery.RELIABLE, answer);
            }
            backplane.advance(now);
        }

        @Override
        public boolean isOpen(int zone) {
            return backplane.isLinked(backplane.routeOf(zone));
        }

        @Override
        public void send(int zone, EntitySync message) {
            backplane.sendToZone(zone, Delivery.UNRELIABLE, message);
        }

        @Override
        public void message(MessageHeader header, Delivery delivery, MessageReader body) {
            switch (header.type) {
                case ENTITY_SYNC -> {
                    if (received.read(body) == CodecStatus.OK) {
                        table.accept(now, header, received);
                    }
                }
                case MIGRATION_ANSWER -> answers += answer.read(body) == CodecStatus.OK ? 1 : 0;
                default -> throw new IllegalStateException(header.type.name());
            }
        }

        @Override
        public void linked(long process, long incarnation, boolean isNew, int dropped) {}

        @Override
        public void unlinked(long process, long incarnation) {}

        @Override
        public void silent(long process, long incarnation) {}

        @Override
        public void heard(long process, long incarnation) {}

        @Override
        public void appeared(int ghost) {}

        @Override
        public void vanished(int ghost, Cause cause) {}
    }

    private final Pipe eastward = new Pipe();
    private final Pipe westward = new Pipe();
    private final Side west = new Side(0, eastward, 50_000_000_000L);
    private final Side east = new Side(1, westward, 9_000_000_000_000L);
    private long now;

    private void run(int ticks) {
        for (int i = 0; i < ticks; i++) {
            now += TICK;
            eastward.drain(now, 1, east);
            westward.drain(now, 2, west);
            west.tick(now);
            east.tick(now);
        }
    }

    private long leastOfFiveStretches() {
        west.backplane.connect(2);
        run(3_000);
        assertTrue(THREADS.isThreadAllocatedMemorySupported());
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            run(1_200);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void warmGhostsAllocateNothing() {
        assertEquals(0, leastOfFiveStretches());
        assertEquals(GHOSTS, west.table.count());
        // 9,000 ticks of a third of 200, but for the few before the link.
        long accepted = east.table.counters().count(GhostCounter.STATES_ACCEPTED);
        assertTrue(accepted > 9_000L * GHOSTS / 3 - 2_000, "accepted " + accepted);
        assertTrue(east.answers > 1_490, "answers " + east.answers);
        assertEquals(0, east.table.counters().count(GhostCounter.LATE));
    }

    @Test
    void warmGhostsWithLossesAllocateNothing() {
        eastward.loseEvery = 20;
        westward.loseEvery = 30;
        assertEquals(0, leastOfFiveStretches());
        assertEquals(GHOSTS, east.table.count());
        assertEquals(0, east.table.counters().count(GhostCounter.EXPIRED));
    }

    @Test
    void ghostsAreWhereTheirOwnersHaveThem() {
        west.backplane.connect(2);
        run(600);
        DrawnPlace drawn = new DrawnPlace().of(new Origin(1_000, 0));
        for (int slot = 0; slot < GHOSTS; slot++) {
            int ghost = east.table.ghostOf(1_000 + slot);
            int tick = east.table.newestTick(ghost);
            long age = east.table.ownerTimeQ8(ghost, now + east.clockNanos) - DrawnPlace.startQ8(tick);
            assertTrue(age >= 0 && age <= DrawnPlace.startQ8(4), "age " + age);
            assertEquals(10_000 - slot, east.table.health(ghost));
            // Each walks for one tick in 200, so hardly any moved since.
            east.table.draw(ghost, DrawnPlace.startQ8(tick), drawn);
            assertEquals(west.herd.state(slot).x, drawn.x, M / 10);
            assertEquals(west.herd.state(slot).z, drawn.z, 1_024);
        }
    }
}
