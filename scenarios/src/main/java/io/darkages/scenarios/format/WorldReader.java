package io.darkages.scenarios.format;

import io.darkages.engine.grid.ZoneGrid;
import io.darkages.scenarios.format.ObstacleSpec.Box;
import io.darkages.scenarios.format.ObstacleSpec.Cylinder;
import io.darkages.scenarios.format.YamlNode.Mapping;
import io.darkages.scenarios.format.YamlNode.Sequence;
import io.darkages.scenarios.quantity.Dimension;
import io.darkages.scenarios.quantity.Quantity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the sections {@code world} and {@code zone}. */
final class WorldReader {

    private static final List<String> WORLD_KEYS =
            List.of("side", "grid", "centre", "capacity", "obstacles", "teams", "cpu", "cipher", "combat");
    private static final List<String> ZONE_KEYS = List.of(
            "snapshot-rate",
            "near-rate",
            "mid-rate",
            "far-rate",
            "near-radius",
            "mid-radius",
            "far-radius",
            "snapshot-entities",
            "byte-budget",
            "quality-of-service");
    private static final Choices OBSTACLES =
            Choices.none().with("box", "at", "size").with("cylinder", "at", "radius", "height");
    private static final int GRID_SIDE_MILLIMETRES = 1_000_000;
    private static final long MAX_COST_NANOS = 1_000_000_000;
    private static final int MIN_BYTE_BUDGET = 2_048;
    private static final int MAX_BYTE_BUDGET = 10_000_000;
    private static final int MAX_CPU_SPEED_PPM = 100 * Limits.MILLION;
    static final int MIN_CPU_SPEED_PPM = 1_000;

    private final Values values;

    WorldReader(Values values) {
        this.values = values;
    }

    /** @param players number of players, the capacity where none is given */
    WorldSpec world(Optional<YamlNode> section, int players) {
        if (section.isEmpty()) {
            return new WorldSpec(
                    GridSpec.one(Limits.ZONE_SIDE_MILLIMETRES),
                    PointSpec.ORIGIN,
                    players,
                    List.of(),
                    List.of(),
                    CpuSpec.STANDARD,
                    CipherSpec.SIMULATED,
                    Optional.empty());
        }
        Fields fields = Fields.of(values, section.get(), "the world", WORLD_KEYS);
        GridSpec grid = grid(fields);
        PointSpec centre = fields.find("centre")
                .map(node -> values.point(node, "centre", Limits.CENTRE_MILLIMETRES))
                .orElse(PointSpec.ORIGIN);
        int capacity =
                fields.find("capacity").map(node -> capacity(node, players)).orElse(players);
        CpuSpec cpu = fields.find("cpu").map(this::cpu).orElse(CpuSpec.STANDARD);
        CipherSpec cipher = fields.find("cipher")
                .map(node -> values.word(node, "cipher", CipherSpec.values()))
                .orElse(CipherSpec.SIMULATED);
        Optional<CombatSpec> combat = fields.find("combat").flatMap(this::combat);
        WorldSpec bare = new WorldSpec(grid, centre, capacity, List.of(), teams(fields), cpu, cipher, combat);
        return new WorldSpec(grid, centre, capacity, obstacles(fields, bare), bare.teams(), cpu, cipher, combat);
    }

    /** One zone of a side, or several. */
    private GridSpec grid(Fields fields) {
        Optional<YamlNode> node = fields.find("grid");
        if (node.isEmpty()) {
            return GridSpec.one(side(fields, "side", Limits.ZONE_SIDE_MILLIMETRES));
        }
        fields.find("side").ifPresent(side -> {
            throw values.bad(
                    side, Quantity.quote("side") + " stands beside grid", "give either side or grid with zone-side");
        });
        Fields keys = Fields.of(values, node.get(), "the grid", List.of("columns", "rows", "zone-side", "names"));
        GridSpec grid = new GridSpec(
                values.count(keys.need("columns", "2"), "columns", 1, ZoneGrid.MOST_ZONES),
                values.count(keys.need("rows", "2"), "rows", 1, ZoneGrid.MOST_ZONES),
                side(keys, "zone-side", GRID_SIDE_MILLIMETRES));
        if (!grid.isOne()) {
            requireGrid(node.get(), keys.find("zone-side").orElse(node.get()), grid);
        }
        return keys.find("names")
                .map(names ->
                        new GridSpec(grid.columns(), grid.rows(), grid.zoneSideMillimetres(), zoneNames(names, grid)))
                .orElse(grid);
    }

    private List<String> zoneNames(YamlNode node, GridSpec grid) {
        List<String> names = distinct(node, "names", "zone", ZoneGrid.MOST_ZONES);
        if (names.size() != grid.zones()) {
            throw values.bad(
                    node,
                    "there are " + names.size() + " names for " + grid.zones() + " zones",
                    "give each zone its own name, in the order of their numbers");
        }
        return names;
    }

    private static int side(Fields fields, String key, int fallback) {
        return fields.millimetres(key, fallback, Limits.ZONE_SIDE_MIN_MILLIMETRES, Limits.ZONE_SIDE_MILLIMETRES);
    }

    /** Refuses several zones that can't be neighbours of each other, and a world that is too large. */
    private void requireGrid(YamlNode node, YamlNode sideNode, GridSpec grid) {
        long least = 1_000L * ZoneGrid.LEAST_SIDE_METRES;
        long most = 1_000L * ZoneGrid.MOST_SIDE_METRES;
        int side = grid.zoneSideMillimetres();
        boolean isEven = grid.columns() % 2 == 0 || grid.rows() % 2 == 0;
        if (side < least || side > most || side % (isEven ? 2_000 : 1_000) != 0) {
            throw values.bad(
                    sideNode,
                    "the zones of a grid have sides of " + metres(side),
                    "make it " + metres(least) + " to " + metres(most) + " in steps of " + (isEven ? "2m" : "1m"));
        }
        if ((long) grid.columns() * grid.rows() > ZoneGrid.MOST_ZONES) {
            throw values.bad(
                    node,
                    "the grid has " + (long) grid.columns() * grid.rows() + " zones",
                    "it may have at most " + ZoneGrid.MOST_ZONES);
        }
        long longest = (long) Math.max(grid.columns(), grid.rows()) * side;
        if (longest > Limits.WORLD_SIDE_MILLIMETRES) {
            throw values.bad(
                    node,
                    "the world is " + metres(longest) + " long",
                    "it may be at most " + metres(Limits.WORLD_SIDE_MILLIMETRES));
        }
    }

    private Optional<CombatSpec> combat(YamlNode node) {
        if (!(node instanceof Mapping)) {
            return values.onOff(node, "combat") ? Optional.of(CombatSpec.STANDARD) : Optional.empty();
        }
        Fields fields = Fields.of(values, node, "combat", List.of("friendly-fire", "store"));
        return Optional.of(new CombatSpec(
                fields.find("friendly-fire")
                        .map(word -> values.onOff(word, "friendly-fire"))
                        .orElse(CombatSpec.STANDARD.friendlyFire()),
                fields.find("store").map(this::isLogged).orElse(CombatSpec.STANDARD.logged())));
    }

    /** Keys say that there is a store, and {@link StoresReader} what it is. */
    private boolean isLogged(YamlNode store) {
        return store instanceof Mapping || values.onOff(store, "store");
    }

    private int capacity(YamlNode node, int players) {
        int capacity = values.count(node, "capacity", 1, Limits.PLAYERS);
        if (capacity < players) {
            throw values.bad(
                    node,
                    "capacity is " + capacity + " for " + players + " players",
                    "make it " + players + " or more");
        }
        return capacity;
    }

    private List<String> teams(Fields fields) {
        return fields.find("teams")
                .map(node -> distinct(node, "teams", "team", Limits.TEAMS))
                .orElse(List.of());
    }

    private List<String> distinct(YamlNode list, String what, String owner, int most) {
        List<String> names = new ArrayList<>();
        for (YamlNode node : values.list(list, what, most)) {
            String name = values.name(node, owner);
            if (names.contains(name)) {
                throw values.bad(
                        node, "two " + owner + "s have the name " + Quantity.quote(name), "give each its own name");
            }
            names.add(name);
        }
        return names;
    }

    private CpuSpec cpu(YamlNode node) {
        Fields fields = Fields.of(values, node, "the cpu", List.of("speed", "costs"));
        int speed = fields.ppm("speed", Limits.MILLION, MIN_CPU_SPEED_PPM, MAX_CPU_SPEED_PPM);
        Map<WorkItem, Long> costs = new EnumMap<>(WorkItem.class);
        fields.find("costs").ifPresent(table -> {
            List<String> titles =
                    Stream.of(WorkItem.values()).map(WorkItem::title).toList();
            Fields prices = Fields.of(values, table, "the cost table", titles);
            for (WorkItem item : WorkItem.values()) {
                prices.find(item.title())
                        .ifPresent(price -> costs.put(item, values.nanos(price, item.title(), 0, MAX_COST_NANOS)));
            }
        });
        return new CpuSpec(speed, costs);
    }

    private List<ObstacleSpec> obstacles(Fields fields, WorldSpec world) {
        return fields
                .find("obstacles")
                .map(list -> values.list(list, "obstacles", Limits.OBSTACLES))
                .orElse(List.of())
                .stream()
                .map(node -> obstacle(node, world))
                .toList();
    }

    private ObstacleSpec obstacle(YamlNode node, WorldSpec world) {
        Fields.Chosen chosen = Fields.choose(values, node, "an obstacle", "shape", OBSTACLES);
        Fields fields = chosen.fields();
        YamlNode at = fields.need("at", "[10m, 0m, -4.5m]");
        int[] base = triple(at, "at", -Limits.COORDINATE_MILLIMETRES, Limits.COORDINATE_MILLIMETRES);
        if (!world.contains(base[0], base[2])) {
            throw values.bad(at, "the obstacle stands outside the " + place(world), inside(world));
        }
        if (base[1] < 0 || base[1] > Limits.OBSTACLE_TOP_MILLIMETRES) {
            throw values.bad(at, "the obstacle's height above the ground is impossible", "it may be 0m to 250m");
        }
        if (chosen.choice().equals("box")) {
            int[] size = triple(fields.need("size", "[4m, 3m, 2m]"), "size", 1, Limits.OBSTACLE_MILLIMETRES);
            requireReach(node, world, base, (size[0] + 1) / 2, (size[2] + 1) / 2, size[1]);
            return new Box(base[0], base[1], base[2], size[0], size[1], size[2]);
        }
        int radius = values.millimetres(fields.need("radius", "2m"), "radius", 1, Limits.OBSTACLE_MILLIMETRES);
        int height = values.millimetres(fields.need("height", "5m"), "height", 1, Limits.OBSTACLE_MILLIMETRES);
        requireReach(node, world, base, radius, radius, height);
        return new Cylinder(base[0], base[1], base[2], radius, height);
    }

    /** Refuses an obstacle that is higher or reaches farther than positions in a zone can. */
    private void requireReach(YamlNode node, WorldSpec world, int[] base, int halfX, int halfZ, int height) {
        int top = base[1] + height;
        if (top > Limits.OBSTACLE_TOP_MILLIMETRES) {
            throw values.bad(
                    node,
                    "the obstacle's top lies " + metres(top) + " above the ground",
                    "it may lie at most " + metres(Limits.OBSTACLE_TOP_MILLIMETRES) + " above it");
        }
        int reach = (world.grid().isOne() ? Limits.ZONE_SIDE_MILLIMETRES : Limits.WORLD_SIDE_MILLIMETRES) / 2;
        if (Math.abs(base[0] - world.centre().xMillimetres()) + halfX > reach
                || Math.abs(base[2] - world.centre().zMillimetres()) + halfZ > reach) {
            throw values.bad(
                    node,
                    "the obstacle reaches beyond " + metres(reach) + " from the " + place(world) + "'s centre",
                    "make it smaller or several");
        }
    }

    private int[] triple(YamlNode node, String what, int least, int most) {
        if (!(node instanceof Sequence list) || list.items().size() != 3) {
            throw values.bad(
                    node, what + " is not a list of three lengths", "write x, height and z such as [4m, 3m, 2m]");
        }
        String[] axes = {" x", " y", " z"};
        int[] triple = new int[3];
        for (int i = 0; i < 3; i++) {
            triple[i] = values.millimetres(list.items().get(i), what + axes[i], least, most);
        }
        return triple;
    }

    /** What a point may lie outside of. */
    static String place(WorldSpec world) {
        return world.grid().isOne() ? "zone" : "world";
    }

    /** Longest way, radius or range in that world. */
    static int longest(WorldSpec world) {
        GridSpec grid = world.grid();
        int widest = Math.max(grid.widthMillimetres(), grid.depthMillimetres());
        return Math.max(Limits.ZONE_SIDE_MILLIMETRES, Math.min(Limits.LENGTH_MILLIMETRES, widest));
    }

    /** What would be right for a point that lies outside. */
    static String inside(WorldSpec world) {
        long halfX = world.grid().widthMillimetres() / 2;
        long halfZ = world.grid().depthMillimetres() / 2;
        long x = world.centre().xMillimetres();
        long z = world.centre().zMillimetres();
        return "keep x within " + metres(x - halfX) + " to " + metres(x + halfX) + " and z within " + metres(z - halfZ)
                + " to " + metres(z + halfZ);
    }

    private static Quantity metres(long millimetres) {
        return Quantity.of(Dimension.LENGTH, millimetres * 1_000);
    }

    /** @param grid whose zones they are */
    ZoneSpec zone(Optional<YamlNode> section, GridSpec grid) {
        if (section.isEmpty()) {
            return ZoneSpec.STANDARD;
        }
        ZoneSpec d = ZoneSpec.STANDARD;
        Fields fields = Fields.of(values, section.get(), "the zone", ZONE_KEYS);
        int snapshots = rate(fields, "snapshot-rate", d.snapshotRatePerSecond(), Limits.TICKS_PER_SECOND);
        int near = rate(fields, "near-rate", Math.min(d.nearRatePerSecond(), snapshots), snapshots);
        int mid = rate(fields, "mid-rate", Math.min(d.midRatePerSecond(), near), near);
        int far = rate(fields, "far-rate", Math.min(d.farRatePerSecond(), mid), mid);
        int most = Limits.ZONE_SIDE_MILLIMETRES;
        int nearRadius = fields.millimetres("near-radius", d.nearRadiusMillimetres(), 1_000, most);
        int midRadius = fields.millimetres("mid-radius", d.midRadiusMillimetres(), 1_000, most);
        int farRadius = fields.millimetres("far-radius", d.farRadiusMillimetres(), 1_000, most);
        requireRise(fields, "near-radius", nearRadius, "mid-radius", midRadius);
        requireRise(fields, "mid-radius", midRadius, "far-radius", farRadius);
        if (!grid.isOne() && farRadius > Limits.SIGHT_MILLIMETRES) {
            throw values.bad(
                    fields.need("far-radius", "200m"),
                    "far-radius is " + metres(farRadius) + ", but nothing farther than "
                            + metres(Limits.SIGHT_MILLIMETRES) + " is known across a border",
                    "make it " + metres(Limits.SIGHT_MILLIMETRES) + " or less");
        }
        return new ZoneSpec(
                snapshots,
                near,
                mid,
                far,
                nearRadius,
                midRadius,
                farRadius,
                fields.find("snapshot-entities")
                        .map(node -> values.count(node, "snapshot-entities", 1, Limits.SNAPSHOT_ENTITIES))
                        .orElse(d.snapshotEntities()),
                fields.find("byte-budget")
                        .map(node -> values.bandwidth(node, "byte-budget", MIN_BYTE_BUDGET, MAX_BYTE_BUDGET))
                        .map(Math::toIntExact)
                        .orElse(d.byteBudgetPerSecond()),
                fields.find("quality-of-service")
                        .map(node -> values.onOff(node, "quality-of-service"))
                        .orElse(d.qualityOfService()));
    }

    /** Of two radii, of which one may be the default, the second must be the larger. */
    private void requireRise(Fields fields, String inner, int innerRadius, String outer, int outerRadius) {
        if (innerRadius >= outerRadius) {
            throw values.bad(
                    fields.find(outer).or(() -> fields.find(inner)).orElse(fields.node()),
                    outer + " is " + metres(outerRadius) + ", " + inner + " is " + metres(innerRadius),
                    "make " + outer + " larger than " + inner);
        }
    }

    private int rate(Fields fields, String key, int fallback, int most) {
        Optional<YamlNode> node = fields.find(key);
        if (node.isEmpty()) {
            return fallback;
        }
        int rate = values.rate(node.get(), key, 1, most);
        if (Limits.TICKS_PER_SECOND % rate != 0) {
            throw values.bad(
                    node.get(),
                    key + " is " + rate + "/s, which doesn't divide the " + Limits.TICKS_PER_SECOND
                            + " ticks of a second",
                    "write 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60/s");
        }
        return rate;
    }
}
