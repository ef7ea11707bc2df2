package io.darkages.scenarios.check;

import io.darkages.scenarios.history.ProbeRecord;

/**
 * A zone's last deaths by the hand of others, by number of the damage: of each there is one record of who died and one
 * of whose kill it is, in any order.
 */
final class DeathLedger {

    private static final int DEATHS_KEPT = 64;

    private final Findings findings;
    private final long[] numbers = new long[DEATHS_KEPT];
    private final long[] killers = new long[DEATHS_KEPT];
    private final long[] victims = new long[DEATHS_KEPT];
    private final boolean[] deaths = new boolean[DEATHS_KEPT];
    private final boolean[] kills = new boolean[DEATHS_KEPT];

    /** @param findings where it files what is wrong */
    DeathLedger(Findings findings) {
        this.findings = findings;
    }

    void died(ProbeRecord record) {
        int slot = enter(record, record.b(), record.player());
        if (deaths[slot]) {
            findings.violated(record, () -> "died twice by damage " + record.a());
        }
        deaths[slot] = true;
    }

    void killed(ProbeRecord record) {
        int slot = enter(record, record.player(), record.b());
        if (kills[slot]) {
            findings.violated(record, () -> "was credited twice by damage " + record.a());
        }
        kills[slot] = true;
    }

    private int enter(ProbeRecord record, long killer, long victim) {
        long number = record.a();
        int slot = (int) Math.floorMod(number, (long) DEATHS_KEPT);
        if (numbers[slot] != number) {
            if (isOpen(slot)) {
                unpaid(slot, record.nanos(), record.eventNumber());
            }
            numbers[slot] = number;
            killers[slot] = killer;
            victims[slot] = victim;
            deaths[slot] = false;
            kills[slot] = false;
        } else if (killers[slot] != killer || victims[slot] != victim) {
            findings.violated(
                    record,
                    () -> "damage " + number + " killed " + victims[slot] + " for " + killers[slot] + ", and again "
                            + victim + " for " + killer);
        }
        return slot;
    }

    /** A crash may have come between a death and its kill, and numbers begin anew. */
    void settleAll() {
        for (int slot = 0; slot < DEATHS_KEPT; slot++) {
            numbers[slot] = 0;
            deaths[slot] = false;
            kills[slot] = false;
        }
    }

    void finish(long endNanos) {
        for (int slot = 0; slot < DEATHS_KEPT; slot++) {
            if (isOpen(slot)) {
                unpaid(slot, endNanos, Violation.END_OF_RUN);
            }
        }
    }

    private boolean isOpen(int slot) {
        return deaths[slot] != kills[slot];
    }

    private void unpaid(int slot, long nanos, long event) {
        long number = numbers[slot];
        boolean death = deaths[slot];
        deaths[slot] = true;
        kills[slot] = true;
        findings.violated(
                nanos,
                event,
                death ? victims[slot] : killers[slot],
                () -> death
                        ? "died by damage " + number + ", for which nobody is credited"
                        : "is credited with a kill by damage " + number + ", by which nobody died");
    }
}
