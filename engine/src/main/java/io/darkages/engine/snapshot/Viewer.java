package io.darkages.engine.snapshot;

import io.darkages.engine.entity.EntityTable;
import java.util.Arrays;

/**
 * The server's book of one client: which entities it sees, at which index, how urgent each is, which
 * baseline it has acknowledged, and what the last snapshots held.
 *
 * <p>An index is what the wire calls an entity by, until the client has acknowledged its removal; only
 * then may another entity take it. Columns grow in steps to a cap.
 *
 * <p>Not thread-safe; allocates only when it grows.
 */
public final class Viewer {

    /** How an index is used. */
    static final int FREE = 0;

    static final int VISIBLE = 1;
    static final int LEAVING = 2;

    /** Indices that the wire can tell: 9 bits. */
    public static final int MAX_VISIBLE = 512;

    /** An acknowledgement that names an older snapshot comes too late to count. */
    private static final int ACKNOWLEDGED_WITHIN = 32;

    /** Removals in one snapshot, and with the entities the most entries that it can hold. */
    static final int MAX_REMOVALS = 63;

    static final int MAX_ENTRIES = SnapshotEncoder.MAX_ENTITIES + MAX_REMOVALS;

    /** No index. */
    public static final int NONE = -1;

    private static final int GROWTH = 32;
    /** A baseline older than this many sends has left the client's ring of states. */
    static final int MAX_SENDS_SINCE_BASELINE = ReplicaTable.STATES - 1;

    // One index's standing, in a column of its own because every snapshot walks it from end to end:
    // [seen 1][status 2][tier 2][urgency 10].
    static final int URGENCY_MASK = (1 << 10) - 1;

    static final int TIER_SHIFT = 10;
    static final int STATUS_SHIFT = 12;
    private static final int SEEN_BIT = 1 << 14;
    private static final int STATUS_MASK = 3 << STATUS_SHIFT;
    private static final int TIER_MASK = 3 << TIER_SHIFT;

    // The rest lies in rows of two longs, so that an update touches one cache line and not one in each of
    // many columns. First [entity id 32][first snapshot that can tell what the index stands for now 32], then
    // its Baseline. For who is leaving, the first snapshot that could tell of it takes the place of the
    // baseline's tick.
    private static final int ROW = 2;

    private final short[] indexOfSlot;

    short[] standing = new short[0];
    private long[] rows = new long[0];

    /** One above the highest index in use. */
    int end;

    private int visibleCount;
    private int leavingCount;
    private int peakCount;

    private final SentBook sent;
    private final ToldHistory told;
    private int newestAcknowledged;
    private int aimedIndex = NONE;
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
        // Room for what is usual in a zone of that size, so that a warm tick hardly ever allocates: of all in a disc of
        // 250 m up to two thirds are in sight or leaving it.
        grow(Math.min(MAX_VISIBLE, wholeSteps(entityCapacity * 2 / 3)));
        sent = new SentBook(Math.min(wholeSteps(entityCapacity * 3 / 4), SnapshotEncoder.MAX_ENTITIES));
        told = new ToldHistory(this, sent);
    }

    private static int wholeSteps(int entities) {
        return (entities + GROWTH - 1) / GROWTH * GROWTH;
    }

    /** Entities that the client is told of. */
    public int visibleCount() {
        return visibleCount;
    }

    /** Most indices ever in use at once. */
    public int peakCount() {
        return peakCount;
    }

    /** Whether the zone's entity table has such a slot. */
    boolean isSlot(int slot) {
        return slot < indexOfSlot.length;
    }

    /** The entity's index, or {@link #NONE} if it is not visible (or leaving). */
    public int indexOf(int slot) {
        return indexOfSlot[slot];
    }

    /** Number of index {@code index}'s tier; only for an index in use. */
    public int tier(int index) {
        return (standing[index] & TIER_MASK) >> TIER_SHIFT;
    }

    public void tier(int index, int value) {
        standing[index] = (short) (standing[index] & ~TIER_MASK | value << TIER_SHIFT);
    }

    /**
     * The player aims at what has that index: it is told like what is near, however far it is.
     *
     * @param index any number from the wire; what is not visible counts as {@link #NONE}
     */
    public void aim(int index) {
        aimedIndex = index >= 0 && index < end && status(index) == VISIBLE ? index : NONE;
        if (aimedIndex != NONE) {
            tier(index, ReplicationPolicy.NEAR);
        }
    }

    /** Whether the player aims at what has that index. */
    public boolean isAimedAt(int index) {
        return index == aimedIndex;
    }

    /** Notes that this interest pass saw the index. */
    public void see(int index) {
        standing[index] |= SEEN_BIT;
    }

    /** Urgency: rate in Hz times ticks waited; 60 is one update owed. */
    int urgency(int index) {
        return standing[index] & URGENCY_MASK;
    }

    int status(int index) {
        return (standing[index] & STATUS_MASK) >> STATUS_SHIFT;
    }

    /** The entity that the index stands for. */
    int entity(int index) {
        return (int) (rows[index * ROW] >>> 32);
    }

    /** What is known of the index's {@link Baseline}. */
    long baseline(int index) {
        return rows[index * ROW + 1];
    }

    /** The first snapshot that can have told of the entity that the index stands for. */
    int firstTelling(int index) {
        return status(index) == LEAVING ? Baseline.tick(baseline(index)) : since(index);
    }

    /** What earlier snapshots told. Always the same. */
    public ToldHistory told() {
        return told;
    }

    /** Begins an interest pass; what is not seen in it leaves at {@link #endInterest}. */
    public void beginInterest(int tick) {
        lastInterestTick = tick;
        for (int i = 0; i < end; i++) {
            standing[i] &= ~SEEN_BIT;
        }
    }

    /** Everything visible that the pass did not see starts leaving. */
    public void endInterest() {
        for (int i = 0; i < end; i++) {
            if ((standing[i] & (STATUS_MASK | SEEN_BIT)) == VISIBLE << STATUS_SHIFT) {
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
        standing[index] = (short) (SEEN_BIT | VISIBLE << STATUS_SHIFT | tierNumber << TIER_SHIFT | stagger);
        rows[index * ROW] = (long) id << 32 | sent.newestId() + 1;
        baselineTick(index, Baseline.NO_TICK);
        indexOfSlot[slot] = (short) index;
        visibleCount++;
        peakCount = Math.max(peakCount, visibleCount + leavingCount);
        return index;
    }

    /** Stops telling of an index; it stays taken until the client has acknowledged the removal. */
    public void leave(int index) {
        if (aimedIndex == index) {
            aimedIndex = NONE;
        }
        status(index, LEAVING);
        int id = entity(index);
        baselineTick(index, since(index));
        rows[index * ROW] = (long) id << 32 | sent.newestId() + 1;
        int slot = EntityTable.slot(id);
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
        return sent.newestId();
    }

    /** Id of the newest snapshot that the client has acknowledged, 0 before the first. */
    public int newestAcknowledged() {
        return newestAcknowledged;
    }

    /** Starts the clocks of a new viewer: what waited has waited since {@code tick}. */
    public void beginAt(int tick, int interestTick) {
        lastSnapshotTick = tick;
        lastInterestTick = interestTick;
    }

    /** Opens the book's page for the next snapshot and returns its id. */
    int beginSnapshot(int tick) {
        return sent.begin(tick);
    }

    /** Notes that the open snapshot holds this index. */
    void sent(int index, boolean withMotion, boolean removal) {
        if (!removal) {
            rows[index * ROW + 1] = Baseline.sent(baseline(index));
        }
        sent.add(index, withMotion, removal, Baseline.sends(baseline(index)));
    }

    /**
     * The client has processed that snapshot and those of the 16 before it whose bit is set. Older or
     * unknown ids are ignored; a call that comes late changes nothing.
     *
     * @param newestId low 16 bits of the newest snapshot's id
     * @param earlier bit k stands for the id k + 1 below the newest
     */
    public void acknowledge(int newestId, int earlier) {
        int newest = sent.wholeId(newestId);
        if (newest <= newestAcknowledged || sent.newestId() - newest >= ACKNOWLEDGED_WITHIN) {
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
        if (id < 1 || sent.newestId() - id >= ACKNOWLEDGED_WITHIN || !sent.isPending(id)) {
            return;
        }
        sent.acknowledge(id);
        if (!sent.has(id)) {
            return; // Overwritten: it counts as lost.
        }
        int tick = sent.tick(id);
        for (int i = 0; i < sent.count(id); i++) {
            int entry = sent.entry(id, i);
            int index = SentBook.index(entry);
            int status = status(index);
            if (status == FREE || id - since(index) < 0) {
                continue;
            }
            if (SentBook.isRemoval(entry)) {
                if (status == LEAVING) {
                    free(index);
                }
            } else if (status == VISIBLE) {
                rows[index * ROW + 1] = Baseline.acknowledged(baseline(index), tick, entry);
            }
        }
    }

    /** The first snapshot that can tell what the index stands for now. */
    private int since(int index) {
        return (int) rows[index * ROW];
    }

    private void status(int index, int value) {
        standing[index] = (short) (standing[index] & ~STATUS_MASK | value << STATUS_SHIFT);
    }

    private void baselineTick(int index, int tick) {
        rows[index * ROW + 1] = Baseline.withTick(baseline(index), tick);
    }

    private void free(int index) {
        status(index, FREE);
        leavingCount--;
        while (end > 0 && status(end - 1) == FREE) {
            end--;
        }
    }

    private int freeIndex() {
        if (visibleCount + leavingCount < end) {
            for (int i = 0; i < end; i++) {
                if (status(i) == FREE) {
                    return i;
                }
            }
        }
        if (end == MAX_VISIBLE) {
            return -1;
        }
        if (end == standing.length) {
            grow(Math.min(MAX_VISIBLE, end + GROWTH));
        }
        return end++;
    }

    private void grow(int length) {
        standing = Arrays.copyOf(standing, length);
        rows = Arrays.copyOf(rows, length * ROW);
    }
}
