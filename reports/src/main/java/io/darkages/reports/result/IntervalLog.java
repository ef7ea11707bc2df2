package io.darkages.reports.result;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Adler32;
import org.HdrHistogram.Histogram;

/**
 * An HdrHistogram interval log in virtual time (log format 1.3): {@code HistogramLogReader} and the
 * usual tools read it. HdrHistogram's own writer is not used: it prints wall-clock dates in the default
 * time zone, and its compressed payload depends on the JVM's zlib. Here the start is 0, and the zlib
 * container holds stored blocks, whose bytes are fully specified (RFC 1950, RFC 1951 3.2.4).
 */
public final class IntervalLog {

    /** {@code V2CompressedEncodingCookieBase} of HdrHistogram with its marker for one-byte words. */
    private static final int COMPRESSED_COOKIE = 0x1c849304 | 0x10;

    /** Longest stored block of RFC 1951. */
    private static final int STORED_BLOCK_BYTES_MAX = 65_535;

    private final String name;
    private final double maxUnitRatio;
    private final StringBuilder text = new StringBuilder();

    /**
     * @param name the measurement's name; gives the file's name and each line's tag
     * @param maxUnitRatio recorded units in one unit of the log's column of maxima (1,000,000: ns to ms)
     */
    IntervalLog(String name, String unit, double maxUnitRatio) {
        this.name = name;
        this.maxUnitRatio = maxUnitRatio;
        text.append("#[Virtual time: seconds from the scenario's start. Measurement: ")
                .append(name.replaceAll("\\p{Cntrl}", " "))
                .append(", recorded in ")
                .append(unit)
                .append("]\n#[Histogram log format version 1.3]\n")
                .append("#[StartTime: 0.000 (seconds since epoch)]\n")
                .append("\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n");
    }

    /** The measurement's name. */
    public String name() {
        return name;
    }

    /** The name of its file: the measurement's name with all but letters, digits and dots as single dashes. */
    public String fileName() {
        String plain = name.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^[-.]+|-+$", "");
        return (plain.isEmpty() ? "measurement" : plain) + ".hlog";
    }

    void add(long startNanos, long endNanos, Histogram interval) {
        text.append("Tag=").append(tag()).append(',');
        decimal(startNanos / 1_000_000, 3);
        text.append(',');
        decimal((endNanos - startNanos) / 1_000_000, 3);
        text.append(',');
        decimal(Math.round(interval.getMaxValue() * 1000.0 / maxUnitRatio), 3);
        text.append(',').append(Base64.getEncoder().encodeToString(payload(interval))).append('\n');
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String tag() {
        String name = fileName();
        return name.substring(0, name.length() - ".hlog".length());
    }

    private void decimal(long scaled, int digits) {
        String padded = Long.toString(scaled);
        padded = "0".repeat(Math.max(0, digits + 1 - padded.length())) + padded;
        int point = padded.length() - digits;
        text.append(padded, 0, point).append('.').append(padded, point, padded.length());
    }

    private static byte[] payload(Histogram histogram) {
        ByteBuffer encoded = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoByteBuffer(encoded);
        byte[] zlib = stored(encoded.array(), length);
        return ByteBuffer.allocate(8 + zlib.length)
                .putInt(COMPRESSED_COOKIE)
                .putInt(zlib.length)
                .put(zlib)
                .array();
    }

    private static byte[] stored(byte[] data, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 16);
        out.write(0x78);
        out.write(0x01);
        int from = 0;
        do {
            int size = Math.min(STORED_BLOCK_BYTES_MAX, length - from);
            out.write(from + size == length ? 1 : 0);
            out.write(size);
            out.write(size >>> 8);
            out.write(~size);
            out.write(~size >>> 8);
            out.write(data, from, size);
            from += size;
        } while (from < length);
        Adler32 adler = new Adler32();
        adler.update(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) adler.getValue()).array());
        return out.toByteArray();
    }
}
