package io.darkages.scenarios.run;

import io.darkages.scenarios.format.BehaviourSpec;
import io.darkages.scenarios.format.FaultSpec;
import io.darkages.scenarios.format.GroupSpec;
import io.darkages.scenarios.format.PhasesSpec;
import io.darkages.scenarios.format.Scenario;
import java.util.List;
import java.util.OptionalLong;

/** A scenario with its whole schedule pressed together: the same world, players and faults in a part of the time. */
final class Shortened {

    private final long divisor;

    private Shortened(long divisor) {
        this.divisor = divisor;
    }

    /** Every time of the schedule divided by that number. Without expectations: those are for the whole length. */
    static Scenario by(long divisor, Scenario scenario) {
        Shortened shortened = new Shortened(divisor);
        PhasesSpec phases = scenario.phases();
        return new Scenario(
                scenario.name(),
                scenario.description(),
                scenario.seed(),
                new PhasesSpec(
                        phases.warmupNanos() / divisor, phases.faultsNanos() / divisor, phases.healNanos() / divisor),
                scenario.world(),
                scenario.zone(),
                scenario.processes(),
                scenario.stores(),
                scenario.links(),
                scenario.groups().stream().map(shortened::group).toList(),
                scenario.faults().stream().map(shortened::fault).toList(),
                List.of());
    }

    private GroupSpec group(GroupSpec group) {
        return new GroupSpec(
                group.name(),
                group.count(),
                behaviour(group.behaviour()),
                group.spawn(),
                group.link(),
                group.team(),
                group.joinAtNanos() / divisor,
                group.joinOverNanos() / divisor,
                group.clockDriftPpm());
    }

    private BehaviourSpec behaviour(BehaviourSpec behaviour) {
        if (behaviour instanceof BehaviourSpec.Raid raid) {
            return new BehaviourSpec.Raid(
                    raid.radiusMillimetres(),
                    raid.atNanos() / divisor,
                    raid.forNanos() / divisor,
                    raid.aim(),
                    raid.sightMillimetres());
        }
        return behaviour instanceof BehaviourSpec.Crowd crowd
                ? new BehaviourSpec.Crowd(
                        crowd.centre(),
                        crowd.radiusMillimetres(),
                        crowd.gatherAtNanos() / divisor,
                        crowd.gatherForNanos() / divisor)
                : behaviour;
    }

    private FaultSpec fault(FaultSpec fault) {
        long at = fault.atNanos() / divisor;
        OptionalLong length =
                fault instanceof FaultSpec.Lasting lasting && lasting.forNanos().isPresent()
                        ? OptionalLong.of(lasting.forNanos().getAsLong() / divisor)
                        : OptionalLong.empty();
        if (fault instanceof FaultSpec.LinkLoss f) {
            return new FaultSpec.LinkLoss(at, length, f.target(), f.direction(), f.lossPpm(), f.burstLoss());
        } else if (fault instanceof FaultSpec.LinkLatency f) {
            return new FaultSpec.LinkLatency(at, length, f.target(), f.direction(), f.latencyNanos(), f.jitterNanos());
        } else if (fault instanceof FaultSpec.Partition f) {
            return new FaultSpec.Partition(at, length, f.target(), f.direction());
        } else if (fault instanceof FaultSpec.Pause f) {
            return new FaultSpec.Pause(at, length, f.target());
        } else if (fault instanceof FaultSpec.SlowCpu f) {
            return new FaultSpec.SlowCpu(at, length, f.target(), f.speedPpm());
        } else if (fault instanceof FaultSpec.Crash f) {
            return new FaultSpec.Crash(at, length, f.target());
        } else if (fault instanceof FaultSpec.ClockStep f) {
            return new FaultSpec.ClockStep(at, f.target(), f.stepNanos());
        } else if (fault instanceof FaultSpec.AddressChange f) {
            return new FaultSpec.AddressChange(at, f.target());
        } else if (fault instanceof FaultSpec.Drain f) {
            return new FaultSpec.Drain(at, length, f.target());
        }
        throw new IllegalArgumentException("unknown fault " + fault);
    }
}
