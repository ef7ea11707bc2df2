package io.darkages.engine.process;

import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.ZoneStatus;
import io.darkages.engine.port.HotState;
import java.util.Arrays;

/** What the other processes said of themselves: which of them serve nothing and could. Hints. */
final class Spares {

    /** A word counts for so long. */
    private static final long FRESH_NANOS = 500_000_000L;

    private final long[] addresses = new long[HotState.PROCESSES_MAX + 1];
    private final long[] heardNanos = new long[HotState.PROCESSES_MAX + 1];

    Spares() {
        Arrays.fill(heardNanos, Long.MIN_VALUE / 2);
    }

    void heard(long nowNanos, long process, ZoneStatus status) {
        if (process >= 1 && process < addresses.length) {
            boolean isSpare = status.state == ZoneStatus.State.IDLE
                    && status.zone == MessageHeader.NO_ZONE
                    && status.address != 0;
            addresses[(int) process] = isSpare ? status.address : 0;
            heardNanos[(int) process] = nowNanos;
        }
    }

    /**
     * Where a spare is for a zone, 0 if none is known. For one zone everybody who has heard the same picks the same, so
     * that players who come at one time are sent to one place; for another zone, another spare if there is one.
     */
    long address(long nowNanos, int zone) {
        int fresh = 0;
        for (int process = 1; process < addresses.length; process++) {
            fresh += isFresh(nowNanos, process) ? 1 : 0;
        }
        int which = fresh == 0 ? 0 : zone % fresh;
        for (int process = 1; process < addresses.length; process++) {
            if (isFresh(nowNanos, process) && which-- == 0) {
                return addresses[process];
            }
        }
        return 0;
    }

    private boolean isFresh(long nowNanos, int process) {
        return addresses[process] != 0 && nowNanos - heardNanos[process] < FRESH_NANOS;
    }
}
