package io.darkages.scenarios.check;

/**
 * The last few (id, digest) pairs of one sender, with ids growing from one to the next, each with a
 * second number beside it. A new pair overwrites the oldest when the ring is full.
 */
final class DigestRing {

    /** What {@link #find} answers for an id that is not in the ring. */
    static final int ABSENT = -1;

    private final int capacity;
    /** For each slot [id 32][note 32], then the digest: a slot is found and read in one place. */
    private final long[] rows;

    private int first;
    private int size;

    DigestRing(int capacity) {
        this.capacity = capacity;
        rows = new long[2 * capacity];
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
        return size == capacity;
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
            first = (first + 1) % capacity;
            size--;
        }
        int slot = slot(size++);
        rows[2 * slot] = id << 32 | note;
        rows[2 * slot + 1] = digest;
    }

    /** Gives the newest id another digest and note. */
    void replaceNewest(long note, long digest) {
        int slot = slot(size - 1);
        rows[2 * slot] = id(slot) << 32 | note;
        rows[2 * slot + 1] = digest;
    }

    long newest() {
        return id(slot(size - 1));
    }

    long oldest() {
        return id(first);
    }

    /** The slot of that id, or {@link #ABSENT}. From the newest back: what is asked for was sent a moment ago. */
    int find(long id) {
        for (int position = size - 1; position >= 0; position--) {
            int slot = slot(position);
            long found = id(slot);
            if (found <= id) {
                return found == id ? slot : ABSENT;
            }
        }
        return ABSENT;
    }

    long digest(int slot) {
        return rows[2 * slot + 1];
    }

    long note(int slot) {
        return rows[2 * slot] & 0xFFFF_FFFFL;
    }

    private int slot(int position) {
        int slot = first + position;
        return slot < capacity ? slot : slot - capacity;
    }

    private long id(int slot) {
        return rows[2 * slot] >>> 32;
    }
}
