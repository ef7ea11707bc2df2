package io.darkages.scenarios.expect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpectationTest {

    private final ExpectationParser parser =
            new ExpectationParser(FigureCatalogue.standard(), List.of("honest", "hostile", "cheaters"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p99(input-to-ack - rtt) < 105ms | p99(input-to-ack - rtt) < 105ms",
                "p99( input-to-ack  -  rtt )<0.105s | p99(input-to-ack - rtt) < 105ms",
                "max(down-bandwidth) <= 20480B/s | max(down-bandwidth) <= 20480B/s",
                "max(down-bandwidth)<=20 KiB/s | max(down-bandwidth) <= 20480B/s",
                "updates-per-player >= 700/s | updates-per-player >= 700/s",
                "value(updates-per-player) >= 700/s | updates-per-player >= 700/s",
                "count(kicked, cheaters) == 6 | count(kicked, cheaters) == 6",
                "p50(rtt, group honest, phase heal) > 1us | p50(rtt, honest, heal) > 1us",
                "p50(rtt, heal, honest) > 1us | p50(rtt, honest, heal) > 1us",
                "rate(kicked) < 0.5/s | rate(kicked) < 0.5/s",
                "max(correction-size) < 10cm | max(correction-size) < 0.1m",
                "violations == 0 | violations == 0",
                "violations!=1 | violations != 1"
            })
    void readsAndWrites(String text, String regular) {
        Expectation expectation = parser.parse(text);
        assertEquals(regular, expectation.text());
        assertEquals(expectation, parser.parse(regular));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p99(input-to-ack rtt) < 1ms | 4",
                "p99(rtt, strangers) < 1ms | 9",
                "p99(rtt, honest, hostile) < 1ms | 17",
                "p99(rtt, heal, faults) < 1ms | 15",
                "p99(rtt, phase honest) < 1ms | 9",
                "p99(tick-time, honest) < 1ms | 15",
                "count(overruns, honest) == 0 | 16",
                "count(violations, heal) == 0 | 18",
                "p99() < 1ms | 4",
                "p99(rtt) = 1ms | 9",
                "p99(rtt) < 1B | 11",
                "p99(rtt) < | 10",
                "p99(violations) < 1 | 0",
                "count(updates-per-player) < 1 | 0",
                "(rtt) < 1ms | 0",
                ") | 0",
                "== 4 | 0",
                "p99(rtt | 7"
            })
    void saysWhereTheMistakeIs(String text, int offset) {
        ExpectationSyntaxException e = assertThrows(ExpectationSyntaxException.class, () -> parser.parse(text));
        assertEquals(offset, e.offset(), e.getMessage());
        assertFalse(e.remedy().isBlank());
    }

    @Test
    void asksForExactlyWhatIsMeant() {
        FigureQuery query = parser.parse("p999(rtt, cheaters, faults) < 1s").query();
        assertEquals(
                new FigureQuery("rtt", Statistic.P999, Optional.of("cheaters"), Optional.of(RunPhase.FAULTS)), query);
    }

    @Test
    void comparesInBaseUnits() {
        Expectation expectation = parser.parse("p99(rtt) < 105ms");
        assertTrue(expectation.judge(query -> OptionalDouble.of(104_999_999)).passed());
        assertFalse(expectation.judge(query -> OptionalDouble.of(105_000_000)).passed());
        assertTrue(parser.parse("p99(rtt) <= 105ms")
                .judge(query -> OptionalDouble.of(105_000_000))
                .passed());
        assertTrue(parser.parse("violations == 0")
                .judge(query -> OptionalDouble.of(0))
                .passed());
        assertFalse(parser.parse("violations == 0")
                .judge(query -> OptionalDouble.of(1))
                .passed());
        assertFalse(parser.parse("violations != 0")
                .judge(query -> OptionalDouble.of(0))
                .passed());
        assertFalse(parser.parse("p99(rtt) < 1s")
                .judge(query -> OptionalDouble.of(Double.NaN))
                .passed());
    }

    @Test
    void aFigureWithoutSamplesFails() {
        Judgement judgement = parser.parse("p99(rtt) < 105ms").judge(query -> OptionalDouble.empty());
        assertFalse(judgement.passed());
        assertEquals("no samples", judgement.measured());
        assertEquals(OptionalDouble.empty(), judgement.value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p99(rtt) < 105ms | 83212345 | 83.212ms",
                "p99(rtt) < 105ms | 20000000 | 20ms",
                "max(correction-size) < 1m | 123456 | 0.12346m",
                "max(down-bandwidth) < 1B/s | 20480 | 20480B/s",
                "updates-per-player >= 700/s | 743.21987 | 743.22/s",
                "violations == 0 | 1234567 | 1234567"
            })
    void showsFiguresForPeople(String text, double measured, String shown) {
        assertEquals(
                shown,
                parser.parse(text).judge(query -> OptionalDouble.of(measured)).measured());
    }

    @Test
    void everyFigureOfTheCatalogueCanBeAskedFor() {
        for (FigureName figure : FigureCatalogue.standard().figures()) {
            for (Statistic statistic : Statistic.values()) {
                String text = statistic.title() + "(" + figure.name() + ") >= 1"
                        + figure.dimensionOf(statistic).symbols().get(0);
                if (figure.has(statistic)) {
                    assertEquals(statistic, parser.parse(text).query().statistic());
                } else {
                    assertThrows(ExpectationSyntaxException.class, () -> parser.parse(text));
                }
            }
        }
    }
}
