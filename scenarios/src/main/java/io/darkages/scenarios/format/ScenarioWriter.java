package io.darkages.scenarios.format;

import static io.darkages.scenarios.format.YamlText.bandwidth;
import static io.darkages.scenarios.format.YamlText.bytes;
import static io.darkages.scenarios.format.YamlText.list;
import static io.darkages.scenarios.format.YamlText.metres;
import static io.darkages.scenarios.format.YamlText.name;
import static io.darkages.scenarios.format.YamlText.nanos;
import static io.darkages.scenarios.format.YamlText.point;
import static io.darkages.scenarios.format.YamlText.ppm;
import static io.darkages.scenarios.format.YamlText.rate;

import io.darkages.scenarios.expect.Expectation;
import io.darkages.scenarios.format.BehaviourSpec.Archer;
import io.darkages.scenarios.format.BehaviourSpec.Circle;
import io.darkages.scenarios.format.BehaviourSpec.Crowd;
import io.darkages.scenarios.format.BehaviourSpec.Flooder;
import io.darkages.scenarios.format.BehaviourSpec.Liar;
import io.darkages.scenarios.format.BehaviourSpec.Malformed;
import io.darkages.scenarios.format.BehaviourSpec.RandomWalk;
import io.darkages.scenarios.format.BehaviourSpec.RapidFire;
import io.darkages.scenarios.format.BehaviourSpec.Replayer;
import io.darkages.scenarios.format.BehaviourSpec.SpeedHacker;
import io.darkages.scenarios.format.BehaviourSpec.Sprint;
import io.darkages.scenarios.format.BehaviourSpec.Teleporter;
import io.darkages.scenarios.format.ObstacleSpec.Box;
import io.darkages.scenarios.format.ObstacleSpec.Cylinder;

/**
 * Writes a scenario as YAML: the plan as run, with every default spelled out. {@link ScenarioReader} makes
 * an equal scenario of it. Equal scenarios give equal bytes.
 */
public final class ScenarioWriter {

    private final YamlText yaml = new YamlText();

    private ScenarioWriter() {}

    /** The text of the file, with a line end. */
    public static String write(Scenario scenario) {
        ScenarioWriter writer = new ScenarioWriter();
        writer.scenario(scenario);
        return writer.yaml.toString();
    }

    private void scenario(Scenario s) {
        yaml.put("name", name(s.name()));
        yaml.put("description", YamlText.quoted(s.description()));
        yaml.put("seed", s.seed());
        yaml.put("duration", nanos(s.durationNanos()));
        yaml.nest("phases", () -> yaml.put("warmup", nanos(s.phases().warmupNanos()))
                .put("faults", nanos(s.phases().faultsNanos()))
                .put("heal", nanos(s.phases().healNanos())));
        yaml.nest("world", () -> world(s.world()));
        yaml.nest("zone", () -> zone(s.zone()));
        s.processes()
                .ifPresent(processes -> yaml.nest("processes", () -> {
                    yaml.put("spares", processes.spares());
                    yaml.nest("backplane", () -> path(processes.backplane()));
                }));
        if (!s.stores().equals(StoresSpec.NONE)) {
            yaml.nest("stores", () -> {
                s.stores().scylla().ifPresent(scylla -> yaml.nest("scylla", () -> scylla(scylla)));
                s.stores().redis().ifPresent(redis -> yaml.nest("redis", () -> redis(redis)));
            });
        }
        yaml.nest("links", () -> s.links().forEach(this::link));
        yaml.nest("groups", () -> s.groups().forEach(group -> yaml.items(() -> group(group))));
        if (!s.faults().isEmpty()) {
            yaml.nest("faults", () -> s.faults().forEach(fault -> yaml.items(() -> fault(fault))));
        }
        if (!s.expectations().isEmpty()) {
            yaml.nest(
                    "expectations",
                    () -> s.expectations().stream().map(Expectation::text).forEach(yaml::item));
        }
    }

    private void world(WorldSpec world) {
        GridSpec grid = world.grid();
        if (grid.isOne() && grid.names().isEmpty()) {
            yaml.put("side", metres(grid.zoneSideMillimetres()));
        } else {
            yaml.nest("grid", () -> grid(grid));
        }
        yaml.put("centre", point(world.centre()));
        yaml.put("capacity", world.capacity());
        yaml.put("cipher", world.cipher().title());
        world.combat().ifPresentOrElse(this::combat, () -> yaml.put("combat", "off"));
        if (!world.obstacles().isEmpty()) {
            yaml.nest("obstacles", () -> world.obstacles().forEach(o -> yaml.items(() -> obstacle(o))));
        }
        if (!world.teams().isEmpty()) {
            yaml.nest("teams", () -> world.teams().forEach(team -> yaml.item(name(team))));
        }
        yaml.nest("cpu", () -> {
            yaml.put("speed", ppm(world.cpu().speedPpm()));
            if (!world.cpu().costNanos().isEmpty()) {
                yaml.nest(
                        "costs",
                        () -> world.cpu().costNanos().forEach((item, cost) -> yaml.put(item.title(), nanos(cost))));
            }
        });
    }

    private void grid(GridSpec grid) {
        yaml.put("columns", grid.columns()).put("rows", grid.rows());
        yaml.put("zone-side", metres(grid.zoneSideMillimetres()));
        if (!grid.names().isEmpty()) {
            yaml.nest("names", () -> grid.names().forEach(zone -> yaml.item(name(zone))));
        }
    }

    private void combat(CombatSpec combat) {
        yaml.nest("combat", () -> yaml.put("friendly-fire", combat.friendlyFire() ? "on" : "off")
                .put("store", combat.logged() ? "on" : "off"));
    }

    private void scylla(ScyllaSpec scylla) {
        yaml.put("nodes", scylla.nodes()).put("replication", scylla.replication());
        yaml.put("latency", nanos(scylla.latencyNanos())).put("sync", nanos(scylla.syncNanos()));
    }

    private void redis(RedisSpec redis) {
        yaml.put("replicas", redis.replicas())
                .put("persistence", redis.persistence().title());
        yaml.put("latency", nanos(redis.latencyNanos())).put("poll", nanos(redis.pollNanos()));
        yaml.put("down-after", nanos(redis.downAfterNanos())).put("election", nanos(redis.electionNanos()));
    }

    private void obstacle(ObstacleSpec obstacle) {
        String at = list(obstacle.xMillimetres(), obstacle.yMillimetres(), obstacle.zMillimetres());
        if (obstacle instanceof Box box) {
            yaml.put("shape", "box").put("at", at);
            yaml.put("size", list(box.sizeXMillimetres(), box.sizeYMillimetres(), box.sizeZMillimetres()));
        } else if (obstacle instanceof Cylinder cylinder) {
            yaml.put("shape", "cylinder").put("at", at);
            yaml.put("radius", metres(cylinder.radiusMillimetres()));
            yaml.put("height", metres(cylinder.heightMillimetres()));
        }
    }

    private void zone(ZoneSpec zone) {
        yaml.put("snapshot-rate", rate(zone.snapshotRatePerSecond()));
        yaml.put("near-rate", rate(zone.nearRatePerSecond()));
        yaml.put("mid-rate", rate(zone.midRatePerSecond()));
        yaml.put("far-rate", rate(zone.farRatePerSecond()));
        yaml.put("near-radius", metres(zone.nearRadiusMillimetres()));
        yaml.put("mid-radius", metres(zone.midRadiusMillimetres()));
        yaml.put("far-radius", metres(zone.farRadiusMillimetres()));
        yaml.put("snapshot-entities", zone.snapshotEntities());
        yaml.put("byte-budget", bandwidth(zone.byteBudgetPerSecond()));
        yaml.put("quality-of-service", zone.qualityOfService() ? "on" : "off");
    }

    private void link(LinkSpec link) {
        yaml.nest(name(link.name()), () -> {
            if (link.up().equals(link.down())) {
                path(link.up());
            } else {
                yaml.nest("up", () -> path(link.up()));
                yaml.nest("down", () -> path(link.down()));
            }
        });
    }

    private void path(PathSpec path) {
        yaml.put("latency", nanos(path.latencyNanos()));
        yaml.put("jitter", nanos(path.jitterNanos()));
        yaml.put("loss", ppm(path.lossPpm()));
        path.burstLoss().ifPresentOrElse(this::burstLoss, () -> yaml.put("burst-loss", "none"));
        yaml.put("duplicate", ppm(path.duplicatePpm()));
        yaml.put("reorder", ppm(path.reorderPpm()));
        yaml.put("reorder-delay", nanos(path.reorderDelayNanos()));
        yaml.put("corrupt", ppm(path.corruptPpm()));
        yaml.put(
                "bandwidth",
                path.bandwidthBytesPerSecond().isPresent()
                        ? bandwidth(path.bandwidthBytesPerSecond().getAsLong())
                        : "unlimited");
        yaml.put("queue", bytes(path.queueBytes()));
        yaml.put("mtu", bytes(path.mtuBytes()));
    }

    private void burstLoss(BurstLossSpec burst) {
        yaml.nest("burst-loss", () -> yaml.put("enter", ppm(burst.enterPpm()))
                .put("leave", ppm(burst.leavePpm()))
                .put("loss", ppm(burst.lossPpm())));
    }

    private void group(GroupSpec group) {
        yaml.put("name", name(group.name()));
        yaml.put("count", group.count());
        yaml.nest("behaviour", () -> behaviour(group.behaviour()));
        yaml.nest("spawn", () -> spawn(group.spawn()));
        yaml.put("link", name(group.link()));
        group.team().ifPresent(team -> yaml.put("team", name(team)));
        yaml.nest("join", () -> yaml.put("at", nanos(group.joinAtNanos())).put("over", nanos(group.joinOverNanos())));
        yaml.put("clock-drift", ppm(group.clockDriftPpm()));
    }

    private void behaviour(BehaviourSpec behaviour) {
        yaml.put("kind", behaviour.kind());
        if (behaviour instanceof RandomWalk walk) {
            yaml.put("turn-every", nanos(walk.turnEveryNanos())).put("roam", metres(walk.roamMillimetres()));
        } else if (behaviour instanceof Circle circle) {
            yaml.put("radius", metres(circle.radiusMillimetres()));
        } else if (behaviour instanceof BehaviourSpec.Line line) {
            yaml.put("length", metres(line.lengthMillimetres()));
        } else if (behaviour instanceof Sprint sprint) {
            yaml.put("turn-every", nanos(sprint.turnEveryNanos())).put("roam", metres(sprint.roamMillimetres()));
            yaml.put("jump-every", nanos(sprint.jumpEveryNanos()));
        } else if (behaviour instanceof Crowd crowd) {
            yaml.put("centre", point(crowd.centre())).put("radius", metres(crowd.radiusMillimetres()));
            yaml.put("at", nanos(crowd.gatherAtNanos())).put("for", nanos(crowd.gatherForNanos()));
        } else if (behaviour instanceof BehaviourSpec.BorderHugger hugger) {
            yaml.put("within", metres(hugger.withinMillimetres())).put("along", metres(hugger.alongMillimetres()));
        } else if (behaviour instanceof BehaviourSpec.BorderZigZag zigZag) {
            yaml.put("turn-at", metres(zigZag.turnAtMillimetres())).put("back", metres(zigZag.backMillimetres()));
        } else if (behaviour instanceof BehaviourSpec.Caravan caravan) {
            yaml.nest("stops", () -> caravan.stops().forEach(stop -> yaml.item(point(stop))));
            yaml.put("halt", nanos(caravan.haltNanos())).put("spread", metres(caravan.spreadMillimetres()));
        } else if (behaviour instanceof BehaviourSpec.Raid raid) {
            yaml.put("radius", metres(raid.radiusMillimetres()));
            yaml.put("at", nanos(raid.atNanos())).put("for", nanos(raid.forNanos()));
            yaml.put("aim", raid.aim().title()).put("sight", metres(raid.sightMillimetres()));
        } else if (behaviour instanceof SpeedHacker hacker) {
            yaml.put("speed", ppm(hacker.speedPpm()));
        } else if (behaviour instanceof Teleporter teleporter) {
            yaml.put("every", nanos(teleporter.everyNanos())).put("distance", metres(teleporter.distanceMillimetres()));
        } else if (behaviour instanceof Flooder flooder) {
            yaml.put("rate", rate(flooder.packetsPerSecond()));
        } else if (behaviour instanceof Malformed malformed) {
            yaml.put("rate", rate(malformed.packetsPerSecond()));
        } else if (behaviour instanceof Replayer replayer) {
            yaml.put("rate", rate(replayer.packetsPerSecond())).put("age", nanos(replayer.ageNanos()));
        } else if (behaviour instanceof BehaviourSpec.Fighting fighting) {
            fighting(fighting);
        }
    }

    private void fighting(BehaviourSpec.Fighting behaviour) {
        if (behaviour instanceof Archer archer) {
            yaml.put("range", metres(archer.rangeMillimetres()));
        } else if (behaviour instanceof Liar liar) {
            yaml.put("by", nanos(liar.byNanos())).put("share", ppm(liar.sharePpm()));
            yaml.put("weapon", liar.weapon().title());
        } else if (behaviour instanceof RapidFire rapid) {
            yaml.put("rate", rate(rapid.attacksPerSecond()))
                    .put("weapon", rapid.weapon().title());
        }
        yaml.put("aim", behaviour.aim().title());
        yaml.put("sight", metres(behaviour.sightMillimetres())).put("roam", metres(behaviour.roamMillimetres()));
    }

    private void spawn(SpawnSpec spawn) {
        if (spawn instanceof SpawnSpec.Point at) {
            yaml.put("shape", "point").put("centre", point(at.centre()));
        } else if (spawn instanceof SpawnSpec.Disc disc) {
            yaml.put("shape", "disc")
                    .put("centre", point(disc.centre()))
                    .put("radius", metres(disc.radiusMillimetres()));
        } else if (spawn instanceof SpawnSpec.Square square) {
            yaml.put("shape", "square").put("centre", point(square.centre()));
            yaml.put("radius", metres(square.radiusMillimetres()));
        } else if (spawn instanceof SpawnSpec.Line line) {
            yaml.put("shape", "line").put("from", point(line.from())).put("to", point(line.to()));
        }
    }

    private void fault(FaultSpec fault) {
        yaml.put("at", nanos(fault.atNanos()));
        if (fault instanceof FaultSpec.Lasting lasting) {
            yaml.put(
                    "for",
                    lasting.forNanos().isPresent() ? nanos(lasting.forNanos().getAsLong()) : "ever");
        }
        yaml.put("kind", fault.kind()).put("target", fault.target().toString());
        if (fault instanceof FaultSpec.LinkLoss loss) {
            direction(loss.target(), loss.direction());
            yaml.put("loss", ppm(loss.lossPpm()));
            loss.burstLoss().ifPresent(this::burstLoss);
        } else if (fault instanceof FaultSpec.LinkLatency latency) {
            direction(latency.target(), latency.direction());
            yaml.put("latency", nanos(latency.latencyNanos())).put("jitter", nanos(latency.jitterNanos()));
        } else if (fault instanceof FaultSpec.Partition partition) {
            direction(partition.target(), partition.direction());
        } else if (fault instanceof FaultSpec.SlowCpu slow) {
            yaml.put("speed", ppm(slow.speedPpm()));
        } else if (fault instanceof FaultSpec.ClockStep step) {
            yaml.put("step", nanos(step.stepNanos()));
        }
    }

    /** A way has its direction in itself. */
    private void direction(FaultTarget target, FaultSpec.Direction direction) {
        if (!(target instanceof FaultTarget.Way)) {
            yaml.put("direction", direction.title());
        }
    }
}
