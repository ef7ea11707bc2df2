package io.darkages.scenarios.check;

/**
 * What became of the attacks of one player, or of several of one {@link FairnessClass}, on somebody aimed at. Each attack
 * is in one count.
 */
public final class FairnessCounts {

    private static final double MILLION = 1e6;

    /** One count. */
    public enum Fate {
        /** Decided as the attacker's screen shows it. */
        AGREED,
        /** Struck on the screen, not by the server: decided so, or an honest claim not believed. */
        UNFAIRLY_MISSED,
        /** Struck by the server, not on the screen. */
        UNFAIRLY_HIT,
        /** Decided, within 0.05 m of an edge on the screen. */
        IN_MARGIN,
        /** Refused because it was drawn too long ago, or not believed and no honest hit. */
        REFUSED,
        /** Not allowed by the rules of the fight: cooldown, guard, death, friends, nobody there. */
        BARRED,
        /** Never judged: its input never came, or its session ended. */
        LOST
    }

    private final FairnessClass of;
    private final long[] counts = new long[Fate.values().length];
    private long attacks;
    private long rewindErrorMaxMicrometres;

    FairnessCounts(FairnessClass of) {
        this.of = of;
    }

    void add(Fate fate) {
        counts[fate.ordinal()]++;
        attacks++;
    }

    /** Adds another's counts. */
    void addAll(FairnessCounts other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        attacks += other.attacks;
        rewound(other.rewindErrorMaxMicrometres);
    }

    void rewound(long errorMicrometres) {
        rewindErrorMaxMicrometres = Math.max(rewindErrorMaxMicrometres, errorMicrometres);
    }

    public FairnessClass of() {
        return of;
    }

    public long count(Fate fate) {
        return counts[fate.ordinal()];
    }

    /** Attacks that the server decided, were they judged or too close to an edge. */
    public long decided() {
        return compared() + count(Fate.IN_MARGIN);
    }

    /** Attacks of which it was found out whether they were decided as the attacker's screen shows them. */
    public long compared() {
        return count(Fate.AGREED) + count(Fate.UNFAIRLY_MISSED) + count(Fate.UNFAIRLY_HIT);
    }

    /** Millionths of the attacks compared that were decided as the attacker's screen shows them; there is one at least. */
    public double agreementPpm() {
        return MILLION * count(Fate.AGREED) / compared();
    }

    /** Millionths of the attacks decided that were too close to an edge to be compared; there is one at least. */
    public double tooClosePpm() {
        return MILLION * count(Fate.IN_MARGIN) / decided();
    }

    /** All attacks that are counted: the sum of the counts. */
    public long attacks() {
        return attacks;
    }

    /** Farthest that the place rebuilt for a decision was from the place drawn, both rounded to 1/1,024 m. */
    public long rewindErrorMaxMicrometres() {
        return rewindErrorMaxMicrometres;
    }
}
