package io.darkages.scenarios.check;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Invariant 7, {@code prediction-converges}: at equal input sequence a client's predicted state equals
 * the server's exactly. Joins the two sides' records by player, session and input sequence.
 *
 * <p>What the client cannot have known disturbs it: inputs that never came, a correction, a placement,
 * its death, a new session. The client sees a disturbance when it judges the first snapshot that was encoded
 * after it; from then on it has {@value #SETTLE_NANOS} ns to converge, in which its predictions are
 * exempt. So the settle time starts on the client's side and the path's delay needs no estimate.
 * Dishonest players are exempt for good.
 */
public final class PredictionConvergesChecker implements Checker {

    /** How long a client has to converge after it saw a disturbance. */
    public static final long SETTLE_NANOS = 1_000_000_000L;

    /** Sent states of each player that a prediction can be joined with: 6 s at 20 snapshots a second. */
    public static final int KEPT_STATES = 128;

    private final Findings findings = new Findings();
    private final StateTable<Sent> players = new StateTable<>(player -> new Sent());
    private final LongPredicate honest;

    /** @param honest whether the player of that id keeps to the rules */
    public PredictionConvergesChecker(LongPredicate honest) {
        this.honest = honest;
    }

    @Override
    public int invariant() {
        return 7;
    }

    @Override
    public String name() {
        return "prediction-converges";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(
                ProbeKind.SELF_ENCODED,
                ProbeKind.SELF_PREDICTED,
                ProbeKind.INPUT_GAP,
                ProbeKind.CORRECTED,
                ProbeKind.PLACED,
                ProbeKind.DIED);
    }

    @Override
    public void accept(ProbeRecord record) {
        if (!honest.test(record.player())) {
            if (record.kind() == ProbeKind.SELF_PREDICTED) {
                findings.exempted();
            }
            return;
        }
        Sent sent = players.of(record.player());
        switch (record.kind()) {
            case SELF_ENCODED -> encoded(sent, record);
            case SELF_PREDICTED -> predicted(sent, record);
            case INPUT_GAP, CORRECTED, PLACED, DIED -> sent.disturbances++;
            default -> throw new IllegalStateException("not asked for: " + record);
        }
    }

    @Override
    public void finish(long endNanos) {
        // Each prediction was judged when it was read.
    }

    @Override
    public Findings findings() {
        return findings;
    }

    private void encoded(Sent sent, ProbeRecord record) {
        int session = SessionColumn.session(record.a());
        long input = SessionColumn.number(record.a());
        if (session != sent.session) {
            sent.session = session;
            sent.ring.clear();
            sent.disturbances++;
        }
        if (sent.ring.isEmpty() || input > sent.ring.newest()) {
            sent.ring.push(input, sent.disturbances, record.digest());
        } else if (input == sent.ring.newest()) {
            // No new input in between: the same state again, unless something disturbed it.
            sent.ring.replaceNewest(sent.disturbances, record.digest());
        } else {
            long newest = sent.ring.newest();
            findings.judged();
            findings.violated(record, () -> "the server's state went back from input " + newest + " to " + input);
        }
    }

    private void predicted(Sent sent, ProbeRecord record) {
        int session = SessionColumn.session(record.a());
        long input = SessionColumn.number(record.a());
        if (session != sent.session || sent.ring.isFull() && input < sent.ring.oldest()) {
            findings.leftUndecided();
            return;
        }
        int slot = sent.ring.find(input);
        if (slot == DigestRing.ABSENT) {
            findings.judged();
            findings.violated(record, () -> "judged its state after input " + input + ", which the server never sent");
            return;
        }
        if (sent.ring.note(slot) > sent.disturbancesSeen) {
            sent.disturbancesSeen = sent.ring.note(slot);
            sent.seenNanos = record.nanos();
        }
        if (sent.disturbancesSeen > 0 && record.nanos() - sent.seenNanos < SETTLE_NANOS) {
            findings.exempted();
            return;
        }
        findings.judged();
        long expected = sent.ring.digest(slot);
        long found = record.digest();
        if (found != expected) {
            long seenNanos = sent.seenNanos;
            findings.violated(
                    record,
                    () -> "after input " + input + " predicted " + Long.toHexString(found)
                            + ", the server has " + Long.toHexString(expected) + "; last disturbance seen at "
                            + seenNanos / 1_000 + " us");
        }
    }

    private static final class Sent {
        private final DigestRing ring = new DigestRing(KEPT_STATES);
        private int session;
        private long disturbances;
        private long disturbancesSeen;
        private long seenNanos;
    }
}
