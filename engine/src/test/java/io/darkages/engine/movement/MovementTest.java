package io.darkages.engine.movement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.space.Area;
import io.darkages.engine.space.Origin;
import org.junit.jupiter.api.Test;

class MovementTest {

    private static final MovementRules RULES = MovementRules.standard();
    private static final int FORWARD = InputFlags.FORWARD;
    private static final int EAST = Angles.QUARTER_TURN;

    private final MotionState state = new MotionState();

    private void run(int steps, int flags, int yaw, Obstacles obstacles) {
        for (int i = 0; i < steps; i++) {
            Movement.step(state, InputWord.pack(flags, yaw, 0), RULES, obstacles);
        }
    }

    private static int metres(int millimetres) {
        return FixedPoint.fromMillimetres(millimetres);
    }

    private int speed() {
        return (int) FixedPoint.distance(state.vx, state.vz);
    }

    @Test
    void walkingForwardFollowsTheYawAtWalkingSpeed() {
        state.place(0, 0, 0);
        run(60, FORWARD, 0, Obstacles.none());
        assertEquals(RULES.walkSpeed(), state.vz);
        assertEquals(0, state.vx);
        assertEquals(0, state.x);
        // 6 m less what the acceleration of 0.1 s cost.
        assertTrue(state.z > metres(5_600) && state.z < metres(6_000), "z " + state.z);
        state.place(0, 0, 0);
        run(60, FORWARD, EAST, Obstacles.none());
        assertEquals(RULES.walkSpeed(), state.vx);
        assertEquals(EAST, state.yaw);
    }

    @Test
    void rightIsToTheRightOfTheYaw() {
        state.place(0, 0, 0);
        run(60, InputFlags.RIGHT, 0, Obstacles.none());
        assertEquals(FixedPoint.multiply(RULES.walkSpeed(), RULES.sidewaysRatio()), state.vx);
        run(120, InputFlags.LEFT, EAST, Obstacles.none());
        assertEquals(FixedPoint.multiply(RULES.walkSpeed(), RULES.sidewaysRatio()), state.vz);
    }

    @Test
    void sprintIsFasterForwardOnly() {
        state.place(0, 0, 0);
        run(60, FORWARD | InputFlags.SPRINT, 0, Obstacles.none());
        assertEquals(RULES.maxSpeed(), state.vz);
        state.place(0, 0, 0);
        run(60, InputFlags.BACK | InputFlags.SPRINT, 0, Obstacles.none());
        assertEquals(-FixedPoint.multiply(RULES.walkSpeed(), RULES.backRatio()), state.vz);
    }

    @Test
    void diagonalsAreNoFasterThanTheFasterOfTheTwo() {
        state.place(0, 0, 0);
        run(60, FORWARD | InputFlags.RIGHT, 12_345, Obstacles.none());
        assertTrue(speed() <= RULES.walkSpeed(), "speed " + speed());
        assertTrue(speed() > RULES.walkSpeed() * 9 / 10, "speed " + speed());
    }

    @Test
    void frictionStopsOnTheGroundButNotInTheAir() {
        state.place(0, 0, 0);
        run(60, FORWARD, 0, Obstacles.none());
        run(1, FORWARD | InputFlags.JUMP, 0, Obstacles.none());
        assertFalse(state.grounded);
        run(20, 0, 0, Obstacles.none());
        assertEquals(RULES.walkSpeed(), state.vz);
        run(60, 0, 0, Obstacles.none());
        assertTrue(state.grounded);
        assertEquals(0, state.vz);
    }

    @Test
    void aJumpRisesAsFarAsGravityAllowsAndComesBack() {
        state.place(0, 0, 0);
        int highest = 0;
        int airborne = 0;
        run(1, InputFlags.JUMP, 0, Obstacles.none());
        while (!state.grounded) {
            highest = Math.max(highest, state.y);
            airborne++;
            run(1, 0, 0, Obstacles.none());
        }
        // v^2 / 2g = 1.27 m and 2 v / g = 1.02 s, give or take the steps.
        assertTrue(highest > metres(1_200) && highest < metres(1_360), "highest " + highest);
        assertTrue(airborne >= 60 && airborne <= 64, "airborne " + airborne);
        assertEquals(0, state.y);
        assertEquals(0, state.vy);
    }

    @Test
    void aWallStopsWhatPointsIntoItAndLetsTheRestSlide() {
        Obstacles wall = Obstacles.builder()
                .boxMillimetres(2_000, -50_000, 3_000, 50_000, 0, 3_000)
                .build();
        state.place(0, 0, 0);
        run(120, FORWARD, EAST / 2, wall);
        assertEquals(metres(2_000) - RULES.radius(), state.x);
        assertEquals(0, state.vx);
        assertTrue(state.z > metres(6_000), "z " + state.z);
    }

    @Test
    void aPillarIsPassedOnTheSideThatIsNearer() {
        Obstacles pillar = Obstacles.builder()
                .cylinderMillimetres(200, 5_000, 1_500, 0, 3_000)
                .build();
        state.place(0, 0, 0);
        run(600, FORWARD, 0, pillar);
        assertTrue(state.x < 0, "x " + state.x);
        assertTrue(state.z > metres(8_000), "z " + state.z);
    }

    @Test
    void aCornerOfTwoWallsHoldsThePlayer() {
        Obstacles corner = Obstacles.builder()
                .boxMillimetres(2_000, -9_000, 3_000, 9_000, 0, 3_000)
                .boxMillimetres(-9_000, 2_000, 9_000, 3_000, 0, 3_000)
                .build();
        state.place(0, 0, 0);
        run(240, FORWARD | InputFlags.SPRINT, EAST / 2, corner);
        assertEquals(metres(1_500), state.x);
        assertEquals(metres(1_500), state.z);
        assertEquals(0, speed());
    }

    @Test
    void oneCanJumpOnABoxStandThereAndWalkOff() {
        Obstacles box = Obstacles.builder()
                .boxMillimetres(-1_000, 1_000, 1_000, 3_000, 0, 1_000)
                .build();
        state.place(0, 0, 0);
        run(30, FORWARD, 0, box);
        assertEquals(metres(500), state.z);
        run(1, FORWARD | InputFlags.JUMP, 0, box);
        run(40, FORWARD, 0, box);
        run(40, 0, 0, box);
        assertEquals(metres(1_000), state.y);
        assertTrue(state.grounded);
        run(30, 0, 0, box);
        assertEquals(metres(1_000), state.y);
        run(60, FORWARD, 0, box);
        assertEquals(0, state.y);
        assertTrue(state.z > metres(3_500), "z " + state.z);
    }

    @Test
    void oneFitsUnderARoofAndBumpsAgainstIt() {
        Obstacles roof = Obstacles.builder()
                .boxMillimetres(-5_000, 1_000, 5_000, 6_000, 2_500, 3_000)
                .build();
        state.place(0, 0, 0);
        run(30, FORWARD, 0, roof);
        assertTrue(state.z > metres(1_500), "z " + state.z);
        int highest = 0;
        for (int i = 0; i < 40; i++) {
            run(1, InputFlags.JUMP, 0, roof);
            highest = Math.max(highest, state.y);
        }
        assertEquals(metres(2_500) - RULES.height(), highest);
    }

    @Test
    void aFallAtFullSpeedLandsOnAThinPlate() {
        int edge = metres(900);
        Obstacles plate = Obstacles.builder()
                .box(-edge, -edge, edge, edge, 65_536, 65_537)
                .build();
        state.place(0, metres(250_000), 0);
        run(600, 0, 0, plate);
        assertEquals(65_537, state.y);
        assertTrue(state.grounded);
    }

    @Test
    void theZoneEndsAtItsBounds() {
        MovementRules small = RULES.withHalfSize(metres(5_000));
        state.place(0, 0, 0);
        for (int i = 0; i < 200; i++) {
            Movement.step(state, InputWord.pack(FORWARD, EAST / 2, 0), small, Obstacles.none());
        }
        assertEquals(metres(5_000), state.x);
        assertEquals(metres(5_000), state.z);
        assertEquals(0, state.vx);
        // Someone placed beyond them comes back at the usual pace.
        state.place(metres(9_000), 0, 0);
        Movement.step(state, InputWord.pack(FORWARD, -EAST, 0), small, Obstacles.none());
        assertTrue(state.x < metres(9_000) && state.x >= metres(9_000) - small.maxStepPerTick(), "x " + state.x);
    }

    @Test
    void someonePlacedInsideAnObstacleCanLeaveIt() {
        Obstacles box = Obstacles.builder()
                .boxMillimetres(-2_000, -2_000, 2_000, 2_000, 0, 3_000)
                .build();
        state.place(metres(1_900), 0, 0);
        assertFalse(box.isFree(state.x, state.y, state.z, RULES));
        run(60, FORWARD, EAST, box);
        assertTrue(box.isFree(state.x, state.y, state.z, RULES));
    }

    @Test
    void rulesThatCouldTunnelAreRefused() {
        MovementRules r = RULES;
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new MovementRules(
                        49 * FixedPoint.ONE,
                        4 * FixedPoint.ONE,
                        r.sidewaysRatio(),
                        r.backRatio(),
                        r.groundAcceleration(),
                        r.groundFriction(),
                        r.airAcceleration(),
                        r.gravity(),
                        r.jumpSpeed(),
                        r.fallSpeed(),
                        r.radius(),
                        r.height(),
                        r.bounds()));
        assertTrue(refused.getMessage().contains("too long"), refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> r.withHalfSize(metres(16_385_000)));
    }

    @Test
    void inputWordsKeepTheirFieldsAndTellThePossible() {
        long word = InputWord.pack(0x2D, 65_535, -16_384);
        assertEquals(0x2D, InputWord.flags(word));
        assertEquals(65_535, InputWord.yaw(word));
        assertEquals(-16_384, InputWord.pitch(word));
        assertFalse(InputWord.isPossible(word), "left and right");
        assertTrue(InputWord.isPossible(InputWord.pack(0x35, 1, 16_384)));
        assertFalse(InputWord.isPossible(InputWord.pack(0x35, 1, 16_385)));
        assertFalse(InputWord.isPossible(InputWord.pack(0x35, 1, -16_385)));
        assertFalse(InputWord.isPossible(InputWord.pack(FORWARD | InputFlags.BACK, 0, 0)));
        assertFalse(InputWord.isPossible(InputWord.pack(0x80, 0, 0)));
        assertFalse(InputWord.isPossible(1L << 40));
    }

    @Test
    void nobodyWalksOutOfAZonesReach() {
        Origin origin = new Origin(500, -500);
        MovementRules inZone = RULES.withHalfSize(metres(16_000_000)).within(origin);
        assertEquals(
                new Area(metres(-524_000), metres(1_524_000), metres(-1_524_000), metres(524_000)), inZone.bounds());
        MotionState state = new MotionState().place(metres(1_523_000), 0, metres(523_500));
        for (int step = 0; step < 60; step++) {
            Movement.step(
                    state, InputWord.pack(InputFlags.FORWARD | InputFlags.SPRINT, 8_192, 0), inZone, Obstacles.none());
        }
        assertEquals(metres(1_524_000), state.x);
        assertEquals(metres(524_000), state.z);
        assertTrue(origin.reaches(state.x, state.z));
        assertEquals(RULES, RULES.within(Origin.WORLD_CENTRE), "a world that is not larger has its own bounds");
        assertThrows(IllegalArgumentException.class, () -> RULES.within(new Origin(5_000, 0)), "outside the world");
    }
}
