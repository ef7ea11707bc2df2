package io.darkages.scenarios.check;

import static io.darkages.engine.port.ProbeKind.RELIABLE_DELIVERED;
import static io.darkages.engine.port.ProbeKind.RELIABLE_SENT;
import static io.darkages.engine.port.ProbeKind.SESSION_CLOSED;
import static io.darkages.scenarios.check.TestHistory.in7;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.SessionColumn;
import io.darkages.engine.random.Mix;
import io.darkages.scenarios.check.TestHistory.Entry;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReliableChannelCheckerTest {

    private static final long UP = 0;
    private static final long DOWN = 1;

    private final TestHistory history = new TestHistory();

    @Test
    void acceptsBothDirectionsWithTheirOwnNumbers() {
        for (int i = 1; i <= 20; i++) {
            history.at(i * 10L).client(RELIABLE_SENT, 1, in7(i), UP, i);
            history.server(RELIABLE_SENT, 1, in7(i), DOWN, -i);
        }
        for (int i = 1; i <= 20; i++) {
            history.at(300 + i).server(RELIABLE_DELIVERED, 1, in7(i), UP, i);
            history.client(RELIABLE_DELIVERED, 1, in7(i), DOWN, -i);
        }
        // One case for each delivery and one for each direction's end.
        expect(42, 0);
    }

    @Test
    void joinsTheLoginThatTheServerReadsBeforeItKnowsThePlayer() {
        history.at(1).client(RELIABLE_SENT, 5, in7(1), UP, 0xA);
        history.at(40).server(RELIABLE_DELIVERED, 0, in7(1), UP, 0xB);
        assertEquals(5, expect(2, 1).firstViolations().get(0).player());
    }

    @Test
    void joinsByPlayerWhereThereAreNoSessions() {
        history.at(1).client(RELIABLE_SENT, 5, 1, UP, 0xA);
        history.at(1).client(RELIABLE_SENT, 6, 1, UP, 0xB);
        history.at(40).server(RELIABLE_DELIVERED, 6, 1, UP, 0xB);
        history.at(41).server(RELIABLE_DELIVERED, 5, 1, UP, 0xA);
        expect(4, 0);
    }

    @Test
    void rejectsARepeat() {
        sent(1, 2);
        delivered(1, 2, 2);
        expect(4, 1);
    }

    @Test
    void rejectsAGap() {
        sent(1, 2, 3);
        delivered(1, 3);
        expect(3, 1);
    }

    @Test
    void rejectsASwap() {
        sent(1, 2, 3);
        delivered(1, 3, 2);
        expect(4, 2);
    }

    @Test
    void rejectsOtherBytes() {
        sent(1);
        history.at(90).server(RELIABLE_DELIVERED, 1, in7(1), UP, 999);
        String text = expect(2, 1).firstViolations().get(0).text();
        assertEquals("up: message 1 was delivered with digest 3e7, sent with 65", text);
    }

    @Test
    void rejectsWhatWasNeverSent() {
        sent(1);
        delivered(1, 2);
        expect(3, 1);
    }

    @Test
    void rejectsTheOtherDirectionsMessage() {
        sent(1);
        history.at(90).client(RELIABLE_DELIVERED, 1, in7(1), DOWN, 101);
        assertEquals(1, judge(10).violations());
    }

    @Test
    void rejectsNumbersThatSkip() {
        sent(1, 3);
        assertEquals(1, judge(10).violations());
    }

    @Test
    void rejectsALossButNotWhatIsStillUnderWay() {
        sent(1, 2);
        delivered(1);
        assertEquals(0, judge(5_000).violations());
        Violation violation = judge(5_100).firstViolations().get(0);
        assertEquals(
                "at the end, 5100000 us, player 1: up: message 2 of 2 was sent at 2000 us and never delivered",
                violation.toString());
    }

    @Test
    void letsAClosedSessionLoseItsTail() {
        sent(1, 2);
        delivered(1);
        history.at(2_000).server(SESSION_CLOSED, 1, in7(3), 1, 0);
        assertEquals(0, judge(60_000).violations());
    }

    @Test
    void aClosedSessionMayNotRepeat() {
        sent(1, 2);
        history.at(80).client(SESSION_CLOSED, 1, in7(3), 0, 0);
        delivered(1, 2, 2);
        assertEquals(1, judge(60_000).violations());
    }

    @Test
    void aNewSessionNumbersAnewWhileTheOldOneDrains() {
        sent(1, 2);
        delivered(1);
        history.at(200).client(SESSION_CLOSED, 1, in7(3), 0, 0);
        history.at(210).client(RELIABLE_SENT, 1, SessionColumn.of(8, 1), UP, 500);
        history.at(220).server(RELIABLE_DELIVERED, 1, in7(2), UP, 102);
        history.at(230).server(RELIABLE_DELIVERED, 0, SessionColumn.of(8, 1), UP, 500);
        assertEquals(0, judge(60_000).violations());
    }

    @Test
    void leavesForgottenDigestsUndecided() {
        for (int i = 1; i <= MessageQueue.MAX_KEPT + 1; i++) {
            history.at(1).client(RELIABLE_SENT, 1, in7(i), UP, i);
        }
        history.at(2).server(RELIABLE_DELIVERED, 1, in7(1), UP, 1);
        history.at(2).server(RELIABLE_DELIVERED, 1, in7(2), UP, 2);
        ReliableChannelChecker checker = judge(10);
        assertEquals(0, checker.violations());
        assertEquals(1, checker.findings().undecided());
    }

    @Property(tries = 300)
    void catchesEveryMutation(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 80) int messages, @ForAll @IntRange(max = 4) int kind) {
        TestHistory made = new TestHistory();
        int sent = 0;
        int delivered = 0;
        while (delivered < messages) {
            boolean send = sent < messages && (sent == delivered || (Mix.mix64(seed + sent + delivered) & 1) == 0);
            long millis = (long) sent + delivered;
            if (send) {
                sent++;
                made.at(millis).client(RELIABLE_SENT, 1, in7(sent), UP, Mix.mix64(sent));
            } else {
                delivered++;
                made.at(millis).server(RELIABLE_DELIVERED, 1, in7(delivered), UP, Mix.mix64(delivered));
            }
        }
        assertEquals(0, late(made).violations());

        List<Entry> entries = made.entries();
        int at = (int) Long.remainderUnsigned(Mix.mix64(seed), entries.size());
        Entry entry = entries.get(at);
        switch (kind) {
            case 0 -> entries.remove(at);
            case 1 -> entries.add(at, entry);
            case 2 -> entries.set(at, entry.withDigest(entry.digest() ^ 1L << (seed & 63)));
            case 3 -> entries.set(at, entry.withA(entry.a() + 1));
            default -> entries.set(at, entry.withB(1 - entry.b()));
        }
        assertTrue(late(made).violations() > 0, () -> "mutation " + kind + " of " + entry);
    }

    private static ReliableChannelChecker late(TestHistory made) {
        return made.judgedBy(new ReliableChannelChecker(), 100_000 * TestHistory.MILLI);
    }

    /** Message n of player 1 has the digest 100 + n and is sent at n ms. */
    private void sent(int... numbers) {
        for (int number : numbers) {
            history.at(number).client(RELIABLE_SENT, 1, in7(number), UP, 100 + number);
        }
    }

    private void delivered(int... numbers) {
        for (int number : numbers) {
            history.at(100).server(RELIABLE_DELIVERED, 1, in7(number), UP, 100 + number);
        }
    }

    private ReliableChannelChecker judge(long endMillis) {
        return history.judgedBy(new ReliableChannelChecker(), endMillis * TestHistory.MILLI);
    }

    private void expect(long checks, long violations, long endMillis) {
        ReliableChannelChecker checker = judge(endMillis);
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        assertEquals(checks, checker.checks());
    }

    private ReliableChannelChecker expect(long checks, long violations) {
        expect(checks, violations, 1_000);
        return judge(1_000);
    }
}
