package io.darkages.reports.result;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes the {@code replay} file: where every entity was, sampled at a fixed interval, for a viewer.
 * Into memory; a run of 400 entities for 60 s at 10 samples a second takes about 1 MB.
 *
 * <p>Header, big-endian, 24 bytes: the ASCII letters {@code DARKRPLY}; version (u16, 1); units per metre
 * (u16, 64); tick interval in nanoseconds (u64); number of samples (u32).
 *
 * <p>Then the samples, in order of time. All numbers are LEB128 varints (7 bits to a byte, low bits
 * first, high bit set on all but the last byte); signed ones are zigzag-coded first. A sample is: ticks
 * since the previous sample (the first: since tick 0); number of entities; and for each entity, in rising
 * order of ids: its id less the previous entity's (the first: less 0), x and z in units, each less the
 * same entity's value in the previous sample (less 0 where it was not in that sample).
 *
 * <p>For one thread.
 */
public final class ReplayWriter {

    static final byte[] MAGIC = "DARKRPLY".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 1;
    static final int HEADER_BYTES = 24;

    /** Positions are in 1/64 m, the wire's own unit. */
    public static final int UNITS_PER_METRE = 64;

    private final long tickIntervalNanos;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 16);
    private int samples;
    private long lastTick;
    private int expected;
    private Frame current = new Frame();
    private Frame previous = new Frame();
    private int previousIndex;

    /**
     * @param tickIntervalNanos what one tick lasts; above 0
     */
    public ReplayWriter(long tickIntervalNanos) {
        Checks.atLeast("tickIntervalNanos", tickIntervalNanos, 1);
        this.tickIntervalNanos = tickIntervalNanos;
    }

    /**
     * Starts a sample.
     *
     * @param tick its time in ticks; above the last sample's, the first may be 0
     * @param entities how many calls of {@link #entity} follow
     */
    public void beginSample(long tick, int entities) {
        complete();
        if (tick < lastTick || samples > 0 && tick == lastTick) {
            throw new IllegalArgumentException("tick " + tick + " does not follow tick " + lastTick);
        }
        varint(tick - lastTick);
        varint(entities);
        lastTick = tick;
        expected = entities;
        samples++;
        Frame reused = previous;
        previous = current;
        current = reused;
        current.clear(entities);
        previousIndex = 0;
    }

    /**
     * Adds one entity to the sample.
     *
     * @param id not negative, above the ids added before it to this sample
     * @param x in 1/64 m
     * @param z in 1/64 m
     */
    public void entity(long id, int x, int z) {
        if (current.size == expected) {
            throw new IllegalStateException("sample at tick " + lastTick + " has its " + expected + " entities already");
        }
        long before = current.size == 0 ? -1 : current.ids[current.size - 1];
        if (id <= before) {
            throw new IllegalArgumentException("entity id " + id + " does not rise above " + before);
        }
        while (previousIndex < previous.size && previous.ids[previousIndex] < id) {
            previousIndex++;
        }
        boolean known = previousIndex < previous.size && previous.ids[previousIndex] == id;
        varint(id - Math.max(before, 0));
        zigzag(x - (known ? (long) previous.xs[previousIndex] : 0));
        zigzag(z - (known ? (long) previous.zs[previousIndex] : 0));
        current.add(id, x, z);
    }

    /** The file's bytes so far. */
    public byte[] bytes() {
        complete();
        return ByteBuffer.allocate(HEADER_BYTES + body.size())
                .put(MAGIC)
                .putShort((short) VERSION)
                .putShort((short) UNITS_PER_METRE)
                .putLong(tickIntervalNanos)
                .putInt(samples)
                .put(body.toByteArray())
                .array();
    }

    private void complete() {
        if (current.size != expected) {
            throw new IllegalStateException(
                    "sample at tick " + lastTick + " has " + current.size + " of " + expected + " entities");
        }
    }

    private void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            body.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        body.write((int) rest);
    }

    /** One sample's columns, reused for the sample after the next. */
    static final class Frame {
        long[] ids = new long[0];
        int[] xs = new int[0];
        int[] zs = new int[0];
        int size;

        void clear(int capacity) {
            if (ids.length < capacity) {
                ids = new long[capacity];
                xs = new int[capacity];
                zs = new int[capacity];
            }
            size = 0;
        }

        void add(long id, int x, int z) {
            ids[size] = id;
            xs[size] = x;
            zs[size] = z;
            size++;
        }
    }
}
