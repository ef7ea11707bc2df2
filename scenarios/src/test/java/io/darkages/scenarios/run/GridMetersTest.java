package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.darkages.engine.port.LeaseColumn;
import io.darkages.engine.port.ProbeKind;
import io.darkages.reports.result.GridResult.Migrations;
import io.darkages.reports.result.GridResult.Ownership;
import io.darkages.reports.result.GridResult.Recovery;
import io.darkages.reports.result.GridResult.Span;
import io.darkages.reports.result.RunResult.Series;
import io.darkages.scenarios.history.ProbeConsumer;
import io.darkages.scenarios.history.ProbeLog;
import io.darkages.scenarios.history.ProbeReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What reports tell of several zones, from histories written down by hand: host 0 has zone 10, host 1 zone 20. */
class GridMetersTest {

    private static final long MILLI = 1_000_000L;
    private static final int ZONE = 10;
    private static final int NEXT_ZONE = 20;
    private static final int CLIENTS = 2;
    private static final long ANN = 7;
    private static final long BEN = 8;

    private final MigrationMeter migrations = new MigrationMeter();
    private final RecoveryMeter recoveries = new RecoveryMeter(2_000 * MILLI, 10_000 * MILLI);
    private final OwnershipRecorder owners = new OwnershipRecorder(player -> player == ANN);
    private final ProbeReader reader = new ProbeReader(List.<ProbeConsumer>of(migrations, recoveries, owners));
    private final long[] clock = new long[1];
    private final List<ProbeLog> logs = List.of(log(0), log(1), log(CLIENTS));

    private ProbeLog log(int host) {
        return new ProbeLog(host, () -> clock[0]);
    }

    private void at(long millis, int host, ProbeKind kind, long player, long a, long b, long digest) {
        clock[0] = millis * MILLI;
        logs.get(host).record(kind, player, a, b, digest);
        reader.drain(logs);
    }

    private void begun(long millis, long player, long epoch) {
        at(millis, 0, ProbeKind.TRANSFER_BEGUN, player, epoch, LeaseColumn.of(ZONE, 1), NEXT_ZONE);
    }

    private void owned(long millis, int host, long player, long epoch, long way) {
        int zone = host == 0 ? ZONE : NEXT_ZONE;
        at(millis, host, ProbeKind.PLAYER_OWNED, player, epoch, LeaseColumn.of(zone, 1), way);
    }

    private void acknowledged(long player, long... millis) {
        for (long each : millis) {
            at(each, CLIENTS, ProbeKind.SELF_PREDICTED, player, 0, 0, 0);
        }
    }

    @Test
    void countsMigrationsByPairAndTogether() {
        assertEquals(List.of(), migrations.rows(ZoneNames.NONE));
        begun(1_000, ANN, 1);
        owned(1_030, 1, ANN, 2, 1);
        begun(1_100, BEN, 1);
        owned(1_150, 1, BEN, 2, 1);
        begun(2_000, 9, 1);
        at(2_500, 0, ProbeKind.TRANSFER_ROLLED_BACK, 9, 2, LeaseColumn.of(ZONE, 1), NEXT_ZONE);
        owned(2_500, 0, 9, 2, 2);
        begun(3_000, 10, 1);
        at(6_000, 1, ProbeKind.LEASE_TAKEN, 0, LeaseColumn.of(ZONE, 2), 0, 0);
        begun(7_000, 11, 1);
        Migrations both = new Migrations("10 to 20", 5, 2, 2, 1, 30 * MILLI, 50 * MILLI, 50 * MILLI);
        assertEquals(
                List.of(new Migrations(Migrations.ALL, 5, 2, 2, 1, 30 * MILLI, 50 * MILLI, 50 * MILLI), both),
                migrations.rows(ZoneNames.NONE));
    }

    @Test
    void aPlayerWhomAnotherZoneClaimsWasNotHandedOn() {
        begun(1_000, ANN, 1);
        owned(4_000, 1, ANN, 2, 0);
        assertEquals(1, migrations.rows(ZoneNames.NONE).get(0).failed());
    }

    @Test
    void waitsAreFromTheFaultThatStruck() {
        acknowledged(ANN, 1_000, 1_900, 2_050, 5_500, 6_000, 6_900, 7_800, 8_700, 9_600, 10_100, 12_000);
        assertEquals(
                List.of(
                        new Recovery(1, 1, 1, 3_500 * MILLI, 3_500 * MILLI, 3_500 * MILLI),
                        new Recovery(2, 1, 1, 2_000 * MILLI, 2_000 * MILLI, 2_000 * MILLI)),
                recoveries.rows(12_500 * MILLI));
    }

    @Test
    void whoNeverCameBackIsAffectedAndNotRecovered() {
        acknowledged(ANN, 1_000, 1_900, 5_500);
        acknowledged(BEN, 6_000);
        at(6_100, CLIENTS, ProbeKind.CLIENT_LEFT, BEN, 0, 0, 0);
        assertEquals(List.of(new Recovery(1, 1, 0, 0, 0, 0)), recoveries.rows(9_000 * MILLI));
    }

    @Test
    void aFaultThatNobodyNoticedHasARowOnceItHasBegun() {
        acknowledged(ANN, 1_000, 1_900, 2_500, 3_000);
        assertEquals(List.of(new Recovery(1, 0, 0, 0, 0, 0)), recoveries.rows(3_500 * MILLI));
    }

    @Test
    void aGapBeforeAnyFaultIsNobodys() {
        acknowledged(ANN, 100, 900, 1_000);
        assertEquals(List.of(), recoveries.rows(1_500 * MILLI));
    }

    private void acts(int host, long fromMillis, long untilMillis) {
        for (long millis = fromMillis; millis <= untilMillis; millis += 100) {
            at(millis, host, ProbeKind.POSITION, ANN, 0, 0, 0);
            if (millis % 1_000 == 900) {
                owners.secondEnded((millis + 100) * MILLI);
            }
        }
    }

    private List<Span> spans(long endMillis) {
        List<Ownership> rows = owners.rows(endMillis * MILLI, id -> "player " + id);
        assertEquals(1, rows.size());
        assertEquals("player 7", rows.get(0).player());
        return rows.get(0).spans();
    }

    @Test
    void followsAPlayerThroughATransfer() {
        owned(100, 0, ANN, 1, 0);
        owned(100, 0, BEN, 1, 0);
        acts(0, 200, 1_900);
        at(2_000, 0, ProbeKind.PLAYER_SUSPENDED, ANN, 1, LeaseColumn.of(ZONE, 1), 1);
        owned(2_040, 1, ANN, 2, 1);
        acts(1, 2_100, 3_900);
        assertEquals(
                List.of(
                        new Span(0.1, 2, 10, 1, Span.OWNED),
                        new Span(2, 2.04, 10, 1, Span.SUSPENDED),
                        new Span(2.04, 4, 20, 2, Span.OWNED)),
                spans(4_000));
        assertEquals(
                List.of(
                        new Series(Series.POPULATION_BY_ZONE, "zone 10", "count", List.of(2.0, 1.0, 0.0, 0.0)),
                        new Series(Series.POPULATION_BY_ZONE, "zone 20", "count", List.of(0.0, 0.0, 1.0, 1.0))),
                owners.lines(ZoneNames.NONE));
    }

    @Test
    void nobodyActsFromWhenAZoneDiesUntilAnotherHasThePlayer() {
        owned(100, 0, ANN, 1, 0);
        acts(0, 200, 1_000);
        owned(4_000, 1, ANN, 2, 0);
        acts(1, 4_100, 5_000);
        assertEquals(List.of(new Span(0.1, 1, 10, 1, Span.OWNED), new Span(4, 5.1, 20, 2, Span.OWNED)), spans(5_100));
    }

    @Test
    void aZoneWithoutALeaseHasItsPlayersSuspended() {
        owned(100, 0, ANN, 1, 0);
        acts(0, 200, 1_000);
        at(1_010, 0, ProbeKind.LEASE_ENDED, 0, LeaseColumn.of(ZONE, 1), 0, 0);
        at(3_000, 0, ProbeKind.LEASE_RENEWED, 0, LeaseColumn.of(ZONE, 1), 0, 0);
        acts(0, 3_100, 3_900);
        assertEquals(
                List.of(
                        new Span(0.1, 1.01, 10, 1, Span.OWNED),
                        new Span(1.01, 3, 10, 1, Span.SUSPENDED),
                        new Span(3, 4, 10, 1, Span.OWNED)),
                spans(4_000));
    }

    @Test
    void aStandStillWithoutAWordIsAGap() {
        owned(100, 0, ANN, 1, 0);
        acts(0, 200, 1_000);
        acts(0, 5_000, 5_900);
        assertEquals(List.of(new Span(0.1, 1, 10, 1, Span.OWNED), new Span(5, 6, 10, 1, Span.OWNED)), spans(6_000));
    }
}
