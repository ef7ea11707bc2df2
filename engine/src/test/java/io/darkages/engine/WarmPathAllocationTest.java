package io.darkages.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.bits.BitReader;
import io.darkages.engine.bits.BitWriter;
import io.darkages.engine.bits.ExpGolomb;
import io.darkages.engine.client.Prediction;
import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.AttackJudge;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.CombatTable;
import io.darkages.engine.combat.DrawMode;
import io.darkages.engine.combat.DrawTimeGate;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.combat.HitTest;
import io.darkages.engine.combat.Rewind;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.input.InputBatch;
import io.darkages.engine.input.InputBatchFormat;
import io.darkages.engine.input.InputBatchReader;
import io.darkages.engine.input.InputBatchWriter;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.Movement;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.movement.ObstaclesBuilder;
import io.darkages.engine.protocol.CombatNotice;
import io.darkages.engine.protocol.CombatNoticeCodec;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.snapshot.SnapshotPair;
import io.darkages.engine.space.SpatialHash;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** The paths that run for each tick, packet or entity allocate nothing, as the thread's own meter sees it. */
class WarmPathAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final RandomStream draws = new Randomness(7).stream("allocation");

    /** The least of several rounds: linking and compiling allocate now and then, a path that allocates does always. */
    private static long allocatedBytes(Runnable path) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20; i++) {
                path.run();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private Obstacles obstacles() {
        ObstaclesBuilder builder = Obstacles.builder();
        for (int i = 0; i < 50; i++) {
            builder.cylinderMillimetres(
                    (int) draws.between(-50_000, 50_000), (int) draws.between(-50_000, 50_000), 2_000, 0, 3_000);
        }
        return builder.build();
    }

    @Test
    void theMeterSeesAllocations() {
        byte[][] kept = new byte[1][];
        assertTrue(allocatedBytes(() -> kept[0] = new byte[1_000]) >= 20_000);
    }

    @Test
    void steppingAndShooting() {
        Obstacles obstacles = obstacles();
        MovementRules rules = MovementRules.standard();
        MotionState state = new MotionState();
        long[] sink = new long[1];
        assertEquals(0, allocatedBytes(() -> {
            for (int i = 0; i < 200; i++) {
                Movement.step(state, draws.nextLong(), rules, obstacles);
                sink[0] += state.digest();
                sink[0] += obstacles.blocksSegment(state.x, state.y + 9, state.z, -state.z, 99, state.x) ? 1 : 0;
            }
        }));
    }

    @Test
    void movingAndQueryingTheGrid() {
        SpatialHash hash = new SpatialHash(400);
        int[] out = new int[400];
        for (int slot = 0; slot < 400; slot++) {
            hash.insert(slot, slot * FixedPoint.ONE, 0);
        }
        assertEquals(0, allocatedBytes(() -> {
            for (int slot = 0; slot < 400; slot++) {
                hash.move(slot, (int) draws.between(-1 << 24, 1 << 24), (int) draws.between(-1 << 24, 1 << 24));
                hash.query(0, 0, 200 * FixedPoint.ONE, out);
                hash.remove(slot);
                hash.insert(slot, 5, 5);
            }
        }));
    }

    @Test
    void predictingAndReplaying() {
        Prediction prediction = new Prediction(MovementRules.standard(), obstacles());
        MotionState server = new MotionState();
        prediction.start(0, server);
        assertEquals(0, allocatedBytes(() -> {
            for (int i = 0; i < 150; i++) {
                prediction.apply(draws.nextLong(), i);
            }
            int oldest = prediction.newestSequence() - prediction.unacknowledged() + 1;
            server.x = draws.nextInt(99_999);
            prediction.digestAt(oldest);
            prediction.reconcile(oldest, server);
        }));
    }

    @Test
    void noticesOfCombat() {
        CombatNotice notice = new CombatNotice();
        CombatNotice.Kind[] kinds = CombatNotice.Kind.values();
        byte[] bytes = new byte[CombatNoticeCodec.MOST_BYTES];
        assertEquals(0, allocatedBytes(() -> {
            for (CombatNotice.Kind kind : kinds) {
                notice.kind = kind;
                notice.health = draws.nextInt(10_000);
                int length = CombatNoticeCodec.write(notice, bytes, 0);
                CombatNoticeCodec.read(bytes, 0, length, notice);
                CombatNoticeCodec.read(bytes, 0, length - 1, notice);
            }
        }));
    }

    @Test
    void rewindingJudgingAndHurting() {
        SnapshotPair pair = new SnapshotPair(4);
        CombatRules rules = CombatRules.standard();
        CombatTable combat = new CombatTable(rules, 4);
        MotionState state = new MotionState();
        int attacker = pair.create(0, 0);
        int target = pair.create(QuantisedState.place(0, 45, 128, 1), 0);
        pair.enter(target, ReplicationPolicy.NEAR, 59);
        for (int i = 0; i < 60; i++) {
            pair.record();
            pair.deliver(pair.encode(new ReplicationPolicy(60, 60, 60, 1, 100), 500));
            pair.acknowledge(pair.decoder.newestId(), pair.decoder.earlier());
        }
        Rewind rewind = new Rewind(rules, pair.history);
        HitTest hits = new HitTest(rules, MovementRules.standard().height(), obstacles());
        AttackJudge judge = new AttackJudge(rules, pair.entities, combat, rewind, hits);
        DrawTimeGate gate = new DrawTimeGate();
        AttackClaim claim = new AttackClaim();
        claim.target = target;
        claim.acknowledgedTick = 60;
        claim.knownTick = 60;
        claim.mode = DrawMode.BETWEEN;
        claim.tickA = 54;
        claim.tickB = 55;
        claim.timeQ8 = DrawnPlace.startQ8(54);
        claim.claimedZ = 128;
        int slot = EntityTable.slot(target);
        int[] decisions = new int[1];
        assertEquals(0, allocatedBytes(() -> {
            combat.spawn(EntityTable.slot(attacker), 50);
            combat.spawn(slot, 50);
            for (int i = 0; i < 20; i++) {
                gate.acknowledged(60 + i, 60);
                claim.sequence = 60;
                claim.kind = i % 2 == 0 ? AttackKind.MELEE : AttackKind.RANGED;
                decisions[0] += judge.judge(claim, attacker, state, pair.viewer, gate, 61)
                                .isDecision()
                        ? 1
                        : 0;
                combat.damage(EntityTable.slot(attacker), attacker, slot, 100, 61 + i);
                combat.regenerate(slot, 400 + i);
            }
        }));
        assertEquals(10 * 20 * 20, decisions[0]);
    }

    @Test
    void packingAndUnpackingInputs() {
        InputBatchWriter writer = new InputBatchWriter();
        InputBatchReader reader = new InputBatchReader();
        InputBatch batch = new InputBatch();
        InputBatch read = new InputBatch();
        byte[] bytes = new byte[InputBatchFormat.MOST_BYTES];
        assertEquals(0, allocatedBytes(() -> {
            batch.count = 1 + draws.nextInt(8);
            for (int i = 0; i < batch.count; i++) {
                batch.inputs[i] = InputWord.pack(draws.nextInt(64), draws.nextInt(1_000), 0);
            }
            batch.aimedIndex = draws.nextInt(512);
            batch.attackCount = 1;
            batch.attacks[0].target = draws.nextInt(2);
            batch.attacks[0].timeQ8 = draws.nextInt(100_000);
            int length = writer.write(batch, bytes, 0, bytes.length);
            reader.read(bytes, 0, length, 0, 0, read);
            reader.read(bytes, 0, length - 1, 0, 0, read);
        }));
    }

    @Test
    void writingAndReadingBits() {
        BitWriter writer = new BitWriter();
        BitReader reader = new BitReader();
        byte[] bytes = new byte[100];
        assertEquals(0, allocatedBytes(() -> {
            writer.reset(bytes, 0, 100);
            while (!writer.overflowed()) {
                writer.writeBits(draws.nextLong(), draws.nextInt(65));
                int value = draws.nextInt(1 << 20);
                writer.writeBits(ExpGolomb.code(value, 3), ExpGolomb.length(value, 3));
            }
            reader.reset(bytes, 0, 100);
            while (!reader.exhausted()) {
                reader.readBits(draws.nextInt(65));
                long code = ExpGolomb.decode(reader.bitsAt(reader.bitPosition()), 3);
                reader.seek(reader.bitPosition() + ExpGolomb.length(code));
            }
        }));
    }
}
