package io.darkages.scenarios.run;

import io.darkages.engine.port.ProbeKind;
import io.darkages.reports.result.GridResult.Recovery;
import io.darkages.scenarios.history.ProbeConsumer;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How long players waited after each fault until an input of theirs was acknowledged again. Whoever goes without an
 * acknowledgement for more than 1 s has been struck by the fault that began last before that, or within the second.
 */
final class RecoveryMeter implements ProbeConsumer {

    /** A client that hears nothing for so long looks elsewhere. */
    static final long GAP_NANOS = 1_000_000_000L;

    private static final int NONE = -1;
    private static final long NEVER = -1;

    private final long[] faultNanos;
    /** When each player was acknowledged last, by id, or {@link #NEVER}. */
    private long[] acknowledged = {};
    /** For each fault the waits of its players, so far. */
    private final List<Map<Long, Long>> waits = new ArrayList<>();

    /** Takes how long one player waited after one fault. */
    interface Waits {
        void waited(long player, long nanos);
    }

    /** @param faultNanos when each fault begins, in the order of the plan */
    RecoveryMeter(long... faultNanos) {
        this.faultNanos = faultNanos.clone();
        for (int i = 0; i < faultNanos.length; i++) {
            waits.add(new TreeMap<>());
        }
    }

    @Override
    public Set<ProbeKind> kinds() {
        return Set.of(ProbeKind.SELF_PREDICTED, ProbeKind.CLIENT_LEFT, ProbeKind.PUNISHED);
    }

    @Override
    public void accept(ProbeRecord record) {
        int player = Math.toIntExact(record.player());
        if (player >= acknowledged.length) {
            int known = acknowledged.length;
            acknowledged = Arrays.copyOf(acknowledged, Math.max(player + 1, known + (known >> 1)));
            Arrays.fill(acknowledged, known, acknowledged.length, NEVER);
        }
        if (record.kind() != ProbeKind.SELF_PREDICTED) {
            acknowledged[player] = NEVER;
            return;
        }
        long before = acknowledged[player];
        acknowledged[player] = record.nanos();
        if (before != NEVER && record.nanos() - before > GAP_NANOS) {
            int fault = cause(before);
            if (fault != NONE) {
                waits.get(fault).merge(record.player(), record.nanos() - faultNanos[fault], Math::max);
            }
        }
    }

    private int cause(long lastNanos) {
        int fault = NONE;
        for (int i = 0; i < faultNanos.length; i++) {
            boolean isBefore = faultNanos[i] <= lastNanos + GAP_NANOS;
            if (isBefore && (fault == NONE || faultNanos[i] >= faultNanos[fault])) {
                fault = i;
            }
        }
        return fault;
    }

    /** The fault after which a player never came back, or {@link #NONE}. */
    private int lost(int player, long endNanos) {
        long last = acknowledged[player];
        return last != NEVER && endNanos - last > GAP_NANOS ? cause(last) : NONE;
    }

    /**
     * Tells every wait, when the run is over. Who never came back has waited until the end.
     *
     * @param waited asked for in no particular order of time
     */
    void each(long endNanos, Waits waited) {
        for (int player = 0; player < acknowledged.length; player++) {
            int fault = lost(player, endNanos);
            if (fault != NONE) {
                waited.waited(player, endNanos - faultNanos[fault]);
            }
        }
        for (int fault = 0; fault < faultNanos.length; fault++) {
            waits.get(fault).forEach((player, nanos) -> waited.waited(player, nanos));
        }
    }

    /** Rows for the report, when the run is over and {@link #each} is told: one for each fault that has begun. */
    List<Recovery> rows(long endNanos) {
        int[] lost = new int[faultNanos.length];
        for (int player = 0; player < acknowledged.length; player++) {
            int fault = lost(player, endNanos);
            if (fault != NONE) {
                lost[fault]++;
                // Even if it came back once: in the end it did not.
                waits.get(fault).remove((long) player);
            }
        }
        List<Recovery> rows = new ArrayList<>();
        for (int fault = 0; fault < faultNanos.length; fault++) {
            long[] sorted = waits.get(fault).values().stream()
                    .mapToLong(Long::longValue)
                    .toArray();
            Arrays.sort(sorted);
            if (faultNanos[fault] < endNanos) {
                rows.add(new Recovery(
                        fault + 1,
                        sorted.length + lost[fault],
                        sorted.length,
                        MigrationMeter.rank(sorted, 50),
                        MigrationMeter.rank(sorted, 99),
                        MigrationMeter.rank(sorted, 100)));
            }
        }
        return rows;
    }
}
