package io.darkages.engine.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.input.InputBatch;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.CombatNotice;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.ReplicaFeed;
import io.darkages.engine.snapshot.ReplicaTable;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A client that fights allocates nothing once warm. */
class FightingAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TARGET = 40;

    @Test
    void strikingAndBeingHurt() {
        ReplicaTable replicas = new ReplicaTable();
        ReplicaFeed feed = new ReplicaFeed(replicas);
        for (int tick = 600; tick < 660; tick += 3) {
            feed.tell(2, TARGET, tick, QuantisedState.place(tick, 0, 640, 1), 0, true);
        }
        RenderClock clock = new RenderClock();
        clock.snapshot(657, 0);
        Sight sight = new Sight(replicas, clock);
        Strikes strikes = new Strikes(1, sight, new ClientCounters(), Probes.NONE);
        Obstacles wall = Obstacles.builder()
                .boxMillimetres(-9_000, 2_000, 90_000, 3_000, 0, 4_000)
                .build();
        Cover cover = new Cover(sight, wall, MovementRules.standard().height());
        CombatFeedback feedback = new CombatFeedback(CombatRules.standard());
        CombatNotice.Kind[] kinds = CombatNotice.Kind.values();
        CombatNotice notice = new CombatNotice();
        InputBatch batch = new InputBatch();
        MotionState self = new MotionState();
        batch.count = 6;
        long least = Long.MAX_VALUE;
        long behind = 0;
        int attacks = 0;
        for (int round = 0; round < 10; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 60; i++) {
                strikes.aimAt(TARGET);
                strikes.strike(AttackKind.MELEE);
                strikes.stepped(60 * round + i, 0, self, 5, i);
                cover.stepped(self, i);
                batch.newestSequence = 60 * round + i;
                strikes.fill(batch);
                attacks += batch.attackCount;
                notice.kind = kinds[i % kinds.length];
                feedback.notice(notice, 1, 0, i);
                behind += cover.behindNanos(2, 1_000);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(attacks > 600);
        assertTrue(behind > 0);
        assertEquals(0, least);
    }
}
