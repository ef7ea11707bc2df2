package io.darkages.scenarios.format;

import io.darkages.scenarios.expect.RunPhase;
import io.darkages.scenarios.quantity.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the section {@code groups}: a list of groups of players. */
final class GroupsReader {

    private static final List<String> KEYS =
            List.of("name", "count", "behaviour", "spawn", "link", "team", "join", "clock-drift");
    private static final Choices SPAWNS = Choices.none()
            .with("point", "centre")
            .with("disc", "centre", "radius")
            .with("square", "centre", "radius")
            .with("line", "from", "to");
    private static final List<String> RESERVED = Stream.concat(
                    Stream.of(Scenario.HONEST, Scenario.HOSTILE, "group", "phase"),
                    Stream.of(RunPhase.values()).map(RunPhase::title))
            .toList();

    private final Values values;

    GroupsReader(Values values) {
        this.values = values;
    }

    /** The number of players, which the capacity of the world depends on, before all else is known. */
    int players(List<YamlNode> groups) {
        long players = 0;
        for (YamlNode node : groups) {
            Fields fields = Fields.of(values, node, "a group", KEYS);
            YamlNode count = fields.need("count", "10");
            players += values.count(count, "count", 1, Limits.PLAYERS);
            if (players > Limits.PLAYERS) {
                throw values.bad(count, "there are " + players + " players or more", "there may be " + Limits.PLAYERS);
            }
        }
        return (int) players;
    }

    List<GroupSpec> groups(List<YamlNode> nodes, WorldSpec world, List<LinkSpec> links, long durationNanos) {
        List<GroupSpec> groups = new ArrayList<>();
        for (YamlNode node : nodes) {
            Fields fields = Fields.of(values, node, "a group", KEYS);
            YamlNode nameNode = fields.need("name", "walkers");
            String name = values.name(nameNode, "group");
            if (RESERVED.contains(name)) {
                throw values.bad(
                        nameNode,
                        "the name " + Quantity.quote(name) + " has a meaning of its own in expectations",
                        "choose another name");
            }
            if (groups.stream().anyMatch(group -> group.name().equals(name))) {
                throw values.bad(
                        nameNode, "two groups have the name " + Quantity.quote(name), "give each its own name");
            }
            groups.add(group(fields, name, world, links, durationNanos));
        }
        return groups;
    }

    private GroupSpec group(Fields fields, String name, WorldSpec world, List<LinkSpec> links, long durationNanos) {
        Optional<Fields> join = fields.find("join").map(node -> Fields.of(values, node, "join", List.of("at", "over")));
        long joinAt = join.map(f -> f.nanos("at", 0, 0, durationNanos - 1)).orElse(0L);
        long joinOver =
                join.map(f -> f.nanos("over", 0, 0, durationNanos - joinAt)).orElse(0L);
        return new GroupSpec(
                name,
                values.count(fields.need("count", "10"), "count", 1, Limits.PLAYERS),
                new BehaviourReader(values, world, durationNanos).behaviour(fields.need("behaviour", "random-walk")),
                spawn(fields.need("spawn", "{shape: disc, centre: [0m, 0m], radius: 50m}"), world),
                link(fields, links),
                fields.find("team").map(node -> values.word(node, "team", world.teams())),
                joinAt,
                joinOver,
                fields.ppm("clock-drift", 0, 0, Limits.CLOCK_DRIFT_PPM));
    }

    private String link(Fields fields, List<LinkSpec> links) {
        List<String> names = links.stream().map(LinkSpec::name).toList();
        Optional<YamlNode> node = fields.find("link");
        if (node.isPresent()) {
            return values.word(node.get(), "link", names);
        }
        if (names.size() > 1) {
            throw values.bad(fields.node(), "a group has no link", "add link: and one of " + String.join(", ", names));
        }
        return names.get(0);
    }

    private SpawnSpec spawn(YamlNode node, WorldSpec world) {
        Fields.Chosen chosen = Fields.choose(values, node, "a spawn", "shape", SPAWNS);
        Fields fields = chosen.fields();
        if (chosen.choice().equals("line")) {
            return new SpawnSpec.Line(point(fields, "from", world, 0), point(fields, "to", world, 0));
        }
        if (chosen.choice().equals("point")) {
            return new SpawnSpec.Point(point(fields, "centre", world, 0));
        }
        int radius = values.millimetres(fields.need("radius", "50m"), "radius", 1, WorldReader.longest(world));
        PointSpec centre = point(fields, "centre", world, radius);
        return chosen.choice().equals("disc")
                ? new SpawnSpec.Disc(centre, radius)
                : new SpawnSpec.Square(centre, radius);
    }

    private PointSpec point(Fields fields, String key, WorldSpec world, int radiusMillimetres) {
        YamlNode node = fields.need(key, "[0m, 0m]");
        PointSpec point = values.point(node, key, Limits.COORDINATE_MILLIMETRES);
        requireInside(values, node, world, point, radiusMillimetres);
        return point;
    }

    /** Refuses an area, given by its centre and its reach along both axes, that leaves the world. */
    static void requireInside(Values values, YamlNode node, WorldSpec world, PointSpec point, int reachMillimetres) {
        long x = point.xMillimetres();
        long z = point.zMillimetres();
        if (!world.contains(x - reachMillimetres, z - reachMillimetres)
                || !world.contains(x + reachMillimetres, z + reachMillimetres)) {
            throw values.bad(node, "this reaches outside the " + WorldReader.place(world), WorldReader.inside(world));
        }
    }
}
