package io.darkages.reports.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "98214321     | ns    | 98.21 ms",
                "16666667     | ns    | 16.67 ms",
                "999          | ns    | 999 ns",
                "618900       | ns    | 618.9 \u00b5s",
                "12500000000  | ns    | 12.5 s",
                "0            | ns    | 0 ms",
                "335912       | um    | 335.9 mm",
                "2000000      | um    | 2 m",
                "20480        | B/s   | 20.48 kB/s",
                "2048         | B/s   | 2.048 kB/s",
                "7.93         | B     | 7.93 B",
                "48210        | B     | 48.21 kB",
                "743.218      | 1/s   | 743.2/s",
                "31204551     | count | 31,204,551",
                "-1234567     | count | -1,234,567",
                "100000       | count | 100,000",
                "0.00001      | count | 0",
                "3            | level | 3 level"
            })
    void valuesReadWell(double value, String unit, String text) {
        assertEquals(text, Readable.value(value, unit));
    }

    @Test
    void timesAndChanges() {
        assertEquals("60 s", Readable.seconds(60));
        assertEquals("2 min 5 s", Readable.seconds(125));
        assertEquals("10 min", Readable.seconds(600));
        assertEquals("+12.5 %", Readable.change(8, 9));
        assertEquals("\u22126.4 %", Readable.change(96.93, 90.77));
        assertEquals("same", Readable.change(3, 3));
        assertEquals("was 0", Readable.change(0, 3));
        assertEquals("1 player", Readable.plural(1, "player"));
        assertEquals("0 players", Readable.plural(0, "player"));
    }
}
