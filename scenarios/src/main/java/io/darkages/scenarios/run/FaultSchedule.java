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
import io.darkages.sim.LinkSpec;
import io.darkages.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Puts a scenario's faults on the simulator's schedule. All is known before the run; nothing is drawn. */
final class FaultSchedule {

    private static final int MILLION = 1_000_000;
    private static final double NANOS_PER_SECOND = 1e9;
    /** New addresses after a change lie in a network of their own: 10.200.0.0/13. */
    private static final int CHANGED_NETWORK = 10 << 24 | 200 << 16;

    private final Simulation simulation;
    private final Machines machines;
    private final Ways ways;
    private final Consumer<Host> drain;
    private final CrashLog crashes;
    private final ZoneNames names;
    private final List<Planned> faults = new ArrayList<>();
    private int addressesChanged;

    /** A fault, and whom it strikes as reports say it: known in full when it strikes. */
    private static final class Planned {
        private final FaultSpec spec;
        private final OptionalLong lastingNanos;
        private final OptionalLong endNanos;
        private String target;

        Planned(FaultSpec spec, OptionalLong lastingNanos, OptionalLong endNanos, String target) {
            this.spec = spec;
            this.lastingNanos = lastingNanos;
            this.endNanos = endNanos;
            this.target = target;
        }
    }

    /**
     * @param drain asks the program of a process to leave
     * @param crashes is told what loses its memory
     * @param names what reports call zones
     */
    FaultSchedule(Simulation simulation, Machines machines, Consumer<Host> drain, CrashLog crashes, ZoneNames names) {
        this.simulation = simulation;
        this.machines = machines;
        this.drain = drain;
        this.crashes = crashes;
        this.names = names;
        ways = new Ways(machines);
    }

    void add(FaultSpec fault) {
        OptionalLong lasting = fault instanceof FaultSpec.Lasting timed ? timed.forNanos() : OptionalLong.of(0);
        OptionalLong endNanos =
                lasting.isPresent() ? OptionalLong.of(fault.atNanos() + lasting.getAsLong()) : OptionalLong.empty();
        Planned planned = new Planned(fault, lasting, endNanos, names.target(fault.target(), part -> ""));
        faults.add(planned);
        if (fault instanceof FaultSpec.LinkLoss loss) {
            strike(planned, loss.direction(), spec -> lossy(spec, loss));
        } else if (fault instanceof FaultSpec.LinkLatency slow) {
            strike(planned, slow.direction(), spec -> slower(spec, slow));
        } else if (fault instanceof FaultSpec.Partition cut) {
            strike(planned, cut.direction(), spec -> spec.withCut(true));
        } else {
            Struck struck = new Struck(planned);
            struck.each(fault.atNanos(), begin(fault, lasting));
            endNanos.ifPresent(nanos -> end(fault).ifPresent(change -> struck.each(nanos, change)));
        }
    }

    /** What befalls each machine when the fault strikes. */
    private Consumer<Host> begin(FaultSpec fault, OptionalLong lasting) {
        if (fault instanceof FaultSpec.Pause) {
            long pauseNanos = lasting.orElse(Simulation.NANOS_MAX / 2);
            return host -> host.pause(pauseNanos);
        }
        if (fault instanceof FaultSpec.SlowCpu slow) {
            return host -> host.slowCpu(slower(host.options(), slow.speedPpm()));
        }
        if (fault instanceof FaultSpec.Crash) {
            return this::crash;
        }
        if (fault instanceof FaultSpec.ClockStep step) {
            return host -> host.stepWall(step.stepNanos() / 1_000);
        }
        if (fault instanceof FaultSpec.AddressChange) {
            // The addresses are settled with the plan.
            int first = addressesChanged;
            List<Host> changed = machines.of(fault.target());
            addressesChanged += changed.size();
            return host -> simulation
                    .network()
                    .changeAddress(
                            host,
                            NetworkAddress.of(
                                    CHANGED_NETWORK + first + changed.indexOf(host),
                                    NetworkAddress.port(host.address())));
        }
        if (fault instanceof FaultSpec.Drain) {
            return drain;
        }
        throw new IllegalStateException("a fault of kind " + fault.kind() + " has no effect");
    }

    /** What befalls each machine when the fault ends. */
    private Optional<Consumer<Host>> end(FaultSpec fault) {
        if (fault instanceof FaultSpec.SlowCpu) {
            return Optional.of(host -> host.slowCpu(host.options().cpuPercent()));
        }
        if (fault instanceof FaultSpec.Crash) {
            return Optional.of(Host::restart);
        }
        if (fault instanceof FaultSpec.Drain) {
            return Optional.of(host -> {
                crash(host);
                host.restart();
            });
        }
        return Optional.empty();
    }

    private void crash(Host host) {
        crashes.crashed(host.index(), simulation.nowNanos());
        host.crash();
    }

    /** As they are planned, and as they struck, those that have. */
    List<RunResult.Fault> faults() {
        return faults.stream()
                .map(fault -> new RunResult.Fault(
                        fault.spec.kind(),
                        fault.target,
                        fault.spec.atNanos() / NANOS_PER_SECOND,
                        fault.lastingNanos.isPresent()
                                ? OptionalDouble.of(fault.lastingNanos.getAsLong() / NANOS_PER_SECOND)
                                : OptionalDouble.empty(),
                        ""))
                .toList();
    }

    List<TimelineEvent> timeline() {
        List<TimelineEvent> timeline = new ArrayList<>();
        for (Planned fault : faults) {
            long atNanos = fault.spec.atNanos();
            timeline.add(new TimelineEvent(atNanos, TimelineEvent.FAULT, fault.target, fault.spec.kind()));
            if (fault.endNanos.isPresent() && fault.endNanos.getAsLong() > atNanos) {
                timeline.add(new TimelineEvent(
                        fault.endNanos.getAsLong(), TimelineEvent.FAULT_END, fault.target, fault.spec.kind()));
            }
        }
        return timeline;
    }

    /** Says which processes a fault strikes now, where that depends on when it does. */
    private void settle(Planned fault) {
        fault.target = names.target(fault.spec.target(), this::processes);
    }

    private String processes(FaultTarget target) {
        boolean isSettledNow = target instanceof FaultTarget.ZoneAt
                || target == FaultTarget.Known.ZONES
                || target == FaultTarget.Known.SPARE;
        if (!isSettledNow) {
            return "";
        }
        List<Integer> numbers = machines.of(target).stream()
                .map(host -> machines.processes().indexOf(host) + 1)
                .toList();
        String text = numbers.stream().map(Object::toString).collect(Collectors.joining(", "));
        return numbers.isEmpty() ? "nobody" : (numbers.size() == 1 ? "process " : "processes ") + text;
    }

    private void strike(Planned fault, FaultSpec.Direction direction, UnaryOperator<LinkSpec> change) {
        simulation.at(fault.spec.atNanos(), sim -> {
            LinkFault imposed = sim.network().impose(ways.of(fault.spec.target(), direction), change);
            settle(fault);
            if (fault.endNanos.isPresent()) {
                sim.at(fault.endNanos.getAsLong(), later -> later.network().lift(imposed));
            }
        });
    }

    /** The machines of one fault: settled when it strikes, the same when it ends. */
    private final class Struck {

        private final Planned fault;
        private Optional<List<Host>> hosts = Optional.empty();

        Struck(Planned fault) {
            this.fault = fault;
        }

        void each(long atNanos, Consumer<Host> change) {
            simulation.at(atNanos, sim -> {
                if (hosts.isEmpty()) {
                    hosts = Optional.of(machines.of(fault.spec.target()));
                    settle(fault);
                }
                hosts.get().forEach(change);
            });
        }
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
