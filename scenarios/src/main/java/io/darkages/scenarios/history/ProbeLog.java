package io.darkages.scenarios.history;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * The records that one host wrote since its log was last drained, stamped with virtual time, host
 * and sequence. Rows of {@value #ROW} longs in one growing array: a record costs no object, and a
 * drained log keeps its room.
 *
 * <p>Written on the host's thread; read and cleared by {@link ProbeReader} between windows, when the
 * host does not run.
 */
public final class ProbeLog implements Probes {

    /** Records that one window may hold. A log must not lose records, so one more is an error. */
    public static final int MAX_RECORDS = 1 << 22;

    static final int ROW = 6;
    static final int NANOS = 0;
    static final int KIND = 1;
    static final int PLAYER = 2;
    static final int A = 3;
    static final int B = 4;
    static final int DIGEST = 5;

    private static final int INITIAL_RECORDS = 16;

    private final int host;
    private final LongSupplier virtualNanos;
    private long[] rows = new long[INITIAL_RECORDS * ROW];
    private int size;
    private long drained;
    private long lastNanos = Long.MIN_VALUE;

    /**
     * @param host the host's index, which orders records of one window
     * @param virtualNanos the host's reading of virtual time in nanoseconds from the scenario's start
     */
    public ProbeLog(int host, LongSupplier virtualNanos) {
        this.host = host;
        this.virtualNanos = virtualNanos;
    }

    @Override
    public void record(ProbeKind kind, long player, long a, long b, long digest) {
        long nanos = virtualNanos.getAsLong();
        if (nanos < lastNanos) {
            throw new IllegalStateException("host " + host + ": time went back from " + lastNanos + " to " + nanos);
        }
        lastNanos = nanos;
        int row = size * ROW;
        if (row == rows.length) {
            grow();
        }
        long[] cells = rows;
        cells[row + NANOS] = nanos;
        cells[row + KIND] = kind.ordinal();
        cells[row + PLAYER] = player;
        cells[row + A] = a;
        cells[row + B] = b;
        cells[row + DIGEST] = digest;
        size++;
    }

    public int host() {
        return host;
    }

    /** Records waiting to be drained. */
    public int size() {
        return size;
    }

    /** Sequence of the first waiting record: how many were drained before it. */
    long firstSequence() {
        return drained;
    }

    /** When a waiting record was written. */
    long nanos(int index) {
        return rows[index * ROW + NANOS];
    }

    long[] rows() {
        return rows;
    }

    void clear() {
        drained += size;
        size = 0;
    }

    private void grow() {
        if (size >= MAX_RECORDS) {
            throw new IllegalStateException("host " + host + ": more than " + MAX_RECORDS + " probes in one window");
        }
        rows = Arrays.copyOf(rows, rows.length * 2);
    }
}
