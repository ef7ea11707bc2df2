package io.darkages.engine.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FixedPointTest {

    @Property
    void rootsAreExactlyRoundedDown(@ForAll @LongRange(min = 0) long number) {
        assertEquals(BigInteger.valueOf(number).sqrt().longValueExact(), FixedPoint.isqrt(number));
    }

    @Property
    void rootsOfSquaresAndTheirNeighboursAreExact(@ForAll @IntRange(min = 1) int root) {
        long square = (long) root * root;
        assertEquals(root, FixedPoint.isqrt(square));
        assertEquals(root - 1, FixedPoint.isqrt(square - 1));
        assertEquals(root, FixedPoint.isqrt(square + 1));
    }

    @Test
    void smallAndExtremeRoots() {
        for (int number = 0; number < 70_000; number++) {
            assertEquals((long) StrictMath.sqrt(number), FixedPoint.isqrt(number));
        }
        for (int bits = 0; bits < 63; bits++) {
            long number = 1L << bits;
            assertEquals(BigInteger.valueOf(number).sqrt().longValueExact(), FixedPoint.isqrt(number));
            assertEquals(BigInteger.valueOf(number - 1).sqrt().longValueExact(), FixedPoint.isqrt(number - 1));
        }
        assertEquals(3_037_000_499L, FixedPoint.isqrt(Long.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> FixedPoint.isqrt(-1));
    }

    @Property
    void millimetresSurviveTheRoundTrip(@ForAll @IntRange(min = -32_767_000, max = 32_767_000) int millimetres) {
        assertEquals(millimetres, FixedPoint.toMillimetres(FixedPoint.fromMillimetres(millimetres)));
        assertEquals(-FixedPoint.fromMillimetres(millimetres), FixedPoint.fromMillimetres(-millimetres));
    }

    @Property
    void sixtyFourthsSurviveTheRoundTrip(@ForAll @IntRange(min = -65_536, max = 65_535) int sixtyFourths) {
        int metres = FixedPoint.fromSixtyFourths(sixtyFourths);
        assertEquals(sixtyFourths * 1_024, metres);
        for (int off = -512; off < 512; off += 73) {
            assertEquals(sixtyFourths, FixedPoint.toSixtyFourths(metres + off));
        }
    }

    @Test
    void productsRoundToNearest() {
        int product = FixedPoint.multiply(FixedPoint.fromMetres(-2), FixedPoint.fromMetres(-3));
        assertEquals(FixedPoint.fromMetres(6), product);
        assertEquals(1, FixedPoint.multiply(1, FixedPoint.HALF));
        assertEquals(0, FixedPoint.multiply(1, FixedPoint.HALF - 1));
        assertEquals(-1, FixedPoint.multiply(-1, FixedPoint.HALF + 1));
    }

    @Test
    void lengthsBeyondTheRangeAreRefused() {
        assertThrows(ArithmeticException.class, () -> FixedPoint.fromMillimetres(32_768_000));
        assertThrows(ArithmeticException.class, () -> FixedPoint.fromMillimetres(Long.MAX_VALUE));
        assertEquals(Integer.MIN_VALUE, FixedPoint.fromMillimetres(-32_768_000));
        assertEquals(5, FixedPoint.distance(3, -4));
        assertEquals(7, FixedPoint.distance(2, 3, 6));
        assertEquals(1_500_000, FixedPoint.toMicrometres(FixedPoint.ONE * 3 / 2));
    }
}
