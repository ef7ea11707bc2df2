package io.darkages.engine.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.DrawMode;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.space.Origin;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InputBatchTest {

    private final InputBatchWriter writer = new InputBatchWriter();
    private final byte[] buffer = new byte[InputBatchFormat.MOST_BYTES + 8];

    private static void drawExtras(RandomStream draws, InputBatch batch, int tick) {
        batch.aimedIndex = draws.nextInt(3) == 0 ? -1 : draws.nextInt(512);
        int before = batch.count;
        while (batch.attackCount < InputBatch.MOST_ATTACKS && before > 0 && draws.nextInt(3) != 0) {
            before = draws.nextInt(before);
            AttackClaim attack = batch.attacks[batch.attackCount++];
            attack.sequence = batch.newestSequence - before;
            attack.kind = draws.nextInt(2) == 0 ? AttackKind.MELEE : AttackKind.RANGED;
            if (draws.nextInt(4) == 0) {
                continue;
            }
            attack.target = 1 + draws.nextInt(Integer.MAX_VALUE - 1);
            attack.timeQ8 = Math.max(0, DrawnPlace.startQ8(tick) + draws.between(-8_000_000, 8_000_000));
            attack.mode = DrawMode.values()[draws.nextInt(4)];
            attack.tickB = (int) (attack.timeQ8 >> 8) + (int) draws.between(-256, 255);
            boolean two = attack.mode == DrawMode.BETWEEN || attack.mode == DrawMode.AHEAD_OF_TWO;
            attack.tickA = attack.tickB - (two ? 1 + draws.nextInt(256) : 0);
            attack.claimedX = (int) draws.between(-65_536, 65_535);
            attack.claimedY = (int) draws.between(0, 16_383);
            attack.claimedZ = (int) draws.between(-65_536, 65_535);
        }
    }

    private int plainLength(InputBatch batch) {
        int attacks = batch.attackCount;
        int aimed = batch.aimedIndex;
        batch.attackCount = 0;
        batch.aimedIndex = -1;
        int length = writer.write(batch, new byte[InputBatchFormat.MOST_BYTES], 0, InputBatchFormat.MOST_BYTES);
        batch.attackCount = attacks;
        batch.aimedIndex = aimed;
        return length;
    }

    private static void assertSame(AttackClaim expected, AttackClaim found) {
        assertEquals(expected.sequence, found.sequence);
        assertEquals(expected.kind, found.kind);
        assertEquals(expected.target, found.target);
        assertEquals(expected.timeQ8, found.timeQ8);
        assertEquals(expected.mode, found.mode);
        assertEquals(expected.tickA, found.tickA);
        assertEquals(expected.tickB, found.tickB);
        assertEquals(expected.claimedX, found.claimedX);
        assertEquals(expected.claimedY, found.claimedY);
        assertEquals(expected.claimedZ, found.claimedZ);
    }

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
    void whatIsWrittenIsRead(
            @ForAll long seed,
            @ForAll @IntRange(min = -32_767, max = 32_767) int behind,
            @ForAll @IntRange(min = 0, max = 1 << 30) int tick) {
        InputBatch batch = drawn(new Randomness(seed).stream("batch"));
        drawExtras(new Randomness(seed).stream("extras"), batch, tick);
        int length = writer.write(batch, buffer, 3, InputBatchFormat.MOST_BYTES);
        assertTrue(length <= InputBatchFormat.MOST_BYTES);
        InputBatch read = new InputBatch();
        InputBatchReader reader = new InputBatchReader();
        assertEquals(
                InputBatchStatus.ACCEPTED, reader.read(buffer, 3, length, batch.newestSequence - behind, tick, read));
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
        assertEquals(batch.aimedIndex, read.aimedIndex);
        assertEquals(batch.attackCount, read.attackCount);
        for (int i = 0; i < batch.attackCount; i++) {
            assertSame(batch.attacks[i], read.attacks[i]);
        }
        // Cut anywhere, or with a byte behind, it is refused; but where the inputs fill their last byte, a message
        // without more ends.
        int plainLength = plainLength(batch);
        for (int cut = 0; cut < length; cut++) {
            InputBatchStatus status = reader.read(buffer, 3, cut, 0, tick, read);
            boolean endsWithInputs = cut == plainLength && status == InputBatchStatus.ACCEPTED;
            assertTrue(
                    endsWithInputs && read.aimedIndex < 0 && read.attackCount == 0
                            || status == InputBatchStatus.TRUNCATED,
                    "cut to " + cut);
        }
        buffer[3 + length] = 0;
        assertEquals(InputBatchStatus.TRAILING, reader.read(buffer, 3, length + 1, 0, tick, read));
        assertEquals(length + 2, reader.accepted() + reader.refused());
        assertTrue(reader.accepted() <= 2);
    }

    @Property(tries = 1_000)
    void anyBytesAreAnswered(
            @ForAll @Size(max = 120) byte[] bytes,
            @ForAll int lastKnown,
            @ForAll @IntRange(min = 0, max = 1 << 30) int tick) {
        InputBatch read = new InputBatch();
        InputBatchReader reader = new InputBatchReader();
        InputBatchStatus status = reader.read(bytes, 0, bytes.length, lastKnown, tick, read);
        assertTrue(read.count >= 1 && read.count <= InputBatch.MOST_INPUTS);
        if (status == InputBatchStatus.ACCEPTED) {
            for (int i = 0; i < read.count; i++) {
                assertEquals(0, read.inputs[i] >>> 40);
            }
            assertTrue(read.attackCount <= InputBatch.MOST_ATTACKS);
            for (int i = 0; i < read.attackCount; i++) {
                AttackClaim attack = read.attacks[i];
                int earliest = i == 0 ? read.sequence(0) : read.attacks[i - 1].sequence + 1;
                assertTrue(attack.sequence - earliest >= 0 && read.newestSequence - attack.sequence >= 0);
                assertTrue(attack.timeQ8 >= 0);
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
    void aimAndAttacksCostWhatTheyTell() {
        InputBatch batch = new InputBatch();
        batch.count = 6;
        batch.newestSequence = 1_000;
        // Nothing is what comes after the inputs, and costs nothing.
        int plain = writer.write(batch, buffer, 0, buffer.length);
        assertEquals((InputBatchFormat.HEADER_BITS + 6 + 7) / 8, plain);
        batch.aimedIndex = 511;
        int aiming = writer.write(batch, buffer, 0, buffer.length);
        assertEquals((InputBatchFormat.HEADER_BITS + 6 + 12 + 7) / 8, aiming);
        batch.attackCount = 1;
        AttackClaim blow = batch.attacks[0];
        blow.sequence = 998;
        blow.target = 0x12_0034;
        blow.timeQ8 = DrawnPlace.startQ8(700) + 99;
        blow.mode = DrawMode.BETWEEN;
        blow.tickA = 699;
        blow.tickB = 702;
        blow.claimedX = 120;
        blow.claimedZ = -90;
        int striking = writer.write(batch, buffer, 0, buffer.length);
        assertEquals(12, striking - aiming);
        blow.target = 0;
        assertEquals(1, writer.write(batch, buffer, 0, buffer.length) - aiming);
    }

    @Test
    void ticksBeyondTheServersMemoryStayBeyondIt() {
        InputBatch batch = new InputBatch();
        batch.count = 1;
        batch.attackCount = 1;
        AttackClaim attack = batch.attacks[0];
        attack.target = 1;
        attack.mode = DrawMode.BETWEEN;
        attack.timeQ8 = DrawnPlace.startQ8(10_000);
        attack.tickB = 20_000;
        attack.tickA = 1;
        InputBatch read = new InputBatch();
        int length = writer.write(batch, buffer, 0, buffer.length);
        assertEquals(InputBatchStatus.ACCEPTED, new InputBatchReader().read(buffer, 0, length, 0, 10_000, read));
        assertEquals(10_255, read.attacks[0].tickB);
        assertEquals(9_999, read.attacks[0].tickA);
    }

    @Test
    void attacksAreWithInputsOfTheBatchAndInOrder() {
        InputBatch batch = new InputBatch();
        batch.count = 2;
        batch.newestSequence = 10;
        batch.attackCount = 1;
        batch.attacks[0].sequence = 8;
        assertThrows(IllegalArgumentException.class, () -> writer.write(batch, buffer, 0, buffer.length));
        batch.attacks[0].sequence = 11;
        assertThrows(IllegalArgumentException.class, () -> writer.write(batch, buffer, 0, buffer.length));
        batch.attackCount = 3;
        assertThrows(IllegalArgumentException.class, () -> writer.write(batch, buffer, 0, buffer.length));
        batch.attackCount = 2;
        batch.attacks[0].sequence = 10;
        batch.attacks[1].sequence = 10;
        assertThrows(IllegalArgumentException.class, () -> writer.write(batch, buffer, 0, buffer.length));
        batch.attackCount = 1;
        int length = writer.write(batch, buffer, 0, buffer.length);
        // The attack's age is one that an honest writer refuses: bits 4 to 6 from where the inputs end.
        int age = InputBatchFormat.HEADER_BITS + 2 + 4;
        buffer[age >> 3] |= (byte) (3 << (age & 7));
        assertEquals(
                InputBatchStatus.INCONSISTENT, new InputBatchReader().read(buffer, 0, length, 0, 0, new InputBatch()));
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
        batch.claimedX = 1 << 21;
        batch.claimedY = -1;
        batch.claimedZ = -(1 << 21);
        int length = writer.write(batch, buffer, 0, buffer.length);
        InputBatch read = new InputBatch();
        new InputBatchReader().read(buffer, 0, length, 0, 0, read);
        assertEquals(65_535, read.claimedX);
        assertEquals(0, read.claimedY);
        assertEquals(-65_536, read.claimedZ);
        Origin origin = new Origin(15_500, -15_500);
        InputBatchWriter far = new InputBatchWriter();
        far.tellTo(origin);
        InputBatchReader zone = new InputBatchReader();
        zone.moveTo(origin);
        int written = far.write(batch, buffer, 0, buffer.length);
        assertEquals(InputBatchStatus.ACCEPTED, zone.read(buffer, 0, written, 0, 0, read));
        assertEquals(65_535 + 15_500 * 64, read.claimedX, "cut where the zone's reach ends");
        assertEquals(-65_536 - 15_500 * 64, read.claimedZ);
        assertThrows(IllegalArgumentException.class, () -> writer.write(batch, buffer, 0, length - 1));
        batch.count = 9;
        assertThrows(IllegalArgumentException.class, () -> writer.write(batch, buffer, 0, buffer.length));
    }
}
