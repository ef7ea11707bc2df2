package io.darkages.scenarios.format;

import io.darkages.scenarios.expect.Expectation;
import io.darkages.scenarios.expect.ExpectationParser;
import io.darkages.scenarios.expect.ExpectationSyntaxException;
import io.darkages.scenarios.expect.FigureCatalogue;
import io.darkages.scenarios.format.YamlNode.Scalar;
import io.darkages.scenarios.quantity.Dimension;
import io.darkages.scenarios.quantity.Quantity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads scenario files, strictly: what it doesn't understand, it refuses, with the place, what is wrong and
 * what would be right. Fills in every default. Holds no state between files; safe for use by many threads.
 */
public final class ScenarioReader {

    private static final List<String> KEYS = List.of(
            "name",
            "description",
            "seed",
            "duration",
            "phases",
            "world",
            "zone",
            "processes",
            "stores",
            "links",
            "groups",
            "faults",
            "expectations");
    private static final long DEFAULT_SEED = 1;
    private static final long MIN_DURATION_NANOS = 1_000_000_000L;
    private static final long LONGEST_DEFAULT_PHASE_NANOS = 10_000_000_000L;
    private static final long MILLISECOND_NANOS = 1_000_000;

    private final FigureCatalogue catalogue;

    /** @param catalogue the figures that expectations may name */
    public ScenarioReader(FigureCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Reads a file.
     *
     * @throws BadScenarioException if it can't be read or is not a valid scenario
     */
    public Scenario read(Path file) {
        Source source = new Source(file.toString());
        return scenario(source, ScenarioText.read(source, file));
    }

    /**
     * Reads a text.
     *
     * @param label stands for the file's name in errors
     * @throws BadScenarioException if it is not a valid scenario
     */
    public Scenario parse(String label, String text) {
        Source source = new Source(label);
        return scenario(source, ScenarioText.decode(source, text.getBytes(StandardCharsets.UTF_8)));
    }

    private Scenario scenario(Source source, String text) {
        Values values = new Values(source);
        Fields fields = Fields.of(values, YamlTree.read(source, text), "the scenario", KEYS);
        String name = values.name(fields.need("name", "plaza"), "name");
        String description = fields.find("description")
                .map(node -> values.text(node, "description", Limits.DESCRIPTION_CHARACTERS)
                        .strip())
                .orElse("");
        long seed = fields.find("seed")
                .map(node -> values.integer(node, "seed", 0, 999_999_999_999_999_999L))
                .orElse(DEFAULT_SEED);
        PhasesSpec phases = phases(values, fields);
        List<YamlNode> groupNodes = values.list(fields.need("groups", "a list of groups"), "groups", Limits.GROUPS);
        if (groupNodes.isEmpty()) {
            throw values.bad(fields.need("groups", ""), "there are no players", "add a group");
        }
        GroupsReader groupsReader = new GroupsReader(values);
        WorldReader worldReader = new WorldReader(values);
        WorldSpec world = worldReader.world(fields.find("world"), groupsReader.players(groupNodes));
        ZoneSpec zone = worldReader.zone(fields.find("zone"), world.grid());
        StoresReader storesReader = new StoresReader(values);
        Optional<ProcessesSpec> processes = storesReader.processes(fields.find("processes"), world.grid());
        StoresSpec stores = storesReader.stores(
                fields.find("stores"),
                find(find(fields.find("world"), "combat"), "store"),
                world.combat().map(CombatSpec::logged).orElse(false),
                processes.isPresent());
        List<LinkSpec> links = new LinksReader(values).links(fields.find("links"));
        List<GroupSpec> groups = groupsReader.groups(groupNodes, world, links, phases.durationNanos());
        TargetsReader targets = new TargetsReader(values, world, processes, stores, groups);
        FaultsReader faultsReader = new FaultsReader(values, phases, targets, links, groups);
        List<FaultSpec> faults = list(values, fields, "faults", Limits.FAULTS).stream()
                .map(faultsReader::fault)
                .toList();
        List<Expectation> expectations = expectations(values, fields, groups);
        return new Scenario(
                name, description, seed, phases, world, zone, processes, stores, links, groups, faults, expectations);
    }

    /** The value of a key of what may be a mapping. */
    private static Optional<YamlNode> find(Optional<YamlNode> node, String key) {
        return node.filter(YamlNode.Mapping.class::isInstance).flatMap(mapping -> ((YamlNode.Mapping) mapping)
                .entries().stream()
                        .filter(entry -> entry.key().text().equals(key))
                        .map(YamlNode.Entry::value)
                        .findFirst());
    }

    private static List<YamlNode> list(Values values, Fields fields, String key, int most) {
        return fields.find(key).map(node -> values.list(node, key, most)).orElse(List.of());
    }

    /** Warm-up and healing take a sixth of the run each, at most 10 s, unless told; faults take the rest. */
    private static PhasesSpec phases(Values values, Fields fields) {
        long duration =
                values.nanos(fields.need("duration", "60s"), "duration", MIN_DURATION_NANOS, Limits.DURATION_NANOS);
        long sixth = duration / 6 / MILLISECOND_NANOS * MILLISECOND_NANOS;
        long usual = Math.min(LONGEST_DEFAULT_PHASE_NANOS, sixth);
        Optional<YamlNode> section = fields.find("phases");
        if (section.isEmpty()) {
            return new PhasesSpec(usual, duration - 2 * usual, usual);
        }
        Fields parts = Fields.of(values, section.get(), "phases", List.of("warmup", "faults", "heal"));
        Optional<Long> faults = parts.find("faults").map(node -> values.nanos(node, "faults", 0, duration));
        Optional<Long> givenHeal = parts.find("heal").map(node -> values.nanos(node, "heal", 0, duration));
        Optional<Long> givenWarmup = parts.find("warmup").map(node -> values.nanos(node, "warmup", 0, duration));
        long rest = duration - faults.orElse(0L) - givenHeal.orElse(0L) - givenWarmup.orElse(0L);
        long warmup = givenWarmup.orElse(
                faults.isPresent() && givenHeal.isPresent() ? Math.max(0, rest) : Math.min(usual, Math.max(0, rest)));
        rest -= givenWarmup.isPresent() ? 0 : warmup;
        long heal = givenHeal.orElse(faults.isPresent() ? Math.max(0, rest) : Math.min(usual, Math.max(0, rest)));
        rest -= givenHeal.isPresent() ? 0 : heal;
        if (rest < 0 || rest > 0 && faults.isPresent()) {
            throw values.bad(
                    section.get(),
                    "the phases last " + Quantity.of(Dimension.DURATION, duration - rest) + " in all, the duration is "
                            + Quantity.of(Dimension.DURATION, duration),
                    "make warmup, faults and heal add up to the duration");
        }
        return new PhasesSpec(warmup, faults.orElse(rest), heal);
    }

    private List<Expectation> expectations(Values values, Fields fields, List<GroupSpec> groups) {
        List<String> selectors = Stream.concat(
                        Stream.of(Scenario.HONEST, Scenario.HOSTILE),
                        groups.stream().map(GroupSpec::name))
                .toList();
        ExpectationParser parser = new ExpectationParser(catalogue, selectors);
        List<Expectation> expectations = new ArrayList<>();
        for (YamlNode node : list(values, fields, "expectations", Limits.EXPECTATIONS)) {
            Scalar scalar = values.scalar(node, "an expectation", "one such as p99(rtt) < 105ms");
            try {
                expectations.add(parser.parse(scalar.text()));
            } catch (ExpectationSyntaxException e) {
                int column = scalar.textColumn() == 0
                        ? scalar.column()
                        : scalar.textColumn() + scalar.text().codePointCount(0, e.offset());
                throw values.bad(new Scalar(scalar.line(), column, scalar.text(), true, 0), e.problem(), e.remedy());
            }
        }
        return expectations;
    }
}
