package io.darkages.scenarios.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.ProbeKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProbeReaderTest {

    private long clock;

    @Test
    void ordersByWindowThenHostThenSequence() {
        ProbeLog first = new ProbeLog(2, () -> clock);
        ProbeLog second = new ProbeLog(5, () -> clock);
        Listener listener = new Listener(EnumSet.allOf(ProbeKind.class));
        ProbeReader reader = new ProbeReader(List.of(listener));
        clock = 10;
        second.record(ProbeKind.JOINED, 1, 11, 12, 13);
        clock = 20;
        first.record(ProbeKind.JOINED, 2, 0, 0, 0);
        first.record(ProbeKind.LEFT, 2, 0, 0, 0);
        reader.drain(List.of(first, second));
        clock = 30;
        second.record(ProbeKind.LEFT, 1, 0, 0, -1);
        first.record(ProbeKind.JOINED, 3, 0, 0, 0);
        reader.drain(List.of(first, second));

        assertEquals(
                List.of(
                        "#1 20 ns host 2 JOINED player 2 a=0 b=0 digest=0",
                        "#2 20 ns host 2 LEFT player 2 a=0 b=0 digest=0",
                        "#3 10 ns host 5 JOINED player 1 a=11 b=12 digest=d",
                        "#4 30 ns host 2 JOINED player 3 a=0 b=0 digest=0",
                        "#5 30 ns host 5 LEFT player 1 a=0 b=0 digest=ffffffffffffffff"),
                listener.seen);
        assertEquals(List.of(0L, 1L, 0L, 2L, 1L), listener.sequences);
        assertEquals(5, reader.events());
        assertEquals(0, first.size());
    }

    @Test
    void mergesHostsThatAreNearEachOtherByTime() {
        ProbeLog one = new ProbeLog(0, () -> clock);
        ProbeLog other = new ProbeLog(1, () -> clock);
        ProbeLog far = new ProbeLog(2, () -> clock);
        Listener listener = new Listener(EnumSet.allOf(ProbeKind.class));
        ProbeReader reader = new ProbeReader(List.of(listener));
        for (clock = 10; clock <= 30; clock += 10) {
            far.record(ProbeKind.JOINED, 7, clock, 0, 0);
            other.record(ProbeKind.JOINED, 8, clock, 0, 0);
            if (clock != 10) {
                one.record(ProbeKind.JOINED, 9, clock, 0, 0);
            }
        }
        reader.drain(List.of(one, other, far), host -> host < 2);
        reader.drain(List.of(one, other, far), host -> host < 2);
        assertEquals(
                List.of(
                        "#1 10 ns host 1 JOINED player 8 a=10 b=0 digest=0",
                        "#2 20 ns host 0 JOINED player 9 a=20 b=0 digest=0",
                        "#3 20 ns host 1 JOINED player 8 a=20 b=0 digest=0",
                        "#4 30 ns host 0 JOINED player 9 a=30 b=0 digest=0",
                        "#5 30 ns host 1 JOINED player 8 a=30 b=0 digest=0",
                        "#6 10 ns host 2 JOINED player 7 a=10 b=0 digest=0",
                        "#7 20 ns host 2 JOINED player 7 a=20 b=0 digest=0",
                        "#8 30 ns host 2 JOINED player 7 a=30 b=0 digest=0"),
                listener.seen);
    }

    @Test
    void servesEachConsumerItsKindsOnly() {
        ProbeLog log = new ProbeLog(0, () -> clock);
        Listener joins = new Listener(EnumSet.of(ProbeKind.JOINED));
        Listener both = new Listener(EnumSet.of(ProbeKind.JOINED, ProbeKind.LEFT));
        ProbeReader reader = new ProbeReader(List.of(joins, both));
        log.record(ProbeKind.JOINED, 1, 0, 0, 0);
        log.record(ProbeKind.CORRECTED, 1, 0, 0, 0);
        log.record(ProbeKind.LEFT, 1, 0, 0, 0);
        reader.drain(List.of(log));

        assertEquals(1, joins.seen.size());
        assertEquals(2, both.seen.size());
        assertTrue(both.seen.get(1).startsWith("#3 "), "events count what nobody wanted: " + both.seen);
    }

    @Test
    void keepsEveryRecordOfALongWindow() {
        ProbeLog log = new ProbeLog(0, () -> clock);
        long[] sum = new long[2];
        ProbeReader reader = new ProbeReader(List.of(new ProbeConsumer() {
            @Override
            public Set<ProbeKind> kinds() {
                return EnumSet.of(ProbeKind.POSITION);
            }

            @Override
            public void accept(ProbeRecord record) {
                sum[0] += record.a();
                sum[1] = sum[1] * 31 + record.nanos();
            }
        }));
        long expectedOrder = 0;
        for (int window = 0; window < 3; window++) {
            for (int i = 1; i <= 1_000; i++) {
                clock++;
                expectedOrder = expectedOrder * 31 + clock;
                log.record(ProbeKind.POSITION, 1, i, 0, 0);
            }
            reader.drain(List.of(log));
        }
        assertEquals(3 * 500_500, sum[0]);
        assertEquals(expectedOrder, sum[1]);
    }

    @Test
    void refusesTimeThatGoesBack() {
        ProbeLog log = new ProbeLog(0, () -> clock);
        clock = 5;
        log.record(ProbeKind.JOINED, 1, 0, 0, 0);
        clock = 4;
        assertThrows(IllegalStateException.class, () -> log.record(ProbeKind.LEFT, 1, 0, 0, 0));
    }

    @Test
    void refusesLogsOutOfOrder() {
        ProbeLog high = new ProbeLog(2, () -> clock);
        ProbeLog low = new ProbeLog(1, () -> clock);
        ProbeReader reader = new ProbeReader(List.of());
        assertThrows(IllegalStateException.class, () -> reader.drain(List.of(high, low)));
        assertThrows(IllegalStateException.class, () -> reader.drain(List.of(low, low)));
    }

    private static final class Listener implements ProbeConsumer {
        private final Set<ProbeKind> kinds;
        private final List<String> seen = new ArrayList<>();
        private final List<Long> sequences = new ArrayList<>();

        Listener(Set<ProbeKind> kinds) {
            this.kinds = kinds;
        }

        @Override
        public Set<ProbeKind> kinds() {
            return kinds;
        }

        @Override
        public void accept(ProbeRecord record) {
            seen.add(record.toString());
            sequences.add(record.sequence());
        }
    }
}
