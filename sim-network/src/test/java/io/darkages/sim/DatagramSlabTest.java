package io.darkages.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DatagramSlabTest {

    private record Block(int offset, byte[] expected) {}

    @Test
    void everyLengthFitsItsBlockWithAtMostHalfOfItWasted() {
        for (int length = 1; length <= Simulation.DATAGRAM_BYTES_MAX; length++) {
            int block = DatagramSlab.blockBytes(DatagramSlab.sizeClass(length));
            assertTrue(block >= length, length + " in " + block);
            assertTrue(block <= Math.max(64, length * 3 / 2 + 1), length + " in " + block);
        }
        assertEquals(10, DatagramSlab.sizeClass(Simulation.DATAGRAM_BYTES_MAX));
    }

    @Property(tries = 50)
    void blocksNeverOverlap(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("slab");
        DatagramSlab slab = new DatagramSlab(1 << 20);
        List<Block> live = new ArrayList<>();
        byte[] source = new byte[2_048];
        for (int step = 0; step < 500; step++) {
            if (live.isEmpty() || random.nextInt(5) < 3 && live.size() < 60) {
                int length = 1 + random.nextInt(2_048);
                Arrays.fill(source, (byte) step);
                live.add(new Block(slab.store(source, 0, length), Arrays.copyOf(source, length)));
            } else {
                Block block = live.remove(random.nextInt(live.size()));
                byte[] actual =
                        Arrays.copyOfRange(slab.bytes(), block.offset(), block.offset() + block.expected().length);
                assertArrayEquals(block.expected(), actual);
                slab.free(block.offset(), block.expected().length);
            }
        }
    }

    @Test
    void freedBlocksAreUsedAgainAndTheCapHolds() {
        DatagramSlab slab = new DatagramSlab(4_096);
        byte[] source = new byte[2_048];
        for (int i = 0; i < 100; i++) {
            slab.free(slab.store(source, 0, 2_048), 2_048);
        }
        assertTrue(slab.bytes().length <= 4_096);
        slab.store(source, 0, 2_048);
        slab.store(source, 0, 2_048);
        IllegalStateException full = assertThrows(IllegalStateException.class, () -> slab.store(source, 0, 1));
        assertTrue(full.getMessage().contains("inFlightBytesMax 4096"), full.getMessage());
    }
}
