package io.darkages.scenarios.format;

import io.darkages.scenarios.format.YamlNode.Entry;
import io.darkages.scenarios.format.YamlNode.Mapping;
import io.darkages.scenarios.format.YamlNode.Scalar;
import io.darkages.scenarios.format.YamlNode.Sequence;
import io.darkages.scenarios.quantity.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Turns YAML into nodes with positions, in one pass over the parser's events, so that nothing is built that
 * the file doesn't spell out. Of YAML's many features only mappings with distinct plain keys, lists and
 * scalars are let in: anchors, aliases, tags and further documents are refused where they stand, and nesting
 * is cut off at {@link Limits#DEPTH}.
 */
final class YamlTree {

    private final Source source;
    private final Parser parser;

    private YamlTree(Source source, String text) {
        this.source = source;
        this.parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
    }

    /**
     * Reads one document.
     *
     * @param text free of control characters, as {@link ScenarioText} checks
     */
    static YamlNode read(Source source, String text) {
        try {
            return new YamlTree(source, text).document();
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            String problem =
                    e.getProblem() == null ? "not YAML" : e.getProblem().replaceFirst("\\. \\(.*\\)$", "");
            throw mark == null
                    ? source.bad(1, 1, problem, "write valid YAML")
                    : source.bad(mark.getLine() + 1, mark.getColumn() + 1, problem, remedy(problem));
        } catch (YAMLException e) {
            throw source.bad(1, 1, "not YAML: " + e.getMessage(), "write a text file in YAML");
        }
    }

    private static String remedy(String problem) {
        if (problem.contains("TAB")) {
            return "indent with spaces";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "put a text that contains \": \" in quotation marks, or correct the indentation";
        }
        return "write valid YAML: check indentation, brackets and quotation marks";
    }

    private YamlNode document() {
        parser.getEvent(); // start of the stream
        Event first = parser.getEvent();
        if (first.is(Event.ID.StreamEnd)) {
            throw source.bad(1, 1, "there is nothing in the file", "begin with name: and a word");
        }
        YamlNode root = node(parser.getEvent(), 0);
        parser.getEvent(); // end of the document
        Event next = parser.getEvent();
        if (!next.is(Event.ID.StreamEnd)) {
            throw source.bad(line(next), column(next), "a second document begins here", "keep one scenario to a file");
        }
        return root;
    }

    private YamlNode node(Event event, int depth) {
        if (event instanceof AliasEvent alias) {
            throw source.bad(
                    line(event),
                    column(event),
                    "aliases are not part of the format: *" + alias.getAnchor(),
                    "write the value out");
        }
        if (event instanceof NodeEvent named && named.getAnchor() != null) {
            throw source.bad(
                    line(event),
                    column(event),
                    "anchors are not part of the format: &" + named.getAnchor(),
                    "leave it out");
        }
        if (depth > Limits.DEPTH) {
            throw source.bad(
                    line(event),
                    column(event),
                    "nested more than " + Limits.DEPTH + " levels deep",
                    "write a scenario, which needs 5 at most");
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        if (event instanceof SequenceStartEvent start) {
            refuseTag(event, start.getTag());
            List<YamlNode> items = new ArrayList<>();
            for (Event e = parser.getEvent(); !e.is(Event.ID.SequenceEnd); e = parser.getEvent()) {
                items.add(node(e, depth + 1));
            }
            return new Sequence(line(event), column(event), List.copyOf(items));
        }
        MappingStartEvent start = (MappingStartEvent) event;
        refuseTag(event, start.getTag());
        return mapping(start, depth);
    }

    private Mapping mapping(MappingStartEvent start, int depth) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Scalar> seen = new HashMap<>();
        for (Event e = parser.getEvent(); !e.is(Event.ID.MappingEnd); e = parser.getEvent()) {
            if (!(node(e, depth + 1) instanceof Scalar key)) {
                throw source.bad(line(e), column(e), "a key is not a single word", "write a key, a colon and a value");
            }
            Scalar earlier = seen.putIfAbsent(key.text(), key);
            if (earlier != null) {
                throw source.bad(
                        key,
                        "key " + Quantity.quote(key.text()) + " stands here a second time",
                        "keep one of the two (the first is in line " + earlier.line() + ")");
            }
            entries.add(new Entry(key, node(parser.getEvent(), depth + 1)));
        }
        return new Mapping(line(start), column(start), List.copyOf(entries));
    }

    private Scalar scalar(ScalarEvent event) {
        refuseTag(event, event.getTag());
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        boolean block = event.getScalarStyle() == ScalarStyle.LITERAL || event.getScalarStyle() == ScalarStyle.FOLDED;
        int textColumn =
                block || event.getEndMark().getLine() != event.getStartMark().getLine()
                        ? 0
                        : column(event) + (plain ? 0 : 1);
        return new Scalar(line(event), column(event), event.getValue(), plain, textColumn);
    }

    private void refuseTag(Event event, String tag) {
        if (tag != null) {
            throw source.bad(line(event), column(event), "tags are not part of the format: " + tag, "leave it out");
        }
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }

    private static int column(Event event) {
        return event.getStartMark().getColumn() + 1;
    }
}
