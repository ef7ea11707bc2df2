package io.darkages.engine.backplane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.input.InputBatchFormat;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.port.SessionRecord;
import io.darkages.engine.random.Randomness;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

    private static final int MARGIN = 3;

    private final byte[] buffer = new byte[Message.BYTES_MAX + 2 * MARGIN];
    private final MessageWriter out = new MessageWriter();
    private final MessageReader in = new MessageReader();

    private int write(Message message) {
        out.wrap(buffer, MARGIN, Message.BYTES_MAX - MessageHeader.BYTES);
        message.write(out);
        assertFalse(out.overflowed(), message.type() + " does not fit");
        return out.length();
    }

    @Property(tries = 500)
    void whatIsWrittenIsRead(@ForAll MessageType type, @ForAll long seed) {
        Message message = Samples.of(type, seed);
        assertEquals(type, message.type());
        int length = write(message);
        Message read = Samples.empty(type);
        assertEquals(CodecStatus.OK, read.read(in.wrap(buffer, MARGIN, length)));
        assertEquals(Samples.fields(message), Samples.fields(read));
    }

    @Property(tries = 100)
    void noOtherLengthIsRead(@ForAll MessageType type, @ForAll long seed) {
        int length = write(Samples.of(type, seed));
        Message read = Samples.empty(type);
        for (int cut = 0; cut < length; cut++) {
            CodecStatus status = read.read(in.wrap(buffer, MARGIN, cut));
            assertNotEquals(CodecStatus.OK, status, "cut at " + cut + " of " + length);
        }
        CodecStatus longer = read.read(in.wrap(buffer, MARGIN, length + 1));
        assertEquals(CodecStatus.TRAILING, longer);
    }

    /** What is understood is what would have been written, whatever happened to the bytes. */
    @Property(tries = 2_000)
    void changedBytesAreAnswered(
            @ForAll MessageType type,
            @ForAll long seed,
            @ForAll @Size(min = 1, max = 4) int[] places,
            @ForAll byte change) {
        int length = write(Samples.of(type, seed));
        byte[] changed = Arrays.copyOfRange(buffer, MARGIN, MARGIN + length);
        for (int place : places) {
            changed[Math.floorMod(place, length)] ^= change;
        }
        answered(type, changed);
    }

    @Property(tries = 2_000)
    void anyBytesAreAnswered(
            @ForAll MessageType type, @ForAll @Size(max = 300) byte[] bytes, @ForAll boolean isMarked) {
        if (isMarked && bytes.length > 0) {
            bytes[0] = type == MessageType.MIGRATION_STATE ? (byte) PlayerImage.VERSION : 0;
        }
        answered(type, bytes);
    }

    private void answered(MessageType type, byte[] bytes) {
        Message read = Samples.empty(type);
        if (read.read(in.wrap(bytes, 0, bytes.length)) == CodecStatus.OK) {
            int length = write(read);
            assertEquals(HexFormat.of().formatHex(bytes), HexFormat.of().formatHex(buffer, MARGIN, MARGIN + length));
        }
    }

    @Property(tries = 300)
    void headersAreReadAsWritten(
            @ForAll MessageType type,
            @ForAll @Size(3) long[] numbers,
            @ForAll @IntRange(max = MessageHeader.NO_ZONE) int sourceZone,
            @ForAll @IntRange(max = MessageHeader.BROADCAST) int targetZone) {
        MessageHeader header = new MessageHeader();
        header.type = type;
        header.sourceProcess = numbers[0] | 1;
        header.sourceIncarnation = numbers[1] | 1;
        header.sourceZone = sourceZone;
        header.targetZone = targetZone;
        header.sequence = numbers[2] >>> 1 | 1;
        out.wrap(buffer, MARGIN, MessageHeader.BYTES);
        header.write(out);
        assertEquals(MessageHeader.BYTES, out.length());
        MessageHeader read = new MessageHeader();
        assertEquals(CodecStatus.OK, read.read(in.wrap(buffer, MARGIN, MessageHeader.BYTES)));
        assertEquals(Samples.fields(header), Samples.fields(read));
        assertEquals(CodecStatus.TRUNCATED, read.read(in.wrap(buffer, MARGIN, MessageHeader.BYTES - 1)));
        buffer[MARGIN + 1]++;
        assertEquals(CodecStatus.WRONG_VERSION, read.read(in.wrap(buffer, MARGIN, MessageHeader.BYTES)));
        buffer[MARGIN + 1]--;
        buffer[MARGIN] = 8;
        assertEquals(CodecStatus.WRONG_TYPE, read.read(in.wrap(buffer, MARGIN, MessageHeader.BYTES)));
    }

    @Test
    void headersWithoutASourceAreRefused() {
        MessageHeader header = new MessageHeader();
        header.sourceProcess = 1;
        header.sourceIncarnation = 0;
        header.sequence = 1;
        out.wrap(buffer, 0, MessageHeader.BYTES);
        header.write(out);
        assertEquals(CodecStatus.BAD_VALUE, header.read(in.wrap(buffer, 0, MessageHeader.BYTES)));
    }

    @Test
    void aBatchOfStatesFillsAMessage() {
        EntitySync sync = new EntitySync();
        while (sync.add(7, 1, 2, 3, 4, 5)) {
            assertTrue(sync.bytes() <= Message.BYTES_MAX);
        }
        assertEquals(EntitySync.GHOSTS_MAX, sync.ghosts());
        assertEquals(sync.bytes() - MessageHeader.BYTES, write(sync));
        sync.clear();
        while (sync.remove(7, 1)) {
            assertTrue(sync.bytes() <= Message.BYTES_MAX);
        }
        assertEquals(EntitySync.REMOVALS_MAX, sync.removals());
        assertEquals(sync.bytes() - MessageHeader.BYTES, write(sync));
    }

    @Test
    void theLongestStateKeepsItsBound() {
        MigrationState state = Samples.state(new Randomness(3).stream("longest"));
        state.image.inputs.clearPending();
        for (int i = 0; i < PlayerImage.Inputs.PENDING_MAX; i++) {
            assertTrue(state.image.inputs.addPending(2 * i, InputWord.pack(InputFlags.JUMP, i, -i)));
        }
        assertFalse(state.image.inputs.addPending(PlayerImage.Inputs.AHEAD_MAX, InputWord.NEUTRAL));
        assertEquals(523, write(state));
        assertTrue(523 <= MigrationState.BODY_BYTES_MAX);
        assertEquals(503, state.image.write(new byte[PlayerImage.BYTES_MAX], 0));
        assertEquals(PlayerImage.BYTES_MAX, SessionRecord.BYTES_MAX);
        assertThrows(IllegalArgumentException.class, () -> state.image.inputs.addPending(5, InputWord.NEUTRAL));
    }

    @Test
    void aStateOfAnotherVersionIsToldApart() {
        int length = write(Samples.of(MessageType.MIGRATION_STATE, 1));
        buffer[MARGIN] = PlayerImage.VERSION + 1;
        assertEquals(CodecStatus.WRONG_VERSION, new MigrationState().read(in.wrap(buffer, MARGIN, length)));
    }

    @Test
    void aRelayedBatchIsNoLongerThanABatchCanBe() {
        PlayerNotice notice = new PlayerNotice();
        notice.kind = PlayerNotice.Kind.INPUTS;
        notice.player = 5;
        notice.inputsLength = InputBatchFormat.MOST_BYTES + 1;
        out.wrap(buffer, 0, buffer.length);
        assertThrows(IllegalStateException.class, () -> notice.write(out));
    }

    @Test
    void codesAreTheWires() {
        for (MessageType type : MessageType.values()) {
            assertEquals(type, MessageType.ofCode(type.code()).orElseThrow());
        }
        assertEquals(7, MessageType.ZONE_STATUS.code());
        assertTrue(MessageType.ofCode(0).isEmpty());
        assertTrue(MessageType.ofCode(8).isEmpty());
    }

    @Test
    void aWriterWithoutRoomWritesNoMore() {
        byte[] small = new byte[5];
        out.wrap(small, 1, 3);
        out.putShort(0x0102);
        out.putInt(-1);
        out.putByte(9);
        assertTrue(out.overflowed());
        assertEquals(2, out.length());
        assertEquals("0002010000", HexFormat.of().formatHex(small));
    }
}
