package io.darkages.server.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.darkages.engine.protocol.wire.EntityState;
import io.darkages.engine.protocol.wire.Snapshot;
import io.darkages.engine.snapshot.QuantisedState;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FlatSnapshotTest {

    private static final long PLACE = QuantisedState.place(-6_400, 128, 12_345, QuantisedState.FLAG_GROUNDED);
    private static final long MOTION = QuantisedState.motion(1_500, -7, -1_501, 1_024, -16);

    private final FlatSnapshot flat = new FlatSnapshot();

    @Test
    void statesComeBackAsTheyWere() {
        flat.add(0xFFFF_F001, PLACE, MOTION, true);
        flat.add(2, PLACE, 0, false);
        Snapshot snapshot = Snapshot.getRootAsSnapshot(ByteBuffer.wrap(flat.finish(600, 594, 598)));
        assertEquals(600, snapshot.serverTick());
        assertEquals(594, snapshot.baselineTick());
        assertEquals(598, snapshot.lastProcessedInput());
        assertEquals(2, snapshot.entitiesLength());
        EntityState whole = snapshot.entities(0);
        assertEquals(0xFFFF_F001L, whole.id());
        assertEquals(15, whole.presentMask());
        assertEquals(-6_400, whole.position().x());
        assertEquals(128, whole.position().y());
        assertEquals(12_345, whole.position().z());
        assertEquals(1_500, whole.velocity().x());
        assertEquals(-7, whole.velocity().y());
        assertEquals(-1_501, whole.velocity().z());
        assertEquals(16_384, whole.heading().yaw());
        assertEquals(-4_096, whole.heading().pitch());
        assertEquals(QuantisedState.FLAG_GROUNDED, whole.flags());
        EntityState far = snapshot.entities(1);
        assertEquals(1, far.presentMask());
        assertEquals(12_345, far.position().z());
        assertNull(far.velocity());
        assertNull(far.heading());
        assertEquals(0, far.flags());
    }

    /** By the format: 4 in the vector; 4 to the vtable, position 12, velocity 6, heading 4, id 4, 2 bytes; padding. */
    @Test
    void eachFurtherStateCostsATableAndItsPlaceInTheVector() {
        assertEquals(38, (bytesOf(100) - bytesOf(0)) / 100.0, 3);
        assertEquals(bytesOf(0), FlatSnapshot.emptyBytes());
    }

    @Test
    void theReductionIsOfBytesForEachUpdate() {
        BenchFigure figure = new BenchFigure(
                BenchSection.PAYLOAD,
                "reduction",
                PayloadBench.reductionPercent(8, 40),
                BenchUnit.PERCENT,
                Optional.of(BenchTarget.atLeast(80)),
                "");
        assertEquals(80, figure.measured(), 1e-9);
        assertEquals(Optional.of(true), figure.reached());
    }

    private int bytesOf(int entities) {
        flat.clear();
        for (int i = 0; i < entities; i++) {
            flat.add(4_096 + i, PLACE, MOTION, true);
        }
        return flat.finish(1, 1, 1).length;
    }
}
