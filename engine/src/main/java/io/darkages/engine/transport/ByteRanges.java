package io.darkages.engine.transport;

/**
 * Disjoint half-open ranges of stream positions, in order, never touching each other. Bounded: an
 * addition that would need one range too many is refused. Holds no memory before the first range, and
 * no more than {@value #KEPT_MAX} ranges' after {@link #clear}, because every session has several of these.
 */
final class ByteRanges {

    /** As many ranges keep their place when all are forgotten: 272 bytes. */
    static final int KEPT_MAX = 16;

    private static final long[] NONE = new long[0];

    private final int countMax;
    private long[] bounds = NONE;
    private int count;
    private long total;

    ByteRanges(int countMax) {
        this.countMax = countMax;
    }

    int count() {
        return count;
    }

    /** Sum of the ranges' lengths. */
    long total() {
        return total;
    }

    long begin(int index) {
        return bounds[2 * index];
    }

    long end(int index) {
        return bounds[2 * index + 1];
    }

    /** Forgets all ranges. Their place stays, so that filling it again allocates nothing, unless it is a large one. */
    void clear() {
        if (bounds.length > 2 * KEPT_MAX) {
            bounds = NONE;
        }
        count = 0;
        total = 0;
    }

    /** Adds a range and joins what it touches. False, and nothing changed, if there is no room for one more. */
    boolean add(long begin, long end) {
        int first = 0;
        while (first < count && end(first) < begin) {
            first++;
        }
        int last = first;
        long joinedBegin = begin;
        long joinedEnd = end;
        long joinedTotal = 0;
        while (last < count && begin(last) <= end) {
            joinedBegin = Math.min(joinedBegin, begin(last));
            joinedEnd = Math.max(joinedEnd, end(last));
            joinedTotal += end(last) - begin(last);
            last++;
        }
        if (last == first && count == countMax) {
            return false;
        }
        replace(first, last - first, 1);
        bounds[2 * first] = joinedBegin;
        bounds[2 * first + 1] = joinedEnd;
        total += joinedEnd - joinedBegin - joinedTotal;
        return true;
    }

    /** Like {@link #add}, but if there is no room it widens the nearest earlier range, or the first. */
    void cover(long begin, long end) {
        if (!add(begin, end)) {
            int near = 0;
            while (near + 1 < count && begin(near + 1) < begin) {
                near++;
            }
            add(Math.min(begin, begin(near)), Math.max(end, end(near)));
        }
    }

    /** Takes a range away; the parts that stay are cut. Splitting one more than fits keeps the whole of it. */
    void remove(long begin, long end) {
        int i = 0;
        while (i < count && begin(i) < end) {
            long b = begin(i);
            long e = end(i);
            if (e <= begin) {
                i++;
            } else if (b < begin && e > end) {
                if (count < countMax) {
                    replace(i, 1, 2);
                    bounds[2 * i] = b;
                    bounds[2 * i + 1] = begin;
                    bounds[2 * i + 2] = end;
                    bounds[2 * i + 3] = e;
                    total -= end - begin;
                }
                return;
            } else if (b < begin) {
                bounds[2 * i + 1] = begin;
                total -= e - begin;
                i++;
            } else if (e > end) {
                bounds[2 * i] = end;
                total -= end - b;
                return;
            } else {
                replace(i, 1, 0);
                total -= e - b;
            }
        }
    }

    /** Makes {@code added} places where {@code removed} were; their content is arbitrary. */
    private void replace(int index, int removed, int added) {
        int newCount = count - removed + added;
        long[] target = bounds;
        if (2 * newCount > bounds.length) {
            target = new long[Math.max(8, Integer.highestOneBit(2 * newCount - 1) << 1)];
            System.arraycopy(bounds, 0, target, 0, 2 * index);
        }
        System.arraycopy(bounds, 2 * (index + removed), target, 2 * (index + added), 2 * (count - index - removed));
        bounds = target;
        count = newCount;
    }
}
