package io.darkages.scenarios.format;

import io.darkages.scenarios.format.YamlNode.Scalar;
import java.util.List;

/** Reads a behaviour: its kind alone, or a mapping with its kind and parameters. */
final class BehaviourReader {

    private static final Choices KINDS = Choices.none()
            .with("idle")
            .with("random-walk", "turn-every", "roam")
            .with("circle", "radius")
            .with("line", "length")
            .with("sprint", "turn-every", "roam", "jump-every")
            .with("crowd", "centre", "radius", "at", "for")
            .with("border-hugger", "within", "along")
            .with("border-zig-zag", "turn-at", "back")
            .with("caravan", "stops", "halt", "spread")
            .with("raid", "radius", "at", "for", "aim", "sight")
            .with("speed-hacker", "speed")
            .with("teleporter", "every", "distance")
            .with("flooder", "rate")
            .with("malformed", "rate")
            .with("replayer", "rate", "age")
            .with("brawler", "aim", "sight", "roam")
            .with("archer", "range", "aim", "sight", "roam")
            .with("duellist", "aim", "sight", "roam")
            .with("blocker", "aim", "sight", "roam")
            .with("liar", "by", "share", "weapon", "aim", "sight", "roam")
            .with("rapid-fire", "rate", "weapon", "aim", "sight", "roam");

    private static final long TURN_EVERY_NANOS = 2_000_000_000L;
    private static final long JUMP_EVERY_NANOS = 5_000_000_000L;
    private static final int ROAM_MILLIMETRES = 50_000;
    private static final int CIRCLE_RADIUS_MILLIMETRES = 10_000;
    private static final int LINE_LENGTH_MILLIMETRES = 60_000;
    private static final int HACKED_SPEED_PPM = 3 * Limits.MILLION;
    private static final int MAX_HACKED_SPEED_PPM = 100 * Limits.MILLION;
    private static final long TELEPORT_EVERY_NANOS = 2_000_000_000L;
    private static final int TELEPORT_MILLIMETRES = 50_000;
    private static final int FLOOD_PER_SECOND = 1_000;
    private static final int MALFORMED_PER_SECOND = 20;
    private static final int REPLAYED_PER_SECOND = 20;
    private static final int MAX_PER_SECOND = 100_000;
    private static final long REPLAY_AGE_NANOS = 2_000_000_000L;
    private static final long MIN_EVERY_NANOS = 100_000_000;
    private static final int SIGHT_MILLIMETRES = 60_000;
    private static final int FIGHTERS_ROAM_MILLIMETRES = 30_000;
    private static final int ARCHERY_MILLIMETRES = 25_000;
    private static final int MAX_ARCHERY_MILLIMETRES = 80_000;
    private static final long LIE_NANOS = 200_000_000L;
    private static final int LYING_SHARE_PPM = Limits.MILLION / 2;
    private static final int RAPID_PER_SECOND = 10;
    /** A batch of inputs holds no more. */
    private static final int MAX_RAPID_PER_SECOND = 20;

    private final Values values;
    private final WorldSpec world;
    private final long durationNanos;

    BehaviourReader(Values values, WorldSpec world, long durationNanos) {
        this.values = values;
        this.world = world;
        this.durationNanos = durationNanos;
    }

    BehaviourSpec behaviour(YamlNode node) {
        YamlNode full = node;
        if (node instanceof Scalar word && !word.absent()) {
            Scalar key = new Scalar(node.line(), node.column(), "kind", true, 0);
            values.word(node, "behaviour", KINDS.names());
            full = new YamlNode.Mapping(node.line(), node.column(), List.of(new YamlNode.Entry(key, word)));
        }
        Fields.Chosen chosen = Fields.choose(values, full, "a behaviour", "kind", KINDS);
        Fields fields = chosen.fields();
        int far = WorldReader.longest(world);
        return switch (chosen.choice()) {
            case "idle" -> new BehaviourSpec.Idle();
            case "random-walk" ->
                new BehaviourSpec.RandomWalk(
                        every(fields, "turn-every", TURN_EVERY_NANOS),
                        fields.millimetres("roam", ROAM_MILLIMETRES, 1, far));
            case "circle" ->
                new BehaviourSpec.Circle(fields.millimetres("radius", CIRCLE_RADIUS_MILLIMETRES, 1_000, far));
            case "line" -> new BehaviourSpec.Line(fields.millimetres("length", LINE_LENGTH_MILLIMETRES, 1_000, far));
            case "sprint" ->
                new BehaviourSpec.Sprint(
                        every(fields, "turn-every", TURN_EVERY_NANOS),
                        fields.millimetres("roam", ROAM_MILLIMETRES, 1, far),
                        every(fields, "jump-every", JUMP_EVERY_NANOS));
            case "crowd" -> crowd(fields);
            case "border-hugger", "border-zig-zag", "caravan", "raid" ->
                new TravelReader(values, world, durationNanos).behaviour(chosen.choice(), fields);
            case "speed-hacker" ->
                new BehaviourSpec.SpeedHacker(
                        fields.ppm("speed", HACKED_SPEED_PPM, Limits.MILLION + 1, MAX_HACKED_SPEED_PPM));
            case "teleporter" ->
                new BehaviourSpec.Teleporter(
                        every(fields, "every", TELEPORT_EVERY_NANOS),
                        fields.millimetres("distance", TELEPORT_MILLIMETRES, 1_000, far));
            case "flooder" -> new BehaviourSpec.Flooder(rate(fields, FLOOD_PER_SECOND));
            case "malformed" -> new BehaviourSpec.Malformed(rate(fields, MALFORMED_PER_SECOND));
            case "replayer" ->
                new BehaviourSpec.Replayer(
                        rate(fields, REPLAYED_PER_SECOND),
                        fields.nanos("age", REPLAY_AGE_NANOS, 0, Limits.DELAY_NANOS));
            case "brawler", "archer", "duellist", "blocker", "liar", "rapid-fire" -> fighting(chosen.choice(), fields);
            default -> throw new IllegalStateException("behaviour " + chosen.choice() + " has no reader");
        };
    }

    static AimSpec aim(Values values, Fields fields) {
        return fields.find("aim")
                .map(node -> values.word(node, "aim", AimSpec.values()))
                .orElse(AimSpec.CLEAR);
    }

    static int sight(Fields fields, WorldSpec world) {
        return fields.millimetres("sight", SIGHT_MILLIMETRES, 1_000, WorldReader.longest(world));
    }

    private BehaviourSpec fighting(String kind, Fields fields) {
        if (world.combat().isEmpty()) {
            throw values.bad(
                    fields.node(),
                    article(kind) + " has nothing to do where there is no combat",
                    "add combat: on to world");
        }
        AimSpec aim = aim(values, fields);
        int sight = sight(fields, world);
        int roam = fields.millimetres("roam", FIGHTERS_ROAM_MILLIMETRES, 1, WorldReader.longest(world));
        return switch (kind) {
            case "brawler" -> new BehaviourSpec.Brawler(aim, sight, roam);
            case "archer" ->
                new BehaviourSpec.Archer(
                        fields.millimetres("range", ARCHERY_MILLIMETRES, 1_000, MAX_ARCHERY_MILLIMETRES),
                        aim,
                        sight,
                        roam);
            case "duellist" -> new BehaviourSpec.Duellist(aim, sight, roam);
            case "blocker" -> new BehaviourSpec.Blocker(aim, sight, roam);
            case "liar" ->
                new BehaviourSpec.Liar(
                        fields.nanos("by", LIE_NANOS, 1, Limits.DELAY_NANOS),
                        fields.ppm("share", LYING_SHARE_PPM, 1, Limits.MILLION),
                        weapon(fields),
                        aim,
                        sight,
                        roam);
            case "rapid-fire" ->
                new BehaviourSpec.RapidFire(
                        fields.find("rate")
                                .map(node -> values.rate(node, "rate", 1, MAX_RAPID_PER_SECOND))
                                .orElse(RAPID_PER_SECOND),
                        weapon(fields),
                        aim,
                        sight,
                        roam);
            default -> throw new IllegalStateException("behaviour " + kind + " has no reader");
        };
    }

    private WeaponSpec weapon(Fields fields) {
        return fields.find("weapon")
                .map(node -> values.word(node, "weapon", WeaponSpec.values()))
                .orElse(WeaponSpec.MELEE);
    }

    private static String article(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }

    private BehaviourSpec crowd(Fields fields) {
        int radius = fields.millimetres("radius", 10_000, 1_000, WorldReader.longest(world));
        YamlNode centreNode = fields.need("centre", "[0m, 0m]");
        PointSpec centre = values.point(centreNode, "centre", Limits.COORDINATE_MILLIMETRES);
        GroupsReader.requireInside(values, centreNode, world, centre, radius);
        long at = values.nanos(fields.need("at", "20s"), "at", 0, durationNanos - 1);
        long stay = values.nanos(fields.need("for", "20s"), "for", 1, durationNanos - at);
        return new BehaviourSpec.Crowd(centre, radius, at, stay);
    }

    private static long every(Fields fields, String key, long fallback) {
        return fields.nanos(key, fallback, MIN_EVERY_NANOS, Limits.DURATION_NANOS);
    }

    private int rate(Fields fields, int fallback) {
        return fields.find("rate")
                .map(node -> values.rate(node, "rate", 1, MAX_PER_SECOND))
                .orElse(fallback);
    }
}
