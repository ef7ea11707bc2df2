package io.darkages.engine.combat;

import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;

/**
 * The constants of combat. Lengths are Q16.16 metres, angles 65,536 steps a turn, health and damage hundredths of a
 * point. The {@link #standard} figures are the original design's where it names one.
 *
 * @param reach how far an attack strikes
 * @param damage what it does
 * @param health what one can bear, and how it comes back
 * @param rewind how far back an attack is judged
 * @param cooldownTicks from one attack to the next, in steps of the attacker
 * @param friendlyFire whether one can strike one's own team
 */
public record CombatRules(
        Reach reach, Damage damage, Health health, Rewinding rewind, int cooldownTicks, boolean friendlyFire) {

    /** Hundredths in a point of health. */
    public static final int POINT = 100;

    private static final int TICKS_PER_SECOND = 60;
    /** What the combat log can tell. */
    private static final int MOST_HEALTH = 200_000 * POINT;

    private static final int MOST_TICKS = 3_600 * TICKS_PER_SECOND;
    private static final int PERCENT = 100;
    private static final int MILLION = 1_000_000;

    /** One for all who play by it. */
    private static final CombatRules STANDARD = new CombatRules(
            new Reach(
                    FixedPoint.fromMillimetres(2_500),
                    Angles.TURN / 12,
                    80 * FixedPoint.ONE,
                    FixedPoint.HALF,
                    FixedPoint.fromMillimetres(1_600)),
            new Damage(20 * POINT, 12 * POINT, MILLION / 10, 150, 25, Angles.TURN / 6),
            new Health(100 * POINT, 5 * POINT, 5 * TICKS_PER_SECOND, 5 * TICKS_PER_SECOND),
            new Rewinding(TICKS_PER_SECOND / 2, 2 * FixedPoint.ONE),
            TICKS_PER_SECOND / 2,
            false);

    /**
     * How far an attack strikes.
     *
     * @param meleeRange from the middle of one body to the middle of the other, in space
     * @param meleeHalfAngle to each side of the heading; at most a quarter turn
     * @param rangedRange from the eye to the target's sphere; at most 256 m
     * @param targetRadius of the sphere around the middle of the body that a shot must meet
     * @param eyeHeight above the feet
     */
    public record Reach(int meleeRange, int meleeHalfAngle, int rangedRange, int targetRadius, int eyeHeight) {

        public Reach {
            within("meleeRange", meleeRange, 1, 256 * FixedPoint.ONE);
            within("meleeHalfAngle", meleeHalfAngle, 1, Angles.QUARTER_TURN);
            within("rangedRange", rangedRange, 1, 256 * FixedPoint.ONE);
            within("targetRadius", targetRadius, 1, 16 * FixedPoint.ONE);
            within("eyeHeight", eyeHeight, 0, 4 * FixedPoint.ONE);
        }
    }

    /**
     * What an attack does.
     *
     * @param melee of a blow
     * @param ranged of a shot
     * @param criticalPerMillion how many of a million attacks are critical
     * @param criticalPercent what becomes of the damage then: 100 to 1,000
     * @param blockedPercent what is left of the damage that comes from a blocker's front: 0 to 100
     * @param blockHalfAngle to each side of the heading; at most a quarter turn
     */
    public record Damage(
            int melee,
            int ranged,
            int criticalPerMillion,
            int criticalPercent,
            int blockedPercent,
            int blockHalfAngle) {

        public Damage {
            within("melee", melee, 0, MOST_HEALTH);
            within("ranged", ranged, 0, MOST_HEALTH);
            within("criticalPerMillion", criticalPerMillion, 0, MILLION);
            within("criticalPercent", criticalPercent, PERCENT, 10 * PERCENT);
            within("blockedPercent", blockedPercent, 0, PERCENT);
            within("blockHalfAngle", blockHalfAngle, 1, Angles.QUARTER_TURN);
        }

        /** Damage of one hit, rounded down. */
        public int of(AttackKind kind, boolean critical, boolean blocked) {
            long whole = kind == AttackKind.MELEE ? melee : ranged;
            long raised = whole * (critical ? criticalPercent : PERCENT);
            return (int) (raised * (blocked ? blockedPercent : PERCENT) / (PERCENT * PERCENT));
        }
    }

    /**
     * What one can bear.
     *
     * @param full health of somebody unhurt
     * @param regenerationPerSecond hundredths of a point a second, out of combat
     * @param regenerationDelayTicks without dealing or taking damage, until one is out of combat
     * @param respawnTicks from death to coming back
     */
    public record Health(int full, int regenerationPerSecond, int regenerationDelayTicks, int respawnTicks) {

        public Health {
            within("full", full, 1, MOST_HEALTH);
            within("regenerationPerSecond", regenerationPerSecond, 0, MOST_HEALTH);
            within("regenerationDelayTicks", regenerationDelayTicks, 0, MOST_TICKS);
            within("respawnTicks", respawnTicks, 1, MOST_TICKS);
        }
    }

    /**
     * How far back an attack is judged.
     *
     * @param oldestTicks from the time of drawing to the tick that judges
     * @param claimTolerance by which claimed and rebuilt place may differ; it never lengthens the reach
     */
    public record Rewinding(int oldestTicks, int claimTolerance) {

        public Rewinding {
            within("oldestTicks", oldestTicks, 1, TICKS_PER_SECOND);
            within("claimTolerance", claimTolerance, 0, 16 * FixedPoint.ONE);
        }
    }

    public CombatRules {
        within("cooldownTicks", cooldownTicks, 1, MOST_TICKS);
    }

    /**
     * Blows of 20 points within 2.5 m and 30 degrees to each side, shots of 12 within 80 m at a sphere of 0.5 m, 10 %
     * of them critical at 1.5 times; a block takes 75 % off what comes from 60 degrees to each side; 100 points of
     * health, 5 a second after 5 s of peace, 5 s of death; attacks 500 ms apart, rewound by 500 ms at most, claims
     * within 2 m; no friendly fire.
     */
    public static CombatRules standard() {
        return STANDARD;
    }

    public CombatRules withFriendlyFire(boolean value) {
        return new CombatRules(reach, damage, health, rewind, cooldownTicks, value);
    }

    /** Whether one may strike the other. Team 0 is none: who is in none is everybody's enemy. */
    public boolean areEnemies(int team, int otherTeam) {
        return friendlyFire || team == 0 || team != otherTeam;
    }

    private static void within(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + " " + value + " is not within " + low + " to " + high);
        }
    }
}
