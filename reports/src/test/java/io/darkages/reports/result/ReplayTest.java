package io.darkages.reports.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final long TICK = 16_666_667;

    @Property(tries = 100)
    void readsWhatItWrote(@ForAll @Size(max = 8) List<@Size(max = 8) List<@IntRange(max = 30) Integer>> samples)
            throws ResultFormatException {
        ReplayWriter writer = new ReplayWriter(TICK);
        List<String> written = new ArrayList<>();
        for (int sample = 0; sample < samples.size(); sample++) {
            int[] ids = samples.get(sample).stream().mapToInt(i -> i).sorted().distinct().toArray();
            writer.beginSample(sample * 6L, ids.length);
            StringBuilder text = new StringBuilder("tick " + sample * 6);
            for (int id : ids) {
                int x = id * 1_000_003 * (sample - 3);
                int z = Integer.MIN_VALUE + id;
                writer.entity(id, x, z);
                text.append(" ").append(id).append(":").append(x).append(":").append(z);
            }
            written.add(text.toString());
        }
        assertEquals(written, read(writer.bytes()));
    }

    @Test
    void headerSaysWhatTheViewerNeeds() throws ResultFormatException {
        ReplayWriter writer = new ReplayWriter(TICK);
        writer.beginSample(0, 0);
        ReplayReader reader = new ReplayReader(writer.bytes(), "replay");
        assertEquals(TICK, reader.tickIntervalNanos());
        assertEquals(64, reader.unitsPerMetre());
        assertEquals(1, reader.samples());
    }

    @Test
    void walkingCostsFourBytesForEachEntity() {
        ReplayWriter writer = new ReplayWriter(TICK);
        for (int sample = 0; sample < 100; sample++) {
            writer.beginSample(sample * 6L, 50);
            for (int id = 1; id <= 50; id++) {
                writer.entity(id, id * 640 + sample * 38, sample * 20);
            }
        }
        assertTrue(writer.bytes().length < 100 * 50 * 4.1, "bytes " + writer.bytes().length);
    }

    @Test
    void everyCutIsRefused() {
        ReplayWriter writer = new ReplayWriter(TICK);
        writer.beginSample(3, 2);
        writer.entity(1, 100, -100);
        writer.entity(2, 5_000_000, 0);
        byte[] whole = writer.bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(ResultFormatException.class, () -> read(cut), "cut to " + length);
        }
        byte[] huge = Arrays.copyOf(whole, whole.length);
        huge[ReplayWriter.HEADER_BYTES + 1] = 0x7F;
        assertThrows(ResultFormatException.class, () -> read(huge));
    }

    @Test
    void writerRefusesDisorder() {
        ReplayWriter writer = new ReplayWriter(TICK);
        writer.beginSample(5, 2);
        writer.entity(4, 0, 0);
        assertThrows(IllegalArgumentException.class, () -> writer.entity(4, 0, 0));
        assertThrows(IllegalStateException.class, () -> writer.beginSample(6, 0));
        writer.entity(9, 0, 0);
        assertThrows(IllegalStateException.class, () -> writer.entity(10, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> writer.beginSample(5, 0));
    }

    private static List<String> read(byte[] bytes) throws ResultFormatException {
        ReplayReader reader = new ReplayReader(bytes, "replay");
        List<String> samples = new ArrayList<>();
        while (reader.next()) {
            StringBuilder text = new StringBuilder("tick " + reader.tick());
            for (int i = 0; i < reader.entities(); i++) {
                text.append(" ").append(reader.id(i)).append(":").append(reader.x(i)).append(":").append(reader.z(i));
            }
            samples.add(text.toString());
        }
        assertFalse(reader.next());
        return samples;
    }
}
