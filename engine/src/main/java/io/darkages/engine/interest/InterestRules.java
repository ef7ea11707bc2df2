package io.darkages.engine.interest;

import io.darkages.engine.math.FixedPoint;

/**
 * The radii of interest, in Q16.16 metres. An entity enters a tier at its radius and leaves it beyond
 * radius plus hysteresis, so that who walks along a border does not flicker.
 *
 * @param nearRadius updated at the near rate within it
 * @param midRadius at the mid rate
 * @param farRadius at the far rate; beyond it nothing is told
 * @param hysteresis how much farther one must go to leave a tier than to enter it
 * @param intervalTicks ticks between two looks of one viewer
 */
public record InterestRules(int nearRadius, int midRadius, int farRadius, int hysteresis, int intervalTicks) {

    /** The original design's 50, 100 and 200 m; a look five times a second. */
    public static final InterestRules DEFAULT = new InterestRules(
            FixedPoint.fromMillimetres(50_000),
            FixedPoint.fromMillimetres(100_000),
            FixedPoint.fromMillimetres(200_000),
            FixedPoint.fromMillimetres(5_000),
            12);

    public InterestRules {
        if (nearRadius < 1 || nearRadius >= midRadius || midRadius >= farRadius) {
            throw new IllegalArgumentException(
                    "radii " + nearRadius + ", " + midRadius + ", " + farRadius + " do not rise from above 0");
        }
        if (hysteresis < 0 || intervalTicks < 1) {
            throw new IllegalArgumentException(
                    "hysteresis " + hysteresis + " or interval " + intervalTicks + " is too small");
        }
    }
}
