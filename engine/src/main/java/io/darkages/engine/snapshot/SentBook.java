package io.darkages.engine.snapshot;

/**
 * What the last snapshots to one client held: a page for each, with its tick, whether it waits for an
 * acknowledgement, and an entry for each index that it told of or removed.
 *
 * <p>The last {@value #KEPT_PAGES} pages are kept in any case, and as many before them, up to {@value #PAGES}
 * in all, as the ring of entries holds. It holds a second of what a client can be told: with 100 entities in
 * each of 20 snapshots a second the last 54 ticks, with half as many 108. A page of which entries were
 * overwritten is as good as gone. Not thread-safe; allocates only when it grows.
 */
final class SentBook {

    /** Snapshots that an acknowledgement can name: the newest and 16 before it. */
    static final int KEPT_PAGES = 17;

    /** More than a second of snapshots, were there one in each tick. A power of two. */
    static final int PAGES = 64;

    /** No page, no entry. */
    static final int NONE = -1;

    // An entry is [sends 5][removal 1][with motion 1][index 9].
    private static final int MOTION = 1 << 9;
    private static final int REMOVAL = 1 << 10;
    private static final int SENDS_SHIFT = 11;
    private static final int ENTRY_MASK = 0xFFFF;

    private final int[] ticks = new int[PAGES];
    private final int[] starts = new int[PAGES];
    private final short[] counts = new short[PAGES];
    private final boolean[] pending = new boolean[PAGES];
    private short[] entries = new short[0];
    /** Entries ever written; the ring holds the last {@code entries.length}. */
    private int end;

    private int newestId;

    /**
     * @param usual entities told in a snapshot as a rule, for which there is room from the start
     */
    SentBook(int usual) {
        ensure(KEPT_PAGES * usual + Viewer.MAX_ENTRIES);
    }

    /** Id of the newest page, from 1 on; 0 before the first. */
    int newestId() {
        return newestId;
    }

    /** The whole id of a snapshot of which the low 16 bits are given, not above the newest. */
    int wholeId(int lowBits) {
        return newestId - (newestId - lowBits & 0xFFFF);
    }

    /** Opens the next page and returns its id. */
    int begin(int tick) {
        int id = ++newestId;
        int page = id & PAGES - 1;
        ticks[page] = tick;
        starts[page] = end;
        counts[page] = 0;
        pending[page] = true;
        ensure(end - starts[id - KEPT_PAGES & PAGES - 1] + Viewer.MAX_ENTRIES);
        return id;
    }

    /** Notes that the newest snapshot holds this index, sent for the {@code sends}th time, mod 32. */
    void add(int index, boolean withMotion, boolean removal, int sends) {
        int entry = index | (withMotion ? MOTION : 0) | (removal ? REMOVAL : 0) | sends << SENDS_SHIFT;
        entries[end & entries.length - 1] = (short) entry;
        end++;
        counts[newestId & PAGES - 1]++;
    }

    static int index(int entry) {
        return entry & Viewer.MAX_VISIBLE - 1;
    }

    static boolean isRemoval(int entry) {
        return (entry & REMOVAL) != 0;
    }

    static boolean hasMotion(int entry) {
        return (entry & MOTION) != 0;
    }

    static int sends(int entry) {
        return entry >>> SENDS_SHIFT;
    }

    /** Tick of a page that {@linkplain #has is here}. */
    int tick(int id) {
        return ticks[id & PAGES - 1];
    }

    boolean isPending(int id) {
        return pending[id & PAGES - 1];
    }

    void acknowledge(int id) {
        pending[id & PAGES - 1] = false;
    }

    /** Whether the page and all of its entries are still here. */
    boolean has(int id) {
        return id > 0 && id <= newestId && newestId - id < PAGES && end - starts[id & PAGES - 1] <= entries.length;
    }

    int count(int id) {
        return counts[id & PAGES - 1];
    }

    /** Entry of a page that is here, 0 to {@link #count} - 1. */
    int entry(int id, int number) {
        return entries[starts[id & PAGES - 1] + number & entries.length - 1] & ENTRY_MASK;
    }

    /** Id of the snapshot of that tick, or {@link #NONE}. */
    int snapshotOf(int tick) {
        for (int id = newestId; has(id); id--) {
            int ahead = tick(id) - tick;
            if (ahead <= 0) {
                return ahead == 0 ? id : NONE;
            }
        }
        return NONE;
    }

    /** What a page that is here tells of an index, or {@link #NONE}; its removal is not told of it. */
    int telling(int id, int index) {
        int start = starts[id & PAGES - 1];
        int mask = entries.length - 1;
        for (int i = start; i != start + count(id); i++) {
            int entry = entries[i & mask] & ENTRY_MASK;
            if ((entry & (Viewer.MAX_VISIBLE - 1 | REMOVAL)) == index) {
                return entry;
            }
        }
        return NONE;
    }

    /** Makes the ring long enough for that many entries: at most 4,096. */
    private void ensure(int needed) {
        if (needed <= entries.length) {
            return;
        }
        int length = Integer.highestOneBit(needed - 1) << 1;
        short[] grown = new short[length];
        // Counted back from the end, which may have wrapped.
        for (int back = 1; back <= entries.length; back++) {
            grown[end - back & length - 1] = entries[end - back & entries.length - 1];
        }
        entries = grown;
    }
}
