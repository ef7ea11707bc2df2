package io.darkages.scenarios.check;

import io.darkages.engine.port.LeaseColumn;
import io.darkages.engine.port.ProbeKind;

/**
 * A history of two zones written down by hand: host 0 holds zone 10, host 2 zone 20, host 3 is a spare. Host 1 is the
 * clients' machine. Clocks of servers run ahead of virtual time by 100 s.
 */
final class GridHistory {

    static final int WEST = 0;
    static final int EAST = 2;
    static final int SPARE = 3;

    static final int WEST_ZONE = 10;
    static final int EAST_ZONE = 20;

    static final long ANN = 7;

    private static final long AHEAD_NANOS = 100_000_000_000L;
    private static final long LEASE_MILLIS = 1_980;

    final TestHistory records = new TestHistory();
    private long millis;

    GridHistory at(long itsMillis) {
        millis = itsMillis;
        records.at(itsMillis);
        return this;
    }

    static long column(int zone, long lease) {
        return LeaseColumn.of(zone, lease);
    }

    GridHistory lease(ProbeKind kind, int host, int zone, long lease) {
        return lease(kind, host, zone, lease, LEASE_MILLIS);
    }

    GridHistory lease(ProbeKind kind, int host, int zone, long lease, long goodMillis) {
        long clock = AHEAD_NANOS + millis * TestHistory.MILLI;
        records.host(host, kind, 0, column(zone, lease), clock, clock + goodMillis * TestHistory.MILLI);
        return this;
    }

    GridHistory bothTaken() {
        return at(0).lease(ProbeKind.LEASE_TAKEN, WEST, WEST_ZONE, 1).lease(ProbeKind.LEASE_TAKEN, EAST, EAST_ZONE, 1);
    }

    /** Both zones renew each half second, from the next one after now until that time. */
    GridHistory renewedUntil(long untilMillis) {
        for (long next = (millis / 500 + 1) * 500; next <= untilMillis; next += 500) {
            at(next).lease(ProbeKind.LEASE_RENEWED, WEST, WEST_ZONE, 1)
                    .lease(ProbeKind.LEASE_RENEWED, EAST, EAST_ZONE, 1);
        }
        return this;
    }

    GridHistory owned(int host, int zone, long lease, long epoch) {
        return record(host, ProbeKind.PLAYER_OWNED, epoch, column(zone, lease), 0);
    }

    GridHistory frozen(int host, int zone, long epoch) {
        return record(host, ProbeKind.PLAYER_SUSPENDED, epoch, column(zone, 1), 1);
    }

    /** About Ann. */
    GridHistory record(int host, ProbeKind kind, long a, long b, long digest) {
        records.host(host, kind, ANN, a, b, digest);
        return this;
    }

    GridHistory acts(int host) {
        return record(host, ProbeKind.POSITION, 0, 0, 0);
    }

    /** Ann goes from west, epoch 1, to east, epoch 2, from 1,000 to 1,030 ms. */
    GridHistory crossing() {
        return bothTaken()
                .at(100)
                .owned(WEST, WEST_ZONE, 1, 1)
                .acts(WEST)
                .renewedUntil(500)
                .at(1_000)
                .record(WEST, ProbeKind.TRANSFER_BEGUN, 1, column(WEST_ZONE, 1), EAST_ZONE)
                .acts(WEST)
                .at(1_010)
                .frozen(WEST, WEST_ZONE, 1)
                .at(1_030)
                .owned(EAST, EAST_ZONE, 1, 2)
                .acts(EAST)
                .at(1_050)
                .record(WEST, ProbeKind.TRANSFER_COMMITTED, 2, column(WEST_ZONE, 1), EAST_ZONE);
    }
}
