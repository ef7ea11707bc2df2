package io.darkages.engine.zone;

import io.darkages.engine.backplane.CrossAttack;

/**
 * Attacks on players who are about to come, until they are here: {@value #CAPACITY} at most, each for {@value #KEPT_TICKS}
 * ticks, in the order in which they came. Allocates only when made.
 */
final class EarlyStrikes {

    static final int CAPACITY = 64;

    /** 500 ms. */
    static final int KEPT_TICKS = 30;

    private final CrossAttack[] attacks = new CrossAttack[CAPACITY];
    private final int[] ticks = new int[CAPACITY];
    private int count;
    private int peak;

    EarlyStrikes() {
        for (int i = 0; i < CAPACITY; i++) {
            attacks[i] = new CrossAttack();
        }
    }

    /** Keeps one that came in that tick; false without room. */
    boolean add(CrossAttack attack, int tick) {
        if (count == CAPACITY) {
            return false;
        }
        attacks[count].copyFrom(attack);
        ticks[count++] = tick;
        peak = Math.max(peak, count);
        return true;
    }

    int count() {
        return count;
    }

    /** The most that ever waited at one time. */
    int peak() {
        return peak;
    }

    /** Number {@code i}, 0 to {@link #count} - 1, oldest first. */
    CrossAttack attack(int i) {
        return attacks[i];
    }

    /** When it came. */
    int tick(int i) {
        return ticks[i];
    }

    /** Whether it has waited for its time. */
    boolean isOver(int i, int tick) {
        return tick - ticks[i] > KEPT_TICKS;
    }

    /** Takes one out; it is good until the next is added. */
    CrossAttack take(int i) {
        CrossAttack taken = attacks[i];
        count--;
        System.arraycopy(attacks, i + 1, attacks, i, count - i);
        System.arraycopy(ticks, i + 1, ticks, i, count - i);
        attacks[count] = taken;
        return taken;
    }
}
