package io.darkages.scenarios.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.darkages.scenarios.expect.FigureCatalogue;
import io.darkages.scenarios.format.BadScenarios.Bad;
import io.darkages.scenarios.format.BadScenarios.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema and the reader say the same, as far as a schema can say it. */
final class SchemaAgreementTest {

    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(ScenarioSchema.text());

    private final ScenarioReader reader = new ScenarioReader(FigureCatalogue.standard());

    static List<Bad> badScenarios() {
        return BadScenarios.all();
    }

    static List<Path> library() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("library"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** Files in which everything stands that stands anywhere in the library. */
    static List<Path> various() throws IOException {
        return library().stream()
                .filter(
                        file -> !file.toString()
                                .matches(
                                        ".*(awkward-drains|cascade|frontier|load-spike|partition-.*|quick-restarts|rolling-restart|scylla-down|zone-.*)\\.yaml"))
                .toList();
    }

    @Test
    void theLibraryIsThere() throws IOException {
        assertEquals(
                List.of(
                        "archers",
                        "awkward-drains",
                        "brawl",
                        "cascade",
                        "cheaters",
                        "corner",
                        "crowd",
                        "duel",
                        "frontier",
                        "garbage",
                        "lag-ladder",
                        "liars",
                        "load-spike",
                        "lossy",
                        "partition-redis",
                        "partition-zones",
                        "plaza",
                        "quick-restarts",
                        "redis-failover",
                        "rolling-restart",
                        "scylla-down",
                        "zone-failure",
                        "zone-paused"),
                library().stream()
                        .map(file -> file.getFileName().toString().replace(".yaml", ""))
                        .toList());
        for (Path file : library()) {
            String name = file.getFileName().toString().replace(".yaml", "");
            assertEquals(Files.readString(file), ScenarioLibrary.text(name));
        }
    }

    @ParameterizedTest
    @MethodSource("library")
    void bothTakeTheLibraryAndItsPlansAsRun(Path file) throws IOException {
        Scenario scenario = reader.read(file);
        assertEquals(file.getFileName().toString(), scenario.name() + ".yaml");
        assertEquals(List.of(), schemaComplaints(Files.readString(file)));
        String plan = ScenarioWriter.write(scenario);
        assertEquals(List.of(), schemaComplaints(plan));
        assertEquals(scenario, reader.parse("plan", plan));
    }

    @ParameterizedTest
    @MethodSource("badScenarios")
    void schemaRefusesWhatItCan(Bad bad) {
        assertEquals(
                bad.schema() == Schema.REJECTS, !schemaComplaints(bad.text()).isEmpty());
    }

    /** Wherever a value of the right kind stands, one of another kind is refused by both. */
    @ParameterizedTest
    @MethodSource("various")
    void bothRefuseAnotherTypeAnywhere(Path file) {
        String plan = ScenarioWriter.write(reader.read(file));
        YamlNode tree = YamlTree.read(new Source("plan"), plan);
        for (List<Integer> place : places(tree)) {
            for (YamlNode wrong : List.of(
                    new YamlNode.Mapping(1, 1, List.of(new YamlNode.Entry(word("zzz"), word("zzz")))),
                    new YamlNode.Sequence(1, 1, List.of(new YamlNode.Sequence(1, 1, List.of()))),
                    word("?!"))) {
                YamlNode changed = change(tree, place, 0, node -> wrong);
                String text = json(changed).toString();
                boolean description = place.equals(List.of(1)) && wrong instanceof YamlNode.Scalar;
                assertEquals(!description, !schemaComplaints(text).isEmpty(), () -> "schema at " + place + ": " + text);
                assertEquals(!description, !readerTakes(text), () -> "reader at " + place + ": " + text);
            }
        }
    }

    /** What the schema refuses, the reader refuses too: an editor never marks a file that runs. */
    @ParameterizedTest
    @MethodSource("various")
    void theSchemaIsNeverStricter(Path file) {
        YamlNode tree = YamlTree.read(new Source("plan"), ScenarioWriter.write(reader.read(file)));
        int refused = 0;
        for (List<Integer> place : places(tree)) {
            for (String value : List.of(
                    "0",
                    "5",
                    "-5",
                    "0s",
                    "5m",
                    "5 m",
                    "+5ms",
                    "100%",
                    "100.1%",
                    "1e3",
                    "on",
                    "zone",
                    "007ppm",
                    "1000000ppm",
                    "3/s",
                    "unlimited",
                    "none",
                    "ever",
                    "idle",
                    "both",
                    "a-b",
                    "5 B/s")) {
                String text = json(change(tree, place, 0, node -> word(value))).toString();
                if (!schemaComplaints(text).isEmpty()) {
                    refused++;
                    assertFalse(readerTakes(text), () -> value + " at " + place + ": " + text);
                }
            }
        }
        assertTrue(refused > 100, "refused " + refused);
    }

    private boolean readerTakes(String text) {
        try {
            reader.parse("x.yaml", text);
            return true;
        } catch (BadScenarioException e) {
            return false;
        }
    }

    private static YamlNode.Scalar word(String text) {
        return new YamlNode.Scalar(1, 1, text, true, 1);
    }

    /** Paths to all nodes below the root, as indices into mappings and lists. */
    private static List<List<Integer>> places(YamlNode tree) {
        List<List<Integer>> all = new ArrayList<>();
        collect(tree, List.of(), all);
        return all;
    }

    private static void collect(YamlNode node, List<Integer> at, List<List<Integer>> all) {
        List<YamlNode> children = children(node);
        for (int i = 0; i < children.size(); i++) {
            List<Integer> place = new ArrayList<>(at);
            place.add(i);
            all.add(List.copyOf(place));
            collect(children.get(i), place, all);
        }
    }

    private static List<YamlNode> children(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping.entries().stream().map(YamlNode.Entry::value).toList();
        }
        return node instanceof YamlNode.Sequence list ? list.items() : List.of();
    }

    private static YamlNode change(YamlNode node, List<Integer> place, int depth, UnaryOperator<YamlNode> change) {
        if (depth == place.size()) {
            return change.apply(node);
        }
        int index = place.get(depth);
        if (node instanceof YamlNode.Mapping mapping) {
            List<YamlNode.Entry> entries = new ArrayList<>(mapping.entries());
            YamlNode.Entry old = entries.get(index);
            entries.set(index, new YamlNode.Entry(old.key(), change(old.value(), place, depth + 1, change)));
            return new YamlNode.Mapping(1, 1, entries);
        }
        List<YamlNode> items = new ArrayList<>(((YamlNode.Sequence) node).items());
        items.set(index, change(items.get(index), place, depth + 1, change));
        return new YamlNode.Sequence(1, 1, items);
    }

    private static List<String> schemaComplaints(String text) {
        return SCHEMA.validate(json(YamlTree.read(new Source("x.yaml"), text))).stream()
                .map(Object::toString)
                .toList();
    }

    /** YAML as an editor sees it: plain words are numbers and booleans where YAML 1.2 says so. */
    private static JsonNode json(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            mapping.entries().forEach(entry -> object.set(entry.key().text(), json(entry.value())));
            return object;
        }
        if (node instanceof YamlNode.Sequence list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            list.items().forEach(item -> array.add(json(item)));
            return array;
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        if (!scalar.plain()) {
            return JsonNodeFactory.instance.textNode(scalar.text());
        }
        if (scalar.text().isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (scalar.text().matches("[-+]?[0-9]{1,18}")) {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(scalar.text()));
        }
        if (scalar.text().matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?")) {
            return JsonNodeFactory.instance.numberNode(Double.parseDouble(scalar.text()) + 0.1);
        }
        return switch (scalar.text()) {
            case "true" -> JsonNodeFactory.instance.booleanNode(true);
            case "false" -> JsonNodeFactory.instance.booleanNode(false);
            default -> JsonNodeFactory.instance.textNode(scalar.text());
        };
    }
}
