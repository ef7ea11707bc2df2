package io.darkages.scenarios.format;

import io.darkages.scenarios.format.YamlNode.Entry;
import io.darkages.scenarios.format.YamlNode.Mapping;
import io.darkages.scenarios.format.YamlNode.Scalar;
import io.darkages.scenarios.quantity.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads the section {@code links}: a mapping from names to link specs. */
final class LinksReader {

    /** The name of the link that is there when a scenario names none. */
    static final String STANDARD = "standard";

    private static final List<String> PATH_KEYS = List.of(
            "latency",
            "jitter",
            "loss",
            "burst-loss",
            "duplicate",
            "reorder",
            "reorder-delay",
            "corrupt",
            "bandwidth",
            "queue",
            "mtu");
    private static final List<String> LINK_KEYS =
            Stream.concat(PATH_KEYS.stream(), Stream.of("up", "down")).toList();
    private static final List<String> BURST_KEYS = List.of("enter", "leave", "loss", "rate", "mean-length");
    private static final String UNLIMITED = "unlimited";
    private static final long MIN_BANDWIDTH = 1_000;
    private static final long MAX_BANDWIDTH = 12_500_000_000L;
    private static final int MIN_MTU = 576;
    private static final int MAX_MTU = 9_000;
    private static final int MAX_QUEUE_BYTES = 1 << 28;
    private static final int MAX_BURST_PACKETS = 10_000;

    private final Values values;

    LinksReader(Values values) {
        this.values = values;
    }

    List<LinkSpec> links(Optional<YamlNode> section) {
        if (section.isEmpty()) {
            return List.of(new LinkSpec(STANDARD, PathSpec.STANDARD, PathSpec.STANDARD));
        }
        if (!(section.get() instanceof Mapping mapping) || mapping.entries().isEmpty()) {
            throw values.bad(
                    section.get(),
                    "links is no mapping from names to links",
                    "write a name such as home: and below it latency: 20ms");
        }
        if (mapping.entries().size() > Limits.GROUPS) {
            throw values.bad(
                    mapping, "there are " + mapping.entries().size() + " links", "there may be " + Limits.GROUPS);
        }
        List<LinkSpec> links = new ArrayList<>();
        for (Entry entry : mapping.entries()) {
            links.add(link(values.name(entry.key(), "link"), entry.value()));
        }
        return links;
    }

    private LinkSpec link(String name, YamlNode node) {
        Fields fields = Fields.of(values, node, "link " + name, LINK_KEYS);
        PathSpec both = path(fields, PathSpec.STANDARD);
        return new LinkSpec(name, direction(fields, "up", both), direction(fields, "down", both));
    }

    /** A path alone, the same both ways. */
    PathSpec path(YamlNode node, String owner, PathSpec fallback) {
        return path(Fields.of(values, node, owner, PATH_KEYS), fallback);
    }

    private PathSpec direction(Fields link, String key, PathSpec both) {
        return link.find(key)
                .map(node -> path(Fields.of(values, node, "direction " + key, PATH_KEYS), both))
                .orElse(both);
    }

    private PathSpec path(Fields fields, PathSpec d) {
        return new PathSpec(
                fields.nanos("latency", d.latencyNanos(), PathSpec.MIN_LATENCY_NANOS, Limits.DELAY_NANOS),
                fields.nanos("jitter", d.jitterNanos(), 0, Limits.DELAY_NANOS),
                fields.ppm("loss", d.lossPpm(), 0, Limits.MILLION),
                fields.find("burst-loss").map(this::burstLoss).orElse(d.burstLoss()),
                fields.ppm("duplicate", d.duplicatePpm(), 0, Limits.MILLION),
                fields.ppm("reorder", d.reorderPpm(), 0, Limits.MILLION),
                fields.nanos("reorder-delay", d.reorderDelayNanos(), 0, Limits.DELAY_NANOS),
                fields.ppm("corrupt", d.corruptPpm(), 0, Limits.MILLION),
                fields.find("bandwidth").map(this::bandwidth).orElse(d.bandwidthBytesPerSecond()),
                fields.find("queue")
                        .map(node -> values.bytes(node, "queue", MAX_MTU, MAX_QUEUE_BYTES))
                        .orElse(d.queueBytes()),
                fields.find("mtu")
                        .map(node -> values.bytes(node, "mtu", MIN_MTU, MAX_MTU))
                        .orElse(d.mtuBytes()));
    }

    private OptionalLong bandwidth(YamlNode node) {
        if (node instanceof Scalar scalar && scalar.text().equals(UNLIMITED)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(values.bandwidth(node, "bandwidth", MIN_BANDWIDTH, MAX_BANDWIDTH));
    }

    /** Either {@code {enter, leave, loss}} or {@code {rate, mean-length}}, or {@code none}. */
    Optional<BurstLossSpec> burstLoss(YamlNode node) {
        if (node instanceof Scalar scalar && scalar.text().equals("none")) {
            return Optional.empty();
        }
        Fields fields = Fields.of(values, node, "burst-loss", BURST_KEYS);
        boolean byRate =
                fields.find("rate").isPresent() || fields.find("mean-length").isPresent();
        if (!byRate) {
            return Optional.of(new BurstLossSpec(
                    values.ppm(fields.need("enter", "1%"), "enter", 0, Limits.MILLION),
                    values.ppm(fields.need("leave", "25%"), "leave", 1, Limits.MILLION),
                    fields.ppm("loss", Limits.MILLION, 0, Limits.MILLION)));
        }
        for (String key : List.of("enter", "leave", "loss")) {
            fields.find(key).ifPresent(value -> {
                throw values.bad(
                        value,
                        Quantity.quote(key) + " stands beside rate and mean-length",
                        "give either rate and mean-length, or enter, leave and loss");
            });
        }
        YamlNode rateNode = fields.need("rate", "5%");
        int rate = values.ppm(rateNode, "rate", 0, 900_000);
        int length = values.count(fields.need("mean-length", "4"), "mean-length", 1, MAX_BURST_PACKETS);
        if ((long) rate * Limits.MILLION > (long) (Limits.MILLION - rate) * length * Limits.MILLION) {
            throw values.bad(
                    rateNode,
                    "bursts of " + length + " packets on average can't lose that many",
                    "lower the rate or make the bursts longer");
        }
        return Optional.of(BurstLossSpec.ofRate(rate, length));
    }
}
