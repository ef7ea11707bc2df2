package io.darkages.scenarios.format;

import java.util.ArrayList;
import java.util.List;

/** Wrong scenario texts, each with the one line that must be said about it. */
final class BadScenarios {

    /** A good scenario of ten lines, which the bad ones are made from. */
    static final String GOOD = """
            name: base
            seed: 7
            duration: 60s
            links:
              home: {latency: 20ms}
            groups:
              - name: walkers
                count: 10
                behaviour: random-walk
                spawn: {shape: disc, centre: [0m, 0m], radius: 50m}
            """;

    /** What the JSON Schema makes of a text that the reader refuses. */
    enum Schema {
        REJECTS,
        /** The mistake is beyond a schema: a reference, a sum, an order. */
        ACCEPTS
    }

    /**
     * @param text of the file
     * @param complaint line, column and message: {@code 8:12: count is -1, it may be 1 to 4096}
     */
    record Bad(String text, String complaint, Schema schema) {
        @Override
        public String toString() {
            return complaint;
        }
    }

    private final List<Bad> cases = new ArrayList<>();

    private BadScenarios() {}

    static List<Bad> all() {
        BadScenarios bad = new BadScenarios();
        bad.keysAndTypes();
        bad.units();
        bad.impossibleValues();
        bad.grids();
        bad.references();
        bad.times();
        bad.behavioursAndFaults();
        bad.processesAndStores();
        bad.targets();
        bad.travels();
        bad.expectations();
        return List.copyOf(bad.cases);
    }

    /** The good text with one part replaced; the part must be there exactly once. */
    private void replace(String part, String replacement, String complaint, Schema schema) {
        int at = GOOD.indexOf(part);
        if (at < 0 || GOOD.indexOf(part, at + 1) >= 0) {
            throw new IllegalArgumentException("not exactly once in the good text: " + part);
        }
        cases.add(new Bad(GOOD.replace(part, replacement), complaint, schema));
    }

    /** The good text with lines added, of which the first is line 11. */
    private void add(String lines, String complaint, Schema schema) {
        cases.add(new Bad(GOOD + lines, complaint, schema));
    }

    private void keysAndTypes() {
        replace(
                "latency: 20ms",
                "latancy: 20ms",
                "5:10: unknown key \"latancy\" in link home, did you mean \"latency\"?",
                Schema.REJECTS);
        replace(
                "seed: 7",
                "sede: 7",
                "2:1: unknown key \"sede\" in the scenario, did you mean \"seed\"?",
                Schema.REJECTS);
        replace(
                "seed: 7",
                "zzzzzz: 7",
                "2:1: unknown key \"zzzzzz\" in the scenario, known are: name, description, seed, duration, phases, "
                        + "world, zone, processes, stores, links, groups, faults, expectations",
                Schema.REJECTS);
        replace("    count: 10\n", "", "7:5: a group has no count, add count: 10", Schema.REJECTS);
        replace("name: base\n", "", "1:1: the scenario has no name, add name: plaza", Schema.REJECTS);
        replace("count: 10", "count:", "8:11: count has no value, write a whole number from 1 to 4096", Schema.REJECTS);
        replace(
                "count: 10",
                "count: ten",
                "8:12: count is not a whole number: \"ten\", write a whole number from 1 to 4096",
                Schema.REJECTS);
        replace(
                "count: 10",
                "count: \"10\"",
                "8:12: count is not a whole number: \"10\", write a whole number from 1 to 4096",
                Schema.REJECTS);
        replace(
                "count: 10",
                "count: [10]",
                "8:12: count is a list, write a whole number from 1 to 4096",
                Schema.REJECTS);
        replace("name: base", "name: {a: b}", "1:7: name is a mapping, write text", Schema.REJECTS);
        replace("name: base", "name: true", "1:7: name is not text: true, put it in quotation marks", Schema.REJECTS);
        replace(
                "name: base",
                "name: Base One",
                "1:7: name \"Base One\" is no name, write lower-case letters and digits joined by hyphens, a letter first",
                Schema.REJECTS);
        add("faults: none\n", "11:9: faults is a single value, write a list", Schema.REJECTS);
        add(
                "zone: 20/s\n",
                "11:7: the zone is a single value, write keys and values, known are: snapshot-rate, "
                        + "near-rate, mid-rate, far-rate, near-radius, mid-radius, far-radius, snapshot-entities, byte-budget, "
                        + "quality-of-service",
                Schema.REJECTS);
        add(
                "zone: {quality-of-service: maybe}\n",
                "11:28: quality-of-service is \"maybe\", write on or off",
                Schema.REJECTS);
        cases.add(new Bad(
                "- a\n- b\n",
                "1:1: the scenario is a list, write keys and values, known are: name, "
                        + "description, seed, duration, phases, world, zone, processes, stores, links, groups, faults, expectations",
                Schema.REJECTS));
        cases.add(new Bad(
                "name: x\nduration: 60s\ngroups: []\n", "3:9: there are no players, add a group", Schema.REJECTS));
    }

    private void units() {
        replace(
                "latency: 20ms",
                "latency: 20",
                "5:19: latency: \"20\" has no unit, write a duration such as 60s or 150ms",
                Schema.REJECTS);
        replace(
                "latency: 20ms",
                "latency: 20m",
                "5:19: latency: \"20m\" is not a duration, write a duration such as 60s or 150ms "
                        + "(units: ns, us, µs, ms, s, min, h)",
                Schema.REJECTS);
        replace(
                "latency: 20ms",
                "latency: soon",
                "5:19: latency: \"soon\" is not a duration, write a duration such as 60s or 150ms",
                Schema.REJECTS);
        replace(
                "latency: 20ms",
                "loss: 0.05",
                "5:16: loss: \"0.05\" has no unit, write a share such as 5% or 200ppm",
                Schema.REJECTS);
        replace(
                "latency: 20ms",
                "bandwidth: 20480B",
                "5:21: bandwidth: \"20480B\" is not a bandwidth, write a bandwidth such as 20480B/s or 10Mbit/s (units: "
                        + "B/s, kB/s, KiB/s, MB/s, MiB/s, kbit/s, Mbit/s, Gbit/s)",
                Schema.REJECTS);
        replace(
                "radius: 50m",
                "radius: 50s",
                "10:52: radius: \"50s\" is not a length, write a length such as 250m or 40cm (units: um, mm, cm, m, km)",
                Schema.REJECTS);
        replace(
                "radius: 50m",
                "radius: 0.0005m",
                "10:52: radius is \"0.0005m\", it may be 0.001m to 2048m",
                Schema.ACCEPTS);
        replace(
                "radius: 50m",
                "radius: 50.0005m",
                "10:52: radius is finer than the format, write whole multiples of 1mm",
                Schema.ACCEPTS);
        replace(
                "latency: 20ms",
                "loss: 0.00001%",
                "5:16: loss is finer than the format: \"0.00001%\", write whole multiples of 1ppm",
                Schema.ACCEPTS);
    }

    private void impossibleValues() {
        replace("count: 10", "count: -1", "8:12: count is -1, it may be 1 to 4096", Schema.REJECTS);
        replace("count: 10", "count: 4097", "8:12: count is 4097, it may be 1 to 4096", Schema.REJECTS);
        replace("seed: 7", "seed: -7", "2:7: seed is -7, it may be 0 to 999999999999999999", Schema.REJECTS);
        replace(
                "seed: 7",
                "seed: 1e3",
                "2:7: seed is not a whole number: \"1e3\", write a whole number from 0 to " + "999999999999999999",
                Schema.REJECTS);
        replace(
                "latency: 20ms",
                "latency: -20ms",
                "5:19: latency is \"-20ms\", it may be 100us to 60s",
                Schema.REJECTS);
        replace("latency: 20ms", "latency: 0ms", "5:19: latency is \"0ms\", it may be 100us to 60s", Schema.ACCEPTS);
        replace("latency: 20ms", "loss: 101%", "5:16: loss is \"101%\", it may be 0% to 100%", Schema.REJECTS);
        replace("latency: 20ms", "mtu: 100B", "5:15: mtu is \"100B\", it may be 576B to 9000B", Schema.ACCEPTS);
        replace("duration: 60s", "duration: 25h", "3:11: duration is \"25h\", it may be 1s to 24h", Schema.ACCEPTS);
        replace(
                "duration: 60s",
                "duration: 9999999999999999999s",
                "3:11: duration: \"9999999999999999999s\" is not a duration, write a duration such as 60s or 150ms",
                Schema.REJECTS);
        add("world: {capacity: 9}\n", "11:19: capacity is 9 for 10 players, make it 10 or more", Schema.ACCEPTS);
        add("world: {capacity: 5000}\n", "11:19: capacity is 5000, it may be 1 to 4096", Schema.REJECTS);
        beyondTheEngine();
        add("world: {side: 3km}\n", "11:15: side is \"3km\", it may be 10m to 2048m", Schema.ACCEPTS);
        add(
                "zone: {near-rate: 7/s}\n",
                "11:19: near-rate is 7/s, which doesn't divide the 60 ticks of a second, write "
                        + "1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60/s",
                Schema.ACCEPTS);
        add(
                "world: {obstacles: [{shape: box, at: [0m, 0m], size: [1m, 1m, 1m]}]}\n",
                "11:38: at is not a list of three lengths, write x, height and z such as [4m, 3m, 2m]",
                Schema.REJECTS);
        add(
                "world: {obstacles: [{shape: cone, at: [0m, 0m, 0m]}]}\n",
                "11:29: unknown shape \"cone\", known are: box, cylinder",
                Schema.REJECTS);
        add(
                "world: {side: 100m, obstacles: [{shape: box, at: [80m, 0m, 0m], size: [1m, 1m, 1m]}]}\n",
                "11:50: the obstacle stands outside the zone, keep x within -50m to 50m and z within -50m to 50m",
                Schema.ACCEPTS);
        replace(
                "centre: [0m, 0m]",
                "centre: [1000m, 0m]",
                "10:34: this reaches outside the zone, keep x within -1024m to 1024m and z within -1024m to 1024m",
                Schema.ACCEPTS);
        replace(
                "latency: 20ms",
                "burst-loss: {rate: 80%, mean-length: 2}",
                "5:29: bursts of 2 packets on average can't lose that many, lower the rate or make the bursts longer",
                Schema.ACCEPTS);
        replace(
                "latency: 20ms",
                "burst-loss: {rate: 5%, mean-length: 2, enter: 1%}",
                "5:56: \"enter\" stands beside rate and mean-length, give either rate and mean-length, or enter, leave "
                        + "and loss",
                Schema.REJECTS);
    }

    /** What could be written but not be run. */
    private void beyondTheEngine() {
        add("zone: {snapshot-entities: 101}\n", "11:27: snapshot-entities is 101, it may be 1 to 100", Schema.REJECTS);
        add(
                "zone: {near-radius: 60m, mid-radius: 60m}\n",
                "11:38: mid-radius is 60m, near-radius is 60m, make mid-radius larger than near-radius",
                Schema.ACCEPTS);
        add(
                "zone: {near-radius: 120m}\n",
                "11:21: mid-radius is 100m, near-radius is 120m, make mid-radius larger than near-radius",
                Schema.ACCEPTS);
        add(
                "zone: {mid-radius: 50m}\n",
                "11:20: mid-radius is 50m, near-radius is 50m, make mid-radius larger than near-radius",
                Schema.ACCEPTS);
        add(
                "zone: {mid-radius: 200m}\n",
                "11:20: far-radius is 200m, mid-radius is 200m, make far-radius larger than mid-radius",
                Schema.ACCEPTS);
        add(
                "zone: {far-radius: 100m}\n",
                "11:20: far-radius is 100m, mid-radius is 100m, make far-radius larger than mid-radius",
                Schema.ACCEPTS);
        add(
                "world: {obstacles: [{shape: box, at: [0m, 0m, 0m], size: [1m, 251m, 1m]}]}\n",
                "11:21: the obstacle's top lies 251m above the ground, it may lie at most 250m above it",
                Schema.ACCEPTS);
        add(
                "world: {obstacles: [{shape: cylinder, at: [0m, 249m, 0m], radius: 1m, height: 2m}]}\n",
                "11:21: the obstacle's top lies 251m above the ground, it may lie at most 250m above it",
                Schema.ACCEPTS);
        add(
                "world: {obstacles: [{shape: cylinder, at: [1020m, 0m, 0m], radius: 5m, height: 2m}]}\n",
                "11:21: the obstacle reaches beyond 1024m from the zone's centre, make it smaller or several",
                Schema.ACCEPTS);
        add(
                "faults: [{at: 20s, for: 1s, kind: link-latency, target: zone, latency: 59s, jitter: 990ms}]\n",
                "11:72: with link home's own, latency and jitter come to 60.01s, they may come to 60s",
                Schema.ACCEPTS);
    }

    /** Worlds of several zones. */
    private void grids() {
        add(
                "world: {side: 1km, grid: {columns: 2, rows: 2}}\n",
                "11:15: \"side\" stands beside grid, give either side or grid with zone-side",
                Schema.REJECTS);
        add(
                "world: {grid: 4}\n",
                "11:15: the grid is a single value, write keys and values, known are: columns, rows, zone-side, names",
                Schema.REJECTS);
        add("world: {grid: {columns: 2}}\n", "11:15: the grid has no rows, add rows: 2", Schema.REJECTS);
        add("world: {grid: {columns: 0, rows: 2}}\n", "11:25: columns is 0, it may be 1 to 1024", Schema.REJECTS);
        add(
                "world: {grid: {columns: 2, rows: 2, side: 1km}}\n",
                "11:37: unknown key \"side\" in the grid, known are: columns, rows, zone-side, names",
                Schema.REJECTS);
        add(
                "world: {grid: {columns: 3, rows: 2, zone-side: 999m}}\n",
                "11:48: the zones of a grid have sides of 999m, make it 300m to 1500m in steps of 2m",
                Schema.ACCEPTS);
        add(
                "world: {grid: {columns: 3, rows: 3, zone-side: 500.5m}}\n",
                "11:48: the zones of a grid have sides of 500.5m, make it 300m to 1500m in steps of 1m",
                Schema.ACCEPTS);
        add(
                "world: {grid: {columns: 2, rows: 1, zone-side: 2km}}\n",
                "11:48: the zones of a grid have sides of 2000m, make it 300m to 1500m in steps of 2m",
                Schema.ACCEPTS);
        add(
                "world: {grid: {columns: 64, rows: 32, zone-side: 300m}}\n",
                "11:15: the grid has 2048 zones, it may have at most 1024",
                Schema.ACCEPTS);
        add(
                "world: {grid: {columns: 33, rows: 1}}\n",
                "11:15: the world is 33000m long, it may be at most 32768m",
                Schema.ACCEPTS);
        add(
                "world: {grid: {columns: 2, rows: 1}, obstacles: [{shape: box, at: [0m, 0m, 600m], size: [1m, 1m, 1m]}]}\n",
                "11:67: the obstacle stands outside the world, keep x within -1000m to 1000m and z within -500m to "
                        + "500m",
                Schema.ACCEPTS);
        add(
                "world: {grid: {columns: 2, rows: 2}}\nzone: {far-radius: 300m}\n",
                "12:20: far-radius is 300m, but nothing farther than 200m is known across a border, make it 200m or "
                        + "less",
                Schema.ACCEPTS);
        replace(
                "centre: [0m, 0m], radius: 50m}\n",
                "centre: [960m, -950m], radius: 50m}\nworld: {grid: {columns: 2, rows: 2}}\n",
                "10:34: this reaches outside the world, keep x within -1000m to 1000m and z within -1000m to 1000m",
                Schema.ACCEPTS);
    }

    private void references() {
        replace(
                "    count: 10\n",
                "    count: 10\n    link: hone\n",
                "9:11: unknown link \"hone\", did you mean \"home\"?",
                Schema.ACCEPTS);
        replace(
                "    count: 10\n",
                "    count: 10\n    team: red\n",
                "9:11: unknown team \"red\", there are none to choose from",
                Schema.ACCEPTS);
        replace(
                "  home: {latency: 20ms}\n",
                "  home: {latency: 20ms}\n  away: {latency: 90ms}\n",
                "8:5: a group has no link, add link: and one of home, away",
                Schema.ACCEPTS);
        replace(
                "name: walkers",
                "name: honest",
                "7:11: the name \"honest\" has a meaning of its own in expectations, choose another name",
                Schema.ACCEPTS);
        add("""
                  - name: walkers
                    count: 1
                    behaviour: idle
                    spawn: {shape: point, centre: [0m, 0m]}
                """, "11:11: two groups have the name \"walkers\", give each its own name", Schema.ACCEPTS);
        add(
                "world: {teams: [red, red]}\n",
                "11:22: two teams have the name \"red\", give each its own name",
                Schema.REJECTS);
        add(
                "faults: [{at: 20s, kind: address-change, target: group walker}]\n",
                "11:50: unknown group \"walker\", did you mean \"walkers\"?",
                Schema.ACCEPTS);
        add(
                "faults: [{at: 20s, kind: address-change, target: player walkers/11}]\n",
                "11:50: there is no player 11 in group walkers, choose a number from 1 to 10",
                Schema.ACCEPTS);
        add(
                "faults: [{at: 20s, kind: address-change, target: everyone}]\n",
                "11:50: target is \"everyone\", write zone, zone N, zones, process N, processes, spare, store, store-N, "
                        + "store-majority, redis, redis-primary, redis-replica, redis-monitor, group NAME, player NAME/N "
                        + "or players; or for faults of links two of them with with or to between them",
                Schema.REJECTS);
    }

    private void times() {
        add(
                "phases: {warmup: 10s, faults: 10s, heal: 10s}\n",
                "11:9: the phases last 30s in all, the duration is 60s, make warmup, faults and heal add up to the "
                        + "duration",
                Schema.ACCEPTS);
        add(
                "phases: {warmup: 50s, heal: 20s}\n",
                "11:9: the phases last 70s in all, the duration is 60s, make warmup, faults and heal add up to the "
                        + "duration",
                Schema.ACCEPTS);
        add(
                "faults: [{at: 5s, for: 1s, kind: partition, target: zone}]\n",
                "11:15: the fault strikes at 5s, outside the phase of faults, choose a time from 10s to before 50s",
                Schema.ACCEPTS);
        add(
                "faults: [{at: 45s, for: 10s, kind: partition, target: zone}]\n",
                "11:25: the fault lasts beyond the phase of faults, which ends at 50s, make it 5s or less, or write for: "
                        + "ever",
                Schema.ACCEPTS);
        add(
                "faults: [{at: 45s, kind: partition, target: zone}]\n",
                "11:10: a fault of kind partition has no for, add for: 5s, or for: ever",
                Schema.REJECTS);
        replace(
                "    count: 10\n",
                "    count: 10\n    join: {at: 50s, over: 20s}\n",
                "9:27: over is \"20s\", it may be 0s to 10s",
                Schema.ACCEPTS);
    }

    private void behavioursAndFaults() {
        replace(
                "behaviour: random-walk",
                "behaviour: random-wok",
                "9:16: unknown behaviour \"random-wok\", did you mean \"random-walk\"?",
                Schema.REJECTS);
        replace(
                "behaviour: random-walk",
                "behaviour: {radius: 5m}",
                "9:16: a behaviour has no kind, add kind: one of idle, random-walk, circle, line, sprint, crowd, "
                        + "border-hugger, border-zig-zag, caravan, raid, speed-hacker, teleporter, flooder, malformed, replayer, brawler, archer, duellist, blocker, "
                        + "liar, rapid-fire",
                Schema.REJECTS);
        replace(
                "behaviour: random-walk",
                "behaviour: {kind: idle, radius: 5m}",
                "9:29: unknown key \"radius\" in a behaviour of kind idle, known are: kind",
                Schema.REJECTS);
        replace(
                "behaviour: random-walk",
                "behaviour: crowd",
                "9:16: a behaviour of kind crowd has no centre, add centre: [0m, 0m]",
                Schema.REJECTS);
        replace(
                "behaviour: random-walk",
                "behaviour: {kind: speed-hacker, speed: 90%}",
                "9:44: speed is \"90%\", it may be 1000001ppm to 10000%",
                Schema.ACCEPTS);
        add(
                "faults: [{at: 20s, for: 1s, kind: earthquake, target: zone}]\n",
                "11:35: unknown kind \"earthquake\", known are: link-loss, link-latency, partition, pause, slow-cpu, "
                        + "crash, clock-step, address-change, drain",
                Schema.REJECTS);
        add(
                "faults: [{at: 20s, for: 1s, kind: slow-cpu, target: group walkers, speed: 50%}]\n",
                "11:53: players' processors are not modelled, write target: zone, or target: store", Schema.REJECTS);
        add(
                "faults: [{at: 20s, for: 1s, kind: crash, target: store}]\n",
                "11:50: there is no store in this world, add combat: on to world",
                Schema.ACCEPTS);
        replace(
                "behaviour: random-walk",
                "behaviour: brawler",
                "9:16: a brawler has nothing to do where there is no combat, add combat: on to world",
                Schema.ACCEPTS);
        cases.add(new Bad(
                GOOD.replace("behaviour: random-walk", "behaviour: {kind: archer, aim: evenly}")
                        + "world: {combat: on}\n",
                "9:36: unknown aim \"evenly\", did you mean \"even\"?",
                Schema.REJECTS));
        replace(
                "behaviour: random-walk",
                "behaviour: {kind: circle, aim: even}",
                "9:31: unknown key \"aim\" in a behaviour of kind circle, known are: kind, radius",
                Schema.REJECTS);
        add(
                "world: {combat: {friendlyfire: on}}\n",
                "11:18: unknown key \"friendlyfire\" in combat, did you mean \"friendly-fire\"?",
                Schema.REJECTS);
        add(
                "world: {combat: {store: {latency: 50us}}}\n",
                "11:35: latency is \"50us\", it may be 100us to 60s",
                Schema.ACCEPTS);
        add(
                "faults: [{at: 20s, kind: address-change, target: zone}]\n",
                "11:50: the address of zone doesn't change, name a group or a player",
                Schema.REJECTS);
        add(
                "faults: [{at: 20s, for: 1s, kind: link-loss, target: zone}]\n",
                "11:10: a fault of kind link-loss loses nothing, add loss: 20% or burst-loss",
                Schema.ACCEPTS);
        add(
                "faults: [{at: 20s, kind: clock-step, target: zone, step: 0s}]\n",
                "11:58: the clock steps by nothing, write a duration such as 2s or -2s",
                Schema.ACCEPTS);
    }

    private void processesAndStores() {
        String grid = "world: {grid: {columns: 2, rows: 2}}\n";
        add(
                "world: {grid: {columns: 2, rows: 2, names: [a, b]}}\n",
                "11:44: there are 2 names for 4 zones, give each zone its own name, in the order of their numbers",
                Schema.ACCEPTS);
        add(
                "world: {grid: {columns: 2, rows: 1, names: [a, a]}}\n",
                "11:48: two zones have the name \"a\", give each its own name",
                Schema.REJECTS);
        add(
                grid + "processes: {spare: 1}\n",
                "12:13: unknown key \"spare\" in processes, did you mean \"spares\"?",
                Schema.REJECTS);
        add(grid + "processes: {spares: 17}\n", "12:21: spares is 17, it may be 0 to 16", Schema.REJECTS);
        add(
                grid + "processes: {backplane: {latency: 5us}}\n",
                "12:34: latency is \"5us\", it may be 100us to 60s",
                Schema.ACCEPTS);
        add(
                "stores: {scylla: {nodes: 3}}\n",
                "11:18: nothing is kept in Scylla, add combat: on to world, or processes",
                Schema.ACCEPTS);
        add(
                "stores: {redis: {replicas: 1}}\n",
                "11:17: nothing is kept in Redis where one zone is alone, add processes, or leave redis out",
                Schema.ACCEPTS);
        add(
                grid + "stores: {scylla: {nodes: 2, replication: 3}}\n",
                "12:42: replication is 3 on 2 nodes, make it 2 or less",
                Schema.ACCEPTS);
        add(
                grid + "stores: {redis: {persistence: always}}\n",
                "12:31: unknown persistence \"always\", known are: none, every-second",
                Schema.REJECTS);
        add(
                grid + "stores: {redis: {poll: 2s, down-after: 1s}}\n",
                "12:40: down-after is shorter than poll, make it as long as poll or longer",
                Schema.ACCEPTS);
        add(
                "world: {combat: {store: {sync: 1s}}}\nstores: {scylla: {nodes: 1}}\n",
                "11:25: \"store\" has keys beside those of scylla, write store: on and keep them in stores",
                Schema.ACCEPTS);
    }

    private void targets() {
        String grid = "world: {grid: {columns: 2, rows: 2, names: [aspen, birch, cedar, dogwood]}}\n";
        target(grid, "crash", "zone", "there are 4 zones, write zones, or zone and a number from 0 to 3");
        target(grid, "crash", "zone 4", "there is no zone 4, choose a number from 0 to 3");
        target(grid, "crash", "zone ceder", "unknown zone \"ceder\", did you mean \"cedar\"?");
        target(grid, "crash", "process 6", "there is no process 6, choose a number from 1 to 5");
        target(grid, "crash", "store-4", "there is no node 4, choose a number from 1 to 3");
        target(
                "",
                "crash",
                "spare",
                "the only zone of this world is served by one process, write zone, or add processes");
        target("", "crash", "redis", "there is no Redis in this world, add processes, or a grid to world");
        target(
                grid + "stores: {redis: {replicas: 0}}\n",
                "crash",
                "redis-replica",
                "Redis has no replica, add replicas: 1 to redis");
        target(
                grid,
                "partition",
                "all",
                "all is everybody but who is named before it, write such as zone 0 with all",
                Schema.REJECTS);
        target(
                grid,
                "partition",
                "all to zone 1",
                "all stands before with or to, write the others first: zone 0 with all",
                Schema.REJECTS);
        target(grid, "partition", "zone 1 with zone birch", "there is no way from zone 1 to itself, name two ends");
        target(
                grid,
                "pause",
                "zone 0 with zone 1",
                "this fault strikes machines, not the way between them, name one end alone",
                Schema.REJECTS);
        target(
                grid,
                "drain",
                "group walkers",
                "group walkers can't be drained, name a zone or a process",
                Schema.REJECTS);
        target("", "drain", "zone", "a zone that is alone has nobody to hand its players to, add processes");
        add(
                grid + "faults: [{at: 20s, for: 1s, kind: partition, target: zone 0 to zone 1, direction: up}]\n",
                "12:83: the target names the way already, leave direction out; to is one way, with is both",
                Schema.ACCEPTS);
        add(
                grid + "faults: [{at: 20s, for: 1s, kind: link-latency, target: redis to zones, latency: 60s}]\n",
                "12:82: with the way's own, latency and jitter come to 60.0005s, they may come to 60s",
                Schema.ACCEPTS);
    }

    private void travels() {
        String hugger = "9:16: a border-hugger needs a border between zones, add a grid of several zones to world";
        replace("behaviour: random-walk", "behaviour: border-hugger", hugger, Schema.ACCEPTS);
        replace(
                "behaviour: random-walk",
                "behaviour: {kind: raid, at: 20s, for: 20s}",
                "9:16: a raid needs a corner where four zones meet, "
                        + "add a grid of 2 columns and 2 rows or more to world",
                Schema.ACCEPTS);
        replace(
                "behaviour: random-walk",
                "behaviour: raid",
                "9:16: a raid needs a corner where four zones meet, "
                        + "add a grid of 2 columns and 2 rows or more to world",
                Schema.REJECTS);
        replace(
                "behaviour: random-walk",
                "behaviour: {kind: caravan, stops: [[0m, 0m]]}",
                "9:39: the route has 1 stops, write 2 to 64",
                Schema.REJECTS);
        replace(
                "behaviour: random-walk",
                "behaviour: {kind: caravan, stops: [[0m, 0m], [3km, 0m]]}",
                "9:50: this reaches outside the zone, keep x within -1024m to 1024m and z within -1024m to 1024m",
                Schema.ACCEPTS);
        cases.add(new Bad(
                GOOD.replace("random-walk", "{kind: border-zig-zag, turn-at: 40m, back: 42m}")
                        + "world: {grid: {columns: 2, rows: 1}}\n",
                "9:59: it turns at 40m and goes back to 42m, make back 45m or more",
                Schema.ACCEPTS));
    }

    private void target(String world, String kind, String target, String complaint) {
        target(world, kind, target, complaint, Schema.ACCEPTS);
    }

    private void target(String world, String kind, String target, String complaint, Schema schema) {
        String before = "faults: [{at: 20s, for: 1s, kind: " + kind + ", target: ";
        long lines = 11 + world.chars().filter(c -> c == '\n').count();
        String place = lines + ":" + (before.length() + 1) + ": ";
        add(world + before + target + "}]\n", place + complaint, schema);
    }

    private void expectations() {
        add("expectations: [42]\n", "11:16: unknown figure \"42\", " + KNOWN_FIGURES, Schema.REJECTS);
        add("expectations: [p99(ping) < 105ms]\n", "11:20: unknown figure \"ping\", " + KNOWN_FIGURES, Schema.ACCEPTS);
        add(
                "expectations:\n  - p99(rtt) < 105\n",
                "12:16: \"105\" has no unit, write a duration such as 60s or 150ms",
                Schema.ACCEPTS);
        add(
                "expectations:\n  - \"p99(rtt) < 105B\"\n",
                "12:17: \"105B\" is not a duration, write a duration such as 60s or 150ms "
                        + "(units: ns, us, µs, ms, s, min, h)",
                Schema.ACCEPTS);
        add(
                "expectations:\n  - p98(rtt) < 105ms\n",
                "12:5: unknown function \"p98\", known are: p50, p90, p99, p999, max, mean, count, rate, value",
                Schema.ACCEPTS);
        add(
                "expectations:\n  - rtt < 105ms\n",
                "12:5: rtt is a distribution, take p50, p90, p99, p999, max, mean, count " + "or rate of it: p99(rtt)",
                Schema.ACCEPTS);
        add(
                "expectations:\n  - p99(rtt, group strangers) < 105ms\n",
                "12:14: no group or phase \"strangers\", groups are: honest, hostile, walkers; phases are: warmup, faults, "
                        + "heal",
                Schema.ACCEPTS);
        add(
                "expectations:\n  - max(snapshot-entities, walkers) <= 40\n",
                "12:28: snapshot-entities is not known for groups of players, leave the group out",
                Schema.ACCEPTS);
        add("expectations:\n  - p99(rtt < 105ms\n", "12:20: a closing bracket is missing, add )", Schema.ACCEPTS);
        add(
                "expectations:\n  - violations\n",
                "12:15: no comparison here, write <, <=, >, >=, == or != and a limit",
                Schema.REJECTS);
        add("expectations:\n  - violations = 0\n", "12:16: = is no comparison, write ==", Schema.REJECTS);
        add("expectations:\n  - violations =< 0\n", "12:16: =< is no comparison, write <=", Schema.REJECTS);
        add(
                "expectations:\n  - violations ==\n",
                "12:18: no limit here, write a plain number such as 6",
                Schema.REJECTS);
    }

    private static final String KNOWN_FIGURES = "known are: input-to-ack, input-to-ack - rtt, rtt, snapshot-age, "
            + "correction-size, interpolation-error, snapshot-entities, snapshot-bytes, hit-confirm, behind-cover, "
            + "tick-time, handoff-gap, handoff-jump, down-bandwidth, up-bandwidth, migration, recovery, "
            + "updates-per-player, degradation, agreement, too-close, violations, joined, kicked, disconnected, "
            + "corrections, inputs-dropped, migrations, migrations-failed, malformed-dropped, replayed-dropped, "
            + "datagrams, overruns, degradations, recoveries, hits, kills, claims-refused, attacks-too-soon, "
            + "events-dropped";
}
