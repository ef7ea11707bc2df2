package io.darkages.engine.snapshot;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.space.Origin;
import java.util.Arrays;

/**
 * The client's mirror of the entities it is told of: for each wire index the last {@value #STATES}
 * states with their ticks. They serve twice: as baselines for residuals and for interpolation.
 *
 * <p>States are kept in one log, in the order in which snapshots told them; each points to the one before
 * it of the same index. So a snapshot is decoded against memory that lies as the baseline snapshots lay,
 * in rising order of indices: a table by index took a cache miss for each entity, which was most of the
 * time of decoding. The log grows until it holds {@value SnapshotHistory#MAX_BASELINE_AGE} ticks, which is
 * what the server may refer to, and to at most {@value #MAX_LOG} states.
 *
 * <p>Not thread-safe; allocates only when it grows.
 */
public final class ReplicaTable {

    /** The original design's state buffer of 10. The server never names a baseline further back. */
    public static final int STATES = 10;

    /** No state. */
    public static final int NONE = -1;

    /** 60 snapshots a second of 100 entities, for a second and a third. */
    static final int MAX_LOG = 8_192;

    private static final int FIRST_LOG = 256;
    /** States; small, for what is not used of the last step is wasted for good. */
    private static final int LOG_GROWTH = 64;

    private static final int GROWTH = 32;

    // Cache lines of 64 bytes, as nearly all processors have them.
    private static final int INTS_PER_LINE = 16;
    private static final int STATES_PER_LINE = 4;
    /** How far back most baselines lie. */
    private static final int RECENT_SNAPSHOTS = 4;

    private static final int LEAST_BYTES_PER_STATE = 3;

    // Layout of a link: low bits of the tick, distance back to the state before, whether there is a motion.
    private static final int TICK_MASK = 0xFFFF;
    private static final int BEFORE_SHIFT = 16;
    private static final int BEFORE_MASK = 0x7FFF;
    private static final int HAS_MOTION = 1 << 31;

    private int[] entity = new int[0];
    /** Number of the index's newest state, counted from the first ever written. */
    private int[] newest = new int[0];
    /** States told of the entity, up to {@link #STATES}; those overwritten in the log are not taken off. */
    private byte[] told = new byte[0];

    /** The log, a ring: place and motion of each state side by side. */
    private long[] states = new long[2 * FIRST_LOG];

    private int[] links = new int[FIRST_LOG];
    /** Where in the ring the next state goes. */
    private int next;

    /** States ever written. Wraps; numbers are compared by difference. */
    private int written;

    private boolean full;
    /** Where {@link #touch} leaves its sum, so that its reads are not for nothing. */
    int touched;

    private Origin origin = Origin.WORLD_CENTRE;
    private int lastTick;
    private int end;
    private int liveCount;

    /** What places here are told from: the origin of the zone that tells. */
    public Origin origin() {
        return origin;
    }

    /** Another zone tells from now on: forgets what the last one told. */
    public void tellFrom(Origin other) {
        clear();
        origin = other;
    }

    /** One above the highest index ever used. */
    public int end() {
        return end;
    }

    /** Entities that exist for this client now. */
    public int liveCount() {
        return liveCount;
    }

    /** Id of the entity at the index, or {@link EntityTable#NO_ENTITY}. */
    public int entity(int index) {
        return index < end ? entity[index] : EntityTable.NO_ENTITY;
    }

    /** States kept of the index, 0 to {@value #STATES}. */
    public int stateCount(int index) {
        int count = 0;
        for (int state = newest(index); state != NONE && count < STATES; state = before(state)) {
            count++;
        }
        return Math.min(count, told[index]);
    }

    /**
     * Where a kept state lies, for the accessors below; valid until the next snapshot.
     *
     * @param back 0 for the newest, up to {@link #stateCount} - 1
     */
    public int state(int index, int back) {
        int state = newest(index);
        for (int i = 0; i < back; i++) {
            state = before(state);
        }
        return state;
    }

    /** The index's newest state, or {@link #NONE}. */
    public int newest(int index) {
        if (index >= end || told[index] == 0) {
            return NONE;
        }
        int age = written - newest[index];
        return age <= links.length ? back(next, age) : NONE;
    }

    /** The state told before that one of the same entity, or {@link #NONE}. */
    public int before(int state) {
        int back = links[state] >>> BEFORE_SHIFT & BEFORE_MASK;
        int age = next > state ? next - state : next - state + links.length;
        // What it points to must not have been overwritten since.
        return back == 0 || age + back > links.length ? NONE : back(state, back);
    }

    /** The place in the ring that lies {@code distance} before another. */
    private int back(int place, int distance) {
        return place >= distance ? place - distance : place - distance + links.length;
    }

    /** Tick of a state: the last one with its 16 low bits, so at most 65,535 back. */
    public int tickAt(int state) {
        return lastTick - (lastTick - links[state] & TICK_MASK);
    }

    public long placeAt(int state) {
        return states[2 * state];
    }

    /** 0 where only the position was told. */
    public long motionAt(int state) {
        return states[2 * state + 1];
    }

    /** Whether the state tells velocity and heading, or only a position. */
    public boolean hasMotionAt(int state) {
        return links[state] < 0;
    }

    /**
     * Reads one word of each cache line that decoding the next snapshot is about to use: the columns by index,
     * the states told lately and the place where new ones go. The reads do not wait for each other; those
     * that decoding makes do, each for its entity, and were most of its time with hundreds of clients in one
     * process.
     *
     * @param bytes length of the snapshot, from which follows how many states it can hold
     */
    void touch(int bytes) {
        int sum = 0;
        for (int i = 0; i < end; i += INTS_PER_LINE) {
            sum += entity[i] + newest[i];
        }
        int expected = Math.min(SnapshotEncoder.MAX_ENTITIES, bytes / LEAST_BYTES_PER_STATE);
        int recent = Math.min(RECENT_SNAPSHOTS * expected, full ? links.length - expected : next);
        for (int i = -recent; i < expected; i += STATES_PER_LINE) {
            int place = next + i < 0 ? next + i + links.length : next + i;
            place = place < links.length ? place : place - links.length;
            sum += (int) states[2 * place] + links[place];
        }
        touched = sum;
    }

    /** The state of that tick, or {@link #NONE} if it is not among the last {@value #STATES}. */
    int find(int index, int tick) {
        int state = newest(index);
        for (int left = STATES; left > 0 && state != NONE; left--) {
            if ((links[state] & TICK_MASK) == (tick & TICK_MASK)) {
                return state;
            }
            state = before(state);
        }
        return NONE;
    }

    /** Begins the life of an entity at an index, if it is not already there. */
    void adopt(int index, int entityId) {
        if (index >= end) {
            grow(index + 1);
        }
        if (entity[index] != entityId) {
            liveCount += entity[index] == EntityTable.NO_ENTITY ? 1 : 0;
            entity[index] = entityId;
            told[index] = 0;
        }
    }

    void add(int index, int tick, long place, long motion, boolean withMotion) {
        lastTick = tick;
        boolean needed = full && (tick - links[next] & TICK_MASK) <= SnapshotHistory.MAX_BASELINE_AGE;
        if (needed && links.length < MAX_LOG) {
            lengthenLog();
        }
        int back = told[index] == 0 ? 0 : written - newest[index];
        links[next] =
                tick & TICK_MASK | (back < links.length ? back : 0) << BEFORE_SHIFT | (withMotion ? HAS_MOTION : 0);
        states[2 * next] = place;
        states[2 * next + 1] = motion;
        newest[index] = written++;
        told[index] = (byte) Math.min(STATES, told[index] + 1);
        next++;
        if (next == links.length) {
            next = 0;
            full = true;
        }
    }

    void remove(int index) {
        if (index < end && entity[index] != EntityTable.NO_ENTITY) {
            entity[index] = EntityTable.NO_ENTITY;
            told[index] = 0;
            liveCount--;
        }
    }

    /** Forgets everything: a new session tells of everything anew. */
    public void clear() {
        Arrays.fill(entity, EntityTable.NO_ENTITY);
        Arrays.fill(told, (byte) 0);
        end = 0;
        liveCount = 0;
    }

    /**
     * Makes room for more in a full log: the oldest state goes to the front. What a state points to that is
     * overwritten already must not seem to be kept because the ring is longer now.
     */
    private void lengthenLog() {
        int old = links.length;
        int length = Math.min(MAX_LOG, old + LOG_GROWTH);
        int[] longerLinks = new int[length];
        long[] longerStates = new long[2 * length];
        for (int age = old; age > 0; age--) {
            int from = back(next, age);
            int to = old - age;
            boolean beforeIsKept = age + (links[from] >>> BEFORE_SHIFT & BEFORE_MASK) <= old;
            longerLinks[to] = beforeIsKept ? links[from] : links[from] & (TICK_MASK | HAS_MOTION);
            longerStates[2 * to] = states[2 * from];
            longerStates[2 * to + 1] = states[2 * from + 1];
        }
        for (int index = 0; index < end; index++) {
            told[index] = written - newest[index] <= old ? told[index] : 0;
        }
        links = longerLinks;
        states = longerStates;
        next = old;
        full = false;
    }

    private void grow(int needed) {
        if (needed > entity.length) {
            int length = Math.min(Viewer.MAX_VISIBLE, (needed + GROWTH - 1) / GROWTH * GROWTH);
            entity = Arrays.copyOf(entity, length);
            newest = Arrays.copyOf(newest, length);
            told = Arrays.copyOf(told, length);
        }
        end = needed;
    }
}
