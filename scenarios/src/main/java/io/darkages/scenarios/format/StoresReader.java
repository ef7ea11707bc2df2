package io.darkages.scenarios.format;

import io.darkages.scenarios.quantity.Quantity;
import java.util.List;
import java.util.Optional;

/** Reads the sections {@code processes} and {@code stores}. */
final class StoresReader {

    private static final List<String> SCYLLA_KEYS = List.of("nodes", "replication", "latency", "sync");
    private static final List<String> REDIS_KEYS =
            List.of("replicas", "persistence", "latency", "poll", "down-after", "election");
    private static final long MIN_MONITOR_NANOS = 10_000_000L;

    private final Values values;

    StoresReader(Values values) {
        this.values = values;
    }

    /** Several zones have processes whether the section is there or not; one has them where it is. */
    Optional<ProcessesSpec> processes(Optional<YamlNode> section, GridSpec grid) {
        if (section.isEmpty()) {
            return grid.isOne() ? Optional.empty() : Optional.of(ProcessesSpec.STANDARD);
        }
        ProcessesSpec d = ProcessesSpec.STANDARD;
        Fields fields = Fields.of(values, section.get(), "processes", List.of("spares", "backplane"));
        return Optional.of(new ProcessesSpec(
                fields.find("spares")
                        .map(node -> values.count(node, "spares", 0, Limits.SPARES))
                        .orElse(d.spares()),
                fields.find("backplane")
                        .map(node -> new LinksReader(values).path(node, "the backplane", d.backplane()))
                        .orElse(d.backplane())));
    }

    /**
     * @param combatStore {@code store} of {@code combat}: where it has keys, they are the short form of {@code scylla}
     */
    StoresSpec stores(
            Optional<YamlNode> section, Optional<YamlNode> combatStore, boolean isLogged, boolean hasProcesses) {
        Optional<Fields> fields = section.map(node -> Fields.of(values, node, "stores", List.of("scylla", "redis")));
        Optional<YamlNode> scylla = fields.flatMap(keys -> keys.find("scylla"));
        Optional<YamlNode> redis = fields.flatMap(keys -> keys.find("redis"));
        if (scylla.isPresent() && !isLogged && !hasProcesses) {
            throw values.bad(scylla.get(), "nothing is kept in Scylla", "add combat: on to world, or processes");
        }
        if (redis.isPresent() && !hasProcesses) {
            throw values.bad(
                    redis.get(),
                    "nothing is kept in Redis where one zone is alone",
                    "add processes, or leave redis out");
        }
        Optional<YamlNode> brief = combatStore.filter(node -> node instanceof YamlNode.Mapping);
        if (brief.isPresent() && scylla.isPresent()) {
            throw values.bad(
                    brief.get(),
                    Quantity.quote("store") + " has keys beside those of scylla",
                    "write store: on and keep them in stores");
        }
        Optional<ScyllaSpec> kept = isLogged || hasProcesses
                ? Optional.of(brief.map(this::combatStore)
                        .or(() -> scylla.map(this::scylla))
                        .orElse(ScyllaSpec.STANDARD))
                : Optional.empty();
        return new StoresSpec(
                kept, hasProcesses ? Optional.of(redis.map(this::redis).orElse(RedisSpec.STANDARD)) : Optional.empty());
    }

    private ScyllaSpec combatStore(YamlNode node) {
        ScyllaSpec d = ScyllaSpec.STANDARD;
        Fields fields = Fields.of(values, node, "the store", List.of("latency", "sync"));
        return new ScyllaSpec(d.nodes(), d.replication(), latency(fields, d.latencyNanos()), sync(fields, d));
    }

    private ScyllaSpec scylla(YamlNode node) {
        ScyllaSpec d = ScyllaSpec.STANDARD;
        Fields fields = Fields.of(values, node, "scylla", SCYLLA_KEYS);
        int nodes = fields.find("nodes")
                .map(count -> values.count(count, "nodes", 1, Limits.SCYLLA_NODES))
                .orElse(d.nodes());
        return new ScyllaSpec(
                nodes,
                fields.find("replication")
                        .map(count -> replication(count, nodes))
                        .orElse(Math.min(d.replication(), nodes)),
                latency(fields, d.latencyNanos()),
                sync(fields, d));
    }

    private int replication(YamlNode node, int nodes) {
        int replication = values.count(node, "replication", 1, Limits.SCYLLA_NODES);
        if (replication > nodes) {
            throw values.bad(
                    node,
                    "replication is " + replication + " on " + nodes + (nodes == 1 ? " node" : " nodes"),
                    "make it " + nodes + " or less");
        }
        return replication;
    }

    private RedisSpec redis(YamlNode node) {
        RedisSpec d = RedisSpec.STANDARD;
        Fields fields = Fields.of(values, node, "redis", REDIS_KEYS);
        long poll = fields.nanos("poll", d.pollNanos(), MIN_MONITOR_NANOS, Limits.DELAY_NANOS);
        Optional<YamlNode> downNode = fields.find("down-after");
        long down =
                fields.nanos("down-after", Math.max(poll, d.downAfterNanos()), MIN_MONITOR_NANOS, Limits.DELAY_NANOS);
        if (down < poll) {
            throw values.bad(
                    downNode.orElse(node), "down-after is shorter than poll", "make it as long as poll or longer");
        }
        return new RedisSpec(
                fields.find("replicas")
                        .map(count -> values.count(count, "replicas", 0, Limits.REDIS_REPLICAS))
                        .orElse(d.replicas()),
                fields.find("persistence")
                        .map(word -> values.word(word, "persistence", RedisSpec.Persistence.values()))
                        .orElse(d.persistence()),
                latency(fields, d.latencyNanos()),
                poll,
                down,
                fields.nanos("election", d.electionNanos(), MIN_MONITOR_NANOS, Limits.DELAY_NANOS));
    }

    private static long latency(Fields fields, long fallback) {
        return fields.nanos("latency", fallback, Limits.STORE_LATENCY_MIN_NANOS, Limits.DELAY_NANOS);
    }

    private static long sync(Fields fields, ScyllaSpec fallback) {
        return fields.nanos("sync", fallback.syncNanos(), 0, Limits.DELAY_NANOS);
    }
}
