package io.darkages.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.movement.MotionState;
import io.darkages.engine.space.Origin;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Snapshots of a zone that shows a player what it sees there and does not act for it yet. */
class LookingInTest {

    private final SnapshotPair pair = new SnapshotPair(8);
    private final SnapshotEncoder encoder = new SnapshotEncoder(pair.history);
    private final byte[] buffer = new byte[1_200];
    private final MotionState self = new MotionState();

    private byte[] next(boolean acts) {
        pair.record();
        int length = acts
                ? encoder.encode(pair.viewer, ReplicationPolicy.FULL, pair.tick, 70_001, self, buffer, 0, 1_000)
                : encoder.encodeView(pair.viewer, ReplicationPolicy.FULL, pair.tick, buffer, 0, 1_000);
        return Arrays.copyOf(buffer, length);
    }

    private void applied(byte[] snapshot) {
        assertEquals(SnapshotDecoder.Outcome.APPLIED, pair.decoder.decode(snapshot, 0, snapshot.length));
        assertEquals(encoder.digest(), pair.decoder.digest());
        pair.acknowledge(pair.decoder.newestId(), pair.decoder.earlier());
    }

    @Test
    void baselinesGoOnFromLookingInToActing() {
        int id = pair.create(QuantisedState.place(640, 0, -640, 1), QuantisedState.motion(240, 0, 0, 0, 0));
        int index = pair.enter(id, ReplicationPolicy.NEAR, 59);
        self.place(Origin.REACH_METRES << 16, 77, -(Origin.REACH_METRES << 16));
        self.vx = 5;
        assertFalse(pair.decoder.hasSelf());
        int whole = 0;
        for (int i = 0; i < 30; i++) {
            byte[] snapshot = next(false);
            applied(snapshot);
            assertFalse(pair.decoder.hasSelf());
            assertEquals(0, pair.decoder.lastProcessedInput());
            whole = i == 0 ? snapshot.length : whole;
        }
        assertEquals(1, pair.replicas.liveCount());
        assertEquals(pair.tick, pair.knownTick(index), 3);
        applied(next(true));
        assertTrue(pair.decoder.hasSelf());
        assertEquals(70_001 & 0xFFFF, pair.decoder.lastProcessedInput());
        assertEquals(self.digest(), pair.decoder.self().digest());
        // The zone gives it up again: the last state stays readable, and counts no more.
        applied(next(false));
        assertFalse(pair.decoder.hasSelf());
        pair.decoder.reset();
        assertFalse(pair.decoder.hasSelf());
    }

    @Test
    void anOwnStateCostsMoreThanNone() {
        self.place(1, 2, 3);
        int with = next(true).length;
        int without = next(false).length;
        // [z 28][y 25][grounded, walks, falls 3] less: 7 bytes.
        assertEquals(7, with - without);
    }

    @Test
    void aSnapshotThatEndsInTheMarkIsMalformed() {
        byte[] snapshot = next(false);
        for (int length = 0; length < snapshot.length; length++) {
            SnapshotDecoder decoder = new SnapshotDecoder(new ReplicaTable());
            assertEquals(SnapshotDecoder.Outcome.MALFORMED, decoder.decode(snapshot, 0, length));
        }
    }
}
