package io.darkages.engine.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.DrawMode;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.input.InputBatch;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.PackedPlace;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.ReplicaFeed;
import io.darkages.engine.snapshot.ReplicaTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StrikesTest {

    private static final int TARGET = 4_099;
    private static final int INDEX = 3;
    private static final int SESSION = 77;
    private static final long SECOND = 1_000_000_000L;

    private record Probe(ProbeKind kind, long player, long a, long b, long digest) {}

    private final List<Probe> probes = new ArrayList<>();
    private final ReplicaTable replicas = new ReplicaTable();
    private final ReplicaFeed feed = new ReplicaFeed(replicas);
    private final RenderClock clock = new RenderClock();
    private final ClientCounters counters = new ClientCounters();
    private final Sight sight = new Sight(replicas, clock);
    private final Strikes strikes = new Strikes(
            9, sight, counters, (kind, player, a, b, digest) -> probes.add(new Probe(kind, player, a, b, digest)));
    private final MotionState self = new MotionState();
    private final InputBatch batch = new InputBatch();

    @BeforeEach
    void twoStatesAreKnown() {
        tell(600, 0);
        tell(606, 6_400);
        clock.snapshot(606, 20 * SECOND);
        self.place(1 << 16, 0, 2 << 16);
    }

    private void tell(int tick, int x) {
        feed.tell(INDEX, TARGET, tick, QuantisedState.place(x, 64, 640, 1), 0, true);
    }

    private void step(int sequence, long nanos) {
        strikes.stepped(sequence, InputWord.pack(0, 50_000, -300), self, SESSION, nanos);
    }

    private InputBatch filled(int newest, int count) {
        batch.newestSequence = newest;
        batch.count = count;
        strikes.fill(batch);
        return batch;
    }

    @Test
    void anAttackTellsWhatIsOnTheScreenAtItsStep() {
        // Drawn 6 ticks behind tick 606, and a tick and a half later.
        long now = 20 * SECOND + SECOND / 40;
        strikes.aimAt(TARGET);
        strikes.strike(AttackKind.RANGED);
        step(41, now);
        DrawnPlace drawn = new DrawnPlace();
        assertTrue(sight.draw(INDEX, sight.timeQ8(now), drawn));
        AttackClaim claim = filled(42, 6).attacks[0];
        assertEquals(1, batch.attackCount);
        assertEquals(INDEX, batch.aimedIndex);
        assertEquals(41, claim.sequence);
        assertEquals(AttackKind.RANGED, claim.kind);
        assertEquals(TARGET, claim.target);
        assertEquals(DrawMode.BETWEEN, claim.mode);
        assertEquals(600, claim.tickA);
        assertEquals(606, claim.tickB);
        assertEquals(DrawnPlace.startQ8(601) + 128, claim.timeQ8);
        assertEquals(1_600, claim.claimedX);
        assertEquals(64, claim.claimedY);
        assertEquals(640, claim.claimedZ);
        assertEquals(
                List.of(
                        new Probe(
                                ProbeKind.ATTACK_MADE,
                                9,
                                SessionColumn.of(SESSION, 41),
                                1L << 32 | TARGET,
                                PackedPlace.of(self.x, self.y, self.z)),
                        new Probe(
                                ProbeKind.ATTACK_SEEN,
                                9,
                                SessionColumn.of(SESSION, 41),
                                1L << 32 | 50_000L << 16 | 0xFFFF & -300,
                                PackedPlace.of(drawn.x, drawn.y, drawn.z))),
                probes);
    }

    @Test
    void itGoesWithEveryBatchThatHoldsItsInput() {
        strikes.strike(AttackKind.MELEE);
        step(41, 0);
        step(42, 0);
        assertEquals(0, filled(40, 6).attackCount);
        assertEquals(1, filled(41, 1).attackCount);
        assertEquals(1, filled(46, 6).attackCount);
        assertEquals(0, filled(46, 5).attackCount);
        assertEquals(1, counters.count(ClientCounter.ATTACKS), "the wish is for one step");
    }

    @Test
    void whoeverIsNotOnTheScreenIsNoTarget() {
        strikes.aimAt(TARGET + 1);
        strikes.strike(AttackKind.MELEE);
        step(1, 0);
        assertEquals(EntityTable.NO_ENTITY, filled(1, 1).attacks[0].target);
        assertEquals(Sight.NONE, batch.aimedIndex);
        assertEquals(0, probes.get(0).b());
        assertEquals(50_000L << 16 | 0xFFFF & -300, probes.get(1).b());
        assertEquals(0, probes.get(1).digest());
        strikes.aimAt(TARGET);
        assertEquals(INDEX, filled(1, 1).aimedIndex);
        // It moved to another index.
        feed.remove(INDEX);
        feed.tell(5, TARGET, 607, 0, 0, true);
        assertEquals(5, filled(1, 1).aimedIndex);
        feed.remove(5);
        assertEquals(Sight.NONE, filled(1, 1).aimedIndex);
    }

    @Test
    void atMostTwoInEightSteps() {
        for (int sequence = 1; sequence <= 80; sequence++) {
            strikes.strike(AttackKind.MELEE);
            step(sequence, 0);
            int made = 0;
            for (int count = 1; count <= InputBatch.MOST_INPUTS && count <= sequence; count++) {
                made = Math.max(made, filled(sequence, count).attackCount);
            }
            assertEquals(Math.min(sequence, 2), made);
            assertTrue(made < 2 || batch.attacks[0].sequence < batch.attacks[1].sequence);
        }
        assertEquals(20, counters.count(ClientCounter.ATTACKS));
        assertEquals(60, counters.count(ClientCounter.ATTACKS_NOT_MADE));
    }

    @Test
    void theCooldownRunsInSteps() {
        assertEquals(0, strikes.cooldownSteps(100, 30), "nothing was made yet");
        strikes.strike(AttackKind.MELEE);
        step(100, 0);
        assertEquals(29, strikes.cooldownSteps(101, 30));
        assertEquals(1, strikes.cooldownSteps(129, 30));
        assertEquals(0, strikes.cooldownSteps(130, 30));
        assertEquals(0, strikes.cooldownSteps(500, 30));
    }

    @Test
    void aConfirmationFindsWhenItsAttackWasMade() {
        for (int i = 0; i < 20; i++) {
            strikes.strike(AttackKind.MELEE);
            step(30 * i, 1_000L + i);
        }
        assertEquals(1_019, strikes.madeAtNanos(570));
        assertEquals(1_004, strikes.madeAtNanos(120));
        assertEquals(Strikes.FORGOTTEN, strikes.madeAtNanos(90));
        assertEquals(Strikes.FORGOTTEN, strikes.madeAtNanos(571));
        strikes.reset();
        assertEquals(Strikes.FORGOTTEN, strikes.madeAtNanos(570));
        assertFalse(strikes.aimed() == TARGET);
    }
}
