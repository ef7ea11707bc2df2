package io.darkages.sim.store;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.RowCursor;
import io.darkages.engine.random.Mix;
import io.darkages.sim.Range;
import io.darkages.sim.trace.XxHash64;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The disk of one store node. It outlives the programs of its host: what was synced stays through a crash, the rest is
 * forgotten when the next program starts.
 *
 * <p>Rows lie in a log, with an index of the row that stands for each key: the one with the highest stamp, and of two
 * with one stamp the one with the greater value (bytes compared as unsigned, as Cassandra does). Beside them lie the
 * state of lightweight transactions, with a sync of its own, and hints for other nodes.
 *
 * <p>Used by its node during windows. Judges may look at it, and faults change it, between windows only.
 */
public final class StoreDisk implements StoredRows {

    private static final int CHUNK_BITS = 20;
    private static final int CHUNK_BYTES = 1 << CHUNK_BITS;
    private static final int CHUNK_MASK = CHUNK_BYTES - 1;
    private static final int TABLES = 256;
    private static final int PAXOS_ROWS_MAX = 1 << 18;
    private static final long HINT_BYTES_MAX = 16 << 20;

    /** Is shown a row and its stamp. */
    @FunctionalInterface
    interface StampedReader {
        void row(RowCursor row, long stamp);
    }

    private final long bytesMax;
    private byte[][] chunks = {};
    /** Bytes in use of each chunk; a row lies in one chunk. */
    private int[] used = {};

    /** Chunks in use. */
    private int chunkCount;

    private long end;
    private long synced;
    private long digest;
    private boolean full;

    /** Open addressing: a row's position plus 1, 0 for none. At most half full, never iterated. */
    private long[] index = new long[64];

    private int rows;
    /** Beside the index: the number of the row in the log. */
    private int[] ordinal = new int[64];

    /** By number in the log: the writer's wall clock. */
    private long[] stamps = new long[64];

    private int logged;
    private int loggedSynced;
    private final int[] rowsOfTable = new int[TABLES];
    private final PaxosTable paxos = new PaxosTable(PAXOS_ROWS_MAX);
    private final HintLog[] hints = new HintLog[StoreRing.NODES_MAX];
    private final RowCursor stored = new RowCursor();
    private final RowCursor incoming = new RowCursor();

    private long rowsAppendedUnsynced;
    private long rowsRepeated;
    private long rowsReplaced;
    private long rowsOutstamped;
    private long rowsForgotten;

    /** @param bytesMax bytes of rows, 1 to 2^36; what does not fit is refused */
    public StoreDisk(long bytesMax) {
        Range.check("bytesMax", bytesMax, 1, 1L << 36);
        this.bytesMax = bytesMax;
        Arrays.setAll(hints, i -> new HintLog(HINT_BYTES_MAX));
    }

    /** State of lightweight transactions. */
    PaxosTable paxos() {
        return paxos;
    }

    /** Hints for that node. */
    HintLog hints(int node) {
        return hints[node];
    }

    /** Fault: takes no new rows, or takes them again. A row that is there already may be written still. */
    public void setFull(boolean value) {
        full = value;
    }

    /** Keys of that table, as the node would answer now. */
    @Override
    public int rowCount(int table) {
        return rowsOfTable[table];
    }

    @Override
    public void scan(int table, Consumer<RowCursor> reader) {
        scanStamped(table, (row, stamp) -> reader.accept(row));
    }

    void scanStamped(int table, StampedReader reader) {
        RowCursor cursor = new RowCursor();
        int number = 0;
        for (int chunk = 0; chunk < chunkCount; chunk++) {
            cursor.wrap(chunks[chunk], 0, used[chunk]);
            while (cursor.next()) {
                if (cursor.table() == table && index[slotOf(cursor)] == position(chunk, cursor.rowOffset()) + 1) {
                    reader.row(cursor, stamps[number]);
                }
                number++;
            }
        }
    }

    /**
     * How what stands here for that row's key compares with it.
     *
     * @return below 0 if nothing stands here or it gives way to the row, 0 if it is the same, above 0 if it goes before
     */
    int compare(RowCursor row, long stamp) {
        int slot = slotOf(row);
        if (index[slot] == 0) {
            return -1;
        }
        int byStamp = Long.compare(stamps[ordinal[slot]], stamp);
        return byStamp != 0 ? byStamp : compareValues(index[slot] - 1, row);
    }

    /** Rows that came again with the value that they had: the mark of a write that was repeated. */
    public long rowsRepeated() {
        return rowsRepeated;
    }

    /** Rows that came again with another value, which went before: no idempotent writer does that. */
    public long rowsReplaced() {
        return rowsReplaced;
    }

    /** Rows that came with another value than stood there, and gave way to it. */
    public long rowsOutstamped() {
        return rowsOutstamped;
    }

    /** Rows that crashes forgot. */
    public long rowsForgotten() {
        return rowsForgotten;
    }

    /** Rows that a crash would forget now. */
    public long rowsUnsynced() {
        return rowsAppendedUnsynced;
    }

    /** Bytes in use, what is lost between chunks included. */
    public long bytes() {
        return end;
    }

    /** Tells judges how full it has been, and how full it may get. */
    void reportBounds(Probes probes) {
        probes.bound(BoundedStructure.STORE_DISK_BYTES, end, bytesMax);
        probes.bound(BoundedStructure.STORE_PAXOS_ROWS, paxos.rows(), paxos.rowsMax());
        for (HintLog each : hints) {
            probes.bound(BoundedStructure.STORE_HINT_BYTES, each.peakBytes(), each.bytesMax());
        }
    }

    /** Whether all rows of a well-formed batch can be stored. */
    boolean hasRoomFor(byte[] batch, int length) {
        long needed = 0;
        incoming.wrap(batch, 0, length);
        while (incoming.next()) {
            needed += isThere(incoming) ? 0 : incoming.rowLength();
        }
        // A row may leave less than its own length unused at the end of a chunk.
        return needed == 0 || !full && end + 2 * needed <= bytesMax;
    }

    /** Stores the row at which the cursor stands, unless what stands for its key goes before it. */
    void put(RowCursor row, long stamp) {
        int slot = slotOf(row);
        if (index[slot] == 0) {
            rows++;
            rowsOfTable[row.table()]++;
        } else if (isThere(row)) {
            rowsRepeated++;
            stamps[ordinal[slot]] = Math.max(stamps[ordinal[slot]], stamp);
            return;
        } else if (compare(row, stamp) > 0) {
            rowsOutstamped++;
            return;
        } else {
            rowsReplaced++;
        }
        ordinal[slot] = logged;
        index[slot] = append(row, stamp) + 1;
        rowsAppendedUnsynced++;
        if (2 * rows >= index.length) {
            index = new long[2 * index.length];
            ordinal = new int[index.length];
            indexAll();
        }
    }

    /** What was put so far survives crashes. */
    void sync() {
        synced = end;
        loggedSynced = logged;
        rowsAppendedUnsynced = 0;
        for (HintLog each : hints) {
            each.sync();
        }
    }

    /** A program starts: what was not synced is gone. */
    void forgetUnsynced() {
        paxos.forgetUnsynced();
        for (HintLog each : hints) {
            each.forgetUnsynced();
        }
        if (synced == end) {
            return;
        }
        rowsForgotten += rowsAppendedUnsynced;
        rowsAppendedUnsynced = 0;
        end = synced;
        logged = loggedSynced;
        chunkCount = (int) (end + CHUNK_MASK >>> CHUNK_BITS);
        if (chunkCount > 0 && (end & CHUNK_MASK) != 0) {
            used[chunkCount - 1] = (int) (end & CHUNK_MASK);
        }
        Arrays.fill(index, 0);
        indexAll();
    }

    /** Of every row that was ever appended and not forgotten, in order, and of what is synced. */
    long digest() {
        long hash = Mix.fold(Mix.fold(Mix.fold(digest, synced), full ? 1 : 0), paxos.digest());
        for (HintLog each : hints) {
            hash = Mix.fold(hash, each.digest());
        }
        return hash;
    }

    private boolean isThere(RowCursor row) {
        long there = index[slotOf(row)];
        return there != 0 && lookAt(there - 1).rowLength() == row.rowLength() && areBytesEqual(row, row.rowLength());
    }

    private int compareValues(long position, RowCursor row) {
        lookAt(position);
        int storedEnd = stored.rowOffset() + stored.rowLength();
        int rowEnd = row.rowOffset() + row.rowLength();
        return Arrays.compareUnsigned(
                stored.bytes(),
                storedEnd - stored.valueBytes(),
                storedEnd,
                row.bytes(),
                rowEnd - row.valueBytes(),
                rowEnd);
    }

    private RowCursor lookAt(long position) {
        int chunk = (int) (position >>> CHUNK_BITS);
        int offset = (int) (position & CHUNK_MASK);
        stored.wrap(chunks[chunk], offset, used[chunk] - offset).next();
        return stored;
    }

    /** Whether the stored row that was looked at begins like this one. */
    private boolean areBytesEqual(RowCursor row, int length) {
        return Arrays.equals(
                stored.bytes(),
                stored.rowOffset(),
                stored.rowOffset() + length,
                row.bytes(),
                row.rowOffset(),
                row.rowOffset() + length);
    }

    /** Where the index holds that row's key, or would. */
    private int slotOf(RowCursor row) {
        int mask = index.length - 1;
        int keyOffset = row.rowOffset() + RowBatch.HEADER_BYTES;
        int slot = (int) XxHash64.hash(row.bytes(), keyOffset, row.keyBytes(), row.table()) & mask;
        while (index[slot] != 0 && !hasKeyOf(row, index[slot] - 1)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean hasKeyOf(RowCursor row, long position) {
        lookAt(position);
        int storedKey = stored.rowOffset() + RowBatch.HEADER_BYTES;
        int rowKey = row.rowOffset() + RowBatch.HEADER_BYTES;
        return stored.table() == row.table()
                && stored.keyBytes() == row.keyBytes()
                && Arrays.equals(
                        stored.bytes(),
                        storedKey,
                        storedKey + stored.keyBytes(),
                        row.bytes(),
                        rowKey,
                        rowKey + row.keyBytes());
    }

    private long append(RowCursor row, long stamp) {
        int length = row.rowLength();
        if (chunkCount == 0 || used[chunkCount - 1] + length > CHUNK_BYTES) {
            openChunk();
        }
        int chunk = chunkCount - 1;
        int offset = used[chunk];
        System.arraycopy(row.bytes(), row.rowOffset(), chunks[chunk], offset, length);
        used[chunk] += length;
        end = position(chunk, used[chunk]);
        if (logged == stamps.length) {
            stamps = Arrays.copyOf(stamps, 2 * logged);
        }
        stamps[logged++] = stamp;
        digest = Mix.fold(digest, XxHash64.hash(row.bytes(), row.rowOffset(), length, stamp));
        return position(chunk, offset);
    }

    private void openChunk() {
        if (chunkCount == chunks.length) {
            int more = Math.max(4, 2 * chunkCount);
            chunks = Arrays.copyOf(chunks, more);
            used = Arrays.copyOf(used, more);
        }
        if (chunks[chunkCount] == null) {
            chunks[chunkCount] = new byte[CHUNK_BYTES];
        }
        used[chunkCount++] = 0;
    }

    /** Fills the empty index, and all that is counted from the log, anew. */
    private void indexAll() {
        rows = 0;
        Arrays.fill(rowsOfTable, 0);
        digest = 0;
        RowCursor cursor = new RowCursor();
        int number = 0;
        for (int chunk = 0; chunk < chunkCount; chunk++) {
            cursor.wrap(chunks[chunk], 0, used[chunk]);
            while (cursor.next()) {
                int slot = slotOf(cursor);
                if (index[slot] == 0) {
                    rows++;
                    rowsOfTable[cursor.table()]++;
                }
                index[slot] = position(chunk, cursor.rowOffset()) + 1;
                ordinal[slot] = number;
                long stamp = stamps[number++];
                digest = Mix.fold(digest, XxHash64.hash(cursor.bytes(), cursor.rowOffset(), cursor.rowLength(), stamp));
            }
        }
    }

    private static long position(int chunk, int offset) {
        return ((long) chunk << CHUNK_BITS) + offset;
    }
}
