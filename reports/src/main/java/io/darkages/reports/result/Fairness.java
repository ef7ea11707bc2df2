package io.darkages.reports.result;

import java.util.OptionalDouble;

/**
 * How the attacks of players on one kind of path were decided, compared with their own screens. Only attacks on
 * somebody aimed at; each is in one of the counts from {@code agreed} to {@code lost}.
 *
 * @param roundTripMillis least round trip of the path, as planned
 * @param lossPercent datagrams lost each way, as planned
 * @param honest false: players who cheat, whose screens are no measure of what is fair
 * @param players how many there are
 * @param attacks how many they made
 * @param agreed decided as the screen shows it
 * @param unfairlyMissed struck on the screen, not by the server
 * @param unfairlyHit struck by the server, not on the screen
 * @param inMargin within 0.05 m of an edge on the screen: not compared
 * @param refused drawn too long ago, or not believed
 * @param barred not allowed by the rules of the fight: cooldown, guard, death, friends
 * @param lost never judged, because the input or the session was lost
 * @param rewindErrorMaxMicrometres farthest that a rebuilt target was from where it was drawn
 * @param cover how long these players had been behind cover on their own screens when they were hurt
 */
public record Fairness(
        double roundTripMillis,
        double lossPercent,
        boolean honest,
        int players,
        long attacks,
        long agreed,
        long unfairlyMissed,
        long unfairlyHit,
        long inMargin,
        long refused,
        long barred,
        long lost,
        long rewindErrorMaxMicrometres,
        BehindCover cover) {
    public Fairness {
        Checks.atLeast("roundTripMillis", roundTripMillis, 0);
        Checks.atLeast("lossPercent", lossPercent, 0);
        Checks.atLeast("players of a fairness row", players, 0);
        Checks.present("cover of a fairness row", cover);
        Checks.atLeast("agreed", agreed, 0);
        Checks.atLeast("unfairlyMissed", unfairlyMissed, 0);
        Checks.atLeast("unfairlyHit", unfairlyHit, 0);
        Checks.atLeast("inMargin", inMargin, 0);
        Checks.atLeast("refused", refused, 0);
        Checks.atLeast("barred", barred, 0);
        Checks.atLeast("lost", lost, 0);
        long sum = agreed + unfairlyMissed + unfairlyHit + inMargin + refused + barred + lost;
        if (attacks != sum) {
            throw new IllegalArgumentException("attacks is " + attacks + ", its parts are " + sum);
        }
    }

    /** Attacks that were compared with the screen. */
    public long compared() {
        return agreed + unfairlyMissed + unfairlyHit;
    }

    /** Of {@link #compared} and those in the margin, which share lies in the margin, percent; empty without any. */
    public OptionalDouble marginPercent() {
        long all = compared() + inMargin;
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(inMargin * 100.0 / all);
    }

    /** Which share of the attacks compared agrees with the screen, percent; empty where none was. */
    public OptionalDouble agreedPercent() {
        return compared() == 0 ? OptionalDouble.empty() : OptionalDouble.of(agreed * 100.0 / compared());
    }

    /**
     * The victims' side of what is fair to attackers: how long players had been behind cover on their own screens when
     * a blow or shot hurt them all the same.
     *
     * @param hurt how often they were hurt
     * @param count how often of these they were behind cover; the rest is about these, and 0 without any
     */
    public record BehindCover(long hurt, long count, long p50Nanos, long p99Nanos, long maxNanos) {

        /** Nobody was hurt. */
        public static final BehindCover NEVER = new BehindCover(0, 0, 0, 0, 0);

        public BehindCover {
            Checks.atLeast("count of behind cover", count, 0);
            Checks.atLeast("hurt of behind cover", hurt, count);
        }
    }
}
