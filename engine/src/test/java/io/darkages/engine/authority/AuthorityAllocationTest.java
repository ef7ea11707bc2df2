package io.darkages.engine.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.port.Probes;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A zone that keeps its lease while players come, are acted for, begin to go, stay after all and leave. */
class AuthorityAllocationTest implements OwnershipListener {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long TICK = 1_000_000_000L / 60;
    private static final int PLAYERS = 200;

    private final LocalRegister register = new LocalRegister(1_024, 32, TICK);
    private final RequestNumbers requests = new RequestNumbers();
    private final ZoneLease lease = new ZoneLease(LeaseOptions.STANDARD, 1, 5, 0, register, requests, Probes.NONE);
    private final PlayerOwnership players =
            new PlayerOwnership(new OwnershipOptions(PLAYERS, 16, TICK), lease, register, requests, this, Probes.NONE);
    private long now;
    private long acts;
    private long came;
    private long stayed;
    private long left;

    @Override
    public void owned(long nanos, long player, long epoch, Way way) {
        if (way == Way.ROLLED_BACK) {
            stayed++;
            players.release(nanos, player);
        } else {
            came++;
            players.beginTransfer(nanos, player, 2);
        }
    }

    @Override
    public void elsewhere(long nanos, long player, int zone) {
        throw new IllegalStateException("player " + player + " is in zone " + zone);
    }

    @Override
    public void inTransit(long nanos, long player, long epoch, int target) {
        players.freeze(nanos, player);
        players.rollBack(nanos, player);
    }

    @Override
    public void transferred(long nanos, long player, long epoch, int target) {
        throw new IllegalStateException("player " + player + " went to zone " + target);
    }

    @Override
    public void released(long nanos, long player) {
        left++;
    }

    private void run(int ticks) {
        for (int i = 0; i < ticks; i++) {
            now += TICK;
            register.advance(now);
            lease.advance(now);
            players.advance(now);
            players.claim(now, 1 + i % PLAYERS);
            for (int player = 1; player <= PLAYERS; player++) {
                acts += players.mayAct(now, player) ? 1 : 0;
            }
        }
    }

    @Test
    void allocatesNothingOnceWarm() {
        lease.acquire();
        run(3_000);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            run(1_000);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
        assertTrue(came > 5_000 && stayed > 5_000 && left > 5_000, came + " " + stayed + " " + left);
        assertTrue(acts > 5_000, "acted " + acts + " times");
        assertEquals(1, lease.number());
        assertEquals(0, lease.counters().suspended());
    }
}
