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
 * exempt. So the settle time starts on the client's side and the path's delay needs no estimate. A zone that takes a
 * player over from the one before goes on exactly where that one was: its first session with the player and the place
 * that it gives it disturb nothing.
 * Dishonest players are exempt for good.
 */
public final class PredictionConvergesChecker implements Checker {

    /** How long a client has to converge after it saw a disturbance. */
    public static final long SETTLE_NANOS = 1_000_000_000L;

    /** Sent states of each player from each host that a prediction can be joined with: 6 s at 20 snapshots a second. */
    public static final int KEPT_STATES = 128;

    private static final int NOBODY = -1;
    /** Way of owning a player: it was accepted from a transfer. */
    private static final int ACCEPTED = 1;
    /** Way of trying to get in: by a handoff. */
    private static final int BY_HANDOFF = 2;

    private final Findings findings = new Findings();
    private final StateTable<Player> players = new StateTable<>(player -> new Player());
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
                ProbeKind.DIED,
                ProbeKind.PLAYER_OWNED,
                ProbeKind.LOGIN_TRIED);
    }

    @Override
    public void accept(ProbeRecord record) {
        if (!honest.test(record.player())) {
            if (record.kind() == ProbeKind.SELF_PREDICTED) {
                findings.exempted();
            }
            return;
        }
        Player player = players.of(record.player());
        switch (record.kind()) {
            case SELF_ENCODED -> encoded(player, player.sent.of(record.host()), record);
            case SELF_PREDICTED -> predicted(player, record);
            case PLAYER_OWNED -> {
                // Its place and its session follow.
                boolean handedOver = record.digest() == ACCEPTED;
                player.placedBy = handedOver ? record.host() : NOBODY;
                player.goneOnBy = handedOver ? record.host() : NOBODY;
            }
            case LOGIN_TRIED -> {
                if (record.a() != BY_HANDOFF) {
                    // Inputs are numbered anew, wherever it gets in.
                    player.goneOnBy = NOBODY;
                }
            }
            case PLACED -> {
                if (player.placedBy == record.host()) {
                    player.placedBy = NOBODY;
                } else {
                    player.disturbances++;
                }
            }
            case INPUT_GAP, CORRECTED, DIED -> player.disturbances++;
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

    private void encoded(Player player, Sent sent, ProbeRecord record) {
        int session = SessionColumn.session(record.a());
        long input = SessionColumn.number(record.a());
        if (session != sent.session) {
            sent.session = session;
            sent.ring.clear();
            if (player.goneOnBy == record.host()) {
                player.goneOnBy = NOBODY;
            } else {
                player.disturbances++;
            }
        }
        if (sent.ring.isEmpty() || input > sent.ring.newest()) {
            sent.ring.push(input, player.disturbances, record.digest());
        } else if (input == sent.ring.newest()) {
            // No new input in between: the same state again, unless something disturbed it.
            sent.ring.replaceNewest(player.disturbances, record.digest());
        } else {
            long newest = sent.ring.newest();
            findings.judged();
            findings.violated(record, () -> "the server's state went back from input " + newest + " to " + input);
        }
    }

    private void predicted(Player player, ProbeRecord record) {
        int session = SessionColumn.session(record.a());
        for (int i = 0; i < player.sent.size(); i++) {
            if (player.sent.at(i).session == session) {
                predicted(player, player.sent.at(i), record);
                return;
            }
        }
        findings.leftUndecided();
    }

    private void predicted(Player player, Sent sent, ProbeRecord record) {
        long input = SessionColumn.number(record.a());
        if (sent.ring.isFull() && input < sent.ring.oldest()) {
            findings.leftUndecided();
            return;
        }
        int slot = sent.ring.find(input);
        if (slot == DigestRing.ABSENT) {
            findings.judged();
            findings.violated(record, () -> "judged its state after input " + input + ", which the server never sent");
            return;
        }
        if (sent.ring.note(slot) > player.disturbancesSeen) {
            player.disturbancesSeen = sent.ring.note(slot);
            player.seenNanos = record.nanos();
        }
        if (player.disturbancesSeen > 0 && record.nanos() - player.seenNanos < SETTLE_NANOS) {
            findings.exempted();
            return;
        }
        findings.judged();
        long expected = sent.ring.digest(slot);
        long found = record.digest();
        if (found != expected) {
            long seenNanos = player.seenNanos;
            findings.violated(
                    record,
                    () -> "after input " + input + " predicted " + Long.toHexString(found)
                            + ", the server has " + Long.toHexString(expected) + "; last disturbance seen at "
                            + seenNanos / 1_000 + " us");
        }
    }

    private static final class Player {
        private final PerHost<Sent> sent = new PerHost<>(Sent::new);
        private long disturbances;
        private long disturbancesSeen;
        private long seenNanos;
        /** Who was handed the player and has not placed it yet. */
        private int placedBy = NOBODY;
        /** Who was handed the player and has not begun to tell its client of it. */
        private int goneOnBy = NOBODY;
    }

    /** What one host sent in its newest session with the player. */
    private static final class Sent {
        private final DigestRing ring = new DigestRing(KEPT_STATES);
        private int session;
    }
}
