package io.darkages.engine.zone;

import io.darkages.engine.combat.AttackClaim;
import java.util.Arrays;

/**
 * One player's attacks that wait for their inputs to be applied, by rising sequence. Room for {@value #CAPACITY}: an
 * honest player makes one in a cooldown, longer than inputs ever wait. Not thread-safe; allocates only when made.
 */
final class AttackQueue {

    static final int CAPACITY = 8;

    /** What became of an offered attack. */
    enum Verdict {
        ACCEPTED,
        /** It waits already: a repeat. */
        REPEATED,
        FULL
    }

    /** Made when the first comes. */
    private AttackClaim[] claims = {};

    private int count;
    private int peak;

    /** Forgets all: a new session. */
    void clear() {
        count = 0;
    }

    /** Takes a copy of an attack in, if none of that input waits; the first that came is the one that counts. */
    Verdict offer(AttackClaim claim) {
        int at = count;
        while (at > 0 && claims[at - 1].sequence - claim.sequence >= 0) {
            at--;
        }
        if (at < count && claims[at].sequence == claim.sequence) {
            return Verdict.REPEATED;
        }
        if (count == CAPACITY) {
            return Verdict.FULL;
        }
        if (claims.length == 0) {
            claims = new AttackClaim[CAPACITY];
            Arrays.setAll(claims, i -> new AttackClaim());
        }
        AttackClaim free = claims[count];
        for (int i = count; i > at; i--) {
            claims[i] = claims[i - 1];
        }
        claims[at] = free.copyFrom(claim);
        count++;
        peak = Math.max(peak, count);
        return Verdict.ACCEPTED;
    }

    /** Drops what came with inputs before that one; returns how many. */
    int dropBefore(int sequence) {
        int dropped = 0;
        while (count > 0 && claims[0].sequence - sequence < 0) {
            remove();
            dropped++;
        }
        return dropped;
    }

    /** Whether the first one came with that input. */
    boolean isDue(int sequence) {
        return count > 0 && claims[0].sequence == sequence;
    }

    /** Takes the first one out. Good until the next is offered. */
    AttackClaim take() {
        if (count == 0) {
            throw new IllegalStateException("no attack waits");
        }
        return remove();
    }

    private AttackClaim remove() {
        AttackClaim first = claims[0];
        count--;
        for (int i = 0; i < count; i++) {
            claims[i] = claims[i + 1];
        }
        claims[count] = first;
        return first;
    }

    int count() {
        return count;
    }

    /** Most that ever waited. */
    int peak() {
        return peak;
    }

    /** The waiting one at that place, 0 to {@link #count} - 1. */
    AttackClaim claim(int index) {
        return claims[index];
    }
}
