package io.darkages.scenarios.check;

/**
 * The last few (id, digest) pairs of one sender, with ids growing from one to the next, each with a
 * second number beside it. A new pair overwrites the oldest when the ring is full.
 */
final class DigestRing {

    /** What {@link #find} answers for an id that is not in the ring. */
    static final int ABSENT = -1;

    private final int[] ids;
    private final int[] notes;
    private final long[] digests;
    private int first;
    private int size;

    DigestRing(int capacity) {
        ids = new int[capacity];
        notes = new int[capacity];
        digests = new long[capacity];
    }

    void clear() {
        first = 0;
        size = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether an older id may have been forgotten. */
    boolean isFull() {
        return size == ids.length;
    }

    /**
     * @param id 0 to 2^32 - 1, above {@link #newest}
     * @param note 0 to 2^32 - 1
     */
    void push(long id, long note, long digest) {
        if (size > 0 && id <= newest()) {
            throw new IllegalStateException("id " + id + " does not follow " + newest());
        }
        if (isFull()) {
            first = (first + 1) % ids.length;
            size--;
        }
        int slot = slot(size++);
        ids[slot] = (int) id;
        notes[slot] = (int) note;
        digests[slot] = digest;
    }

    /** Gives the newest id another digest and note. */
    void replaceNewest(long note, long digest) {
        int slot = slot(size - 1);
        notes[slot] = (int) note;
        digests[slot] = digest;
    }

    long newest() {
        return Integer.toUnsignedLong(ids[slot(size - 1)]);
    }

    long oldest() {
        return Integer.toUnsignedLong(ids[first]);
    }

    /** The slot of that id, or {@link #ABSENT}. From the newest back: what is asked for was sent a moment ago. */
    int find(long id) {
        for (int position = size - 1; position >= 0; position--) {
            int slot = slot(position);
            long found = Integer.toUnsignedLong(ids[slot]);
            if (found <= id) {
                return found == id ? slot : ABSENT;
            }
        }
        return ABSENT;
    }

    long digest(int slot) {
        return digests[slot];
    }

    long note(int slot) {
        return Integer.toUnsignedLong(notes[slot]);
    }

    private int slot(int position) {
        int slot = first + position;
        return slot < ids.length ? slot : slot - ids.length;
    }
}
