package io.darkages.scenarios.check;

import io.darkages.engine.port.ProbeKind;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Invariant 14, {@code recovers}: within 10 s of healing every client with a path to the survivors is acknowledged again;
 * median latency returns to at most 1.25 times that of the warm-up plus one tick, unless capacity stays lost.
 *
 * <p>Judged are the clients that wanted to be in the world when healing began. Who is acknowledged has had an input
 * acknowledged in the last second. The median of the time from input to acknowledgement is over all of these that clients
 * told after the 10 s, against all they told in the warm-up; it is known within 0.1 ms, in favour of the judged.
 */
public final class RecoversChecker implements Checker {

    /** In which everyone must be acknowledged again. */
    public static final long BOUND_NANOS = 10_000_000_000L;

    /** An acknowledgement that is older is none. */
    public static final long FRESH_NANOS = 1_000_000_000L;

    private static final long TICK_NANOS = 16_666_667L;

    /** What a median must be below has a quarter more. */
    private static final long MORE_PARTS = 4;

    /**
     * What the plan says.
     *
     * @param warmupEndNanos virtual time at which the warm-up ends; latencies until then are the measure
     * @param healNanos virtual time at which the faults are over that end
     * @param capacityLost whether so much stays broken that latency need not return
     */
    public record Terms(long warmupEndNanos, long healNanos, boolean capacityLost) {

        public Terms {
            if (warmupEndNanos < 0 || healNanos < warmupEndNanos) {
                throw new IllegalArgumentException(
                        "healing begins at " + healNanos + " ns, the warm-up ends at " + warmupEndNanos + " ns");
            }
        }

        long deadlineNanos() {
            return healNanos + BOUND_NANOS;
        }
    }

    private final Terms terms;
    private final PlayerReach reach;
    private final Findings findings = new Findings();
    private final List<Player> known = new ArrayList<>();
    private final StateTable<Player> players = new StateTable<>(id -> new Player(id));
    private final Latencies before = new Latencies();
    private final Latencies after = new Latencies();
    private boolean judged;

    /** @param reach what the plan breaks on the players' side, and for whom it stays broken */
    public RecoversChecker(Terms terms, PlayerReach reach) {
        this.terms = terms;
        this.reach = reach;
    }

    @Override
    public int invariant() {
        return 14;
    }

    @Override
    public String name() {
        return "recovers";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(
                ProbeKind.LOGIN_TRIED,
                ProbeKind.JOINED,
                ProbeKind.SELF_PREDICTED,
                ProbeKind.INPUT_ACKED,
                ProbeKind.CLIENT_LEFT,
                ProbeKind.PUNISHED);
    }

    @Override
    public void accept(ProbeRecord record) {
        if (!judged && record.nanos() > terms.deadlineNanos()) {
            judgeClients(record.eventNumber());
        }
        Player player = players.of(record.player());
        switch (record.kind()) {
            case LOGIN_TRIED -> {
                if (!player.barred && !player.wanting) {
                    player.wants(record.nanos());
                }
            }
            case JOINED -> {
                player.barred = false;
                if (!player.wanting) {
                    player.wants(record.nanos());
                }
            }
            case SELF_PREDICTED -> player.acknowledgedNanos = record.nanos();
            case INPUT_ACKED -> {
                if (player.reachable && record.nanos() <= terms.warmupEndNanos()) {
                    before.add(record.b());
                } else if (player.reachable && record.nanos() > terms.deadlineNanos()) {
                    after.add(record.b());
                }
            }
            case CLIENT_LEFT -> player.wanting = false;
            case PUNISHED -> {
                player.wanting = false;
                player.barred = true;
            }
            default -> throw new IllegalStateException("not asked for: " + record);
        }
    }

    private void judgeClients(long event) {
        judged = true;
        for (Player player : known) {
            if (!player.wanting || player.sinceNanos > terms.healNanos()) {
                continue;
            }
            if (!player.reachable) {
                findings.exempted();
                continue;
            }
            findings.judged();
            long ageNanos = terms.deadlineNanos() - player.acknowledgedNanos;
            if (player.acknowledgedNanos == Player.NEVER) {
                findings.violated(
                        terms.deadlineNanos(),
                        event,
                        player.id,
                        () -> "was never acknowledged, " + BOUND_NANOS / 1_000_000_000L + " s after healing");
            } else if (ageNanos > FRESH_NANOS) {
                findings.violated(
                        terms.deadlineNanos(),
                        event,
                        player.id,
                        () -> "was last acknowledged " + ageNanos / 1_000_000 + " ms before the end of "
                                + BOUND_NANOS / 1_000_000_000L + " s after healing");
            }
        }
    }

    @Override
    public void finish(long endNanos) {
        if (endNanos < terms.deadlineNanos()) {
            // It ended before anything was due.
            findings.leftUndecided();
            return;
        }
        if (!judged) {
            judgeClients(Violation.END_OF_RUN);
        }
        if (terms.capacityLost()) {
            findings.exempted();
        } else if (before.count() == 0 || after.count() == 0) {
            findings.leftUndecided();
        } else {
            judgeLatency(endNanos);
        }
    }

    private void judgeLatency(long endNanos) {
        findings.judged();
        long measure = before.medianAtMostNanos();
        long limit = measure + measure / MORE_PARTS + TICK_NANOS;
        long found = after.medianAtLeastNanos();
        if (found > limit) {
            findings.violatedAtTheEnd(
                    endNanos,
                    0,
                    () -> "median latency is " + found / 1_000 + " us after healing, and was " + measure / 1_000
                            + " us in the warm-up: at most " + limit / 1_000 + " us would be right");
        }
    }

    @Override
    public Findings findings() {
        return findings;
    }

    private final class Player {
        private static final long NEVER = Long.MIN_VALUE;

        private final long id;
        private final boolean reachable;
        /** Wants to be in the world, or is. */
        private boolean wanting;

        private long sinceNanos;
        /** Was sent away for cheating. */
        private boolean barred;

        private long acknowledgedNanos = NEVER;

        Player(long id) {
            this.id = id;
            reachable = reach.reached(id, terms.healNanos(), terms.deadlineNanos());
            known.add(this);
        }

        void wants(long nanos) {
            wanting = true;
            sinceNanos = nanos;
        }
    }

    /** Counts of latencies in steps of 0.1 ms. */
    private static final class Latencies {
        private static final int STEP_NANOS = 100_000;
        /** The last takes all from 10 s. */
        private static final int STEPS = 100_000;

        private final int[] counts = new int[STEPS];
        private long count;

        void add(long nanos) {
            counts[(int) Math.max(0, Math.min(STEPS - 1, nanos / STEP_NANOS))]++;
            count++;
        }

        long count() {
            return count;
        }

        long medianAtLeastNanos() {
            return (long) medianStep() * STEP_NANOS;
        }

        long medianAtMostNanos() {
            return (medianStep() + 1L) * STEP_NANOS;
        }

        private int medianStep() {
            long below = 0;
            for (int step = 0; step < STEPS; step++) {
                below += counts[step];
                if (2 * below >= count) {
                    return step;
                }
            }
            return STEPS - 1;
        }
    }
}
