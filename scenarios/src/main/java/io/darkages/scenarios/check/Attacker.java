package io.darkages.scenarios.check;

import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.check.AttackRing.State;
import io.darkages.scenarios.check.FairnessCounts.Fate;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.function.LongPredicate;

/** What {@link FairHitsChecker} knows of one player who may strike. */
final class Attacker {

    private static final long NONE_DECIDED = Long.MIN_VALUE;

    final AttackRing ring = new AttackRing();
    private final FairnessCounts counts;
    /** Session and input of the attack decided last. */
    private long decidedKey = NONE_DECIDED;
    /** When the last few attacks on somebody were decided. */
    private final long[] pacedNanos = new long[AttackRules.PACED];

    private int paced;

    /** @param counts the player's own */
    Attacker(FairnessCounts counts) {
        this.counts = counts;
    }

    boolean isHonest() {
        return counts.of().honest();
    }

    FairnessCounts counts() {
        return counts;
    }

    /** An attack that took place, on somebody or nobody. */
    void decided(ProbeRecord record) {
        decidedKey = record.a();
        if (AttackRules.target(record) != 0) {
            pacedNanos[paced % AttackRules.PACED] = record.nanos();
            paced++;
        }
    }

    /** Time since the attack on somebody {@link AttackRules#PACED} before the next; very much where there is none. */
    long spanNanos(long nanos) {
        return paced < AttackRules.PACED ? Long.MAX_VALUE : nanos - pacedNanos[paced % AttackRules.PACED];
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

    /** Nobody can judge that attack any more. */
    void lose(int slot) {
        ring.state(slot, State.LOST);
        if (ring.target(slot) != 0) {
            counts.add(Fate.LOST);
        }
    }

    /** Loses the attacks that wait for a judgement and have such a key; how many that were. */
    int loseWaiting(LongPredicate keys) {
        int lost = 0;
        for (int slot = 0; slot < ring.size(); slot++) {
            if (ring.state(slot) == State.WAITING && keys.test(ring.key(slot))) {
                lose(slot);
                lost++;
            }
        }
        return lost;
    }
}
