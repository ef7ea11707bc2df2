package io.darkages.scenarios.check;

import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.check.AttackRing.State;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.LongToIntFunction;

/**
 * Invariant 9, {@code fair-hits}: where attacker and target were alive, the cooldown was over and the claim was at most
 * 500 ms old, the server's decision is the one that the attacker's screen shows. Joins what the client saw with what the
 * server decided by player, session and input; {@link ScreenGeometry} says what the screen shows. Cases within 0.05 m of
 * an edge are undecided.
 *
 * <p>Refusals are held to their reasons: an honest claim that strikes on the screen must be believed, and nobody may be
 * called too late, too quick, dead, a friend or gone who is not. Nobody, honest or not, strikes twice with one input,
 * while dead, before the cooldown is over in its own steps or, over a few attacks, in the zone's time, or with a claim that is too old. An honest attack whose input came is
 * judged within {@value #ANSWER_NANOS} ns.
 *
 * <p>An attack on a player of another zone is looked at by its attacker's zone and decided by the other, which may take a
 * while: what holds of the attacker, and of who was dead, holds when it was looked at. That an answer doubts the claim may
 * be the way's doing, and is undecided; a decision is judged like any other. That none comes is a violation where {@link
 * BorderCalm} knows no explanation, and undecided else. Entities are named by their host.
 *
 * <p>An attack is made from a place that the client predicted. Where inputs were lost, or the player was corrected or
 * placed, that may not be where the server had it: such attacks are in the counts, and what was decided is not judged.
 * Whoever lies can't complain of a miss; a hit that its own screen does not show is nobody's.
 */
public final class FairHitsChecker implements Checker {

    /** How long an attack may be under way. */
    public static final long ANSWER_NANOS = 5_000_000_000L;

    /** A session was closed on the client's side. */
    private static final long BY_CLIENT = 0;

    private static final AttackOutcome[] OUTCOMES = AttackOutcome.values();

    /**
     * What the fights of a run go by.
     *
     * @param bodyHeight of every player, Q16.16 metres
     * @param teams each player's, 0 for none
     * @param classes each player's, known or not
     */
    public record Terms(
            CombatRules rules,
            int bodyHeight,
            Obstacles obstacles,
            LongToIntFunction teams,
            LongFunction<FairnessClass> classes) {}

    private final Findings findings = new Findings();
    private final Fighters fighters = new Fighters();
    private final AttackVerdicts verdicts;
    private final StateTable<Attacker> attackers;
    private final BorderCalm calm;

    /** Of a world in which nothing is broken among zones. */
    public FairHitsChecker(Terms terms) {
        this(terms, ZoneWays.WHOLE);
    }

    /** @param ways what the plan breaks among zones */
    public FairHitsChecker(Terms terms, ZoneWays ways) {
        calm = new BorderCalm(ways);
        ScreenGeometry screen = new ScreenGeometry(terms.rules().reach(), terms.bodyHeight(), terms.obstacles());
        verdicts = new AttackVerdicts(new AttackRules(terms, fighters), screen, findings);
        attackers = new StateTable<>(
                player -> new Attacker(new FairnessCounts(terms.classes().apply(player))));
    }

    @Override
    public int invariant() {
        return 9;
    }

    @Override
    public String name() {
        return "fair-hits";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(
                ProbeKind.ATTACK_MADE,
                ProbeKind.ATTACK_SEEN,
                ProbeKind.ATTACK_FROM,
                ProbeKind.ATTACK_JUDGED,
                ProbeKind.INPUT_GAP,
                ProbeKind.SESSION_CLOSED,
                ProbeKind.LEASE_TAKEN,
                ProbeKind.LEASE_ENDED,
                ProbeKind.PLAYER_SUSPENDED,
                ProbeKind.PLAYER_RELEASED,
                ProbeKind.PLAYER_OWNED,
                ProbeKind.JOINED,
                ProbeKind.LEFT,
                ProbeKind.DIED,
                ProbeKind.RESPAWNED);
    }

    @Override
    public void accept(ProbeRecord record) {
        switch (record.kind()) {
            case ATTACK_MADE -> made(attackers.of(record.player()), record);
            case ATTACK_SEEN -> seen(attackers.of(record.player()), record);
            case ATTACK_FROM -> lookedAt(attackers.of(record.player()), record);
            case ATTACK_JUDGED -> judged(attackers.of(record.player()), record);
            case INPUT_GAP -> gap(record);
            case SESSION_CLOSED -> sessionClosed(record);
            case LEASE_TAKEN, LEASE_ENDED -> calm.leaseChanged(record);
            case PLAYER_SUSPENDED, PLAYER_RELEASED -> calm.moved(record);
            case PLAYER_OWNED, JOINED, LEFT -> {
                calm.moved(record);
                fighters.accept(record);
            }
            case DIED, RESPAWNED -> fighters.accept(record);
            default -> throw new IllegalStateException("not asked for: " + record);
        }
    }

    @Override
    public void finish(long endNanos) {
        for (long player : attackers.sortedKeys()) {
            Attacker attacker = attackers.of(player);
            for (int slot = 0; slot < attacker.ring.size(); slot++) {
                if (attacker.ring.state(slot) == State.WAITING) {
                    unanswered(attacker, slot, player, endNanos, Violation.END_OF_RUN);
                }
            }
        }
    }

    @Override
    public Findings findings() {
        return findings;
    }

    /** What became of the attacks of each class that made any, in the classes' order. Complete after {@link #finish}. */
    public List<FairnessCounts> fairness() {
        Map<FairnessClass, FairnessCounts> rows = new TreeMap<>();
        for (long player : attackers.sortedKeys()) {
            FairnessCounts own = attackers.of(player).counts();
            if (own.attacks() > 0) {
                rows.computeIfAbsent(own.of(), FairnessCounts::new).addAll(own);
            }
        }
        return List.copyOf(rows.values());
    }

    /** What became of the attacks of some players together; of those who made any. Complete after {@link #finish}. */
    public FairnessCounts fairness(LongPredicate players) {
        FairnessCounts sum = new FairnessCounts(new FairnessClass(0, 0, true));
        for (long player : attackers.sortedKeys()) {
            if (players.test(player)) {
                sum.addAll(attackers.of(player).counts());
            }
        }
        return sum;
    }

    private void made(Attacker attacker, ProbeRecord record) {
        AttackRing ring = attacker.ring;
        if (ring.isFull() && ring.state(ring.next()) == State.WAITING) {
            unanswered(attacker, ring.next(), record.player(), record.nanos(), record.eventNumber());
        }
        ring.made(record);
        if (attacker.isInGap(record.a(), record.nanos())) {
            // Its client makes it again for a zone that has just given the input up.
            findings.exempted(attacker.loseWaiting(key -> key == record.a(), true));
        }
    }

    private void seen(Attacker attacker, ProbeRecord record) {
        int slot = attacker.ring.find(record.a());
        if (slot == AttackRing.ABSENT) {
            findings.leftUndecided();
        } else {
            attacker.ring.seen(slot, record);
        }
    }

    private static void lookedAt(Attacker attacker, ProbeRecord record) {
        int slot = attacker.ring.find(record.a());
        if (slot != AttackRing.ABSENT) {
            attacker.ring.lookedAt(slot, record);
        }
    }

    /** No judgement came. Only where nothing explains it, somebody's blow was swallowed. */
    private void unanswered(Attacker attacker, int slot, long player, long nowNanos, long event) {
        long madeNanos = attacker.ring.madeNanos(slot);
        long input = SessionColumn.number(attacker.ring.key(slot));
        boolean elsewhere = attacker.ring.isElsewhere(slot);
        long askedNanos = elsewhere ? attacker.ring.lookedAtNanos(slot) : madeNanos;
        long victim = attacker.ring.victim(slot);
        attacker.lose(slot);
        boolean isInTime = nowNanos - askedNanos < ANSWER_NANOS;
        if (elsewhere && (isInTime || !calm.isUnbroken(player, victim, askedNanos, ANSWER_NANOS))) {
            // The other zone, or the way to it, may be gone.
            findings.leftUndecided();
            return;
        }
        if (!attacker.isHonest() || isInTime) {
            findings.exempted();
            return;
        }
        findings.judged();
        findings.violated(
                nowNanos,
                event,
                player,
                () -> "the attack with input " + input + " of " + madeNanos / 1_000 + " us"
                        + (elsewhere ? " on player " + victim + " of another zone" : "") + " was never judged");
    }

    private void gap(ProbeRecord record) {
        if (attackers.contains(record.player())) {
            // Gaps are told without the session.
            Attacker attacker = attackers.of(record.player());
            attacker.gap(record);
            findings.exempted(attacker.loseWaiting(key -> attacker.isInGap(key, record.nanos()), false));
        }
    }

    private void sessionClosed(ProbeRecord record) {
        if (attackers.contains(record.player())) {
            long session = SessionColumn.session(record.a());
            // What its client closed may have attacks on the way yet, or waiting at a zone that stood still.
            boolean mayBeJudged = record.b() == BY_CLIENT;
            findings.exempted(attackers
                    .of(record.player())
                    .loseWaiting(key -> SessionColumn.session(key) == session, mayBeJudged));
        }
    }

    private void judged(Attacker attacker, ProbeRecord record) {
        int ordinal = (int) record.b() & 0xFF;
        int slot = attacker.ring.find(record.a());
        if (slot == AttackRing.ABSENT || ordinal >= OUTCOMES.length) {
            notMade(attacker, record, ordinal);
            return;
        }
        AttackOutcome outcome = OUTCOMES[ordinal];
        if (attacker.ring.state(slot) == State.LEFT_BEHIND) {
            findings.leftUndecided();
            return;
        }
        if (attacker.ring.state(slot) != State.WAITING) {
            findings.judged();
            State state = attacker.ring.state(slot);
            verdicts.violated(record, () -> "was judged, " + outcome + ", although it was " + state + " before");
            return;
        }
        attacker.ring.state(slot, State.JUDGED);
        long target = AttackRules.target(record);
        if (attacker.isHonest() && target != attacker.ring.target(slot)) {
            findings.judged();
            verdicts.violated(
                    record, () -> "was aimed at " + attacker.ring.target(slot) + " and judged against " + target);
        } else if (outcome.isDecision()) {
            verdicts.decided(attacker, slot, outcome, record);
        } else {
            verdicts.refused(attacker, slot, outcome, record);
        }
    }

    private void notMade(Attacker attacker, ProbeRecord record, int ordinal) {
        if (ordinal >= OUTCOMES.length) {
            findings.judged();
            verdicts.violated(record, () -> "has outcome " + ordinal + ", which is none");
        } else if (!attacker.isHonest()) {
            // Who tampers with what it sends may send attacks that its client knows nothing of.
            if (OUTCOMES[ordinal].isDecision()) {
                verdicts.allowed(attacker, AttackRing.ABSENT, OUTCOMES[ordinal], record);
            }
            findings.exempted();
        } else if (attacker.ring.isFull()) {
            findings.leftUndecided();
        } else {
            findings.judged();
            verdicts.violated(record, () -> "was judged and never made");
        }
    }
}
