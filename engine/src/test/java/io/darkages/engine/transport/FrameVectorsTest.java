package io.darkages.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Frames and stream headers as they are stored in {@code frames.txt}: a change of the wire shows there. Each line
 * is a name, the bytes, and what a reader makes of them.
 */
class FrameVectorsTest {

    private static final long PACKET = 0x12_3456;
    private static final long NEXT_SEND = 0x2_0010;
    private static final byte[] DATA = "abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);

    /** A side that has seen a lot on lane 0, and less on the others. */
    private static final FrameReader.Lanes KNOWN = new FrameReader.Lanes() {
        @Override
        public long highestNumber(int lane) {
            return lane == 0 ? 0x1_2345_6789L : 40_000;
        }

        @Override
        public long expectedPosition(int lane) {
            return lane == 0 ? 0x1_0000_0000_5678L : 5_000;
        }
    };

    private final Map<String, String> made = new LinkedHashMap<>();

    private void packet(String name, Consumer<FrameWriter> writing) {
        FrameWriter frames = new FrameWriter();
        frames.reset(new byte[1300], 0, 1300);
        writing.accept(frames);
        frames.finish();
        byte[] bytes = Arrays.copyOf(frames.out.buffer, frames.out.position);
        made.put(name, HexFormat.of().formatHex(bytes) + " | " + String.join(", ", read(bytes)));
    }

    private static void reliable(FrameWriter frames, long position, boolean wide, int length) {
        frames.reliable(position, wide, length);
        frames.out.bytes(DATA, 0, length);
    }

    private static void unreliable(
            FrameWriter frames, long number, boolean wide, int offset, int length, boolean ends) {
        frames.unreliable(number, wide, offset, length, ends);
        frames.out.bytes(DATA, 0, length);
    }

    private static List<String> read(byte[] bytes) {
        FrameReader reader = new FrameReader();
        reader.reset(bytes, 0, bytes.length, PACKET, KNOWN, NEXT_SEND);
        List<String> read = new ArrayList<>();
        for (int kind = reader.next(); kind != FrameReader.END; kind = reader.next()) {
            read.add(describe(reader, kind));
        }
        return read;
    }

    private static String describe(FrameReader reader, int kind) {
        String lane = "lane " + reader.lane + " ";
        String data = " of " + reader.dataLength;
        return switch (kind) {
            case FrameReader.STOP_WAITING -> "stop waiting below " + reader.stopWaiting;
            case FrameReader.RELIABLE -> lane + "stream " + reader.streamPosition + data;
            case FrameReader.UNRELIABLE ->
                lane + "message " + reader.messageNumber + " at " + reader.messageOffset + data
                        + (reader.messageEnds ? " end" : "");
            case FrameReader.ACK -> {
                StringBuilder blocks = new StringBuilder("ack " + reader.ackLatest + " delay " + reader.ackDelay);
                for (int i = 0; i < reader.ackBlocks; i++) {
                    blocks.append(" +").append(reader.ackRuns[i]).append('-').append(reader.nackRuns[i]);
                }
                yield blocks.toString();
            }
            default -> throw new AssertionError("malformed after " + reader.reader.position + " bytes");
        };
    }

    private void header(String name, long step, int messageBytes) {
        WireWriter out = new WireWriter();
        out.reset(new byte[ReliableHeader.BYTES_MAX], 0, ReliableHeader.BYTES_MAX);
        ReliableHeader.write(out, step, messageBytes);
        assertEquals(ReliableHeader.bytes(step, messageBytes), out.position);
        WireReader in = new WireReader();
        in.reset(out.buffer, 0, out.position);
        ReliableHeader read = new ReliableHeader();
        assertEquals(ReliableHeader.COMPLETE, read.read(in));
        made.put(
                name,
                HexFormat.of().formatHex(out.buffer, 0, out.position) + " | step " + read.step + " size "
                        + read.messageBytes);
    }

    private void acks(FrameWriter frames, int blocks) {
        frames.ack(NEXT_SEND - 1, 0x0123, blocks);
        for (int i = 0; i < blocks; i++) {
            frames.ackBlock(i == 1 ? 1_000 : 7 + i % 2, i == 2 ? 300 : 1);
        }
    }

    @Test
    void framesAreAsStored() throws IOException {
        packet("stop-waiting-8", frames -> frames.stopWaiting(0xFE));
        packet("stop-waiting-16", frames -> frames.stopWaiting(0x100));
        packet("stop-waiting-24", frames -> frames.stopWaiting(0x1_0000));
        packet("ack-without-blocks", frames -> acks(frames, 0));
        packet("ack-of-unknown-delay", frames -> frames.ack(0x1_FFF0, FrameReader.DELAY_UNKNOWN, 0));
        packet("ack-of-six-blocks", frames -> acks(frames, 6));
        packet("ack-of-eight-blocks", frames -> acks(frames, 8));
        packet("reliable-24", frames -> reliable(frames, 0x1_0000_0012_3456L, false, 5));
        packet("reliable-48", frames -> reliable(frames, 0x0_FFFF_FFFF_FFF0L, true, 5));
        packet("reliable-next", frames -> {
            reliable(frames, 0x1_0000_0000_0001L, false, 3);
            reliable(frames, 0x1_0000_0000_0004L, false, 2);
            reliable(frames, 0x1_0000_0000_0007L, false, 2);
            reliable(frames, 0x1_0000_0000_1234L, false, 2);
            reliable(frames, 0x1_0000_0012_3456L, false, 2);
        });
        packet("unreliable-whole", frames -> unreliable(frames, 0x1_2345_678AL, false, 0, 4, true));
        packet("unreliable-32", frames -> unreliable(frames, 0x1_3345_678AL, true, 0, 4, true));
        packet("unreliable-empty", frames -> unreliable(frames, 0x1_2345_6000L, false, 0, 0, true));
        packet("unreliable-piece", frames -> unreliable(frames, 0x1_2345_678AL, false, 1_200, 26, false));
        packet("unreliable-next", frames -> {
            unreliable(frames, 0x1_2345_678AL, false, 16_000, 2, true);
            unreliable(frames, 0x1_2345_678BL, false, 0, 1, true);
            unreliable(frames, 0x1_2345_6900L, false, 0, 1, true);
        });
        packet("unreliable-around-reliable", frames -> {
            unreliable(frames, 0x1_2345_678AL, false, 0, 1, true);
            reliable(frames, 0x1_0000_0000_0001L, false, 3);
            unreliable(frames, 0x1_2345_678CL, false, 0, 1, true);
        });
        packet("lanes", frames -> {
            reliable(frames, 0x1_0000_0000_0001L, false, 1);
            frames.select(1);
            reliable(frames, 5_000, false, 1);
            unreliable(frames, 40_001, false, 0, 1, true);
            frames.select(7);
            unreliable(frames, 40_002, false, 0, 1, true);
            frames.select(8);
            unreliable(frames, 40_003, false, 0, 1, true);
            frames.select(255);
            reliable(frames, 5_001, true, 1);
            frames.select(0);
            unreliable(frames, 0x1_2345_678AL, false, 0, 1, true);
        });
        packet("all", frames -> {
            frames.stopWaiting(2);
            acks(frames, 1);
            reliable(frames, 0x1_0000_0000_0001L, false, 2);
            unreliable(frames, 0x1_2345_678AL, false, 0, 2, true);
        });
        header("header-small", 1, 31);
        header("header-size", 1, 32);
        header("header-step", 2, 0);
        header("header-long", 300_000, 512 * 1024);
        assertEquals(String.join("\n", stored()), String.join("\n", lines()));
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        made.forEach((name, rest) -> lines.add(name + " | " + rest));
        return lines;
    }

    private static List<String> stored() throws IOException {
        try (InputStream in = FrameVectorsTest.class.getResourceAsStream("frames.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
