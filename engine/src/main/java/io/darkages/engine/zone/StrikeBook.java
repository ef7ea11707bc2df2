package io.darkages.engine.zone;

import io.darkages.engine.backplane.CrossAttack;

/**
 * The last {@value #CAPACITY} attacks from other zones and what became of them, so that one that comes twice strikes
 * once. Linear, because they are rare; allocates only when made.
 */
final class StrikeBook {

    static final int CAPACITY = 512;

    private final long[] attackers = new long[CAPACITY];
    private final int[] sessions = new int[CAPACITY];
    private final int[] sequences = new int[CAPACITY];
    private final byte[] outcomes = new byte[CAPACITY];
    private final int[] amounts = new int[CAPACITY];
    private final byte[] flags = new byte[CAPACITY];
    private final int[] healths = new int[CAPACITY];
    private int next;
    private int found;

    /** Whether an attack came before; then the rest tells of it. */
    boolean find(CrossAttack attack) {
        for (int i = 0; i < CAPACITY; i++) {
            if (attackers[i] == attack.attacker
                    && sequences[i] == attack.sequence
                    && sessions[i] == attack.attackerSession) {
                found = i;
                return true;
            }
        }
        return false;
    }

    void add(CrossAttack attack, int outcome, int amount, int flagBits, int health) {
        attackers[next] = attack.attacker;
        sessions[next] = attack.attackerSession;
        sequences[next] = attack.sequence;
        outcomes[next] = (byte) outcome;
        amounts[next] = amount;
        flags[next] = (byte) flagBits;
        healths[next] = health;
        next = (next + 1) % CAPACITY;
    }

    int outcome() {
        return outcomes[found];
    }

    int amount() {
        return amounts[found];
    }

    int flags() {
        return flags[found];
    }

    int health() {
        return healths[found];
    }
}
