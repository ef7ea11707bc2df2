package io.darkages.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.Mix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** How often whom: rates by tier, staggering, and what happens when not all fits. */
class SnapshotRatesTest {

    private static final int NEAR = ReplicationPolicy.NEAR;
    private static final int MID = ReplicationPolicy.MID;
    private static final int FAR = ReplicationPolicy.FAR;

    private final SnapshotPair pair = new SnapshotPair(400);
    private int[] updates = new int[0];
    private int[] longestWait = new int[0];
    private int[] lastSent = new int[0];

    private void enter(int count, int tier) {
        for (int i = 0; i < count; i++) {
            long place = QuantisedState.place(i * 300 - 60_000, 0, tier * 7_000, 1);
            int id = pair.create(place, QuantisedState.motion(1_000, 0, 700, i * 40, 0));
            int stagger = (int) Long.remainderUnsigned(Mix.mix64(id), 60);
            pair.enter(id, tier, stagger);
        }
    }

    /** Plays ticks without loss; counts updates by index. Returns the most far updates in one snapshot. */
    private int play(ReplicationPolicy policy, int room, int ticks) {
        int end = pair.viewer.end;
        updates = new int[end];
        longestWait = new int[end];
        lastSent = new int[end];
        Arrays.fill(lastSent, pair.tick);
        int mostFar = 0;
        for (int i = 0; i < ticks; i++) {
            pair.record();
            if (pair.tick % policy.snapshotIntervalTicks() != 0) {
                continue;
            }
            pair.deliver(pair.encode(policy, room));
            pair.acknowledge(pair.decoder.newestId(), pair.decoder.earlier());
            int far = 0;
            for (int index = 0; index < end; index++) {
                if (pair.knownTick(index) == pair.tick) {
                    updates[index]++;
                    longestWait[index] = Math.max(longestWait[index], pair.tick - lastSent[index]);
                    lastSent[index] = pair.tick;
                    far += pair.viewer.tier(index) == FAR ? 1 : 0;
                }
            }
            mostFar = Math.max(mostFar, far);
        }
        for (int index = 0; index < end; index++) {
            longestWait[index] = Math.max(longestWait[index], pair.tick - lastSent[index]);
        }
        return mostFar;
    }

    private void assertRates(int from, int to, int expected) {
        for (int index = from; index < to; index++) {
            int count = updates[index];
            assertTrue(Math.abs(count - expected) <= 1, () -> "expected " + expected + " updates, saw " + count);
        }
    }

    @Test
    void nearMidAndFarAreTold20And10And5TimesASecond() {
        enter(10, NEAR);
        enter(20, MID);
        enter(40, FAR);
        int mostFar = play(ReplicationPolicy.FULL, 1_200, 120);
        assertRates(0, 10, 40);
        assertRates(10, 30, 20);
        assertRates(30, 70, 10);
        // Forty at a quarter of the snapshots: ten each on average, never most of them at once.
        assertTrue(mostFar <= 20, () -> mostFar + " far entities in one snapshot");
    }

    @Test
    void degradedRatesHoldAtALongerInterval() {
        enter(5, NEAR);
        enter(5, MID);
        enter(5, FAR);
        play(new ReplicationPolicy(10, 5, 2, 6, 50), 1_200, 120);
        assertRates(0, 5, 20);
        assertRates(5, 10, 10);
        assertRates(10, 15, 4);
    }

    @Test
    void everyTickIsAnIntervalToo() {
        enter(3, NEAR);
        enter(3, FAR);
        play(new ReplicationPolicy(60, 10, 5, 1, 100), 1_200, 120);
        assertRates(0, 3, 120);
        assertRates(3, 6, 10);
    }

    @Test
    void noMoreThanAHundredInASnapshot() {
        enter(400, NEAR);
        for (int i = 0; i < 60; i++) {
            pair.record();
            pair.deliver(pair.encode(ReplicationPolicy.FULL, 2_000));
            assertTrue(pair.encoder.entityCount() <= 100);
        }
        assertTrue(pair.encoder.entityCount() > 50);
    }

    @Test
    void nobodyStarvesUnderATightBudget() {
        enter(150, NEAR);
        enter(100, MID);
        enter(150, FAR);
        play(ReplicationPolicy.FULL, 250, 1_200);
        int told = Arrays.stream(updates).sum();
        assertTrue(told / 400 > 5, () -> told + " updates in all");
        int snapshots = 400;
        int perSnapshot = Math.max(1, told / snapshots);
        // A far entity reaches the highest urgency after 64 snapshots; then it is served in turn.
        int bound = 3 * (64 + 2 * 400 / perSnapshot);
        for (int index = 0; index < 400; index++) {
            int wait = longestWait[index];
            int which = index;
            assertTrue(wait <= bound, () -> "index " + which + " waited " + wait + " ticks, bound " + bound);
        }
    }

    @Test
    void nearComesBeforeFarWhenNotAllFits() {
        enter(40, FAR);
        enter(40, MID);
        enter(40, NEAR);
        play(ReplicationPolicy.FULL, 200, 600);
        int far = Arrays.stream(updates, 0, 40).sum();
        int mid = Arrays.stream(updates, 40, 80).sum();
        int near = Arrays.stream(updates, 80, 120).sum();
        assertTrue(near > mid && mid > far, () -> "near " + near + ", mid " + mid + ", far " + far);
        assertTrue(far > 0);
    }

    @Test
    void aNewNearEntityIsToldBeforeTheFarOnesThatWait() {
        enter(300, FAR);
        play(ReplicationPolicy.FULL, 200, 30);
        enter(1, NEAR);
        int waited = 0;
        while (pair.knownTick(300) == 0) {
            pair.record();
            pair.deliver(pair.encode(ReplicationPolicy.FULL, 200));
            waited++;
            int snapshots = waited;
            assertTrue(snapshots <= 20, () -> "not told in " + snapshots + " snapshots");
        }
    }

    @Test
    void aRoomBelowTheHeaderGivesNothingAndLosesNothing() {
        enter(2, NEAR);
        pair.record();
        assertEquals(0, pair.encode(ReplicationPolicy.FULL, 20).length);
        assertEquals(0, pair.viewer.newestSnapshotId());
        pair.tick += 2;
        pair.record();
        pair.deliver(pair.encode(ReplicationPolicy.FULL, 300));
        assertEquals(1, pair.viewer.newestSnapshotId());
        assertEquals(2, pair.replicas.liveCount(), "the wait since the start counts");
    }
}
