package io.darkages.scenarios.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.history.ProbeLog;
import io.darkages.scenarios.history.ProbeReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All checkers at once over the load of 400 players: over 70,000 records for each virtual second. */
class CheckersCostTest {

    static final int PLAYERS = 400;
    private static final int SERVER = 0;
    private static final int STRUCTURES = BoundedStructure.values().length;

    private final long[] clock = new long[1];
    private final List<ProbeLog> logs = new ArrayList<>();
    private final List<Checker> checkers = List.of(
            new SnapshotExactChecker(),
            new PredictionConvergesChecker(player -> true),
            new SpeedBoundChecker(new SpeedLimits(9 << 16, 250_000_000L, 256), player -> true),
            new BandwidthChecker(host -> host == SERVER, player -> true),
            new ReliableChannelChecker(),
            new BoundedChecker());
    private final ProbeReader reader = new ProbeReader(checkers);

    CheckersCostTest() {
        for (int host = 0; host <= PLAYERS; host++) {
            logs.add(new ProbeLog(host, () -> clock[0]));
        }
    }

    @Test
    void aWarmSecondAllocatesNothingAndEverythingIsJudged() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (int second = 0; second < 8; second++) {
            playSecond(second);
        }
        long eventsBefore = reader.events();
        long before = threads.getThreadAllocatedBytes(thread);
        playSecond(8);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        long events = reader.events() - eventsBefore;
        assertTrue(events > 70_000 && events < 90_000, "events " + events);
        // One byte a record would be a leak; the measuring itself costs a few.
        assertTrue(allocated < 1_024, "allocated " + allocated + " bytes for " + events + " records");
        for (Checker checker : checkers) {
            checker.finish(clock[0]);
            assertEquals(0, checker.violations(), () -> checker.name() + checker.firstViolations());
            assertTrue(checker.checks() > 0, checker.name());
        }
    }

    /** 60 ticks of a full zone; every tick is one window. */
    void playSecond(int second) {
        for (int tick = second * 60; tick < second * 60 + 60; tick++) {
            clock[0] = tick * 1_000_000_000L / 60;
            for (int player = 1; player <= PLAYERS; player++) {
                play(tick, player);
            }
            if (tick % 60 == 0) {
                for (int structure = 0; structure < STRUCTURES; structure++) {
                    logs.get(SERVER).record(ProbeKind.BOUNDED, 0, structure, 5, 10);
                }
            }
            reader.drain(logs);
        }
    }

    private void play(int tick, int player) {
        ProbeLog server = logs.get(SERVER);
        ProbeLog client = logs.get(player);
        server.record(ProbeKind.POSITION, player, tick * 6_000L, player, 0);
        if ((tick + player) % 3 != 0) {
            return;
        }
        long column = SessionColumn.of(player, tick);
        server.record(ProbeKind.SNAPSHOT_ENCODED, player, column, tick, tick * 7L);
        server.record(ProbeKind.SELF_ENCODED, player, column, tick, tick * 5L);
        server.record(ProbeKind.DATAGRAM_SENT, player, SessionColumn.of(player, 900), 0, 0);
        client.record(ProbeKind.SNAPSHOT_DECODED, player, column, tick, tick * 7L);
        client.record(ProbeKind.SELF_PREDICTED, player, column, 0, tick * 5L);
        client.record(ProbeKind.DATAGRAM_SENT, player, SessionColumn.of(player, 100), 0, 0);
        if (tick % 60 < 3) {
            long number = SessionColumn.of(player, tick / 60 + 1);
            server.record(ProbeKind.RELIABLE_SENT, player, number, 1, tick);
            client.record(ProbeKind.RELIABLE_DELIVERED, player, number, 1, tick);
        }
    }
}
