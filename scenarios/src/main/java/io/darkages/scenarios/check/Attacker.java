package io.darkages.scenarios.check;

import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.check.AttackRing.State;
import io.darkages.scenarios.check.FairnessCounts.Fate;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.function.LongPredicate;

/** What {@link FairHitsChecker} knows of one player who may strike. */
final class Attacker {

    /** Those of some seconds: longer no zone waits for another's word. */
    private static final int DECIDED_KEPT = 8;

    final AttackRing ring = new AttackRing();
    private final FairnessCounts counts;
    /** Sessions and inputs of the attacks decided last, and how many those are. */
    private final long[] decidedKeys = new long[DECIDED_KEPT];

    private int decided;
    /** When the last few attacks on somebody were looked at, in order. */
    private final long[] pacedNanos = new long[2 * AttackRules.PACED];

    private int paced;
    /** The inputs that a zone gave up last, and when. */
    private long gapFirst;

    private long gapInputs;
    private long gapNanos;

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

    /**
     * An attack took place, on somebody or nobody. Those that other zones decide may come out of order.
     *
     * @param lookedAtNanos when the attacker's zone looked at it
     */
    void decided(ProbeRecord record, long lookedAtNanos) {
        decidedKeys[decided++ % DECIDED_KEPT] = record.a();
        if (AttackRules.target(record) != 0) {
            pace(lookedAtNanos);
        }
    }

    private void pace(long nanos) {
        if (paced == pacedNanos.length) {
            System.arraycopy(pacedNanos, 1, pacedNanos, 0, --paced);
        }
        int place = paced++;
        for (; place > 0 && pacedNanos[place - 1] > nanos; place--) {
            pacedNanos[place] = pacedNanos[place - 1];
        }
        pacedNanos[place] = nanos;
    }

    /**
     * The shortest time that an attack on somebody, looked at then, shares with {@link AttackRules#PACED} others; very
     * much where there are not so many.
     */
    long spanNanos(long nanos) {
        int before = 0;
        while (before < paced && pacedNanos[before] <= nanos) {
            before++;
        }
        long shortest = Long.MAX_VALUE;
        for (int first = Math.max(0, before - AttackRules.PACED); first <= before; first++) {
            // The new one stands between those before it and those after it.
            int last = first + AttackRules.PACED - 1;
            if (last < paced) {
                long from = first == before ? nanos : pacedNanos[first];
                long until = last < before ? nanos : pacedNanos[last];
                shortest = Math.min(shortest, until - from);
            }
        }
        return shortest;
    }

    /** Steps between that attack and the nearest that was decided; very many where there was none in this session. */
    long stepsFromDecided(long key) {
        long nearest = Long.MAX_VALUE;
        for (int i = 0; i < Math.min(decided, DECIDED_KEPT); i++) {
            if (SessionColumn.session(decidedKeys[i]) == SessionColumn.session(key)) {
                long apart = SessionColumn.number(key) - SessionColumn.number(decidedKeys[i]);
                nearest = Math.min(nearest, Math.abs(apart));
            }
        }
        return nearest;
    }

    /** Whether the attack decided last was of another session than that one. */
    boolean decidedElsewhere(long key) {
        return decided > 0
                && SessionColumn.session(decidedKeys[(decided - 1) % DECIDED_KEPT]) != SessionColumn.session(key);
    }

    /** A zone gave up inputs. */
    void gap(ProbeRecord record) {
        gapFirst = record.a();
        gapInputs = record.b();
        gapNanos = record.nanos();
    }

    /** Whether a zone gave up the input with that key, a short while ago. */
    boolean isInGap(long key, long nowNanos) {
        int after = (int) (SessionColumn.number(key) - gapFirst);
        return after >= 0 && after < gapInputs && nowNanos - gapNanos < FairHitsChecker.ANSWER_NANOS;
    }

    /** Nobody can judge that attack any more. */
    void lose(int slot) {
        ring.state(slot, ring.isElsewhere(slot) ? State.LEFT_BEHIND : State.LOST);
        if (ring.target(slot) != 0) {
            counts.add(Fate.LOST);
        }
    }

    /**
     * Loses the attacks that wait for a judgement and have such a key; how many that were.
     *
     * @param mayBeJudged whether a zone may have them all the same
     */
    int loseWaiting(LongPredicate keys, boolean mayBeJudged) {
        int lost = 0;
        for (int slot = 0; slot < ring.size(); slot++) {
            if (ring.state(slot) == State.WAITING && keys.test(ring.key(slot))) {
                lose(slot);
                if (mayBeJudged) {
                    ring.state(slot, State.LEFT_BEHIND);
                }
                lost++;
            }
        }
        return lost;
    }
}
