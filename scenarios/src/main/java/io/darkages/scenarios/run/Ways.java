package io.darkages.scenarios.run;

import io.darkages.scenarios.format.FaultSpec.Direction;
import io.darkages.scenarios.format.FaultTarget;
import io.darkages.scenarios.format.FaultTarget.Known;
import io.darkages.sim.Host;
import io.darkages.sim.LinkSelector;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which links a fault strikes, by its target and its direction. */
final class Ways {

    private final Machines machines;

    Ways(Machines machines) {
        this.machines = machines;
    }

    /** The links that the target stands for as things are now. */
    LinkSelector of(FaultTarget target, Direction direction) {
        if (target instanceof FaultTarget.Way way) {
            Predicate<Host> from = among(machines.of(way.from()));
            Predicate<Host> to = way.to() == Known.ALL ? from.negate() : among(machines.of(way.to()));
            return way.isBoth() ? LinkSelector.across(from, to) : (a, b) -> from.test(a) && to.test(b);
        }
        List<Host> hosts = machines.of(target);
        Predicate<Host> struck = among(hosts);
        if (target == Known.STORE) {
            return directed(machines::isProcess, struck, direction);
        }
        if (target == Known.PLAYERS || target instanceof FaultTarget.Group || target instanceof FaultTarget.Player) {
            return directed(struck, struck.negate(), direction);
        }
        boolean isServer = hosts.stream().allMatch(machines::isProcess);
        return directed(isServer ? machines::isPlayer : struck.negate(), struck, direction);
    }

    /** Looked up only; never iterated. */
    private static Predicate<Host> among(List<Host> hosts) {
        Set<Integer> indices = hosts.stream().map(Host::index).collect(Collectors.toSet());
        return host -> indices.contains(host.index());
    }

    /** Up is from the lower to the upper. */
    private static LinkSelector directed(Predicate<Host> lower, Predicate<Host> upper, Direction direction) {
        boolean up = direction != Direction.DOWN;
        boolean down = direction != Direction.UP;
        return (from, to) -> up && lower.test(from) && upper.test(to) || down && upper.test(from) && lower.test(to);
    }
}
