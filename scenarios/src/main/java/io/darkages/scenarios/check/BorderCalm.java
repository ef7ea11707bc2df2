package io.darkages.scenarios.check;

import io.darkages.scenarios.history.ProbeRecord;

/**
 * Whether anything explains that a blow at a player of another zone is never answered: a fault among the zones, a lease
 * that began or ended anywhere, or that the attacker or its victim came, went, stood still or changed its owner. What
 * happened shortly before may have its effects yet, so that counts too.
 */
final class BorderCalm {

    /** Links that were cut are there again, and a zone that was taken over tells of itself. */
    private static final long AFTER_FAULT_NANOS = 5_000_000_000L;
    /** A zone knows for a second yet where a player was who went on. */
    private static final long AFTER_MOVE_NANOS = 2_000_000_000L;

    private final ZoneWays ways;
    private final Moments leases = new Moments();
    private final StateTable<Moments> moves = new StateTable<>(player -> new Moments());

    BorderCalm(ZoneWays ways) {
        this.ways = ways;
    }

    /** A lease began or ended. */
    void leaseChanged(ProbeRecord record) {
        leases.add(record.nanos());
    }

    /** A player came, went, stood still or changed its owner. */
    void moved(ProbeRecord record) {
        moves.of(record.player()).add(record.nanos());
    }

    /** Whether nothing explains that a blow which was looked at then has no answer that long after. */
    boolean isUnbroken(long attacker, long victim, long lookedAtNanos, long answerNanos) {
        long until = lookedAtNanos + answerNanos;
        return ways.areWhole(lookedAtNanos - AFTER_FAULT_NANOS, until)
                && !leases.anyBetween(lookedAtNanos - AFTER_FAULT_NANOS, until)
                && !moves.of(attacker).anyBetween(lookedAtNanos - AFTER_MOVE_NANOS, until)
                && !moves.of(victim).anyBetween(lookedAtNanos - AFTER_MOVE_NANOS, until);
    }
}
