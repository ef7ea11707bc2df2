package io.darkages.scenarios.check;

import io.darkages.engine.combatlog.CombatEventKind;

/** Combat events counted by the codes of their kinds, whether or not there are such kinds. */
final class KindCounts {

    private final long[] counts = new long[256];

    void add(CombatEventKind kind) {
        add(kind.code());
    }

    /** @param code 0 to 255 */
    void add(int code) {
        counts[code]++;
    }

    long count(CombatEventKind kind) {
        return counts[kind.code()];
    }
}
