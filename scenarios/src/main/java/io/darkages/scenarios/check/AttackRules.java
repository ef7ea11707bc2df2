package io.darkages.scenarios.check;

import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the rules of the fight say of a judgement, whatever the attacker's screen showed: whether an attack may have
 * taken place, and whether the reason of a refusal is one. Who is there, alive and whose friend goes by the server's
 * own records.
 */
final class AttackRules {

    /** So many attacks on somebody take as many cooldowns of the zone's time, less what the ages of claims may differ. */
    static final int PACED = 4;

    private static final long TICKS_PER_SECOND = 60;
    private static final long SECOND_NANOS = 1_000_000_000L;
    /** A drawn state may be that much older than the time for which it was drawn, and a snapshot's interval more. */
    private static final int DRAWN_AHEAD_TICKS = 2 * DrawnPlace.MAX_EXTRAPOLATION_TICKS;

    private final FairHitsChecker.Terms terms;
    private final Fighters fighters;
    private final int cooldownTicks;
    private final int oldestTicks;
    private final long leastSpanNanos;

    AttackRules(FairHitsChecker.Terms terms, Fighters fighters) {
        this.terms = terms;
        this.fighters = fighters;
        cooldownTicks = terms.rules().cooldownTicks();
        oldestTicks = terms.rules().rewind().oldestTicks();
        leastSpanNanos = (PACED * cooldownTicks - oldestTicks) * SECOND_NANOS / TICKS_PER_SECOND;
    }

    /**
     * Which rule forbids an attack that took place, as the end of a sentence about it. What another zone decided it
     * decided some time after the attacker's zone had looked at it.
     *
     * @param slot of the attack, or {@link AttackRing#ABSENT}
     */
    Optional<Supplier<String>> objection(Attacker attacker, int slot, AttackOutcome outcome, ProbeRecord record) {
        long nanos = lookedAtNanos(attacker, slot, record);
        long steps = attacker.stepsFromDecided(record.a());
        if (steps < cooldownTicks) {
            return Optional.of(() -> "was decided, " + outcome + ", " + steps + " steps after the one before");
        }
        if (fighters.isSurelyDead(record.player(), nanos)) {
            return Optional.of(() -> "was decided, " + outcome + ", although its attacker was dead");
        }
        long target = target(record);
        if (target == 0) {
            return Optional.empty();
        }
        long spanNanos = attacker.spanNanos(nanos);
        if (spanNanos < leastSpanNanos) {
            return Optional.of(() -> "was decided, " + outcome + ", " + spanNanos / 1_000_000 + " ms after the one "
                    + PACED + " before");
        }
        if (age(record) > oldestTicks) {
            return Optional.of(
                    () -> "was decided, " + outcome + ", on what was drawn " + age(record) + " ticks before");
        }
        long victim = victim(attacker, slot, record);
        if (outcome != AttackOutcome.HIT || victim == EntityHolders.NOBODY) {
            return Optional.empty();
        }
        if (fighters.isSurelyDead(victim, nanos)) {
            return Optional.of(() -> "hit " + victim + ", who was dead");
        }
        return areFriends(record.player(), victim)
                ? Optional.of(() -> "hit " + victim + ", who is on the attacker's team")
                : Optional.empty();
    }

    /** Whether the attacker's zone has owned it for a short time only. */
    boolean isAttackerNew(ProbeRecord record) {
        return fighters.isNewlyOwned(record.player(), record.nanos());
    }

    /** Whether a refusal names what may have been so; of those that doubt the claim itself the answer is yes. */
    boolean isReason(Attacker attacker, int slot, AttackOutcome outcome, ProbeRecord record) {
        long player = record.player();
        long victim = victim(attacker, slot, record);
        boolean present = victim != EntityHolders.NOBODY;
        boolean elsewhere = attacker.ring.isElsewhere(slot);
        long nanos = lookedAtNanos(attacker, slot, record);
        return switch (outcome) {
            // Another zone adds the way to it.
            case TOO_OLD -> elsewhere || age(record) >= oldestTicks;
            // What is left of it goes over into a new session, and runs while another zone decides.
            case COOLDOWN ->
                attacker.decidedElsewhere(record.a())
                        || attacker.stepsFromDecided(record.a()) < cooldownTicks
                        || attacker.ring.isOneWaitingBefore(slot, cooldownTicks);
            case DEAD ->
                !fighters.isSurelyAlive(player, nanos)
                        // Who has come back since was drawn from a state of before.
                        || present && !fighters.isSurelyAlive(victim, drawnNanos(nanos, record));
            case FRIENDLY -> present && areFriends(player, victim);
            // Another zone may have handed it on, or be gone itself.
            case NO_TARGET -> elsewhere || !present || victim == player;
            default -> true;
        };
    }

    private static long lookedAtNanos(Attacker attacker, int slot, ProbeRecord record) {
        return slot == AttackRing.ABSENT ? record.nanos() : attacker.ring.lookedAtNanos(slot, record);
    }

    /** At whom it was aimed, if anybody is known to be there. */
    private long victim(Attacker attacker, int slot, ProbeRecord record) {
        return slot != AttackRing.ABSENT && attacker.ring.isElsewhere(slot)
                ? attacker.ring.victim(slot)
                : fighters.player(record.host(), target(record));
    }

    private boolean areFriends(long player, long other) {
        return !terms.rules()
                .areEnemies(terms.teams().applyAsInt(player), terms.teams().applyAsInt(other));
    }

    /** When the oldest state was made that the target can have been drawn from. */
    private static long drawnNanos(long nanos, ProbeRecord record) {
        return nanos - (age(record) + DRAWN_AHEAD_TICKS) * SECOND_NANOS / TICKS_PER_SECOND;
    }

    /** Entity against which the attack was judged, 0 for nobody. */
    static long target(ProbeRecord record) {
        return record.b() >>> 32;
    }

    /** Ticks since the target was drawn. */
    static long age(ProbeRecord record) {
        return record.b() >>> 8 & 0xFFFF;
    }
}
