package io.darkages.scenarios.check;

import io.darkages.scenarios.history.ProbeRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * The blows at players of other zones that are under way: each hurts its target once at most. A blow is under way from
 * when its attacker's zone looks at it until that zone says what became of it, and for {@value #UNDER_WAY_NANOS} ns at
 * most: the zone that has the target finds it too old long before.
 */
final class BlowsFromAfar {

    /** How long a blow may be under way of which nothing is heard. */
    static final long UNDER_WAY_NANOS = 5_000_000_000L;

    private record Blow(long input, long target, long nanos) {}

    private final StateTable<List<Blow>> byAttacker = new StateTable<>(attacker -> new ArrayList<>());

    /** A zone looked at an attack of the record's player. */
    void lookedAt(ProbeRecord record) {
        List<Blow> blows = byAttacker.of(record.player());
        blows.removeIf(blow -> blow.input == record.a() || record.nanos() - blow.nanos > UNDER_WAY_NANOS);
        if (record.b() != 0) {
            blows.add(new Blow(record.a(), record.b(), record.nanos()));
        }
    }

    /** A zone says what became of an attack of the record's player: nothing more comes of it. */
    void judged(ProbeRecord record) {
        if (byAttacker.contains(record.player())) {
            byAttacker.of(record.player()).removeIf(blow -> blow.input == record.a());
        }
    }

    /** A blow of that attacker hurt that target; false if none that could have is under way. */
    boolean take(long attacker, long target, long nanos) {
        List<Blow> blows = byAttacker.of(attacker);
        for (int i = 0; i < blows.size(); i++) {
            if (blows.get(i).target == target && nanos - blows.get(i).nanos <= UNDER_WAY_NANOS) {
                blows.remove(i);
                return true;
            }
        }
        return false;
    }
}
