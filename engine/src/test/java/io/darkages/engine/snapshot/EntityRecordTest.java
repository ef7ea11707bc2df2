package io.darkages.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.bits.BitReader;
import io.darkages.engine.bits.BitWriter;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EntityRecordTest {

    private static final int[] ACROSS = {-65_536, -65_535, -1, 0, 1, 65_534, 65_535};
    private static final int[] UP = {0, 1, 16_382, 16_383};
    private static final int[] SPEEDS = {-16_384, -16_383, -1, 0, 1, 16_382, 16_383};

    private final EntityRecord written = new EntityRecord();
    private final EntityRecord read = new EntityRecord();
    private final byte[] bytes = new byte[64];

    private static int pick(RandomStream draws, int[] edges, int low, int high) {
        return draws.nextInt(2) == 0 ? edges[draws.nextInt(edges.length)] : (int) draws.between(low, high);
    }

    private static long drawnPlace(RandomStream draws) {
        return QuantisedState.place(
                pick(draws, ACROSS, -65_536, 65_535),
                pick(draws, UP, 0, 16_383),
                pick(draws, ACROSS, -65_536, 65_535),
                draws.nextInt(64));
    }

    private static long drawnMotion(RandomStream draws) {
        return QuantisedState.motion(
                pick(draws, SPEEDS, -16_384, 16_383),
                pick(draws, SPEEDS, -16_384, 16_383),
                pick(draws, SPEEDS, -16_384, 16_383),
                draws.nextInt(4_096),
                (int) draws.between(-64, 63));
    }

    /** What a slow walker may be some ticks after {@code place}: near it, turned a little. */
    private static long nearPlace(RandomStream draws, long place) {
        return QuantisedState.place(
                QuantisedState.x(place) + (int) draws.between(-40, 40),
                QuantisedState.y(place) + (int) draws.between(-3, 3),
                QuantisedState.z(place) + (int) draws.between(-40, 40),
                QuantisedState.flags(place) ^ (draws.nextInt(4) == 0 ? 1 : 0));
    }

    @Property(tries = 3_000)
    void anyTwoStatesTravelExactly(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int age,
            @ForAll boolean withMotion,
            @ForAll boolean baseHasMotion) {
        RandomStream draws = new Randomness(seed).stream("records");
        long basePlace = drawnPlace(draws);
        long baseMotion = drawnMotion(draws);
        roundTrip(basePlace, baseMotion, age, drawnPlace(draws), drawnMotion(draws), withMotion, baseHasMotion);
        roundTrip(
                basePlace,
                baseMotion,
                age,
                nearPlace(draws, basePlace),
                draws.nextInt(2) == 0 ? baseMotion : drawnMotion(draws),
                withMotion,
                baseHasMotion);
        roundTrip(basePlace, baseMotion, age, basePlace, baseMotion, withMotion, baseHasMotion);
    }

    private void roundTrip(
            long basePlace,
            long baseMotion,
            int age,
            long place,
            long motion,
            boolean withMotion,
            boolean baseHasMotion) {
        // What a client knows of a far entity is its position alone.
        long knownPlace = baseHasMotion ? basePlace : QuantisedState.positionOnly(basePlace);
        long knownMotion = baseHasMotion ? baseMotion : 0;
        long toldPlace = withMotion ? place : QuantisedState.positionOnly(place);
        long toldMotion = withMotion ? motion : 0;

        BitWriter out = new BitWriter().reset(bytes, 0, bytes.length);
        written.writeResidual(out, knownPlace, knownMotion, age, toldPlace, toldMotion, withMotion);
        int residualBits = out.bitPosition();
        written.writeWhole(out, toldPlace, toldMotion, withMotion);
        int wholeBits = out.bitPosition() - residualBits;
        int length = out.finish();
        assertFalse(out.overflowed());
        assertTrue(residualBits <= EntityRecord.MAX_BITS, () -> residualBits + " bits");
        assertTrue(wholeBits <= EntityRecord.MAX_BITS, () -> wholeBits + " bits");

        BitReader in = new BitReader().reset(bytes, 0, length);
        int end = read.readResidual(in, 0, knownPlace, knownMotion, age, withMotion);
        assertEquals(residualBits, end);
        in.seek(end);
        assertEquals(toldPlace, read.place);
        assertEquals(toldMotion, read.motion);
        read.readWhole(in, withMotion);
        assertEquals(toldPlace, read.place);
        assertEquals(toldMotion, read.motion);
        assertFalse(in.exhausted());
    }

    /** Both ends of every field against each other: the longest residuals that there are. */
    @Test
    void theLongestRecordsFit() {
        long[] places = {
            QuantisedState.place(-65_536, 0, -65_536, 0), QuantisedState.place(65_535, 16_383, 65_535, 63),
        };
        long[] motions = {
            QuantisedState.motion(-16_384, -16_384, -16_384, 0, -64),
            QuantisedState.motion(16_383, 16_383, 16_383, 2_048, 63),
            QuantisedState.motion(-16_384, 16_383, 16_383, 512, 63),
        };
        for (int age = 1; age <= 60; age++) {
            for (long basePlace : places) {
                for (long baseMotion : motions) {
                    for (long place : places) {
                        for (long motion : motions) {
                            roundTrip(basePlace, baseMotion, age, place, motion, true, true);
                            roundTrip(basePlace, baseMotion, age, place, motion, true, false);
                            roundTrip(basePlace, baseMotion, age, place, motion, false, true);
                        }
                    }
                }
            }
        }
    }

    @Test
    void whatWasPredictedCostsOneBit() {
        long base = QuantisedState.place(100, 0, 100, 1);
        long motion = QuantisedState.motion(240, 0, -240, 7, 3);
        // 240 in 1/256 m/s is one step of 1/64 m in each tick.
        long now = QuantisedState.place(112, 0, 88, 1);
        BitWriter out = new BitWriter().reset(bytes, 0, bytes.length);
        written.writeResidual(out, base, motion, 12, now, motion, true);
        assertEquals(1, out.bitPosition());
    }
}
