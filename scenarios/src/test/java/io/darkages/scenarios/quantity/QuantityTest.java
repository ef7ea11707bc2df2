package io.darkages.scenarios.quantity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "DURATION, 60s, 60000000000, 60s",
        "DURATION, 1.5 ms, 1500000, 1.5ms",
        "DURATION, -2s, -2000000000, -2s",
        "DURATION, 1min, 60000000000, 60s",
        "DURATION, 86400s, 86400000000000, 24h",
        "DURATION, 1666ms, 1666000000, 1.666s",
        "DURATION, 999 us, 999000, 999us",
        "DURATION, 0ms, 0, 0s",
        "LENGTH, 250m, 250000000, 250m",
        "LENGTH, 40cm, 400000, 0.4m",
        "LENGTH, -4.5m, -4500000, -4.5m",
        "RATIO, 5%, 50000, 5%",
        "RATIO, 0.2%, 2000, 0.2%",
        "RATIO, 123ppm, 123, 123ppm",
        "RATE, 20/s, 20, 20/s",
        "BANDWIDTH, 20480B/s, 20480, 20480B/s",
        "BANDWIDTH, 20KiB/s, 20480, 20480B/s",
        "BANDWIDTH, 10Mbit/s, 1250000, 1250000B/s",
        "SIZE, 64KiB, 65536, 65536B",
        "COUNT, 6, 6, 6"
    })
    void readsUnitsExactly(Dimension dimension, String text, long baseUnits, String shortest) {
        Quantity quantity = Quantity.parse(text, dimension);
        assertEquals(Quantity.of(dimension, baseUnits), quantity);
        assertEquals(baseUnits, quantity.baseUnits());
        assertEquals(shortest, quantity.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "5", "5 m s", "5  ms", "1,5s", "1e3s", "0x10s", "5MS", ".5s", "5.s", "٥s", "--5s"})
    void refusesEverythingElse(String text) {
        assertThrows(QuantityException.class, () -> Quantity.parse(text, Dimension.DURATION));
    }

    @Property
    void whatIsWrittenIsReadBack(
            @ForAll Dimension dimension,
            @ForAll @LongRange(min = -999_999_999_999_999L, max = 999_999_999_999_999L) long unscaled,
            @ForAll @IntRange(max = 3) int scale) {
        Quantity quantity = new Quantity(dimension, BigDecimal.valueOf(unscaled, scale));
        assertEquals(quantity, Quantity.parse(quantity.toString(), dimension));
    }

    @Property
    void wholeOnesFitALong(@ForAll @LongRange(min = -1_000_000, max = 1_000_000) long unscaled) {
        assertTrue(Quantity.of(Dimension.COUNT, unscaled).isWhole());
        assertFalse(new Quantity(Dimension.COUNT, BigDecimal.valueOf(unscaled * 10 + 5, 1)).isWhole());
        assertFalse(new Quantity(Dimension.COUNT, BigDecimal.ONE.movePointRight(18)).isWhole());
    }
}
