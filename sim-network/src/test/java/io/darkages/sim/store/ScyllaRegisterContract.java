package io.darkages.sim.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.RegisterOutcome;
import io.darkages.sim.HostContext;
import io.darkages.sim.LinkFault;
import io.darkages.sim.LinkSelector;
import io.darkages.sim.SimulationOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The register on the simulated store keeps the port's promises, with however many nodes. */
abstract class ScyllaRegisterContract extends RegisterContract {

    private final Queue<Action> actions = new ArrayDeque<>();
    final RegisterWorld world;
    private final List<LinkFault> faults = new ArrayList<>();
    private long nowNanos;

    ScyllaRegisterContract(int nodes) {
        world = new RegisterWorld(
                SimulationOptions.of(1),
                nodes,
                StoreOptions.PERIODIC,
                PaxosRules.SOUND,
                1,
                RegisterClientOptions.STANDARD.withOperationsMax(40),
                this::actor);
    }

    private RegisterWorld.Actor actor(int client, HostContext context, RegisterClient register) {
        return nanos -> Optional.ofNullable(actions.poll()).ifPresent(action -> action.run(register, nanos));
    }

    @Override
    void onLoop(Action action) {
        actions.add(action);
        while (!actions.isEmpty()) {
            pass(RegisterWorld.MILLI);
        }
    }

    @Override
    void pass(long nanos) {
        nowNanos += nanos;
        world.runNanos(nowNanos);
    }

    @Override
    boolean canBeAway() {
        return true;
    }

    @Override
    void away(boolean away) {
        if (away) {
            faults.add(world.simulation
                    .network()
                    .impose(LinkSelector.between("clients", "stores"), spec -> spec.withCut(true)));
        } else {
            world.simulation.network().lift(faults.remove(0));
        }
    }

    @AfterEach
    void end() {
        world.close();
    }

    /** All crash; all come back but one, where there are several. */
    @Test
    void whatWasAppliedOutlivesCrashes() {
        List<RegisterOutcome> outcomes = new ArrayList<>();
        onLoop((register, now) -> register.compareAndSet(
                now,
                1,
                5,
                0,
                new long[] {9, 0, 0, 0},
                (nanos, request, outcome, version, value) -> outcomes.add(outcome)));
        pass(RegisterWorld.SECOND);
        for (int node = 0; node < world.cluster.ring().nodes(); node++) {
            world.node(node).crash();
        }
        pass(RegisterWorld.SECOND);
        for (int node = 0; node < Math.max(1, world.cluster.ring().nodes() - 1); node++) {
            world.node(node).restart();
        }
        pass(3 * RegisterWorld.SECOND);
        List<Long> read = new ArrayList<>();
        onLoop((register, now) -> register.read(now, 2, 5, (nanos, request, outcome, version, value) -> {
            outcomes.add(outcome);
            read.add(version * 100 + value[0]);
        }));
        pass(RegisterWorld.SECOND);
        assertEquals(List.of(RegisterOutcome.APPLIED, RegisterOutcome.READ), outcomes);
        assertEquals(List.of(109L), read);
        assertTrue(world.cluster.count(StoreCounter.TRANSACTION_SYNCS) > 2);
    }
}
