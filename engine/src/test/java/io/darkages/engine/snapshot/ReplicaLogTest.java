package io.darkages.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ReplicaLogTest {

    /** The log's first length, and ticks so far apart that nothing is needed for long. */
    private static final int FIRST_LOG = 256;

    /** A state that was overwritten must not come back, as zeros, when the log grows past its old place. */
    @Test
    void whatIsLostStaysLostWhenTheLogGrows() {
        ReplicaTable replicas = new ReplicaTable();
        replicas.adopt(0, 4_097);
        replicas.adopt(1, 4_098);
        replicas.add(0, 1, 11, 12, true);
        int tick = 1;
        for (int i = 0; i < FIRST_LOG + 50; i++) {
            tick += 100;
            replicas.add(1, tick, 21, 22, true);
        }
        assertEquals(0, replicas.stateCount(0));
        for (int i = 0; i < FIRST_LOG + 10; i++) {
            replicas.add(1, tick, 31, 32, true);
        }
        assertEquals(ReplicaTable.NONE, replicas.newest(0));
        assertEquals(0, replicas.stateCount(0));
        replicas.add(0, tick, 41, 42, true);
        assertEquals(1, replicas.stateCount(0));
        assertEquals(41, replicas.placeAt(replicas.newest(0)));
    }
}
