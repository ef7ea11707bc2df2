package io.darkages.engine.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.movement.InputWord;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InputBatchTest {

    private final InputBatchWriter writer = new InputBatchWriter();
    private final byte[] buffer = new byte[InputBatchFormat.MOST_BYTES + 8];

    private static InputBatch drawn(RandomStream draws) {
        InputBatch batch = new InputBatch();
        batch.newestSequence = (int) draws.nextLong();
        batch.snapshotAck = draws.nextInt(65_536);
        batch.snapshotMask = draws.nextInt(65_536);
        batch.timestampMillis = draws.nextInt(65_536);
        batch.claimedX = (int) draws.between(-65_536, 65_535);
        batch.claimedY = (int) draws.between(0, 16_383);
        batch.claimedZ = (int) draws.between(-65_536, 65_535);
        batch.count = 1 + draws.nextInt(8);
        long word = 0;
        for (int i = 0; i < batch.count; i++) {
            word = switch (draws.nextInt(3)) {
                case 0 -> word;
                case 1 ->
                    InputWord.pack(
                            InputWord.flags(word),
                            InputWord.yaw(word) + (int) draws.between(-300, 300),
                            InputWord.pitch(word) + (int) draws.between(-300, 300));
                default -> draws.nextLong() & (1L << 40) - 1;
            };
            batch.inputs[i] = word;
        }
        return batch;
    }

    @Property(tries = 1_000)
    void whatIsWrittenIsRead(@ForAll long seed, @ForAll @IntRange(min = -32_767, max = 32_767) int behind) {
        InputBatch batch = drawn(new Randomness(seed).stream("batch"));
        int length = writer.write(batch, buffer, 3, InputBatchFormat.MOST_BYTES);
        assertTrue(length <= InputBatchFormat.MOST_BYTES);
        InputBatch read = new InputBatch();
        InputBatchReader reader = new InputBatchReader();
        assertEquals(InputBatchStatus.ACCEPTED, reader.read(buffer, 3, length, batch.newestSequence - behind, read));
        assertEquals(batch.newestSequence, read.newestSequence);
        assertEquals(batch.snapshotAck, read.snapshotAck);
        assertEquals(batch.snapshotMask, read.snapshotMask);
        assertEquals(batch.timestampMillis, read.timestampMillis);
        assertEquals(batch.claimedX, read.claimedX);
        assertEquals(batch.claimedY, read.claimedY);
        assertEquals(batch.claimedZ, read.claimedZ);
        assertEquals(batch.count, read.count);
        for (int i = 0; i < batch.count; i++) {
            assertEquals(batch.inputs[i], read.inputs[i]);
            assertEquals(batch.newestSequence - (batch.count - 1 - i), read.sequence(i));
        }
        // Cut anywhere, or with a byte behind, it is refused.
        for (int cut = 0; cut < length; cut++) {
            assertEquals(InputBatchStatus.TRUNCATED, reader.read(buffer, 3, cut, 0, read), "cut to " + cut);
        }
        assertEquals(InputBatchStatus.TRAILING, reader.read(buffer, 3, length + 1, 0, read));
        assertEquals(1, reader.accepted());
        assertEquals(length + 1, reader.refused());
    }

    @Property(tries = 1_000)
    void anyBytesAreAnswered(@ForAll @Size(max = 80) byte[] bytes, @ForAll int lastKnown) {
        InputBatch read = new InputBatch();
        InputBatchReader reader = new InputBatchReader();
        InputBatchStatus status = reader.read(bytes, 0, bytes.length, lastKnown, read);
        assertTrue(read.count >= 1 && read.count <= InputBatch.MOST_INPUTS);
        if (status == InputBatchStatus.ACCEPTED) {
            for (int i = 0; i < read.count; i++) {
                assertEquals(0, read.inputs[i] >>> 40);
            }
            int distance = read.newestSequence - lastKnown;
            assertTrue(distance >= -32_768 && distance <= 32_767, "distance " + distance);
        }
        assertEquals(1, reader.accepted() + reader.refused());
    }

    @Test
    void aTypicalMessageFitsTheUpstreamBudget() {
        InputBatch batch = new InputBatch();
        batch.count = 6;
        // Running while turning at 90 degrees a second with an unsteady hand, looking a little down.
        for (int i = 0; i < 6; i++) {
            batch.inputs[i] = InputWord.pack(0x21, 40_000 + 273 * i + i % 3, -500 - i % 2);
        }
        int unsteady = writer.write(batch, buffer, 0, buffer.length);
        for (int i = 0; i < 6; i++) {
            batch.inputs[i] = InputWord.pack(0x21, 40_000 + 273 * i, -500);
        }
        int turning = writer.write(batch, buffer, 0, buffer.length);
        Arrays.fill(batch.inputs, InputWord.pack(0x21, 40_000, -500));
        int straight = writer.write(batch, buffer, 0, buffer.length);
        assertEquals(29, unsteady);
        assertEquals(22, turning);
        assertEquals(20, straight);
    }

    @Test
    void oneInputTakesAtMostSevenBytes() {
        assertTrue(InputBatchFormat.MOST_INPUT_BITS <= 56);
        InputBatch batch = new InputBatch();
        batch.count = 1;
        batch.inputs[0] = InputWord.pack(0xFF, 32_768, -32_768);
        int length = writer.write(batch, buffer, 0, buffer.length);
        assertEquals((InputBatchFormat.HEADER_BITS + InputBatchFormat.MOST_INPUT_BITS + 7) / 8, length);
    }

    @Test
    void positionsBeyondTheWireAreCutAndBadCallsRefused() {
        InputBatch batch = new InputBatch();
        batch.count = 1;
        batch.claimedX = 1 << 20;
        batch.claimedY = -1;
        batch.claimedZ = -(1 << 20);
        int length = writer.write(batch, buffer, 0, buffer.length);
        InputBatch read = new InputBatch();
        new InputBatchReader().read(buffer, 0, length, 0, read);
        assertEquals(65_535, read.claimedX);
        assertEquals(0, read.claimedY);
        assertEquals(-65_536, read.claimedZ);
        assertThrows(IllegalArgumentException.class, () -> writer.write(batch, buffer, 0, length - 1));
        batch.count = 9;
        assertThrows(IllegalArgumentException.class, () -> writer.write(batch, buffer, 0, buffer.length));
    }
}
