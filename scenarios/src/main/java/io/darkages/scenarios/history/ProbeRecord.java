package io.darkages.scenarios.history;

import io.darkages.engine.port.ProbeKind;

/**
 * A view of one record of the merged history. One object is moved from record to record, so a
 * consumer copies what it needs and keeps no reference.
 */
public final class ProbeRecord {

    private static final ProbeKind[] KINDS = ProbeKind.values();

    private long[] rows = new long[0];
    private int row;
    private int host;
    private long sequence;
    private long eventNumber;

    ProbeRecord() {}

    /** Virtual time in nanoseconds from the scenario's start. */
    public long nanos() {
        return rows[row + ProbeLog.NANOS];
    }

    public int host() {
        return host;
    }

    /** Position among its host's records, from 0. */
    public long sequence() {
        return sequence;
    }

    /** Position in the merged history, from 1. */
    public long eventNumber() {
        return eventNumber;
    }

    public ProbeKind kind() {
        return KINDS[kindOrdinal()];
    }

    int kindOrdinal() {
        return (int) rows[row + ProbeLog.KIND];
    }

    public long player() {
        return rows[row + ProbeLog.PLAYER];
    }

    public long a() {
        return rows[row + ProbeLog.A];
    }

    public long b() {
        return rows[row + ProbeLog.B];
    }

    public long digest() {
        return rows[row + ProbeLog.DIGEST];
    }

    void moveTo(ProbeLog log, int index, long number) {
        rows = log.rows();
        row = index * ProbeLog.ROW;
        host = log.host();
        sequence = log.firstSequence() + index;
        eventNumber = number;
    }

    @Override
    public String toString() {
        return "#" + eventNumber + " " + nanos() + " ns host " + host + " " + kind() + " player " + player() + " a="
                + a() + " b=" + b() + " digest=" + Long.toHexString(digest());
    }
}
