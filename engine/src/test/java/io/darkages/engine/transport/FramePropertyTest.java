package io.darkages.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Frames come back as they were written, lanes and all; and nothing that comes instead does any harm. */
class FramePropertyTest {

    private static final long PACKET = 5_000_000;
    private static final long NEXT_SEND = 70_000;
    private static final int PACKET_BYTES = 1300;

    private final FrameWriter frames = new FrameWriter();
    private final FrameReader reader = new FrameReader();

    private static FrameReader.Lanes knowing(long highest, long expected) {
        return new FrameReader.Lanes() {
            @Override
            public long highestNumber(int lane) {
                return highest + lane;
            }

            @Override
            public long expectedPosition(int lane) {
                return expected + lane;
            }
        };
    }

    /** A packet of any frames, with what the reader has to say of each. */
    private List<String> write(RandomStream random, long highest, long expected) {
        List<String> written = new ArrayList<>();
        frames.reset(new byte[PACKET_BYTES + 1], 0, PACKET_BYTES);
        byte[] data = new byte[PACKET_BYTES];
        int lane = 0;
        long number = 0;
        long position = 0;
        boolean segments = false;
        boolean fresh = false;
        int selected = 0;
        while (frames.out.room() > 40) {
            int kind = random.nextInt(5);
            int length = random.nextInt(random.nextInt(10) == 0 ? frames.out.room() - 30 : 20);
            if (kind == 0 && !segments) {
                // In a packet of its own kind only: what ends with the packet must be a segment.
                long offset = 1L << random.nextInt(22);
                frames.stopWaiting(offset);
                written.add("stop " + (PACKET - offset - 1));
            } else if (kind == 1 && !segments) {
                frames.ack(NEXT_SEND - 1 - random.nextInt(9), 7, 1);
                int acks = random.nextInt(3_000);
                frames.ackBlock(acks, 3);
                written.add("ack " + acks);
            } else if (kind == 2) {
                // Any but the one selected; it is written with the next segment, since none may be the last frame.
                int other = random.nextInt(FrameReader.LANE_MAX);
                lane = other < lane ? other : other + 1;
                fresh = lane != selected;
            } else if (kind == 3) {
                boolean wide = random.nextInt(2) == 0;
                if (fresh) {
                    number = 0;
                    position = 0;
                    fresh = false;
                }
                frames.select(lane);
                selected = lane;
                position = position == 0
                        ? expected + lane + random.nextInt(1 << 22)
                        : position + random.nextInt(1 << random.nextInt(20));
                frames.reliable(position, wide, length);
                frames.out.bytes(data, 0, length);
                written.add("lane " + lane + " position " + position + " of " + length);
                position += length;
                number += number == 0 ? 0 : 1;
                segments = true;
            } else if (kind == 4) {
                boolean wide = random.nextInt(2) == 0;
                if (fresh) {
                    number = 0;
                    position = 0;
                    fresh = false;
                }
                frames.select(lane);
                selected = lane;
                number = number == 0
                        ? highest + lane + random.nextInt(30_000)
                        : number + random.nextInt(1 << random.nextInt(20));
                int offset = random.nextInt(2) * random.nextInt(26_000);
                boolean ends = random.nextInt(2) == 0;
                frames.unreliable(number, wide, offset, length, ends);
                frames.out.bytes(data, 0, length);
                written.add("lane " + lane + " number " + number + " at " + offset + " of " + length + " ends " + ends);
                segments = true;
            }
        }
        frames.finish();
        return written;
    }

    private String describe(int kind) {
        return switch (kind) {
            case FrameReader.STOP_WAITING -> "stop " + reader.stopWaiting;
            case FrameReader.ACK -> "ack " + reader.ackRuns[0];
            case FrameReader.RELIABLE ->
                "lane " + reader.lane + " position " + reader.streamPosition + " of " + reader.dataLength;
            case FrameReader.UNRELIABLE ->
                "lane " + reader.lane + " number " + reader.messageNumber + " at " + reader.messageOffset + " of "
                        + reader.dataLength + " ends " + reader.messageEnds;
            default -> "malformed";
        };
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
    void anyFramesComeBack(
            @ForAll long seed,
            @ForAll @LongRange(min = 1, max = 1L << 40) long highest,
            @ForAll @LongRange(min = 1, max = 1L << 46) long expected) {
        List<String> written = write(new Randomness(seed).stream("frames"), highest, expected);
        reader.reset(frames.out.buffer, 0, frames.out.position, PACKET, knowing(highest, expected), NEXT_SEND);
        List<String> read = new ArrayList<>();
        for (int kind = reader.next(); kind != FrameReader.END; kind = reader.next()) {
            assertEquals(written.get(read.size()), describe(kind), "frame " + read.size());
            read.add(describe(kind));
        }
        assertEquals(written.size(), read.size());
    }

    @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
    void anyBytesAreSurvived(
            @ForAll @Size(max = 200) byte[] bytes,
            @ForAll @LongRange(max = 1L << 40) long highest,
            @ForAll @LongRange(min = 1, max = 1L << 46) long expected) {
        walk(bytes, bytes.length, highest, expected);
    }

    /** Frames with a few bits wrong get farther than noise. */
    @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
    void damagedFramesAreSurvived(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("damage");
        write(random, 5, 9);
        byte[] bytes = frames.out.buffer;
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            bytes[random.nextInt(frames.out.position)] ^= (byte) (1 << random.nextInt(8));
        }
        walk(bytes, random.nextInt(frames.out.position + 1), 5, 9);
    }

    private void walk(byte[] bytes, int length, long highest, long expected) {
        reader.reset(bytes, 0, length, PACKET, knowing(highest, expected), NEXT_SEND);
        int steps = 0;
        int kind = reader.next();
        while (kind != FrameReader.END && kind != FrameReader.MALFORMED) {
            assertTrue(++steps <= length, "each frame has a byte of its own");
            if (kind == FrameReader.RELIABLE || kind == FrameReader.UNRELIABLE) {
                assertTrue(reader.dataOffset >= 0 && reader.dataLength >= 0);
                assertTrue(reader.dataOffset + reader.dataLength <= length);
                assertTrue(reader.lane >= 0 && reader.lane <= FrameReader.LANE_MAX);
                assertTrue(kind == FrameReader.RELIABLE ? reader.streamPosition > 0 : reader.messageNumber > 0);
                assertTrue(reader.messageOffset >= 0);
            }
            kind = reader.next();
        }
    }
}
