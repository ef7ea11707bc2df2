package io.darkages.scenarios.run;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.TimelineEvent;
import io.darkages.scenarios.format.BurstLossSpec;
import io.darkages.scenarios.format.FaultSpec;
import io.darkages.scenarios.format.FaultTarget;
import io.darkages.sim.Host;
import io.darkages.sim.HostOptions;
import io.darkages.sim.LinkFault;
import io.darkages.sim.LinkSelector;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Puts a scenario's faults on the simulator's schedule. All is known before the run; nothing is drawn. */
final class FaultSchedule {

    private static final int MILLION = 1_000_000;
    private static final double NANOS_PER_SECOND = 1e9;
    /** New addresses after a change lie in a network of their own: 10.200.0.0/13. */
    private static final int CHANGED_NETWORK = 10 << 24 | 200 << 16;

    private final Simulation simulation;
    private final Host zone;
    private final Optional<Host> store;
    private final Roll roll;
    private final List<Host> players;
    private final List<RunResult.Fault> faults = new ArrayList<>();
    private final List<TimelineEvent> timeline = new ArrayList<>();
    private int addressesChanged;

    FaultSchedule(Simulation simulation, Host zone, Optional<Host> store, Roll roll, List<Host> players) {
        this.simulation = simulation;
        this.zone = zone;
        this.store = store;
        this.roll = roll;
        this.players = players;
    }

    void add(FaultSpec fault) {
        List<Host> targets = targets(fault.target());
        OptionalLong lasting = fault instanceof FaultSpec.Lasting timed ? timed.forNanos() : OptionalLong.of(0);
        OptionalLong endNanos =
                lasting.isPresent() ? OptionalLong.of(fault.atNanos() + lasting.getAsLong()) : OptionalLong.empty();
        if (fault instanceof FaultSpec.LinkLoss loss) {
            strike(loss.atNanos(), endNanos, selector(targets, loss.direction()), spec -> lossy(spec, loss));
        } else if (fault instanceof FaultSpec.LinkLatency slow) {
            strike(slow.atNanos(), endNanos, selector(targets, slow.direction()), spec -> slower(spec, slow));
        } else if (fault instanceof FaultSpec.Partition cut) {
            strike(cut.atNanos(), endNanos, selector(targets, cut.direction()), spec -> spec.withCut(true));
        } else if (fault instanceof FaultSpec.Pause pause) {
            long pauseNanos = lasting.orElse(Simulation.NANOS_MAX / 2);
            each(pause.atNanos(), targets, host -> host.pause(pauseNanos));
        } else if (fault instanceof FaultSpec.SlowCpu slow) {
            each(slow.atNanos(), targets, host -> host.slowCpu(slower(host.options(), slow.speedPpm())));
            endNanos.ifPresent(end ->
                    each(end, targets, host -> host.slowCpu(host.options().cpuPercent())));
        } else if (fault instanceof FaultSpec.Crash crash) {
            each(crash.atNanos(), targets, Host::crash);
            endNanos.ifPresent(end -> each(end, targets, Host::restart));
        } else if (fault instanceof FaultSpec.ClockStep step) {
            each(step.atNanos(), targets, host -> host.stepWall(step.stepNanos() / 1_000));
        } else if (fault instanceof FaultSpec.AddressChange change) {
            for (Host host : targets) {
                long address =
                        NetworkAddress.of(CHANGED_NETWORK + addressesChanged++, NetworkAddress.port(host.address()));
                simulation.at(change.atNanos(), sim -> sim.network().changeAddress(host, address));
            }
        }
        report(fault, lasting, endNanos);
    }

    List<RunResult.Fault> faults() {
        return faults;
    }

    List<TimelineEvent> timeline() {
        return timeline;
    }

    private void report(FaultSpec fault, OptionalLong lasting, OptionalLong endNanos) {
        faults.add(new RunResult.Fault(
                fault.kind(),
                fault.target().toString(),
                fault.atNanos() / NANOS_PER_SECOND,
                lasting.isPresent()
                        ? OptionalDouble.of(lasting.getAsLong() / NANOS_PER_SECOND)
                        : OptionalDouble.empty(),
                ""));
        timeline.add(new TimelineEvent(
                fault.atNanos(), TimelineEvent.FAULT, fault.target().toString(), fault.kind()));
        if (endNanos.isPresent() && endNanos.getAsLong() > fault.atNanos()) {
            timeline.add(new TimelineEvent(
                    endNanos.getAsLong(),
                    TimelineEvent.FAULT_END,
                    fault.target().toString(),
                    fault.kind()));
        }
    }

    private void strike(long atNanos, OptionalLong endNanos, LinkSelector selector, UnaryOperator<LinkSpec> change) {
        simulation.at(atNanos, sim -> {
            LinkFault imposed = sim.network().impose(selector, change);
            if (endNanos.isPresent()) {
                sim.at(endNanos.getAsLong(), later -> later.network().lift(imposed));
            }
        });
    }

    private interface HostChange {
        void apply(Host host);
    }

    private void each(long atNanos, List<Host> hosts, HostChange change) {
        simulation.at(atNanos, sim -> hosts.forEach(change::apply));
    }

    private List<Host> targets(FaultTarget target) {
        if (target instanceof FaultTarget.Group group) {
            return roll.players().stream()
                    .filter(player -> player.group().name().equals(group.group()))
                    .map(player -> players.get((int) player.id() - 1))
                    .toList();
        }
        if (target instanceof FaultTarget.Player one) {
            return roll.players().stream()
                    .filter(player ->
                            player.group().name().equals(one.group()) && player.indexInGroup() == one.number() - 1)
                    .map(player -> players.get((int) player.id() - 1))
                    .toList();
        }
        return target instanceof FaultTarget.Store ? List.of(store.orElseThrow()) : List.of(zone);
    }

    /** Links between the targets and the zone, or all players', in a direction as players or the zone see it. */
    private LinkSelector selector(List<Host> targets, FaultSpec.Direction direction) {
        boolean zoneIsMeant = targets.contains(zone);
        // Looked up only; never iterated.
        Set<Integer> struck = targets.stream().map(Host::index).collect(Collectors.toSet());
        boolean up = direction != FaultSpec.Direction.DOWN;
        boolean down = direction != FaultSpec.Direction.UP;
        return (from, to) -> {
            Host other = from == zone ? to : from;
            boolean isStore = store.isPresent() && other == store.get();
            boolean upwards = isStore ? to == other : to == zone;
            return (zoneIsMeant && !isStore || struck.contains(other.index())) && (upwards ? up : down);
        };
    }

    /** Each fault by itself stays within what a link can do; of several at a time the sum is cut off there. */
    private static LinkSpec slower(LinkSpec spec, FaultSpec.LinkLatency slow) {
        return spec.withLatencyNanos(Math.min(spec.latencyNanos() + slow.latencyNanos(), LinkSpec.DELAY_NANOS_MAX))
                .withJitterNanos(Math.min(spec.jitterNanos() + slow.jitterNanos(), LinkSpec.DELAY_NANOS_MAX));
    }

    private static LinkSpec lossy(LinkSpec spec, FaultSpec.LinkLoss loss) {
        // Either of two independent losses: 1 - (1 - a)(1 - b).
        long kept = (long) (MILLION - spec.lossPpm()) * (MILLION - loss.lossPpm()) / MILLION;
        LinkSpec lossier = spec.withLossPpm((int) (MILLION - kept));
        return loss.burstLoss().isPresent()
                ? lossier.withBurst(burst(loss.burstLoss().get()))
                : lossier;
    }

    static LinkSpec.BurstLoss burst(BurstLossSpec spec) {
        return new LinkSpec.BurstLoss(spec.enterPpm(), spec.leavePpm(), spec.lossPpm());
    }

    private static int slower(HostOptions options, int speedPpm) {
        long percent = (long) options.cpuPercent() * MILLION / speedPpm;
        return (int) Math.max(1, Math.min(Host.CPU_PERCENT_MAX, percent));
    }
}
