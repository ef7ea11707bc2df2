package io.darkages.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Every byte that the format prescribes: varints and frames. */
class WireFormatTest {

    private final WireWriter out = new WireWriter();
    private final WireReader in = new WireReader();
    private final FrameWriter frames = new FrameWriter();
    private final FrameReader reader = new FrameReader();

    @Property
    void varintsComeBack(@ForAll long value) {
        out.reset(new byte[10], 0, 10);
        out.varint(value);
        assertEquals(WireWriter.varintBytes(value), out.position);
        in.reset(out.buffer, 0, out.position);
        assertEquals(value, in.varint());
        assertEquals(0, in.remaining());
        in.reset(out.buffer, 0, out.position - 1);
        in.varint();
        assertTrue(in.failed);
    }

    @Test
    void siphashMatchesItsReferenceVectors() {
        byte[] input = new byte[64];
        for (int i = 0; i < input.length; i++) {
            input[i] = (byte) i;
        }
        long key0 = 0x0706050403020100L;
        long key1 = 0x0F0E0D0C0B0A0908L;
        // From the appendix of the paper and the reference implementation's table.
        assertEquals(0x726FDB47DD0E0E31L, SipHash.hash(key0, key1, input, 0, 0));
        assertEquals(0x93F5F5799A932462L, SipHash.hash(key0, key1, input, 0, 8));
        assertEquals(0xA129CA6149BE45E5L, SipHash.hash(key0, key1, input, 0, 15));
    }

    private static FrameReader.Lanes knowing(long highest, long expected) {
        return new FrameReader.Lanes() {
            @Override
            public long highestNumber(int lane) {
                return highest;
            }

            @Override
            public long expectedPosition(int lane) {
                return expected;
            }
        };
    }

    @Property
    void segmentsComeBack(
            @ForAll @LongRange(min = 1, max = 1L << 40) long message,
            @ForAll @LongRange(min = 1, max = 1L << 40) long stream,
            @ForAll @IntRange(max = 300) int first,
            @ForAll @IntRange(min = 1, max = 70_000) int gap,
            @ForAll @IntRange(max = 300) int second,
            @ForAll @IntRange(max = 300) int third,
            @ForAll @IntRange(max = 20_000) int offset,
            @ForAll @IntRange(min = -30_000, max = 30_000) int lag,
            @ForAll @IntRange(min = 1, max = 300) int step,
            @ForAll boolean wide) {
        byte[] data = new byte[1000];
        frames.reset(new byte[1300], 0, 1300);
        frames.stopWaiting(300);
        frames.reliable(stream, wide, first);
        frames.out.bytes(data, 0, first);
        frames.reliable(stream + first + gap, wide, second);
        frames.out.bytes(data, 0, second);
        frames.unreliable(message, wide, offset, third, true);
        frames.out.bytes(data, 0, third);
        frames.unreliable(message + step, wide, 0, 7, false);
        frames.out.bytes(data, 0, 7);
        frames.finish();
        reader.reset(
                frames.out.buffer,
                0,
                frames.out.position,
                1000,
                knowing(Math.max(1, message + lag), Math.max(1, stream - lag)),
                5);
        assertEquals(FrameReader.STOP_WAITING, reader.next());
        assertEquals(699, reader.stopWaiting);
        assertEquals(FrameReader.RELIABLE, reader.next());
        assertEquals(stream, reader.streamPosition);
        assertEquals(first, reader.dataLength);
        assertEquals(FrameReader.RELIABLE, reader.next());
        assertEquals(stream + first + gap, reader.streamPosition);
        assertEquals(second, reader.dataLength);
        assertEquals(FrameReader.UNRELIABLE, reader.next());
        assertEquals(message, reader.messageNumber);
        assertEquals(offset, reader.messageOffset);
        assertEquals(third, reader.dataLength);
        assertTrue(reader.messageEnds);
        assertEquals(FrameReader.UNRELIABLE, reader.next());
        assertEquals(message + step, reader.messageNumber);
        assertEquals(7, reader.dataLength);
        assertFalse(reader.messageEnds);
        assertEquals(FrameReader.END, reader.next());
    }

    @Test
    void framesAreLaidOutAsPrescribed() {
        frames.reset(new byte[100], 0, 100);
        frames.stopWaiting(2);
        frames.ack(0x1234, 7, 1);
        frames.ackBlock(3, 9);
        frames.reliable(0x010203, false, 1);
        frames.out.u8(0xAA);
        frames.unreliable(0x0506, false, 0, 2, true);
        frames.out.u16(0xBBBB);
        frames.finish();
        assertEquals(
                "8002" + "9934120700" + "3901" + "4003020101aa" + "270605bbbb",
                HexFormat.of().formatHex(frames.out.buffer, 0, frames.out.position));
    }

    @Property
    void ackBlocksComeBack(
            @ForAll @Size(max = 40) List<@IntRange(max = 5000) Integer> runs,
            @ForAll @IntRange(max = 0xFFFF) int delay) {
        int blocks = runs.size() / 2;
        frames.reset(new byte[200], 0, 200);
        long latest = 300_000;
        frames.ack(latest, delay, blocks);
        int before = frames.out.position;
        int expected = 0;
        for (int i = 0; i < blocks; i++) {
            expected += FrameWriter.ackBlockBytes(runs.get(2 * i), runs.get(2 * i + 1));
            frames.ackBlock(runs.get(2 * i), runs.get(2 * i + 1));
        }
        assertEquals(expected, frames.out.position - before);
        reader.reset(frames.out.buffer, 0, frames.out.position, 9, FrameReader.FRESH, latest + 30_000);
        assertEquals(FrameReader.ACK, reader.next());
        assertEquals(latest, reader.ackLatest);
        assertEquals(delay, reader.ackDelay);
        assertEquals(blocks, reader.ackBlocks);
        for (int i = 0; i < blocks; i++) {
            assertEquals(runs.get(2 * i), reader.ackRuns[i]);
            assertEquals(runs.get(2 * i + 1), reader.nackRuns[i]);
        }
        assertEquals(FrameReader.END, reader.next());
    }

    @Test
    void malformedFramesAreNamedSo() {
        for (String hex : new String[] {
            "84",
            "a0",
            "c0",
            "8f",
            "8f8002", // reserved lead bytes and lanes
            "05",
            "450102030a",
            "58010203", // reserved sizes and widths
            "00",
            "000100",
            "00010005",
            "40010203",
            "4001020305", // cut short
            "8009", // stop waiting below 0
            "980500",
            "98ff7f0000",
            "99050000", // ack cut short, of a packet never sent, without its block
            "9905000030",
        }) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            reader.reset(bytes, 0, bytes.length, 5, FrameReader.FRESH, 5);
            int kind;
            do {
                kind = reader.next();
            } while (kind != FrameReader.END && kind != FrameReader.MALFORMED);
            assertEquals(FrameReader.MALFORMED, kind, hex);
        }
    }
}
