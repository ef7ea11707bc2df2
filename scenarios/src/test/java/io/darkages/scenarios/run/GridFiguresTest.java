package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.LeaseColumn;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.engine.protocol.GameCloseReason;
import io.darkages.engine.transport.CloseReason;
import io.darkages.reports.result.GridResult;
import io.darkages.reports.result.LatencyRecorder;
import io.darkages.reports.result.TimelineEvent;
import io.darkages.scenarios.expect.FigureQuery;
import io.darkages.scenarios.expect.RunPhase;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.history.ProbeConsumer;
import io.darkages.scenarios.history.ProbeLog;
import io.darkages.scenarios.history.ProbeReader;
import io.darkages.scenarios.run.Tally.Count;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What expectations and reports are told of several zones. Players 1 and 2 are of group a, 3 of group b. */
final class GridFiguresTest {

    private static final long MILLI = 1_000_000L;
    private static final int CLIENTS = 3;
    private static final Scenario SCENARIO = Play.read("""
            name: figures
            duration: 60s
            phases: {warmup: 10s, faults: 30s, heal: 20s}
            world: {grid: {columns: 2, rows: 1}}
            groups:
              - {name: a, count: 2, behaviour: idle, spawn: {shape: disc, centre: [9m, 9m], radius: 5m}}
              - {name: b, count: 1, behaviour: idle, spawn: {shape: disc, centre: [9m, 9m], radius: 5m}}
            faults:
              - {kind: pause, at: 30s, for: 1s, target: zone 1}
              - {kind: crash, at: 20s, for: 5s, target: zone 0}
            expectations:
              - p99(migration) < 100ms
              - max(migration, b, faults) < 100ms
              - max(recovery) < 5s
              - max(recovery, b) < 5s
              - migrations > 1
              - count(migrations-failed, a) == 0
            """);

    private final Roll roll;
    private final Distributions distributions;
    private final Tally tally;
    private final GridMeters meters;
    private final ProbeReader reader;
    private final long[] clock = new long[1];
    private final List<ProbeLog> logs = new ArrayList<>();

    GridFiguresTest() {
        WorldAssembly world = new WorldAssembly(SCENARIO, 1, WorldParts.STANDARD);
        world.simulation().close();
        roll = world.roll();
        distributions = new Distributions(SCENARIO, roll);
        tally = new Tally(roll, GridMeters.chosen(roll)::contains);
        meters = new GridMeters(SCENARIO, roll, distributions, tally);
        List<ProbeConsumer> all = new ArrayList<>(meters.consumers());
        all.add(tally);
        reader = new ProbeReader(all);
        for (int host = 0; host <= CLIENTS; host++) {
            logs.add(new ProbeLog(host, () -> clock[0]));
        }
    }

    private void at(long millis, int host, ProbeKind kind, long player, long a, long b, long digest) {
        clock[0] = millis * MILLI;
        logs.get(host).record(kind, player, a, b, digest);
        reader.drain(logs);
    }

    /** Host number n has zone n. */
    private void enters(long millis, int host, long player, long epoch, long way) {
        at(millis, host, ProbeKind.PLAYER_OWNED, player, epoch, LeaseColumn.of(host, 1), way);
        at(millis, host, ProbeKind.JOINED, player, 4, epoch, 0);
    }

    private void crosses(long millis, long player, long tookMillis) {
        at(millis, 0, ProbeKind.TRANSFER_BEGUN, player, 1, LeaseColumn.of(0, 1), 1);
        enters(millis + tookMillis, 1, player, 2, 1);
        at(millis + tookMillis + 5, 0, ProbeKind.LEFT, player, 0, 0, 0);
    }

    private LatencyRecorder recorder(String expectation) {
        return distributions.find(query(expectation)).orElseThrow();
    }

    private static FigureQuery query(String figure) {
        return SCENARIO.expectations().stream()
                .filter(expectation -> expectation.text().startsWith(figure))
                .findFirst()
                .orElseThrow()
                .query();
    }

    @Test
    void migrationsAreMeasuredByPlayerAndPhase() {
        enters(1_000, 0, 1, 1, 0);
        enters(1_000, 0, 3, 1, 0);
        crosses(2_000, 1, 30);
        distributions.phase(RunPhase.FAULTS);
        crosses(12_000, 3, 60);
        at(13_000, 1, ProbeKind.TRANSFER_BEGUN, 3, 2, LeaseColumn.of(1, 1), 0);
        at(13_500, 1, ProbeKind.TRANSFER_ROLLED_BACK, 3, 3, LeaseColumn.of(1, 1), 0);
        assertEquals(2, recorder("p99(migration)").count());
        assertEquals(1, recorder("max(migration, b, faults)").count());
        assertTrue(Math.abs(recorder("max(migration, b, faults)").max() - 60 * MILLI) < MILLI);
        assertEquals(1, tally.get(Count.MIGRATIONS, 1));
        assertEquals(0, tally.get(Count.MIGRATIONS_FAILED, 1));
        assertEquals(1, tally.get(Count.MIGRATIONS_FAILED, 3));
        GridResult result = meters.finish(14_000 * MILLI);
        assertEquals(3, result.migrations().get(0).begun());
        assertEquals(
                List.of("player a/1", "player b/1"),
                result.ownership().stream().map(row -> row.player()).toList());
    }

    @Test
    void waitsAreFromTheFaultThatStruckWhateverItsPlace() {
        for (long millis = 18_000; millis <= 20_000; millis += 500) {
            at(millis, CLIENTS, ProbeKind.SELF_PREDICTED, 1, 0, 0, 0);
            at(millis, CLIENTS, ProbeKind.SELF_PREDICTED, 3, 0, 0, 0);
        }
        at(23_000, CLIENTS, ProbeKind.SELF_PREDICTED, 3, 0, 0, 0);
        GridResult result = meters.finish(24_000 * MILLI);
        assertEquals(1, result.recoveries().size());
        GridResult.Recovery row = result.recoveries().get(0);
        assertEquals(2, row.fault());
        assertEquals(2, row.affected());
        assertEquals(1, row.recovered());
        // Who never came back has waited until the end.
        assertTrue(Math.abs(recorder("max(recovery)").max() - 4_000 * MILLI) < 10 * MILLI);
        assertTrue(Math.abs(recorder("max(recovery, b)").max() - 3_000 * MILLI) < 10 * MILLI);
    }

    @Test
    void goingOnIsNoJoiningAndNoLeaving() {
        enters(1_000, 0, 1, 1, 0);
        enters(1_000, 0, 2, 1, 0);
        crosses(2_000, 1, 30);
        crosses(2_000 + 40, 2, 30);
        for (int reason : new int[] {GameCloseReason.HANDED_OVER, GameCloseReason.STAYED, GameCloseReason.NOT_COMING}) {
            at(2_100, 0, ProbeKind.SESSION_CLOSED, 1, SessionColumn.of(7, reason), 1, 0);
        }
        enters(9_000, 2, 1, 3, 0);
        at(9_500, CLIENTS, ProbeKind.CLIENT_LEFT, 1, 0, 0, 0);
        at(9_510, 2, ProbeKind.LEFT, 1, 0, 0, 0);
        enters(10_000, 0, 1, 4, 0);
        assertEquals(2, tally.get(Count.JOINED, 1));
        assertEquals(0, tally.get(Count.DISCONNECTED, 1));
        assertEquals(
                List.of("joined", "goes on in zone 1", "resumed", "left", "joined"),
                tally.timeline().stream()
                        .filter(event -> event.subject().equals("player a/1"))
                        .map(TimelineEvent::text)
                        .toList());
        assertEquals(1, tally.get(Count.JOINED, 2));
        assertEquals(
                1,
                tally.timeline().stream()
                        .filter(event -> event.subject().equals("player a/2"))
                        .count(),
                "only chosen players are followed");
        at(11_000, 0, ProbeKind.SESSION_CLOSED, 1, SessionColumn.of(7, CloseReason.TIMEOUT), 1, 0);
        assertEquals(1, tally.get(Count.DISCONNECTED, 1));
    }
}
