package io.darkages.scenarios.check;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.check.AttackRing.State;
import io.darkages.scenarios.check.FairnessCounts.Fate;
import io.darkages.scenarios.check.ScreenGeometry.Truth;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.LongToIntFunction;
import java.util.function.Supplier;

/**
 * Invariant 9, {@code fair-hits}: where attacker and target were alive, the cooldown was over and the claim was at most
 * 500 ms old, the server's decision is the one that the attacker's screen shows. Joins what the client saw with what the
 * server decided by player, session and input; {@link ScreenGeometry} says what the screen shows. Cases within 0.05 m of
 * an edge are undecided.
 *
 * <p>Refusals are held to their reasons: an honest claim that strikes on the screen must be believed, and nobody may be
 * called too late, too quick, dead, a friend or gone who is not. Nobody, honest or not, strikes twice with one input,
 * while dead, before the cooldown is over, or with a claim that is too old. An honest attack whose input came is
 * judged within {@value #ANSWER_NANOS} ns.
 *
 * <p>An attack is made from a place that the client predicted. Where inputs were lost, or the player was corrected or
 * placed, that is not where the server had it: such attacks of the next {@value
 * PredictionConvergesChecker#SETTLE_NANOS} ns are in the counts and not judged. What dishonest players saw is counted,
 * so that what their lies gain shows, and not judged.
 */
public final class FairHitsChecker implements Checker {

    /** How long an attack may be under way. */
    public static final long ANSWER_NANOS = 5_000_000_000L;

    private static final AttackOutcome[] OUTCOMES = AttackOutcome.values();
    private static final AttackKind[] KINDS = AttackKind.values();
    private static final long TICKS_PER_SECOND = 60;
    private static final long SECOND_NANOS = 1_000_000_000L;
    /** A drawn state may be that much older than the time for which it was drawn, and a snapshot's interval more. */
    private static final int DRAWN_AHEAD_TICKS = 2 * DrawnPlace.MAX_EXTRAPOLATION_TICKS;

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
    private final Terms terms;
    private final ScreenGeometry screen;
    private final Fighters fighters = new Fighters();
    private final StateTable<Attacker> attackers;
    private final Map<FairnessClass, FairnessCounts> counts = new TreeMap<>();

    public FairHitsChecker(Terms terms) {
        this.terms = terms;
        screen = new ScreenGeometry(terms.rules().reach(), terms.bodyHeight(), terms.obstacles());
        attackers = new StateTable<>(
                player -> new Attacker(counts.computeIfAbsent(terms.classes().apply(player), FairnessCounts::new)));
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
                ProbeKind.ATTACK_JUDGED,
                ProbeKind.INPUT_GAP,
                ProbeKind.CORRECTED,
                ProbeKind.PLACED,
                ProbeKind.SESSION_CLOSED,
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
            case ATTACK_JUDGED -> judged(attackers.of(record.player()), record);
            case INPUT_GAP -> gap(record);
            case CORRECTED, PLACED -> disturbed(record);
            case SESSION_CLOSED -> sessionClosed(record);
            case JOINED, LEFT, DIED, RESPAWNED -> fighters.accept(record);
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
        return counts.values().stream().filter(each -> each.attacks() > 0).toList();
    }

    /** The classes of all players who struck at anybody. */
    List<FairnessClass> classes() {
        return new ArrayList<>(counts.keySet());
    }

    private void made(Attacker attacker, ProbeRecord record) {
        AttackRing ring = attacker.ring;
        if (ring.isFull() && ring.state(ring.next()) == State.WAITING) {
            unanswered(attacker, ring.next(), record.player(), record.nanos(), record.eventNumber());
        }
        ring.made(record);
    }

    private void seen(Attacker attacker, ProbeRecord record) {
        int slot = attacker.ring.find(record.a());
        if (slot == AttackRing.ABSENT) {
            findings.leftUndecided();
        } else {
            attacker.ring.seen(slot, record);
        }
    }

    /** No judgement came. Only where nothing explains it, somebody's blow was swallowed. */
    private void unanswered(Attacker attacker, int slot, long player, long nowNanos, long event) {
        long madeNanos = attacker.ring.madeNanos(slot);
        long input = SessionColumn.number(attacker.ring.key(slot));
        attacker.lose(slot);
        if (!attacker.counts.of().honest() || nowNanos - madeNanos < ANSWER_NANOS) {
            findings.exempted();
            return;
        }
        findings.judged();
        findings.violated(
                nowNanos,
                event,
                player,
                () -> "the attack with input " + input + " of " + madeNanos / 1_000 + " us was never judged");
    }

    private void gap(ProbeRecord record) {
        disturbed(record);
        if (!attackers.contains(record.player())) {
            return;
        }
        Attacker attacker = attackers.of(record.player());
        for (int slot = 0; slot < attacker.ring.size(); slot++) {
            // Gaps are told without the session.
            int after = (int) (SessionColumn.number(attacker.ring.key(slot)) - SessionColumn.number(record.a()));
            if (attacker.ring.state(slot) == State.WAITING && after >= 0 && after < record.b()) {
                attacker.lose(slot);
                findings.exempted();
            }
        }
    }

    private void disturbed(ProbeRecord record) {
        Attacker attacker = attackers.of(record.player());
        attacker.disturbed = true;
        attacker.disturbedNanos = record.nanos();
    }

    private void sessionClosed(ProbeRecord record) {
        if (!attackers.contains(record.player())) {
            return;
        }
        Attacker attacker = attackers.of(record.player());
        for (int slot = 0; slot < attacker.ring.size(); slot++) {
            if (attacker.ring.state(slot) == State.WAITING
                    && SessionColumn.session(attacker.ring.key(slot)) == SessionColumn.session(record.a())) {
                attacker.lose(slot);
                findings.exempted();
            }
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
        if (attacker.ring.state(slot) != State.WAITING) {
            findings.judged();
            State state = attacker.ring.state(slot);
            violated(record, () -> "was judged, " + outcome + ", although it was " + state + " before");
            return;
        }
        attacker.ring.state(slot, State.JUDGED);
        long target = record.b() >>> 32;
        if (attacker.counts.of().honest() && target != attacker.ring.target(slot)) {
            findings.judged();
            violated(record, () -> "was aimed at " + attacker.ring.target(slot) + " and judged against " + target);
        } else if (outcome.isDecision()) {
            decided(attacker, slot, outcome, record);
        } else {
            refused(attacker, slot, outcome, record);
        }
    }

    private void notMade(Attacker attacker, ProbeRecord record, int ordinal) {
        if (ordinal >= OUTCOMES.length) {
            findings.judged();
            violated(record, () -> "has outcome " + ordinal + ", which is none");
        } else if (!attacker.counts.of().honest()) {
            // Who tampers with what it sends may send attacks that its client knows nothing of.
            decidedAt(attacker, OUTCOMES[ordinal], record);
            findings.exempted();
        } else if (attacker.ring.isFull()) {
            findings.leftUndecided();
        } else {
            findings.judged();
            violated(record, () -> "was judged and never made");
        }
    }

    /** What holds for everybody's attacks that took place. Whether it did hold. */
    private boolean decidedAt(Attacker attacker, AttackOutcome outcome, ProbeRecord record) {
        if (!outcome.isDecision()) {
            return true;
        }
        findings.judged();
        long steps = attacker.stepsSinceDecided(record.a());
        attacker.decidedKey = record.a();
        int oldest = terms.rules().rewind().oldestTicks();
        long target = record.b() >>> 32;
        boolean present = fighters.isPresent(target);
        if (steps < terms.rules().cooldownTicks()) {
            violated(record, () -> "was decided, " + outcome + ", " + steps + " steps after the one before");
        } else if (fighters.isSurelyDead(record.player(), record.nanos())) {
            violated(record, () -> "was decided, " + outcome + ", although its attacker was dead");
        } else if (target == 0) {
            return true;
        } else if (age(record) > oldest) {
            violated(record, () -> "was decided, " + outcome + ", on what was drawn " + age(record) + " ticks before");
        } else if (outcome == AttackOutcome.HIT
                && present
                && fighters.isSurelyDead(fighters.player(target), record.nanos())) {
            violated(record, () -> "hit " + fighters.player(target) + ", who was dead");
        } else if (outcome == AttackOutcome.HIT && present && areFriends(record.player(), fighters.player(target))) {
            violated(record, () -> "hit " + fighters.player(target) + ", who is on the attacker's team");
        } else {
            return true;
        }
        return false;
    }

    private void decided(Attacker attacker, int slot, AttackOutcome outcome, ProbeRecord record) {
        boolean held = decidedAt(attacker, outcome, record);
        AttackRing ring = attacker.ring;
        boolean hit = outcome == AttackOutcome.HIT;
        if (ring.target(slot) == 0 || ring.kind(slot) >= KINDS.length || !ring.isSeen(slot)) {
            if (hit && held && ring.isSeen(slot)) {
                violated(record, () -> "hit, and was aimed at nobody");
            } else if (!ring.isSeen(slot)) {
                findings.leftUndecided();
            }
            return;
        }
        if (ring.isDrawn(slot) && attacker.counts.of().honest() && record.digest() != 0) {
            attacker.counts.rewound(ScreenGeometry.apartMicrometres(record.digest(), ring.drawn(slot)));
        }
        Truth truth = truth(ring, slot);
        if (truth == Truth.TOO_CLOSE) {
            attacker.counts.add(Fate.IN_MARGIN);
            findings.leftUndecided();
        } else if (hit == (truth == Truth.HIT)) {
            attacker.counts.add(Fate.AGREED);
        } else {
            attacker.counts.add(hit ? Fate.UNFAIRLY_HIT : Fate.UNFAIRLY_MISSED);
            unfair(attacker, slot, outcome, held, record);
        }
    }

    /** Another decision than the screen's; the case was counted as judged already. */
    private void unfair(Attacker attacker, int slot, AttackOutcome outcome, boolean held, ProbeRecord record) {
        if (!attacker.counts.of().honest() || attacker.isDisturbed(slot)) {
            findings.exempted();
        } else if (held) {
            violated(
                    record,
                    () -> "was decided, " + outcome + ", where the attacker's screen shows "
                            + (outcome == AttackOutcome.HIT ? "none" : "a hit") + "; rebuilt "
                            + rewindError(attacker.ring, slot, record)
                            + " from where it was drawn");
        }
    }

    private void refused(Attacker attacker, int slot, AttackOutcome outcome, ProbeRecord record) {
        switch (outcome) {
            case TOO_OLD -> {
                attacker.counts.add(Fate.REFUSED);
                reason(attacker, outcome, age(record) >= terms.rules().rewind().oldestTicks(), record);
            }
            case NEVER_SENT, BAD_TIME, CLAIM_OFF -> notBelieved(attacker, slot, outcome, record);
            default -> {
                attacker.counts.add(Fate.BARRED);
                reason(attacker, outcome, isReason(attacker, slot, outcome, record), record);
            }
        }
    }

    private void notBelieved(Attacker attacker, int slot, AttackOutcome outcome, ProbeRecord record) {
        boolean struck =
                attacker.counts.of().honest() && attacker.ring.isSeen(slot) && truth(attacker.ring, slot) == Truth.HIT;
        attacker.counts.add(struck ? Fate.UNFAIRLY_MISSED : Fate.REFUSED);
        if (!struck || attacker.isDisturbed(slot)) {
            findings.exempted();
            return;
        }
        findings.judged();
        violated(record, () -> "was refused, " + outcome + ", where the attacker's screen shows a hit");
    }

    private void reason(Attacker attacker, AttackOutcome outcome, boolean isReason, ProbeRecord record) {
        if (!attacker.counts.of().honest()) {
            findings.exempted();
            return;
        }
        findings.judged();
        if (!isReason) {
            violated(
                    record,
                    () -> "was refused, " + outcome + ", without reason; drawn " + age(record) + " ticks before");
        }
    }

    private boolean isReason(Attacker attacker, int slot, AttackOutcome outcome, ProbeRecord record) {
        long player = record.player();
        long target = attacker.ring.target(slot);
        boolean present = fighters.isPresent(target);
        return switch (outcome) {
            // What is left of it goes over into a new session.
            case COOLDOWN ->
                attacker.decidedElsewhere(record.a())
                        || attacker.stepsSinceDecided(record.a())
                                < terms.rules().cooldownTicks();
            case DEAD ->
                !fighters.isSurelyAlive(player, record.nanos())
                        // Who has come back since was drawn from a state of before.
                        || present && !fighters.isSurelyAlive(fighters.player(target), drawnNanos(record));
            case FRIENDLY -> present && areFriends(player, fighters.player(target));
            case NO_TARGET -> !present || fighters.player(target) == player;
            default -> true;
        };
    }

    private boolean areFriends(long player, long other) {
        return !terms.rules()
                .areEnemies(terms.teams().applyAsInt(player), terms.teams().applyAsInt(other));
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

    /** When the oldest state was made that the target can have been drawn from. */
    private static long drawnNanos(ProbeRecord record) {
        return record.nanos() - (age(record) + DRAWN_AHEAD_TICKS) * SECOND_NANOS / TICKS_PER_SECOND;
    }

    private static long age(ProbeRecord record) {
        return record.b() >>> 8 & 0xFFFF;
    }

    private static String rewindError(AttackRing ring, int slot, ProbeRecord record) {
        return ScreenGeometry.apartMicrometres(record.digest(), ring.drawn(slot)) / 1_000 + " mm";
    }

    private void violated(ProbeRecord record, Supplier<String> what) {
        findings.violated(record, () -> "the attack with input " + SessionColumn.number(record.a()) + " " + what.get());
    }

    private static final class Attacker {
        private static final long NONE_DECIDED = Long.MIN_VALUE;

        private final AttackRing ring = new AttackRing();
        private final FairnessCounts counts;
        private boolean disturbed;
        private long disturbedNanos;
        /** Session and input of the attack decided last. */
        private long decidedKey = NONE_DECIDED;

        Attacker(FairnessCounts counts) {
            this.counts = counts;
        }

        /** Steps from the attack decided last to that one; very many where it was none of this session. */
        long stepsSinceDecided(long key) {
            boolean same = decidedKey != NONE_DECIDED && !decidedElsewhere(key);
            return same ? SessionColumn.number(key) - SessionColumn.number(decidedKey) : Long.MAX_VALUE;
        }

        /** Whether the attack decided last was of another session than that one. */
        boolean decidedElsewhere(long key) {
            return decidedKey != NONE_DECIDED && SessionColumn.session(decidedKey) != SessionColumn.session(key);
        }

        void lose(int slot) {
            ring.state(slot, State.LOST);
            if (ring.target(slot) != 0) {
                counts.add(Fate.LOST);
            }
        }

        /** Whether the client may have struck from another place than the server had it at. */
        boolean isDisturbed(int slot) {
            return disturbed && ring.madeNanos(slot) - disturbedNanos < PredictionConvergesChecker.SETTLE_NANOS;
        }
    }
}
