package io.darkages.server.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import org.junit.jupiter.api.Test;

final class SentBytesTest {

    private final SentBytes sent = new SentBytes(2, 3);

    @Test
    void theMostIsOfAnySixtyTicksAndNotOfWholeSeconds() {
        ticks(59);
        send(1, 100, false);
        ticks(1);
        send(1, 200, false);
        ticks(58);
        send(2, 250, false);
        ticks(2);
        assertEquals(300, sent.most());
        // Seconds of player 1: 100, 200; of player 2: 0, 250.
        assertEquals(250, sent.percentile(99));
        assertEquals(200, sent.percentile(50));
        assertEquals(0, sent.percentile(1));
    }

    @Test
    void handshakesAndWhatWasBeforeDoNotCount() {
        send(1, 1_000, false);
        ticks(30);
        sent.clear();
        send(1, 500, true);
        send(1, 40, false);
        sent.record(ProbeKind.POSITION, 1, 77, 0, 0);
        ticks(60);
        assertEquals(40, sent.most());
        assertEquals(40, sent.percentile(99));
    }

    private void send(long player, int bytes, boolean handshake) {
        sent.record(ProbeKind.DATAGRAM_SENT, player, SessionColumn.of(-1, bytes), handshake ? 1 : 0, 0);
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            sent.tickEnded();
        }
    }
}
