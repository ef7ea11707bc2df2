package io.darkages.server.bench;

import io.darkages.engine.backplane.CodecStatus;
import io.darkages.engine.backplane.EntitySync;
import io.darkages.engine.backplane.Message;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.backplane.MessageWriter;
import io.darkages.engine.ghost.GhostBands;
import io.darkages.engine.ghost.GhostCounter;
import io.darkages.engine.ghost.GhostOutlet;
import io.darkages.engine.ghost.GhostSender;
import io.darkages.engine.ghost.GhostSource;
import io.darkages.engine.ghost.GhostTable;
import io.darkages.engine.ghost.GhostWatcher;
import io.darkages.engine.grid.BorderBands;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.space.Area;
import io.darkages.engine.space.Origin;
import io.darkages.engine.zone.ZoneServer;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A zone tells a neighbour of 500 walking entities, all of them in the aura: what is due is found and written, read again
 * and taken into the neighbour's table. As many ticks as it takes to tell of each once, 20 times a second.
 */
@State(Scope.Thread)
public class AuraBenchmark {

    static final int ENTITIES = 500;

    /** Between two states of one entity. */
    static final int TICKS = ZoneServer.TICKS_PER_SECOND / BorderBands.AURA_RATE_HZ;

    private static final int WALK_TICKS = 240;
    /** All stay within 25 m of the centre, and so within 45 m of the neighbour's area. */
    private static final int BORDER = FixedPoint.fromMetres(20);

    private static final int SIDE_METRES = 1_000;
    private static final int NEIGHBOUR = 1;

    private final RecordedWalk walk = new RecordedWalk(Crowd.neighbours(ENTITIES, false), WALK_TICKS);
    private final Wire wire = new Wire();
    private final GhostSource source = new Walkers();
    private final GhostSender sender;
    private final GhostTable table;
    private int tick;

    /** Makes both sides, and lets the one tell the other of everybody. */
    public AuraBenchmark() {
        int half = FixedPoint.fromMetres(SIDE_METRES / 2);
        Area area = new Area(BORDER, BORDER + 2 * half, -half, half);
        sender = new GhostSender(
                GhostBands.STANDARD,
                Origin.WORLD_CENTRE,
                List.of(new GhostSender.Neighbour(NEIGHBOUR, area)),
                ENTITIES);
        Origin origin = new Origin((BORDER + half) / FixedPoint.ONE, 0);
        table = new GhostTable(origin, ENTITIES, 2 * ENTITIES, new Unmoved());
        // At first all are due at once, which is more than a tick may tell.
        sync();
        sync();
        long told = sync();
        if (told != ENTITIES || table.count() != ENTITIES) {
            throw new IllegalStateException(told + " states were taken in of " + ENTITIES + " entities, "
                    + table.count() + " of which are known");
        }
    }

    /** Returns how many states were taken in. */
    @Benchmark
    @OperationsPerInvocation(ENTITIES)
    public long sync() {
        long before = table.counters().count(GhostCounter.STATES_ACCEPTED);
        for (int i = 0; i < TICKS; i++) {
            tick++;
            long nowNanos = ZoneServer.tickNanos(tick);
            wire.nowNanos = nowNanos;
            sender.run(tick, nowNanos, source, wire);
            table.expire(nowNanos);
        }
        return table.counters().count(GhostCounter.STATES_ACCEPTED) - before;
    }

    /** The recorded walk, again and again. */
    private final class Walkers implements GhostSource {

        @Override
        public int count() {
            return ENTITIES;
        }

        @Override
        public int slot(int index) {
            return index;
        }

        @Override
        public long player(int slot) {
            return slot + 1L;
        }

        @Override
        public int epoch(int slot) {
            return 1;
        }

        @Override
        public long place(int slot) {
            return walk.places[tick % WALK_TICKS * ENTITIES + slot];
        }

        @Override
        public long motion(int slot) {
            return walk.motions[tick % WALK_TICKS * ENTITIES + slot];
        }

        @Override
        public int health(int slot) {
            return 10_000;
        }

        @Override
        public int team(int slot) {
            return 0;
        }
    }

    /** Bytes of a message go from one side to the other, with nothing in between. */
    private final class Wire implements GhostOutlet {

        private final byte[] bytes = new byte[Message.BYTES_MAX];
        private final MessageWriter writer = new MessageWriter();
        private final MessageReader reader = new MessageReader();
        private final MessageHeader header = new MessageHeader();
        private final EntitySync received = new EntitySync();
        private long nowNanos;

        Wire() {
            header.sourceProcess = 1;
            header.sourceIncarnation = 1;
            header.sourceZone = 0;
        }

        @Override
        public boolean isOpen(int zone) {
            return true;
        }

        @Override
        public void send(int zone, EntitySync message) {
            writer.wrap(bytes, 0, bytes.length);
            message.write(writer);
            CodecStatus status = received.read(reader.wrap(bytes, 0, writer.length()));
            if (status != CodecStatus.OK) {
                throw new IllegalStateException("a message of " + writer.length() + " bytes was read as " + status);
            }
            table.accept(nowNanos, header, received);
        }
    }

    private static final class Unmoved implements GhostWatcher {

        @Override
        public void appeared(int ghost) {}

        @Override
        public void vanished(int ghost, Cause cause) {}
    }
}
