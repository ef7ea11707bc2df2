package io.darkages.engine.snapshot;

import io.darkages.engine.entity.EntityTable;
import java.util.Arrays;

/**
 * The server's book of one client: which entities it sees, at which index, how urgent each is, which
 * baseline it has acknowledged, and what the last snapshots held.
 *
 * <p>An index is what the wire calls an entity by, until the client has acknowledged its removal; only
 * then may another entity take it. Columns grow in steps to a cap. Not thread-safe; allocates only when
 * it grows.
 */
public final class Viewer {

    /** How an index is used. */
    static final byte FREE = 0;

    static final byte VISIBLE = 1;
    static final byte LEAVING = 2;

    /** Indices that the wire can tell: 9 bits. */
    public static final int MAX_VISIBLE = 512;

    /** Snapshots that an acknowledgement can name: the newest and 16 before it. */
    static final int ACKNOWLEDGEMENT_REACH = 17;

    /** Pages kept: a power of two above the reach. */
    static final int SENT_RING = 32;

    /** Removals in one snapshot, and with the entities the most entries that it can hold. */
    static final int MAX_REMOVALS = 63;

    static final int MAX_ENTRIES = SnapshotEncoder.MAX_ENTITIES + MAX_REMOVALS;

    /** No baseline is acknowledged. Ticks start at 1. */
    static final int NO_BASELINE = 0;

    private static final int GROWTH = 32;
    /** A baseline older than this many sends has left the client's ring of states. */
    static final int MAX_SENDS_SINCE_BASELINE = ReplicaTable.STATES - 1;

    private final short[] indexOfSlot;

    byte[] status = new byte[0];
    int[] entity = new int[0];
    byte[] tier = new byte[0];
    /** Urgency: rate in Hz times ticks waited; 60 is one update owed. */
    short[] urgency = new short[0];

    int[] baselineTick = new int[0];
    boolean[] baselineHasMotion = new boolean[0];
    /** Sends of this index, mod 32, and its value when the baseline was sent. */
    byte[] sends = new byte[0];

    byte[] baselineSends = new byte[0];
    /** Whether the interest pass under way has seen it. */
    private boolean[] seen = new boolean[0];
    /** First snapshot that can tell what the index stands for now: older ones meant a former tenant. */
    private int[] since = new int[0];

    /** One above the highest index in use. */
    int end;

    private int visibleCount;
    private int leavingCount;
    private int peakCount;

    // What was sent, by snapshot id mod SENT_RING.
    final int[] sentTick = new int[SENT_RING];
    private final int[] sentStart = new int[SENT_RING];
    private final short[] sentCount = new short[SENT_RING];
    private final boolean[] sentPending = new boolean[SENT_RING];
    private short[] sentEntries = new short[0];
    /** Entries ever written; the ring holds the last {@code sentEntries.length}. */
    private int sentEnd;

    private int nextSnapshotId = 1;
    private int newestAcknowledged;
    int lastInterestTick;
    int lastSnapshotTick;
    /** Where the next snapshot begins when not all that is due fits. */
    int cursor;
    /** Running mean of a record's length, in 1/16 bit. */
    int meanRecordBits16 = 60 * 16;

    /**
     * @param entityCapacity slots of the zone's entity table
     */
    public Viewer(int entityCapacity) {
        indexOfSlot = new short[entityCapacity];
        Arrays.fill(indexOfSlot, (short) -1);
        // Room for what is usual in a zone of that size, so that a warm tick hardly ever allocates.
        int usual = Math.min(MAX_VISIBLE, (entityCapacity * 3 / 4 + GROWTH - 1) / GROWTH * GROWTH);
        grow(usual);
        ensureSent(ACKNOWLEDGEMENT_REACH * Math.min(usual, SnapshotEncoder.MAX_ENTITIES) + MAX_ENTRIES);
    }

    /** Entities that the client is told of. */
    public int visibleCount() {
        return visibleCount;
    }

    /** Most indices ever in use at once. */
    public int peakCount() {
        return peakCount;
    }

    /** The entity's index, or -1 if it is not visible (or leaving). */
    public int indexOf(int slot) {
        return indexOfSlot[slot];
    }

    /** Number of index {@code index}'s tier; only for an index in use. */
    public int tier(int index) {
        return tier[index];
    }

    public void tier(int index, int value) {
        tier[index] = (byte) value;
    }

    /** Notes that this interest pass saw the index. */
    public void see(int index) {
        seen[index] = true;
    }

    /** Begins an interest pass; what is not seen in it leaves at {@link #endInterest}. */
    public void beginInterest(int tick) {
        lastInterestTick = tick;
        Arrays.fill(seen, 0, end, false);
    }

    /** Everything visible that the pass did not see starts leaving. */
    public void endInterest() {
        for (int i = 0; i < end; i++) {
            if (status[i] == VISIBLE && !seen[i]) {
                leave(i);
            }
        }
    }

    public int lastInterestTick() {
        return lastInterestTick;
    }

    /**
     * Makes an entity visible.
     *
     * @param slot its slot
     * @param id its id
     * @param stagger first urgency, 0 to 59, so that equal entities do not come due together
     * @return its index, or -1 when all indices are in use
     */
    public int enter(int slot, int id, int tierNumber, int stagger) {
        int index = freeIndex();
        if (index < 0) {
            return -1;
        }
        status[index] = VISIBLE;
        entity[index] = id;
        tier[index] = (byte) tierNumber;
        urgency[index] = (short) stagger;
        baselineTick[index] = NO_BASELINE;
        seen[index] = true;
        since[index] = nextSnapshotId;
        indexOfSlot[slot] = (short) index;
        visibleCount++;
        peakCount = Math.max(peakCount, visibleCount + leavingCount);
        return index;
    }

    /** Stops telling of an index; it stays taken until the client has acknowledged the removal. */
    public void leave(int index) {
        status[index] = LEAVING;
        since[index] = nextSnapshotId;
        int slot = EntityTable.slot(entity[index]);
        if (indexOfSlot[slot] == index) {
            indexOfSlot[slot] = -1;
        }
        visibleCount--;
        leavingCount++;
    }

    int leavingCount() {
        return leavingCount;
    }

    /** Id of the snapshot written last, from 1 on; its low 16 bits travel. */
    public int newestSnapshotId() {
        return nextSnapshotId - 1;
    }

    /** Starts the clocks of a new viewer: what waited has waited since {@code tick}. */
    public void beginAt(int tick, int interestTick) {
        lastSnapshotTick = tick;
        lastInterestTick = interestTick;
    }

    /** Opens the book's page for the next snapshot and returns its id. */
    int beginSnapshot(int tick) {
        int id = nextSnapshotId++;
        int page = id & SENT_RING - 1;
        int reach = sentEnd - sentStart[id - ACKNOWLEDGEMENT_REACH & SENT_RING - 1];
        ensureSent(reach + MAX_ENTRIES);
        sentTick[page] = tick;
        sentStart[page] = sentEnd;
        sentCount[page] = 0;
        sentPending[page] = true;
        return id;
    }

    /** Notes that the open snapshot holds this index. */
    void sent(int page, int index, boolean withMotion, boolean removal) {
        if (!removal) {
            sends[index] = (byte) (sends[index] + 1 & 31);
            if (sends[index] == baselineSends[index]) {
                baselineTick[index] = NO_BASELINE; // The count went round: too long ago to be told apart.
            }
        }
        int count = sends[index];
        int entry = index | (withMotion ? 1 << 9 : 0) | (removal ? 1 << 10 : 0) | count << 11;
        sentEntries[sentEnd & sentEntries.length - 1] = (short) entry;
        sentEnd++;
        sentCount[page]++;
    }

    /**
     * The client has processed that snapshot and those of the 16 before it whose bit is set. Older or
     * unknown ids are ignored; a call that comes late changes nothing.
     *
     * @param newestId low 16 bits of the newest snapshot's id
     * @param earlier bit k stands for the id k + 1 below the newest
     */
    public void acknowledge(int newestId, int earlier) {
        int newest = nextSnapshotId - 1 - (nextSnapshotId - 1 - newestId & 0xFFFF);
        if (newest <= newestAcknowledged || nextSnapshotId - newest > SENT_RING) {
            return;
        }
        // In rising order, so that a removal is seen after all that was sent of the same index before it.
        for (int back = 16; back >= 1; back--) {
            if ((earlier >>> back - 1 & 1) != 0 && newest - back > newestAcknowledged) {
                acknowledgePage(newest - back);
            }
        }
        acknowledgePage(newest);
        newestAcknowledged = newest;
    }

    private void acknowledgePage(int id) {
        int page = id & SENT_RING - 1;
        if (nextSnapshotId - id > SENT_RING || !sentPending[page]) {
            return;
        }
        sentPending[page] = false;
        if (sentEnd - sentStart[page] > sentEntries.length) {
            return; // Overwritten: it counts as lost.
        }
        int tick = sentTick[page];
        for (int i = 0; i < sentCount[page]; i++) {
            int entry = sentEntries[sentStart[page] + i & sentEntries.length - 1];
            int index = entry & MAX_VISIBLE - 1;
            if (status[index] == FREE || id - since[index] < 0) {
                continue;
            }
            if ((entry >>> 10 & 1) != 0) {
                if (status[index] == LEAVING) {
                    free(index);
                }
            } else if (status[index] == VISIBLE) {
                baselineTick[index] = tick;
                baselineHasMotion[index] = (entry >>> 9 & 1) != 0;
                baselineSends[index] = (byte) (entry >>> 11 & 31);
            }
        }
    }

    /** Sends of this index since its baseline was sent, mod 32. */
    int sendsSinceBaseline(int index) {
        return sends[index] - baselineSends[index] & 31;
    }

    private void free(int index) {
        status[index] = FREE;
        leavingCount--;
        while (end > 0 && status[end - 1] == FREE) {
            end--;
        }
    }

    private int freeIndex() {
        if (visibleCount + leavingCount < end) {
            for (int i = 0; i < end; i++) {
                if (status[i] == FREE) {
                    return i;
                }
            }
        }
        if (end == MAX_VISIBLE) {
            return -1;
        }
        if (end == status.length) {
            grow(Math.min(MAX_VISIBLE, end + GROWTH));
        }
        return end++;
    }

    private void grow(int length) {
        status = Arrays.copyOf(status, length);
        entity = Arrays.copyOf(entity, length);
        tier = Arrays.copyOf(tier, length);
        urgency = Arrays.copyOf(urgency, length);
        baselineTick = Arrays.copyOf(baselineTick, length);
        baselineHasMotion = Arrays.copyOf(baselineHasMotion, length);
        sends = Arrays.copyOf(sends, length);
        baselineSends = Arrays.copyOf(baselineSends, length);
        seen = Arrays.copyOf(seen, length);
        since = Arrays.copyOf(since, length);
    }

    /** Makes the ring of sent entries long enough for that many: at most 4,096. */
    private void ensureSent(int needed) {
        if (needed <= sentEntries.length) {
            return;
        }
        int length = Integer.highestOneBit(needed - 1) << 1;
        short[] grown = new short[length];
        // Counted back from the end, which may have wrapped.
        for (int back = 1; back <= sentEntries.length; back++) {
            grown[sentEnd - back & length - 1] = sentEntries[sentEnd - back & sentEntries.length - 1];
        }
        sentEntries = grown;
    }
}
