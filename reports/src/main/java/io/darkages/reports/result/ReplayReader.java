package io.darkages.reports.result;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link ReplayWriter} wrote, sample by sample, into columns that the next sample overwrites.
 * For one thread.
 */
public final class ReplayReader {

    private final ByteBuffer in;
    private final String source;
    private final long tickIntervalNanos;
    private final int unitsPerMetre;
    private final int samples;
    private int samplesRead;
    private long tick;
    private ReplayWriter.Frame current = new ReplayWriter.Frame();
    private ReplayWriter.Frame previous = new ReplayWriter.Frame();

    /**
     * @param bytes the whole file; not copied
     * @param source what to call it in errors
     * @throws ResultFormatException when the header is not one
     */
    public ReplayReader(byte[] bytes, String source) throws ResultFormatException {
        this.source = source;
        in = ByteBuffer.wrap(bytes);
        byte[] magic = Arrays.copyOf(bytes, ReplayWriter.MAGIC.length);
        if (bytes.length < ReplayWriter.HEADER_BYTES || !Arrays.equals(magic, ReplayWriter.MAGIC)) {
            throw new ResultFormatException(source + ":1:1: is no replay, should start with "
                    + new String(ReplayWriter.MAGIC, StandardCharsets.US_ASCII));
        }
        in.position(magic.length);
        int version = in.getShort() & 0xFFFF;
        if (version != ReplayWriter.VERSION) {
            throw new ResultFormatException(source + ":1:1: is of replay version " + version + ", this version reads "
                    + ReplayWriter.VERSION);
        }
        unitsPerMetre = in.getShort() & 0xFFFF;
        tickIntervalNanos = in.getLong();
        samples = in.getInt();
    }

    public long tickIntervalNanos() {
        return tickIntervalNanos;
    }

    public int unitsPerMetre() {
        return unitsPerMetre;
    }

    /** How many samples the file holds. */
    public int samples() {
        return samples;
    }

    /**
     * Goes to the next sample.
     *
     * @return false when there is none
     * @throws ResultFormatException when the file is cut off or damaged
     */
    public boolean next() throws ResultFormatException {
        if (samplesRead == samples) {
            return false;
        }
        samplesRead++;
        tick += varint();
        long entities = varint();
        // An entity takes three bytes at least: a damaged count can't make us reserve more than the file has.
        if (entities < 0 || entities > in.remaining() / 3) {
            throw damaged("a sample of " + entities + " entities does not fit into the file");
        }
        ReplayWriter.Frame reused = previous;
        previous = current;
        current = reused;
        current.clear((int) entities);
        int before = 0;
        long id = 0;
        for (int i = 0; i < entities; i++) {
            id += varint();
            while (before < previous.size && previous.ids[before] < id) {
                before++;
            }
            boolean known = before < previous.size && previous.ids[before] == id;
            long x = zigzag() + (known ? previous.xs[before] : 0);
            long z = zigzag() + (known ? previous.zs[before] : 0);
            current.add(id, (int) x, (int) z);
        }
        return true;
    }

    /** The current sample's time in ticks. */
    public long tick() {
        return tick;
    }

    /** How many entities the current sample has. */
    public int entities() {
        return current.size;
    }

    /** Id of entity {@code index} of the current sample; ids rise. */
    public long id(int index) {
        return current.ids[index];
    }

    /** In units of {@link #unitsPerMetre}. */
    public int x(int index) {
        return current.xs[index];
    }

    /** In units of {@link #unitsPerMetre}. */
    public int z(int index) {
        return current.zs[index];
    }

    private long zigzag() throws ResultFormatException {
        long coded = varint();
        return coded >>> 1 ^ -(coded & 1);
    }

    private long varint() throws ResultFormatException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!in.hasRemaining()) {
                throw damaged("it ends within sample " + samplesRead + " of " + samples);
            }
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw damaged("a number has more than ten bytes");
    }

    private ResultFormatException damaged(String what) {
        return new ResultFormatException(source + ":1:1: is damaged at byte " + in.position() + ": " + what);
    }
}
