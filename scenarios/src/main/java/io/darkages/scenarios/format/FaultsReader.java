package io.darkages.scenarios.format;

import io.darkages.scenarios.expect.RunPhase;
import io.darkages.scenarios.format.FaultSpec.Direction;
import io.darkages.scenarios.format.YamlNode.Scalar;
import io.darkages.scenarios.quantity.Dimension;
import io.darkages.scenarios.quantity.Quantity;
import java.util.List;
import java.util.OptionalLong;

/** Reads the section {@code faults}: a list of faults, each within the phase of faults. */
final class FaultsReader {

    private static final Choices KINDS = Choices.none()
            .with("link-loss", "at", "for", "target", "direction", "loss", "burst-loss")
            .with("link-latency", "at", "for", "target", "direction", "latency", "jitter")
            .with("partition", "at", "for", "target", "direction")
            .with("pause", "at", "for", "target")
            .with("slow-cpu", "at", "for", "target", "speed")
            .with("crash", "at", "for", "target")
            .with("clock-step", "at", "target", "step")
            .with("address-change", "at", "target")
            .with("drain", "at", "for", "target");

    /** Kinds that strike ways. */
    private static final List<String> WAYS = List.of("link-loss", "link-latency", "partition");

    private static final String EVER = "ever";
    private static final long MAX_STEP_NANOS = 3_600_000_000_000L;

    private final Values values;
    private final PhasesSpec phases;
    private final TargetsReader targets;
    private final List<LinkSpec> links;
    private final List<GroupSpec> groups;

    FaultsReader(
            Values values, PhasesSpec phases, TargetsReader targets, List<LinkSpec> links, List<GroupSpec> groups) {
        this.values = values;
        this.phases = phases;
        this.targets = targets;
        this.links = links;
        this.groups = groups;
    }

    FaultSpec fault(YamlNode node) {
        Fields.Chosen chosen = Fields.choose(values, node, "a fault", "kind", KINDS);
        Fields fields = chosen.fields();
        long at = at(fields);
        YamlNode targetNode = fields.need("target", "zone, store, group and a name, or player and a name/number");
        FaultTarget target = WAYS.contains(chosen.choice()) ? targets.any(targetNode) : targets.machines(targetNode);
        Direction direction =
                fields.find("direction").map(word -> direction(word, target)).orElse(Direction.BOTH);
        switch (chosen.choice()) {
            case "clock-step":
                return new FaultSpec.ClockStep(at, target, step(fields));
            case "address-change":
                if (!target.isPlayers()) {
                    throw values.bad(
                            targetNode, "the address of " + target + " doesn't change", "name a group or a player");
                }
                return new FaultSpec.AddressChange(at, target);
            default:
                break;
        }
        OptionalLong lasting = lasting(fields, at);
        return switch (chosen.choice()) {
            case "link-loss" -> linkLoss(fields, at, lasting, target, direction);
            case "link-latency" -> linkLatency(fields, at, lasting, target, direction);
            case "partition" -> new FaultSpec.Partition(at, lasting, target, direction);
            case "pause" -> new FaultSpec.Pause(at, lasting, target);
            case "crash" -> new FaultSpec.Crash(at, lasting, target);
            case "drain" -> {
                requireDrainable(targetNode, target);
                yield new FaultSpec.Drain(at, lasting, target);
            }
            case "slow-cpu" -> {
                if (target.isPlayers()) {
                    throw values.bad(
                            targetNode, "players' processors are not modelled", "write target: zone, or target: store");
                }
                yield new FaultSpec.SlowCpu(
                        at,
                        lasting,
                        target,
                        values.ppm(
                                fields.need("speed", "50%"), "speed", WorldReader.MIN_CPU_SPEED_PPM, Limits.MILLION));
            }
            default -> throw new IllegalStateException("fault " + chosen.choice() + " has no reader");
        };
    }

    private FaultSpec linkLoss(Fields fields, long at, OptionalLong lasting, FaultTarget target, Direction direction) {
        if (fields.find("loss").isEmpty() && fields.find("burst-loss").isEmpty()) {
            throw values.bad(fields.node(), "a fault of kind link-loss loses nothing", "add loss: 20% or burst-loss");
        }
        return new FaultSpec.LinkLoss(
                at,
                lasting,
                target,
                direction,
                fields.ppm("loss", 0, 0, Limits.MILLION),
                fields.find("burst-loss").flatMap(new LinksReader(values)::burstLoss));
    }

    private FaultSpec linkLatency(
            Fields fields, long at, OptionalLong lasting, FaultTarget target, Direction direction) {
        YamlNode node = fields.need("latency", "100ms");
        long latency = values.nanos(node, "latency", 0, Limits.DELAY_NANOS);
        long jitter = fields.nanos("jitter", 0, 0, Limits.DELAY_NANOS);
        long longest = targets.longestBetweenMachines(target);
        if (longest > 0) {
            String owner = target instanceof FaultTarget.Way ? "the way" : "the " + target;
            requireShort(node, owner, longest + latency + jitter);
        }
        for (LinkSpec link : struck(target)) {
            for (PathSpec path : paths(link, direction)) {
                requireShort(node, "link " + link.name(), latency + jitter + path.latencyNanos() + path.jitterNanos());
            }
        }
        return new FaultSpec.LinkLatency(at, lasting, target, direction, latency, jitter);
    }

    private void requireShort(YamlNode node, String owner, long wholeNanos) {
        if (wholeNanos > Limits.DELAY_NANOS) {
            throw values.bad(
                    node,
                    "with " + owner + "'s own, latency and jitter come to " + duration(wholeNanos),
                    "they may come to " + duration(Limits.DELAY_NANOS));
        }
    }

    private Direction direction(YamlNode node, FaultTarget target) {
        if (target instanceof FaultTarget.Way) {
            throw values.bad(
                    node, "the target names the way already", "leave direction out; to is one way, with is both");
        }
        return values.word(node, "direction", Direction.values());
    }

    private void requireDrainable(YamlNode node, FaultTarget target) {
        if (!target.isProcess()) {
            throw values.bad(node, target + " can't be drained", "name a zone or a process");
        }
        if (!targets.hasProcesses()) {
            throw values.bad(node, "a zone that is alone has nobody to hand its players to", "add processes");
        }
    }

    /** The links of the players that a target stands for. */
    private List<LinkSpec> struck(FaultTarget target) {
        return links.stream()
                .filter(link ->
                        groups.stream().anyMatch(group -> group.link().equals(link.name()) && isStruck(group, target)))
                .toList();
    }

    private boolean isStruck(GroupSpec group, FaultTarget target) {
        if (target instanceof FaultTarget.Way way) {
            return way.to() == FaultTarget.Known.ALL || isStruckEnd(group, way.from()) || isStruckEnd(group, way.to());
        }
        return isStruckEnd(group, target);
    }

    private boolean isStruckEnd(GroupSpec group, FaultTarget target) {
        if (target instanceof FaultTarget.Group struck) {
            return struck.group().equals(group.name());
        }
        if (target instanceof FaultTarget.Player player) {
            return player.group().equals(group.name());
        }
        return target == FaultTarget.Known.PLAYERS || target.isProcess();
    }

    private static List<PathSpec> paths(LinkSpec link, Direction direction) {
        return switch (direction) {
            case BOTH -> List.of(link.up(), link.down());
            case UP -> List.of(link.up());
            case DOWN -> List.of(link.down());
        };
    }

    private long at(Fields fields) {
        YamlNode node = fields.need("at", "10s");
        long at = values.nanos(node, "at", 0, Limits.DURATION_NANOS);
        long from = phases.startNanos(RunPhase.FAULTS);
        long to = phases.endNanos(RunPhase.FAULTS);
        if (at < from || at >= to) {
            throw values.bad(
                    node,
                    "the fault strikes at " + duration(at) + ", outside the phase of faults",
                    from == to
                            ? "give phases: a length of faults above 0s"
                            : "choose a time from " + duration(from) + " to before " + duration(to));
        }
        return at;
    }

    private OptionalLong lasting(Fields fields, long at) {
        YamlNode node = fields.need("for", "5s, or for: ever");
        if (node instanceof Scalar scalar && scalar.text().equals(EVER)) {
            return OptionalLong.empty();
        }
        long length = values.nanos(node, "for", 1, Limits.DURATION_NANOS);
        long most = phases.endNanos(RunPhase.FAULTS) - at;
        if (length > most) {
            throw values.bad(
                    node,
                    "the fault lasts beyond the phase of faults, which ends at "
                            + duration(phases.endNanos(RunPhase.FAULTS)),
                    "make it " + duration(most) + " or less, or write for: ever");
        }
        return OptionalLong.of(length);
    }

    private long step(Fields fields) {
        YamlNode node = fields.need("step", "-2s");
        long step = values.nanos(node, "step", -MAX_STEP_NANOS, MAX_STEP_NANOS);
        if (step == 0) {
            throw values.bad(node, "the clock steps by nothing", "write a duration such as 2s or -2s");
        }
        return step;
    }

    private static Quantity duration(long nanos) {
        return Quantity.of(Dimension.DURATION, nanos);
    }
}
