package io.darkages.scenarios.check;

import static io.darkages.engine.port.ProbeKind.DATAGRAM_SENT;
import static io.darkages.engine.port.ProbeKind.SESSION_CLOSED;
import static io.darkages.scenarios.check.TestHistory.SERVER;
import static io.darkages.scenarios.check.TestHistory.in7;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.SessionColumn;
import io.darkages.engine.random.Mix;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BandwidthCheckerTest {

    private final TestHistory history = new TestHistory();

    @Test
    void acceptsExactlyTheLimits() {
        for (int i = 0; i < 60; i++) {
            history.at(i * 50L).server(DATAGRAM_SENT, 1, in7(1_024), 0, 0);
            history.client(DATAGRAM_SENT, 1, in7(102), 0, 0);
        }
        expect(120, 0);
    }

    @Test
    void rejectsOneByteMoreDown() {
        for (int i = 0; i < 20; i++) {
            history.at(i * 50L).server(DATAGRAM_SENT, 1, in7(i == 7 ? 1_025 : 1_024), 0, 0);
        }
        String text = expect(20, 1).firstViolations().get(0).toString();
        assertEquals(
                "event 20, 950000 us, player 1: 20481 bytes down in the second that ends here, 20480 are allowed",
                text);
    }

    @Test
    void rejectsOneByteMoreUp() {
        history.at(0).client(DATAGRAM_SENT, 1, in7(1_024), 0, 0);
        history.at(999).client(DATAGRAM_SENT, 1, in7(1_025), 0, 0);
        expect(2, 1);
    }

    @Test
    void aSecondLaterIsAnotherSecond() {
        history.at(0).client(DATAGRAM_SENT, 1, in7(2_048), 0, 0);
        history.at(1_000).client(DATAGRAM_SENT, 1, in7(2_048), 0, 0);
        expect(2, 0);
    }

    @Test
    void leavesOutTheHandshake() {
        for (int i = 0; i < 10; i++) {
            history.at(i).client(DATAGRAM_SENT, 1, SessionColumn.of(0, 600), 1, 0);
            history.server(DATAGRAM_SENT, 0, in7(9_000), 1, 0);
        }
        expect(0, 0);
    }

    @Test
    void judgesTheServerButNotTheClientOfADishonestPlayer() {
        history.at(0).client(DATAGRAM_SENT, 13, in7(40_000), 0, 0);
        assertEquals(1, expect(0, 0).findings().exempt());
        history.at(1).server(DATAGRAM_SENT, 13, in7(40_000), 0, 0);
        expect(1, 1);
    }

    @Test
    void keepsSessionsOfOnePlayerApart() {
        history.at(0).client(DATAGRAM_SENT, 1, SessionColumn.of(7, 2_000), 0, 0);
        history.at(100).client(SESSION_CLOSED, 1, SessionColumn.of(7, 1), 0, 0);
        history.at(200).client(DATAGRAM_SENT, 1, SessionColumn.of(8, 2_000), 0, 0);
        expect(2, 0);
        history.at(300).client(DATAGRAM_SENT, 1, SessionColumn.of(7, 2_000), 0, 0);
        expect(3, 1);
    }

    @Test
    void findsThePlayerOfASessionThatTheServerDoesNotKnowYet() {
        history.at(0).server(DATAGRAM_SENT, 0, in7(20_000), 0, 0);
        history.at(10).client(DATAGRAM_SENT, 5, in7(100), 0, 0);
        history.at(20).server(DATAGRAM_SENT, 5, in7(1_000), 0, 0);
        BandwidthChecker checker = expect(3, 1);
        assertEquals(5, checker.firstViolations().get(0).player());
        assertEquals(List.of(new BandwidthFigures(5, 21_000, 100, 21_000, 100, 1_000_000_000L)), checker.figures());
    }

    @Test
    void figuresSumUpSessionsAndSortByPlayer() {
        for (int second = 0; second <= 10; second++) {
            history.at(second * 1_000L).server(DATAGRAM_SENT, 9, in7(500), 0, 0);
        }
        history.at(20_000).server(DATAGRAM_SENT, 9, SessionColumn.of(8, 2_000), 0, 0);
        history.at(20_500).server(DATAGRAM_SENT, 3, SessionColumn.of(9, 60), 0, 0);
        List<BandwidthFigures> figures = expect(13, 0).figures();
        assertEquals(new BandwidthFigures(3, 60, 0, 60, 0, 1_000_000_000L), figures.get(0));
        assertEquals(new BandwidthFigures(9, 2_000, 0, 7_500, 0, 11_000_000_000L), figures.get(1));
        assertEquals(682, figures.get(1).meanDownBytesPerSecond());
    }

    @Test
    void retiresManyClosedSessionsWithoutLosingTheirBytes() {
        int sessions = SessionTable.CLOSED_KEPT + 500;
        for (int session = 1; session <= sessions; session++) {
            history.at(session).client(DATAGRAM_SENT, 1, SessionColumn.of(session, 50), 0, 0);
            history.client(SESSION_CLOSED, 1, SessionColumn.of(session, 1), 0, 0);
        }
        assertEquals(50L * sessions, expect(sessions, 0).figures().get(0).totalUpBytes());
    }

    @Property(tries = 100)
    void agreesWithASumOverAllPairs(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int datagrams,
            @ForAll @IntRange(min = 1, max = 100) int gapMillis) {
        long[] millis = new long[datagrams];
        long[] bytes = new long[datagrams];
        TestHistory made = new TestHistory();
        for (int i = 0; i < datagrams; i++) {
            millis[i] = (i == 0 ? 0 : millis[i - 1]) + Long.remainderUnsigned(Mix.mix64(seed + i), gapMillis + 1L);
            bytes[i] = 29 + Long.remainderUnsigned(Mix.mix64(seed - i), 1_300);
            made.at(millis[i]).server(DATAGRAM_SENT, 1, in7(bytes[i]), 0, 0);
        }
        long violations = 0;
        long max = 0;
        for (int i = 0; i < datagrams; i++) {
            long sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += millis[j] > millis[i] - 1_000 ? bytes[j] : 0;
            }
            max = Math.max(max, sum);
            violations += sum > BandwidthChecker.DOWN_BYTES_PER_SECOND ? 1 : 0;
        }
        BandwidthChecker checker = made.judgedBy(checker());
        assertEquals(violations, checker.violations());
        assertEquals(max, checker.figures().get(0).maxDownBytes());
    }

    @Test
    void aFloodBeyondTheRingIsStillAViolation() {
        for (int i = 0; i < SlidingSecond.MAX_DATAGRAMS + 1_000; i++) {
            history.at(i / 100).server(DATAGRAM_SENT, 1, in7(29), 0, 0);
        }
        BandwidthChecker checker = history.judgedBy(checker());
        assertTrue(checker.violations() > SlidingSecond.MAX_DATAGRAMS);
        assertEquals(29L * SlidingSecond.MAX_DATAGRAMS, checker.figures().get(0).maxDownBytes());
    }

    private static BandwidthChecker checker() {
        return new BandwidthChecker(host -> host == SERVER, player -> player != 13);
    }

    private BandwidthChecker expect(long checks, long violations) {
        BandwidthChecker checker = history.judgedBy(checker());
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        assertEquals(checks, checker.checks());
        return checker;
    }
}
