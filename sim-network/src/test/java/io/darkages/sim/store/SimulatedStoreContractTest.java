package io.darkages.sim.store;

import io.darkages.engine.port.RowCursor;
import io.darkages.sim.HostContext;
import io.darkages.sim.SimulationOptions;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;

/** The simulated store keeps the port's promises. */
class SimulatedStoreContractTest extends CombatHistoryContract {

    private final Queue<Action> actions = new ArrayDeque<>();
    private final StoreWorld world = new StoreWorld(SimulationOptions.of(1), StoreOptions.BATCH, 1 << 24, this::loop);
    private long nowNanos;

    private StoreWorld.Loop loop(HostContext context, StoreClient client) {
        return new StoreWorld.Loop() {
            @Override
            public void tick(long monotonicNanos, long wallMicros) {
                Optional.ofNullable(actions.poll()).ifPresent(action -> action.run(client, monotonicNanos));
            }

            @Override
            public long stateHash() {
                return 0;
            }
        };
    }

    @Override
    void onLoop(Action action) {
        actions.add(action);
        while (!actions.isEmpty()) {
            pass(StoreWorld.MILLI);
        }
    }

    @Override
    void pass(long nanos) {
        nowNanos += nanos;
        world.runMillis(nowNanos / StoreWorld.MILLI);
    }

    @Override
    SortedMap<Long, Long> stored(int table) {
        SortedMap<Long, Long> rows = new TreeMap<>();
        world.disk.scan(table, (RowCursor row) -> rows.put(row.keyLong(0), row.valueLong(0)));
        return rows;
    }

    @Override
    void away(boolean away) {
        world.cut(away);
    }

    @Override
    void refusing(boolean refusing) {
        world.disk.setFull(refusing);
    }

    @AfterEach
    void end() {
        world.close();
    }
}
