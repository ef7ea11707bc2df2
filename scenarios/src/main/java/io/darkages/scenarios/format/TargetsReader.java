package io.darkages.scenarios.format;

import io.darkages.scenarios.format.FaultTarget.Known;
import io.darkages.scenarios.quantity.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads whom a fault strikes. */
final class TargetsReader {

    private static final String NUMBER = "[1-9][0-9]{0,8}";
    private static final String PARTY = "zone|zone [a-z0-9-]+|process " + NUMBER + "|store-" + NUMBER
            + "|group [^ /]+|player [^ /]+/" + NUMBER + "|"
            + String.join("|", Stream.of(Known.values()).map(Known::toString).toList());
    private static final Pattern ONE = Pattern.compile(PARTY);
    private static final Pattern WAY = Pattern.compile("(" + PARTY + ") (with|to) (" + PARTY + ")");
    private static final Pattern ZONE_NUMBER = Pattern.compile("0|" + NUMBER);
    private static final String WANTED =
            "zone, zone N, zones, process N, processes, spare, store, store-N, store-majority, redis, redis-primary, "
                    + "redis-replica, redis-monitor, group NAME, player NAME/N or players";

    private final Values values;
    private final WorldSpec world;
    private final GridSpec grid;
    private final Optional<ProcessesSpec> processes;
    private final StoresSpec stores;
    private final List<GroupSpec> groups;

    TargetsReader(
            Values values,
            WorldSpec world,
            Optional<ProcessesSpec> processes,
            StoresSpec stores,
            List<GroupSpec> groups) {
        this.values = values;
        this.world = world;
        grid = world.grid();
        this.processes = processes;
        this.stores = stores;
        this.groups = groups;
    }

    /** Machines. */
    FaultTarget machines(YamlNode node) {
        FaultTarget target = any(node);
        if (target instanceof FaultTarget.Way) {
            throw values.bad(node, "this fault strikes machines, not the way between them", "name one end alone");
        }
        return target;
    }

    /** Machines, or a way between some. */
    FaultTarget any(YamlNode node) {
        String text = values.scalar(node, "target", WANTED).text();
        Matcher way = WAY.matcher(text);
        if (way.matches()) {
            FaultTarget from = party(node, way.group(1));
            FaultTarget to = party(node, way.group(3));
            if (from == Known.ALL) {
                throw values.bad(node, "all stands before with or to", "write the others first: zone 0 with all");
            }
            if (from.equals(to) && !(from instanceof Known) && !(from instanceof FaultTarget.Group)) {
                throw values.bad(node, "there is no way from " + from + " to itself", "name two ends");
            }
            return new FaultTarget.Way(from, to, way.group(2).equals("with"));
        }
        if (!ONE.matcher(text).matches()) {
            throw values.bad(
                    node,
                    "target is " + Quantity.quote(text),
                    "write " + WANTED + "; or for faults of links two of them with with or to between them");
        }
        FaultTarget target = party(node, text);
        if (target == Known.ALL) {
            throw values.bad(node, "all is everybody but who is named before it", "write such as zone 0 with all");
        }
        return target;
    }

    private FaultTarget party(YamlNode node, String text) {
        int space = text.indexOf(' ');
        String word = space < 0 ? text : text.substring(0, space);
        String rest = text.substring(space + 1);
        switch (word) {
            case "zone":
                return space < 0 ? onlyZone(node) : zone(node, rest);
            case "process":
                requireProcesses(node);
                return new FaultTarget.Process(number(node, "process", rest, processCount()));
            case "group":
                return new FaultTarget.Group(known(node, rest).name());
            case "player":
                return player(node, rest);
            default:
                break;
        }
        for (Known one : Known.values()) {
            if (one.toString().equals(word)) {
                return known(node, one);
            }
        }
        requireStore(node);
        String number = word.substring("store-".length());
        return new FaultTarget.StoreNode(
                number(node, "node", number, stores.scylla().orElseThrow().nodes()));
    }

    private FaultTarget known(YamlNode node, Known one) {
        switch (one) {
            case ZONES:
                return grid.isOne() ? new FaultTarget.Zone() : one;
            case PROCESSES, SPARE:
                requireProcesses(node);
                break;
            case STORE, STORE_MAJORITY:
                requireStore(node);
                break;
            case REDIS, REDIS_PRIMARY, REDIS_REPLICA, REDIS_MONITOR:
                requireRedis(node, one);
                break;
            default:
                break;
        }
        return one;
    }

    private FaultTarget onlyZone(YamlNode node) {
        if (!grid.isOne()) {
            throw values.bad(
                    node,
                    "there are " + grid.zones() + " zones",
                    "write zones, or zone and a number from 0 to " + (grid.zones() - 1));
        }
        return new FaultTarget.Zone();
    }

    private FaultTarget zone(YamlNode node, String which) {
        int named = grid.names().indexOf(which);
        if (named < 0 && !ZONE_NUMBER.matcher(which).matches()) {
            throw values.bad(
                    node,
                    "unknown zone " + Quantity.quote(which),
                    grid.names().isEmpty()
                            ? "choose a number from 0 to " + (grid.zones() - 1)
                            : Suggestion.of(which, grid.names()));
        }
        int number = named < 0 ? Integer.parseInt(which) : named;
        if (number >= grid.zones()) {
            throw values.bad(node, "there is no zone " + number, "choose a number from 0 to " + (grid.zones() - 1));
        }
        return grid.isOne() ? new FaultTarget.Zone() : new FaultTarget.ZoneAt(number);
    }

    private FaultTarget player(YamlNode node, String which) {
        int stroke = which.indexOf('/');
        GroupSpec group = known(node, which.substring(0, stroke));
        int number = Integer.parseInt(which.substring(stroke + 1));
        if (number > group.count()) {
            throw values.bad(
                    node,
                    "there is no player " + number + " in group " + group.name(),
                    "choose a number from 1 to " + group.count());
        }
        return new FaultTarget.Player(group.name(), number);
    }

    private GroupSpec known(YamlNode node, String name) {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> values.bad(
                        node,
                        "unknown group " + Quantity.quote(name),
                        Suggestion.of(name, groups.stream().map(GroupSpec::name).toList())));
    }

    private int number(YamlNode node, String what, String text, int most) {
        int number = Integer.parseInt(text);
        if (number > most) {
            throw values.bad(node, "there is no " + what + " " + number, "choose a number from 1 to " + most);
        }
        return number;
    }

    private int processCount() {
        return grid.zones() + processes.map(ProcessesSpec::spares).orElse(0);
    }

    private void requireProcesses(YamlNode node) {
        if (processes.isEmpty()) {
            throw values.bad(
                    node, "the only zone of this world is served by one process", "write zone, or add processes");
        }
    }

    private void requireStore(YamlNode node) {
        if (stores.scylla().isEmpty()) {
            throw values.bad(
                    node,
                    "there is no store in this world",
                    world.combat().isEmpty() ? "add combat: on to world" : "write store: on in combat");
        }
    }

    private void requireRedis(YamlNode node, Known which) {
        if (stores.redis().isEmpty()) {
            throw values.bad(node, "there is no Redis in this world", "add processes, or a grid to world");
        }
        if (which == Known.REDIS_REPLICA && stores.redis().get().replicas() == 0) {
            throw values.bad(node, "Redis has no replica", "add replicas: 1 to redis");
        }
    }

    boolean hasProcesses() {
        return processes.isPresent();
    }

    /** The longest way between machines that a target may have, latency and jitter; 0 where it has players' only. */
    long longestBetweenMachines(FaultTarget target) {
        long scylla = stores.scylla().map(ScyllaSpec::latencyNanos).orElse(0L);
        if (target instanceof FaultTarget.Way) {
            long backplane = processes
                    .map(spec ->
                            spec.backplane().latencyNanos() + spec.backplane().jitterNanos())
                    .orElse(0L);
            long redis = stores.redis().map(RedisSpec::latencyNanos).orElse(0L);
            return Math.max(backplane, Math.max(scylla, redis));
        }
        if (target.isPlayers() || target.isProcess()) {
            return 0;
        }
        boolean isScylla =
                target instanceof FaultTarget.StoreNode || target == Known.STORE || target == Known.STORE_MAJORITY;
        return isScylla ? scylla : stores.redis().map(RedisSpec::latencyNanos).orElse(0L);
    }
}
