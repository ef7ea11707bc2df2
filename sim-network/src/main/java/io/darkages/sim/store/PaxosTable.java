package io.darkages.sim.store;

import io.darkages.engine.port.Register;
import io.darkages.engine.random.Mix;
import io.darkages.sim.Range;
import java.util.Arrays;

/**
 * What a replica's disk holds for lightweight transactions: for each key the highest ballot promised, the last proposal
 * accepted, and the row as it was last committed. What was changed since the last {@link #sync} is forgotten by a crash.
 */
final class PaxosTable {

    private static final int PROMISED = 0;
    private static final int ACCEPTED = 1;
    private static final int COMMITTED = ACCEPTED + 2 + Register.WORDS;
    private static final int STRIDE = COMMITTED + 2 + Register.WORDS;
    private static final int FIRST_ROWS = 64;

    private final int rowsMax;
    private long[] keys = new long[FIRST_ROWS];
    private long[] columns = new long[FIRST_ROWS * STRIDE];
    private int rows;

    /** Open addressing: a row's number plus 1, 0 for none. At most half full, never iterated. */
    private int[] index = new int[4 * FIRST_ROWS];

    /** The rows that were changed since the last sync, as they were before, oldest first. */
    private long[] before = new long[STRIDE];

    private int[] beforeRow = new int[1];
    private int unsynced;
    private long digest;

    /** @param rowsMax keys, 1 to 2^20 */
    PaxosTable(int rowsMax) {
        this.rowsMax = (int) Range.check("rowsMax", rowsMax, 1, 1 << 20);
    }

    /** Whether that key is there, or there is room for it. */
    boolean hasRoomFor(long key) {
        return rows < rowsMax || index[slotOf(key)] != 0;
    }

    /** The key's row, made now if it is not there. */
    int row(long key) {
        int slot = slotOf(key);
        if (index[slot] == 0) {
            if (rows == rowsMax) {
                throw new IllegalStateException("no room for a row more than " + rowsMax);
            }
            if (rows == keys.length) {
                grow();
                slot = slotOf(key);
            }
            keys[rows] = key;
            index[slot] = ++rows;
        }
        return index[slot] - 1;
    }

    int rows() {
        return rows;
    }

    int rowsMax() {
        return rowsMax;
    }

    long promised(int row) {
        return columns[row * STRIDE + PROMISED];
    }

    void accepted(int row, PaxosValue to) {
        read(row * STRIDE + ACCEPTED, to);
    }

    long acceptedBallot(int row) {
        return columns[row * STRIDE + ACCEPTED];
    }

    void committed(int row, PaxosValue to) {
        read(row * STRIDE + COMMITTED, to);
    }

    long committedBallot(int row) {
        return columns[row * STRIDE + COMMITTED];
    }

    void promise(int row, long ballot) {
        remember(row);
        columns[row * STRIDE + PROMISED] = ballot;
        fold(row);
    }

    void accept(int row, PaxosValue proposal) {
        remember(row);
        write(row * STRIDE + ACCEPTED, proposal);
        fold(row);
    }

    void commit(int row, PaxosValue chosen) {
        remember(row);
        write(row * STRIDE + COMMITTED, chosen);
        fold(row);
    }

    /** What was changed so far survives crashes. */
    void sync() {
        unsynced = 0;
    }

    /** A program starts: what was not synced is gone. */
    void forgetUnsynced() {
        while (unsynced > 0) {
            unsynced--;
            int row = beforeRow[unsynced];
            System.arraycopy(before, unsynced * STRIDE, columns, row * STRIDE, STRIDE);
            fold(row);
        }
    }

    /** Of every change, in order. */
    long digest() {
        return Mix.fold(digest, unsynced);
    }

    private void read(int at, PaxosValue to) {
        to.ballot = columns[at];
        to.version = columns[at + 1];
        System.arraycopy(columns, at + 2, to.words, 0, Register.WORDS);
    }

    private void write(int at, PaxosValue value) {
        columns[at] = value.ballot;
        columns[at + 1] = value.version;
        System.arraycopy(value.words, 0, columns, at + 2, Register.WORDS);
    }

    private void remember(int row) {
        if (unsynced == beforeRow.length) {
            beforeRow = Arrays.copyOf(beforeRow, 2 * unsynced);
            before = Arrays.copyOf(before, 2 * unsynced * STRIDE);
        }
        beforeRow[unsynced] = row;
        System.arraycopy(columns, row * STRIDE, before, unsynced * STRIDE, STRIDE);
        unsynced++;
    }

    private void fold(int row) {
        digest = Mix.fold(digest, keys[row]);
        for (int i = 0; i < STRIDE; i++) {
            digest = Mix.fold(digest, columns[row * STRIDE + i]);
        }
    }

    private int slotOf(long key) {
        int mask = index.length - 1;
        int slot = (int) Mix.mix64(key) & mask;
        while (index[slot] != 0 && keys[index[slot] - 1] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * rows);
        columns = Arrays.copyOf(columns, 2 * rows * STRIDE);
        index = new int[2 * index.length];
        for (int row = 0; row < rows; row++) {
            index[slotOf(keys[row])] = row + 1;
        }
    }
}
