package io.darkages.engine.bits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BitIoTest {

    private static final int CLASSES = BitCodes.widthClasses(0, 4, 9, 32);
    /** What {@link ExpGolomb} codes: unsigned values below it. */
    private static final int VALUES = 1 << 24;

    private final BitWriter writer = new BitWriter();
    private final BitReader reader = new BitReader();

    @Property(tries = 300)
    void whateverIsWrittenIsReadBack(@ForAll long seed, @ForAll @IntRange(min = 0, max = 9) int offset) {
        byte[] buffer = new byte[700];
        RandomStream draws = new Randomness(seed).stream("bits");
        writer.reset(buffer, offset, buffer.length - offset);
        for (int i = 0; i < 60; i++) {
            write(draws);
        }
        int length = writer.finish();
        assertFalse(writer.overflowed());
        assertEquals(writer.bitPosition() + 7 >>> 3, length);

        RandomStream again = new Randomness(seed).stream("bits");
        // The rest of the array is filled with ones: a reader must not see past the length.
        Arrays.fill(buffer, offset + length, buffer.length, (byte) -1);
        reader.reset(buffer, offset, length);
        for (int i = 0; i < 60; i++) {
            readAndCompare(again);
        }
        assertFalse(reader.exhausted());
        assertTrue(reader.remainingBits() < 8);
        reader.readBits(8);
        assertTrue(reader.exhausted());
    }

    private void write(RandomStream draws) {
        long value = draws.nextLong();
        int width = draws.nextInt(65);
        int order = draws.nextInt(25);
        int small = (int) value >> (draws.nextInt(32));
        int unsigned = small & VALUES - 1;
        int before = writer.bitPosition();
        switch (draws.nextInt(5)) {
            case 0 -> writer.writeBits(value, width);
            case 1 -> writer.writeBit(value < 0);
            case 2 -> writer.writeSigned(small, 32);
            case 3 -> writer.writeBits(ExpGolomb.code(unsigned, order), ExpGolomb.length(unsigned, order));
            default -> {
                writer.writeClassed(small, CLASSES);
                assertEquals(BitCodes.classedBits(small, CLASSES), writer.bitPosition() - before);
            }
        }
    }

    private void readAndCompare(RandomStream draws) {
        long value = draws.nextLong();
        int width = draws.nextInt(65);
        int order = draws.nextInt(25);
        int small = (int) value >> (draws.nextInt(32));
        int unsigned = small & VALUES - 1;
        switch (draws.nextInt(5)) {
            case 0 -> assertEquals(width == 64 ? value : value & (1L << width) - 1, reader.readBits(width));
            case 1 -> assertEquals(value < 0, reader.readBit());
            case 2 -> assertEquals(small, reader.readSigned(32));
            case 3 -> assertEquals(unsigned, readExpGolomb(order));
            default -> assertEquals(small, reader.readClassed(CLASSES));
        }
    }

    /** As codecs read it: from a window, and the reader is told at the end how far they came. */
    private int readExpGolomb(int order) {
        long decoded = ExpGolomb.decode(reader.bitsAt(reader.bitPosition()), order);
        reader.seek(reader.bitPosition() + ExpGolomb.length(decoded));
        return reader.exhausted() ? 0 : ExpGolomb.value(decoded);
    }

    @Property(tries = 300)
    void anyBytesSurviveAndTheCursorStaysInside(
            @ForAll byte[] bytes, @ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int tail) {
        int length = Math.max(0, bytes.length - tail);
        RandomStream draws = new Randomness(seed).stream("any");
        reader.reset(bytes, bytes.length - length, length);
        boolean wasExhausted = false;
        for (int i = 0; i < 50; i++) {
            long got =
                    switch (draws.nextInt(4)) {
                        case 0 -> reader.readBits(draws.nextInt(65));
                        case 1 -> readExpGolomb(draws.nextInt(25));
                        case 2 -> reader.readClassed(CLASSES);
                        default -> reader.readSigned(1 + draws.nextInt(32));
                    };
            if (wasExhausted) {
                assertEquals(0, got);
                assertTrue(reader.exhausted());
            }
            wasExhausted = reader.exhausted();
            assertTrue(reader.bitPosition() >= 0 && reader.bitPosition() <= length * 8);
        }
    }

    @Property(tries = 300)
    void overflowTouchesNothingOutsideAndTruncateTakesItBack(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int length) {
        byte[] buffer = new byte[64];
        Arrays.fill(buffer, (byte) 0x5A);
        RandomStream draws = new Randomness(seed).stream("overflow");
        writer.reset(buffer, 5, length);
        int[] marks = new int[400];
        long[] values = new long[400];
        int[] widths = new int[400];
        int kept = 0;
        while (!writer.overflowed() && kept < 400) {
            marks[kept] = writer.bitPosition();
            values[kept] = draws.nextLong();
            widths[kept] = 1 + draws.nextInt(64);
            writer.writeBits(values[kept], widths[kept]);
            kept++;
        }
        for (int i = draws.nextInt(12); i > 0; i--) {
            writer.writeBits(-1, 64);
        }
        assertTrue(writer.overflowed());
        assertEquals(0, writer.remainingBits());
        kept -= 1 + draws.nextInt(kept);
        writer.truncate(marks[kept]);
        assertEquals(marks[kept], writer.bitPosition());
        assertFalse(writer.overflowed());
        int written = writer.finish();
        assertEquals(marks[kept] + 7 >>> 3, written);

        reader.reset(buffer, 5, written);
        for (int i = 0; i < kept; i++) {
            long mask = widths[i] == 64 ? -1 : (1L << widths[i]) - 1;
            assertEquals(values[i] & mask, reader.readBits(widths[i]));
        }
        assertEquals(0, reader.readBits(reader.remainingBits()));
        byte[] outside = buffer.clone();
        Arrays.fill(outside, 5, 5 + length, (byte) 0x5A);
        byte[] untouched = new byte[64];
        Arrays.fill(untouched, (byte) 0x5A);
        assertArrayEquals(untouched, outside);
    }

    @Test
    void bitsFillBytesFromTheLowEnd() {
        byte[] buffer = new byte[3];
        writer.reset(buffer, 0, 3);
        writer.writeBits(0b101, 3);
        writer.writeBits(0b11111, 5);
        writer.writeBits(0x1FF, 9);
        assertEquals(3, writer.finish());
        assertArrayEquals(new byte[] {(byte) 0xFD, (byte) 0xFF, 1}, buffer);
    }

    @Test
    void anExpGolombCodeIsZerosAOneAndTheRest() {
        assertEquals(0b1, ExpGolomb.code(0, 0));
        assertEquals(1, ExpGolomb.length(0, 0));
        assertEquals(0b110, ExpGolomb.code(2, 0));
        assertEquals(3, ExpGolomb.length(2, 0));
        assertEquals(0b1011, ExpGolomb.code(5, 3));
        assertEquals(4, ExpGolomb.length(5, 3));
        assertEquals(0b000110, ExpGolomb.code(9, 3));
        assertEquals(6, ExpGolomb.length(9, 3));
    }

    @Test
    void aCodeThatNoWriterMakesIsAFailedRead() {
        byte[] zeros = new byte[40];
        reader.reset(zeros, 0, 40);
        assertEquals(0, readExpGolomb(0));
        assertTrue(reader.exhausted());
        // A prefix of 28 is the longest that a window holds with its 28 bits.
        writer.reset(zeros, 0, 40);
        writer.writeBits(1L << 28, 29);
        writer.writeBits(0, 30);
        writer.writeBits(1L << 29, 30);
        writer.writeBits(0, 30);
        reader.reset(zeros, 0, writer.finish());
        assertEquals((1 << 28) - 1, readExpGolomb(0));
        assertFalse(reader.exhausted());
        reader.seek(59);
        assertEquals(0, readExpGolomb(0));
        assertTrue(reader.exhausted());
    }

    @Test
    void rangesOutsideTheArrayAreRefused() {
        byte[] buffer = new byte[4];
        assertThrows(IllegalArgumentException.class, () -> writer.reset(buffer, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> reader.reset(buffer, -1, 2));
        assertThrows(IllegalArgumentException.class, () -> BitCodes.widthClasses(0, 4, 4, 9));
    }
}
