package io.darkages.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: nothing is thrown, and the table stays within its caps. */
class SnapshotDecoderHostilityTest {

    private final ReplicaTable replicas = new ReplicaTable();
    private final SnapshotDecoder decoder = new SnapshotDecoder(replicas);

    private void assertSound() {
        int live = 0;
        assertTrue(replicas.end() <= Viewer.MAX_VISIBLE);
        for (int index = 0; index < replicas.end(); index++) {
            assertTrue(replicas.stateCount(index) <= ReplicaTable.STATES);
            if (replicas.entity(index) != EntityTable.NO_ENTITY) {
                live++;
                for (int back = 0; back < replicas.stateCount(index); back++) {
                    replicas.placeAt(replicas.state(index, back));
                }
            } else {
                assertEquals(0, replicas.stateCount(index));
            }
        }
        assertEquals(live, replicas.liveCount());
        assertTrue(decoder.entityCount() <= 127);
    }

    @Property(tries = 2_000)
    void anyBytes(@ForAll @Size(max = 300) byte[] first, @ForAll @Size(max = 300) byte[] second) {
        decoder.decode(first, 0, first.length);
        decoder.decode(second, 0, second.length);
        assertSound();
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void damagedSnapshots(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("damage");
        SnapshotPair pair = new SnapshotPair(100);
        for (int i = 0; i < 100; i++) {
            int id = pair.create(
                    QuantisedState.place(i * 100, 0, -i, 1), QuantisedState.motion(i * 9, 0, -i * 5, i * 40, 0));
            pair.enter(id, i % 3, i % 60);
        }
        for (int i = 0; i < 40; i++) {
            pair.record();
            byte[] bytes = pair.encode(ReplicationPolicy.FULL, 1_200);
            pair.deliver(bytes);
            pair.acknowledge(pair.decoder.newestId(), pair.decoder.earlier());
            int flips = draws.nextInt(4);
            for (int flip = 0; flip < flips; flip++) {
                bytes[draws.nextInt(bytes.length)] ^= (byte) (1 << draws.nextInt(8));
            }
            int length = draws.nextInt(3) == 0 ? draws.nextInt(bytes.length + 1) : bytes.length;
            decoder.decode(bytes, 0, length);
            assertSound();
        }
    }

    @Test
    void whatEndsTooSoonIsMalformedAndNotAcknowledged() {
        SnapshotPair pair = new SnapshotPair(4);
        int id = pair.create(QuantisedState.place(5, 0, 5, 1), 0);
        pair.enter(id, 0, 59);
        pair.record();
        byte[] bytes = pair.encode(ReplicationPolicy.FULL, 300);
        for (int length = 0; length < bytes.length; length++) {
            assertEquals(SnapshotDecoder.Outcome.MALFORMED, decoder.decode(bytes, 0, length));
            assertTrue(!decoder.any());
        }
        assertEquals(SnapshotDecoder.Outcome.APPLIED, decoder.decode(bytes, 0, bytes.length));
        assertTrue(decoder.any());
    }

    @Test
    void aBaselineThatIsNotHereIsMalformed() {
        SnapshotPair pair = new SnapshotPair(4);
        pair.enter(pair.create(QuantisedState.place(5, 0, 5, 1), 0), 0, 59);
        for (int i = 0; i < 3; i++) {
            pair.record();
            pair.deliver(pair.encode(ReplicationPolicy.FULL, 300));
            pair.acknowledge(pair.decoder.newestId(), pair.decoder.earlier());
        }
        pair.record();
        byte[] residual = pair.encode(ReplicationPolicy.FULL, 300);
        assertEquals(SnapshotDecoder.Outcome.MALFORMED, decoder.decode(residual, 0, residual.length));
    }
}
