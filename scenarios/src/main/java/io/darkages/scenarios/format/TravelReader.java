package io.darkages.scenarios.format;

import io.darkages.scenarios.quantity.Dimension;
import io.darkages.scenarios.quantity.Quantity;
import java.util.ArrayList;
import java.util.List;

/** Reads the behaviours of those who travel between zones. */
final class TravelReader {

    private static final int HUGGED_MILLIMETRES = 10_000;
    private static final int ALONG_MILLIMETRES = 100_000;
    private static final int TURN_AT_MILLIMETRES = 20_000;
    /** Where every phase of a handoff has ended that began nearer. */
    private static final int BACK_MILLIMETRES = 110_000;
    /** A zig-zag turns no nearer than that, and no shorter is its way. */
    private static final int ZIG_MILLIMETRES = 5_000;

    private static final int STOPS_MAX = 64;
    private static final long HALT_NANOS = 5_000_000_000L;
    private static final int SPREAD_MILLIMETRES = 5_000;
    private static final int RAID_MILLIMETRES = 30_000;
    private static final int RAID_MIN_MILLIMETRES = 5_000;

    private final Values values;
    private final WorldSpec world;
    private final long durationNanos;

    TravelReader(Values values, WorldSpec world, long durationNanos) {
        this.values = values;
        this.world = world;
        this.durationNanos = durationNanos;
    }

    BehaviourSpec behaviour(String kind, Fields fields) {
        return switch (kind) {
            case "border-hugger" -> hugger(fields);
            case "border-zig-zag" -> zigZag(fields);
            case "caravan" -> caravan(fields);
            case "raid" -> raid(fields);
            default -> throw new IllegalStateException("behaviour " + kind + " has no reader");
        };
    }

    private BehaviourSpec hugger(Fields fields) {
        requireBorder(fields, "border-hugger");
        int half = world.grid().zoneSideMillimetres() / 2;
        return new BehaviourSpec.BorderHugger(
                fields.millimetres("within", HUGGED_MILLIMETRES, 1_000, half),
                fields.millimetres("along", ALONG_MILLIMETRES, 1_000, WorldReader.longest(world)));
    }

    private BehaviourSpec zigZag(Fields fields) {
        requireBorder(fields, "border-zig-zag");
        int half = world.grid().zoneSideMillimetres() / 2;
        int turnAt = fields.millimetres("turn-at", TURN_AT_MILLIMETRES, ZIG_MILLIMETRES, half - ZIG_MILLIMETRES);
        int back = fields.millimetres(
                "back", Math.max(BACK_MILLIMETRES, turnAt + ZIG_MILLIMETRES), 2 * ZIG_MILLIMETRES, half);
        if (back < turnAt + ZIG_MILLIMETRES) {
            throw values.bad(
                    fields.find("back").orElse(fields.node()),
                    "it turns at " + metres(turnAt) + " and goes back to " + metres(back),
                    "make back " + metres(turnAt + ZIG_MILLIMETRES) + " or more");
        }
        return new BehaviourSpec.BorderZigZag(turnAt, back);
    }

    private BehaviourSpec caravan(Fields fields) {
        YamlNode route = fields.need("stops", "[[-400m, 0m], [400m, 0m]]");
        int spread = fields.millimetres("spread", SPREAD_MILLIMETRES, 0, Limits.SIGHT_MILLIMETRES);
        List<PointSpec> stops = new ArrayList<>();
        for (YamlNode node : values.list(route, "stops", STOPS_MAX)) {
            PointSpec stop = values.point(node, "stop", Limits.COORDINATE_MILLIMETRES);
            GroupsReader.requireInside(values, node, world, stop, spread);
            stops.add(stop);
        }
        if (stops.size() < 2) {
            throw values.bad(route, "the route has " + stops.size() + " stops", "write 2 to " + STOPS_MAX);
        }
        return new BehaviourSpec.Caravan(stops, fields.nanos("halt", HALT_NANOS, 0, Limits.DURATION_NANOS), spread);
    }

    private BehaviourSpec raid(Fields fields) {
        if (world.grid().columns() < 2 || world.grid().rows() < 2) {
            throw values.bad(
                    fields.node(),
                    "a raid needs a corner where four zones meet",
                    "add a grid of 2 columns and 2 rows or more to world");
        }
        int half = world.grid().zoneSideMillimetres() / 2;
        int radius = fields.millimetres("radius", RAID_MILLIMETRES, RAID_MIN_MILLIMETRES, half);
        long at = values.nanos(fields.need("at", "20s"), "at", 0, durationNanos - 1);
        long stay = values.nanos(fields.need("for", "20s"), "for", 1, durationNanos - at);
        return new BehaviourSpec.Raid(
                radius, at, stay, BehaviourReader.aim(values, fields), BehaviourReader.sight(fields, world));
    }

    private void requireBorder(Fields fields, String kind) {
        if (world.grid().isOne()) {
            throw values.bad(
                    fields.node(),
                    "a " + kind + " needs a border between zones",
                    "add a grid of several zones to world");
        }
    }

    private static Quantity metres(int millimetres) {
        return Quantity.of(Dimension.LENGTH, millimetres * 1_000L);
    }
}
