package io.darkages.engine.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.ReplicaFeed;
import io.darkages.engine.snapshot.ReplicaTable;
import org.junit.jupiter.api.Test;

/** A wall from x = 0 on, 1 m thick, between the player and an attacker 10 m behind it. */
class CoverTest {

    private static final int INDEX = 0;
    private static final long SECOND = 1_000_000_000L;
    private static final int METRE = 1 << 16;

    private final ReplicaTable replicas = new ReplicaTable();
    private final ReplicaFeed feed = new ReplicaFeed(replicas);
    private final RenderClock clock = new RenderClock();
    private final Obstacles wall = Obstacles.builder()
            .boxMillimetres(0, 5_000, 50_000, 6_000, 0, 4_000)
            .build();
    private final Cover cover =
            new Cover(new Sight(replicas, clock), wall, MovementRules.standard().height());
    private final MotionState self = new MotionState();
    private long frame = 600;

    /** The attacker stands right across the wall, wherever the player is on the way. */
    private void told(int xMetres) {
        for (int tick = 560; tick <= 680; tick += 12) {
            feed.tell(INDEX, 7, tick, QuantisedState.place(64 * xMetres, 0, 640, 1), 0, true);
        }
        clock.snapshot(600, nanos(600));
    }

    private static long nanos(long tick) {
        return tick * SECOND / 60;
    }

    private void walk(int fromMetres, int steps) {
        for (int i = 0; i < steps; i++) {
            self.place(fromMetres * METRE + i * METRE / 10, 0, 0);
            cover.stepped(self, nanos(frame++));
        }
    }

    @Test
    void inTheOpenItIsNothing() {
        told(-3);
        walk(-20, 30);
        assertEquals(0, cover.behindNanos(INDEX, nanos(frame)));
        assertEquals(0, cover.behindNanos(Sight.NONE, nanos(frame)));
    }

    @Test
    void countsFromTheStepThatLedBehindTheWall() {
        told(1);
        // The line between the two enters the wall from x = -1.5 on, which is after 15 steps.
        walk(-3, 16);
        assertEquals(0, cover.behindNanos(INDEX, nanos(frame)));
        frame -= 16;
        walk(-3, 46);
        assertEquals(nanos(frame) - nanos(616), cover.behindNanos(INDEX, nanos(frame)));
        // Out again, and it is over at once.
        walk(-5, 1);
        assertEquals(0, cover.behindNanos(INDEX, nanos(frame)));
    }

    @Test
    void doesNotReachBeyondWhatIsRememberedOrKnown() {
        told(20);
        walk(20, 200);
        // Only the last ten states are known, and of the own steps the last sixty.
        assertEquals(nanos(frame) - nanos(frame - 60), cover.behindNanos(INDEX, nanos(frame)));
        cover.reset();
        assertEquals(0, cover.behindNanos(INDEX, nanos(frame)));
    }
}
