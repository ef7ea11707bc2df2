package io.darkages.engine.client;

import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The times of one session, without its contents: snapshots go down over a bad path, a real {@link RenderClock} follows
 * them, the client steps and strikes, and batches go up. What comes out are the batches in the order of their arrival.
 */
final class PlayedSession {

    static final long SECOND_NANOS = 1_000_000_000L;
    private static final long MILLI_NANOS = 1_000_000L;
    private static final int BATCH_STEPS = 3;
    private static final int REPEATED_STEPS = 6;
    private static final int STALE_TICKS = 9;

    /**
     * What the session has to bear.
     *
     * @param loss of a million packets, each way
     * @param driftPpm of each machine's clock, at most, either way
     * @param claimGapSteps between two strikes on average
     * @param seconds of play
     * @param worse from 20 s to 30 s packets take so much longer, each way
     * @param pauseAtSecond when the client's machine stands still; 0 for never
     * @param pauseMillis for how long
     */
    record Conditions(
            int roundTripMillis,
            int jitterMillis,
            int loss,
            int driftPpm,
            int claimGapSteps,
            int seconds,
            int worse,
            int pauseAtSecond,
            int pauseMillis) {

        Conditions(int roundTripMillis, int jitterMillis, int loss, int claimGapSteps) {
            this(roundTripMillis, jitterMillis, loss, 500, claimGapSteps, 40, 0, 0, 0);
        }
    }

    /** A batch as it arrives; claims are repeated as inputs are. */
    record Batch(long arrivalNanos, int sequence, int acknowledgedTick, List<AttackClaim> claims) {}

    private record Arrival(long nanos, int tick) {}

    private final RandomStream draws;
    private final Conditions conditions;
    private final RenderClock clock = new RenderClock();
    private final List<Batch> batches = new ArrayList<>();
    private final int clientPpm;

    PlayedSession(RandomStream draws, Conditions conditions) {
        this.draws = draws;
        this.conditions = conditions;
        int drift = conditions.driftPpm();
        int serverPpm = (int) draws.between(-drift, drift);
        clientPpm = (int) draws.between(-drift, drift);
        PriorityQueue<Arrival> down = new PriorityQueue<>(Comparator.comparingLong(Arrival::nanos));
        for (int tick = 1 + draws.nextInt(3); tick < 60 * conditions.seconds(); tick += 3) {
            long sent = tick * SECOND_NANOS / 60 * (1_000_000 + serverPpm) / 1_000_000;
            if (!draws.chance(conditions.loss())) {
                down.add(new Arrival(sent + delay(sent), tick));
            }
        }
        play(down);
        batches.sort(Comparator.comparingLong(Batch::arrivalNanos));
    }

    List<Batch> batches() {
        return batches;
    }

    private long delay(long nowNanos) {
        boolean isWorse = nowNanos > 20 * SECOND_NANOS && nowNanos < 30 * SECOND_NANOS;
        long least = conditions.roundTripMillis() * MILLI_NANOS / 2 + (isWorse ? conditions.worse() * MILLI_NANOS : 0);
        return least + draws.between(0, conditions.jitterMillis() * MILLI_NANOS);
    }

    private void play(PriorityQueue<Arrival> down) {
        long phase = draws.nextInt(16_666_666);
        int newest = 0;
        int sequence = 0;
        int nextClaim = 1 + draws.nextInt(conditions.claimGapSteps());
        List<AttackClaim> claims = new ArrayList<>();
        for (long frame = 0; frame < 60L * (conditions.seconds() - 1); frame++) {
            long now = (phase + frame * SECOND_NANOS / 60) * 1_000_000 / (1_000_000 + clientPpm);
            long pauseStart = conditions.pauseAtSecond() * SECOND_NANOS;
            if (pauseStart > 0 && now > pauseStart && now < pauseStart + conditions.pauseMillis() * MILLI_NANOS) {
                continue;
            }
            while (!down.isEmpty() && down.peek().nanos() <= now) {
                Arrival arrival = down.remove();
                if (arrival.tick() > newest) {
                    newest = arrival.tick();
                    clock.snapshot(newest, local(arrival.nanos()));
                }
            }
            if (newest == 0) {
                continue;
            }
            sequence++;
            long timeQ8 = clock.renderTickQ8(local(now));
            // Who sees a picture that stands still does not strike.
            if (sequence >= nextClaim && timeQ8 >> 8 < newest + STALE_TICKS) {
                AttackClaim claim = new AttackClaim();
                claim.sequence = sequence;
                claim.timeQ8 = timeQ8;
                claims.add(claim);
                nextClaim = sequence + conditions.claimGapSteps() / 2 + draws.nextInt(conditions.claimGapSteps());
            }
            if (sequence % BATCH_STEPS == 0 && !draws.chance(conditions.loss())) {
                int oldest = sequence - REPEATED_STEPS;
                List<AttackClaim> carried =
                        claims.stream().filter(claim -> claim.sequence > oldest).toList();
                batches.add(new Batch(now + delay(now), sequence, newest, carried));
            }
        }
    }

    /** What the client's own clock shows; it may have run for days. */
    private long local(long nanos) {
        return 200_000 * SECOND_NANOS + nanos + nanos * clientPpm / 1_000_000;
    }
}
