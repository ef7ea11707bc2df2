package io.darkages.scenarios.check;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.check.FairnessCounts.Fate;
import io.darkages.scenarios.check.ScreenGeometry.Truth;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares the server's judgement of one attack with the rules and with what its attacker saw, counts what became of
 * the attack, and files what is wrong.
 */
final class AttackVerdicts {

    private static final AttackKind[] KINDS = AttackKind.values();

    private final AttackRules rules;
    private final ScreenGeometry screen;
    private final Findings findings;

    AttackVerdicts(AttackRules rules, ScreenGeometry screen, Findings findings) {
        this.rules = rules;
        this.screen = screen;
        this.findings = findings;
    }

    /**
     * The attack took place: what holds for everybody's, on whatever screen. Whether it did hold.
     *
     * @param slot of the attack, or {@link AttackRing#ABSENT}
     */
    boolean allowed(Attacker attacker, int slot, AttackOutcome outcome, ProbeRecord record) {
        findings.judged();
        Optional<Supplier<String>> objection = rules.objection(attacker, slot, outcome, record);
        attacker.decided(
                record, slot == AttackRing.ABSENT ? record.nanos() : attacker.ring.lookedAtNanos(slot, record));
        if (objection.isPresent()) {
            violated(record, objection.get());
        }
        return objection.isEmpty();
    }

    /** The server says that it struck or that it missed. */
    void decided(Attacker attacker, int slot, AttackOutcome outcome, ProbeRecord record) {
        boolean allowed = allowed(attacker, slot, outcome, record);
        AttackRing ring = attacker.ring;
        boolean hit = outcome == AttackOutcome.HIT;
        if (!ring.isSeen(slot)) {
            findings.leftUndecided();
            return;
        }
        if (ring.target(slot) == 0 || ring.kind(slot) >= KINDS.length) {
            if (hit && allowed) {
                violated(record, () -> "hit, and was aimed at nobody");
            }
            return;
        }
        if (ring.isDrawn(slot) && attacker.isHonest() && record.digest() != 0) {
            attacker.counts().rewound(rewindErrorMicrometres(ring, slot, record));
        }
        Truth truth = truth(ring, slot);
        if (truth == Truth.TOO_CLOSE) {
            attacker.counts().add(Fate.IN_MARGIN);
            findings.leftUndecided();
        } else if (hit == (truth == Truth.HIT)) {
            attacker.counts().add(Fate.AGREED);
        } else {
            attacker.counts().add(hit ? Fate.UNFAIRLY_HIT : Fate.UNFAIRLY_MISSED);
            unfair(attacker, slot, outcome, allowed, record);
        }
    }

    /** Another decision than the screen's; the case was counted as judged already. */
    private void unfair(Attacker attacker, int slot, AttackOutcome outcome, boolean allowed, ProbeRecord record) {
        boolean mayComplain = attacker.isHonest() || outcome == AttackOutcome.HIT;
        if (!mayComplain || attacker.ring.isAstray(slot)) {
            findings.exempted();
        } else if (allowed) {
            violated(
                    record,
                    () -> "was decided, " + outcome + ", where the attacker's screen shows "
                            + (outcome == AttackOutcome.HIT ? "none" : "a hit") + "; rebuilt "
                            + rewindErrorMicrometres(attacker.ring, slot, record) / 1_000
                            + " mm from where it was drawn");
        }
    }

    /** The server let nothing come of it. */
    void refused(Attacker attacker, int slot, AttackOutcome outcome, ProbeRecord record) {
        switch (outcome) {
            case NEVER_SENT, BAD_TIME, CLAIM_OFF -> notBelieved(attacker, slot, outcome, record);
            default -> {
                attacker.counts().add(outcome == AttackOutcome.TOO_OLD ? Fate.REFUSED : Fate.BARRED);
                reason(attacker, slot, outcome, record);
            }
        }
    }

    private void notBelieved(Attacker attacker, int slot, AttackOutcome outcome, ProbeRecord record) {
        boolean struck = attacker.isHonest() && attacker.ring.isSeen(slot) && truth(attacker.ring, slot) == Truth.HIT;
        attacker.counts().add(struck ? Fate.UNFAIRLY_MISSED : Fate.REFUSED);
        if (!struck) {
            findings.exempted();
            return;
        }
        if (attacker.ring.isElsewhere(slot)) {
            // How old the neighbour's state was that was drawn, no record says.
            findings.leftUndecided();
            return;
        }
        if (outcome == AttackOutcome.BAD_TIME && rules.isAttackerNew(record)) {
            // Steps that come late go with acknowledgements of now, so the zone can't tell yet when its client draws.
            findings.leftUndecided();
            return;
        }
        findings.judged();
        violated(record, () -> "was refused, " + outcome + ", where the attacker's screen shows a hit");
    }

    private void reason(Attacker attacker, int slot, AttackOutcome outcome, ProbeRecord record) {
        if (!attacker.isHonest()) {
            findings.exempted();
            return;
        }
        findings.judged();
        if (!rules.isReason(attacker, slot, outcome, record)) {
            violated(
                    record,
                    () -> "was refused, " + outcome + ", without reason; drawn " + AttackRules.age(record)
                            + " ticks before");
        }
    }

    private Truth truth(AttackRing ring, int slot) {
        return ring.isDrawn(slot)
                ? screen.judge(
                        KINDS[ring.kind(slot)],
                        ring.from(slot),
                        ring.tile(slot),
                        ring.yaw(slot),
                        ring.pitch(slot),
                        ring.drawn(slot))
                : Truth.NO_HIT;
    }

    private static long rewindErrorMicrometres(AttackRing ring, int slot, ProbeRecord record) {
        return ScreenGeometry.apartMicrometres(record.digest(), ring.drawn(slot));
    }

    /** @param what the end of a sentence about the attack */
    void violated(ProbeRecord record, Supplier<String> what) {
        findings.violated(record, () -> "the attack with input " + SessionColumn.number(record.a()) + " " + what.get());
    }
}
