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
 * <p>It also answers what an earlier snapshot told of an entity, about a second back, so that the server can
 * rebuild what this client drew. Not thread-safe; allocates only when it grows.
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

    /** No baseline is acknowledged. Ticks start at 1. */
    static final int NO_BASELINE = 0;

    /** A snapshot of which nothing is known any more. */
    public static final int NO_TICK = 0;

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
    // many columns. First [entity id 32][first snapshot that can tell what the index stands for now 32],
    // then [tick of the baseline 32][with motion 1][sends when it was sent 5][sends 5], sends mod 32. For who is
    // leaving, the first snapshot that could tell of it takes the place of the baseline's tick.
    private static final int ROW = 2;
    private static final int SENDS_MASK = 31;
    private static final int BASELINE_SENDS_SHIFT = 5;
    private static final int MOTION_SHIFT = 10;

    private final short[] indexOfSlot;

    short[] standing = new short[0];
    private long[] rows = new long[0];

    /** One above the highest index in use. */
    int end;

    private int visibleCount;
    private int leavingCount;
    private int peakCount;

    private final SentBook sent;
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
        // Room for what is usual in a zone of that size, so that a warm tick hardly ever allocates.
        int usual = Math.min(MAX_VISIBLE, (entityCapacity * 3 / 4 + GROWTH - 1) / GROWTH * GROWTH);
        grow(usual);
        sent = new SentBook(Math.min(usual, SnapshotEncoder.MAX_ENTITIES));
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

    /** Tick of the state that the client has acknowledged, {@link #NO_BASELINE} without one. */
    int baselineTick(int index) {
        return baselineTickOf(baseline(index));
    }

    /** What is known of the index's baseline, for the methods below. */
    long baseline(int index) {
        return rows[index * ROW + 1];
    }

    static int baselineTickOf(long baseline) {
        return (int) (baseline >>> 32);
    }

    /** Whether the baseline was told with its motion. */
    static boolean hasMotion(long baseline) {
        return (baseline >>> MOTION_SHIFT & 1) != 0;
    }

    /** Sends of the index since its baseline was sent, mod 32. */
    static int sendsSince(long baseline) {
        return (int) (baseline - (baseline >>> BASELINE_SENDS_SHIFT)) & SENDS_MASK;
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
        baselineTick(index, NO_BASELINE);
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
        long baseline = baseline(index);
        int count = (int) baseline & SENDS_MASK;
        if (!removal) {
            count = count + 1 & SENDS_MASK;
            baseline = baseline & ~SENDS_MASK | count;
            if (sendsSince(baseline) == 0) {
                baseline = withTick(baseline, NO_BASELINE); // The count went round: too long ago to be told apart.
            }
            rows[index * ROW + 1] = baseline;
        }
        sent.add(index, withMotion, removal, count);
    }

    /**
     * The client has processed that snapshot and those of the 16 before it whose bit is set. Older or
     * unknown ids are ignored; a call that comes late changes nothing.
     *
     * @param newestId low 16 bits of the newest snapshot's id
     * @param earlier bit k stands for the id k + 1 below the newest
     */
    public void acknowledge(int newestId, int earlier) {
        int newest = wholeId(newestId);
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
                rows[index * ROW + 1] = (long) tick << 32
                        | (SentBook.hasMotion(entry) ? 1 << MOTION_SHIFT : 0)
                        | SentBook.sends(entry) << BASELINE_SENDS_SHIFT
                        | rows[index * ROW + 1] & SENDS_MASK;
            }
        }
    }

    /** The whole id of a snapshot of which the low 16 bits are given, not above the newest. */
    private int wholeId(int lowBits) {
        return sent.newestId() - (sent.newestId() - lowBits & 0xFFFF);
    }

    /**
     * Tick of the snapshot that an acknowledgement names, or {@link #NO_TICK} if that is not known any more.
     *
     * @param snapshotId low 16 bits of its id
     */
    public int tickOf(int snapshotId) {
        int id = wholeId(snapshotId);
        return sent.has(id) ? sent.tick(id) : NO_TICK;
    }

    /**
     * The index at which the snapshot of that tick told of an entity, for {@link #toldMotion} and
     * {@link #acknowledgedBetween}. Whether it arrived is another question.
     *
     * @param entityId any number, also of nobody
     * @return {@link #NONE} if there was no such snapshot, if it did not tell of the entity, or if that is not known
     *     any more: it was too long ago, or the client has acknowledged since then that the entity is gone
     */
    public int toldAt(int entityId, int tick) {
        int snapshot = sent.snapshotOf(tick);
        int slot = EntityTable.slot(entityId);
        if (snapshot == SentBook.NONE || slot >= indexOfSlot.length) {
            return NONE;
        }
        int visible = indexOfSlot[slot];
        if (visible >= 0 && tells(snapshot, visible, entityId)) {
            return visible;
        }
        for (int i = 0, left = leavingCount; left > 0; i++) {
            if (status(i) == LEAVING) {
                left--;
                if (tells(snapshot, i, entityId)) {
                    return i;
                }
            }
        }
        return NONE;
    }

    /** Whether the snapshot of that tick told the motion, too, of an index that it {@linkplain #toldAt told} of. */
    public boolean toldMotion(int index, int tick) {
        int snapshot = sent.snapshotOf(tick);
        int entry = snapshot == SentBook.NONE ? SentBook.NONE : sent.telling(snapshot, index);
        return entry != SentBook.NONE && SentBook.hasMotion(entry);
    }

    /**
     * How many snapshots between two ticks, both left out, told of the entity at an index and are acknowledged.
     *
     * @param index at which a snapshot {@linkplain #toldAt told} of it
     */
    public int acknowledgedBetween(int index, int afterTick, int beforeTick) {
        int count = 0;
        for (int id = sent.newestId(); sent.has(id) && sent.tick(id) - afterTick > 0; id--) {
            boolean counts = sent.tick(id) - beforeTick < 0 && !sent.isPending(id);
            if (counts && tells(id, index, entity(index))) {
                count++;
            }
        }
        return count;
    }

    /** Whether that snapshot, which is in the book, told of the entity at that index. */
    private boolean tells(int snapshot, int index, int entityId) {
        int first = status(index) == LEAVING ? baselineTick(index) : since(index);
        return entity(index) == entityId && snapshot - first >= 0 && sent.telling(snapshot, index) != SentBook.NONE;
    }

    /** The first snapshot that can tell what the index stands for now. */
    private int since(int index) {
        return (int) rows[index * ROW];
    }

    private void status(int index, int value) {
        standing[index] = (short) (standing[index] & ~STATUS_MASK | value << STATUS_SHIFT);
    }

    private void baselineTick(int index, int tick) {
        rows[index * ROW + 1] = withTick(baseline(index), tick);
    }

    private static long withTick(long baseline, int tick) {
        return (long) tick << 32 | baseline & 0xFFFF_FFFFL;
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
