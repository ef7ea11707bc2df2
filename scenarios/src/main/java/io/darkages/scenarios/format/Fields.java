package io.darkages.scenarios.format;

import io.darkages.scenarios.format.YamlNode.Entry;
import io.darkages.scenarios.format.YamlNode.Mapping;
import io.darkages.scenarios.quantity.Quantity;
import java.util.List;
import java.util.Optional;

/** A mapping whose keys are all known. */
final class Fields {

    private final Values values;
    private final YamlNode node;
    private final String owner;
    private final List<Entry> entries;

    private Fields(Values values, YamlNode node, String owner, List<Entry> entries) {
        this.values = values;
        this.node = node;
        this.owner = owner;
        this.entries = entries;
    }

    /**
     * Takes a mapping and refuses keys that are not known.
     *
     * @param owner what the mapping describes, for errors: {@code a link}
     * @param known all keys that may stand in it
     */
    static Fields of(Values values, YamlNode node, String owner, List<String> known) {
        if (!(node instanceof Mapping mapping)) {
            String problem = Values.isAbsent(node) ? " has no value" : " is " + node.description();
            throw values.bad(node, owner + problem, "write keys and values, known are: " + String.join(", ", known));
        }
        for (Entry entry : mapping.entries()) {
            if (!known.contains(entry.key().text())) {
                throw values.bad(
                        entry.key(),
                        "unknown key " + Quantity.quote(entry.key().text()) + " in " + owner,
                        Suggestion.of(entry.key().text(), known));
            }
        }
        return new Fields(values, node, owner, mapping.entries());
    }

    /** A mapping of which one key says what other keys there may be, with its choice. */
    record Chosen(String choice, Fields fields) {}

    /**
     * Takes a mapping of one of several kinds.
     *
     * @param chooser the key that says which kind
     * @param keys for each kind the keys that may stand beside the chooser, in the order that errors list
     */
    static Chosen choose(
            Values values, YamlNode node, String owner, String chooser, Choices keys) {
        List<String> choices = keys.names();
        if (!(node instanceof Mapping mapping)) {
            return new Chosen(null, of(values, node, owner, keys.allKeys(chooser)));
        }
        Optional<Entry> entry = mapping.entries().stream()
                .filter(e -> e.key().text().equals(chooser))
                .findFirst();
        if (entry.isEmpty()) {
            of(values, node, owner, keys.allKeys(chooser));
            throw values.bad(
                    node, owner + " has no " + chooser, "add " + chooser + ": one of " + String.join(", ", choices));
        }
        String choice = values.word(entry.get().value(), chooser, choices);
        return new Chosen(choice, of(values, node, owner + " of " + chooser + " " + choice, keys.keys(chooser, choice)));
    }

    YamlNode node() {
        return node;
    }

    Optional<YamlNode> find(String key) {
        return entries.stream()
                .filter(entry -> entry.key().text().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    /** The value of a key that must be there. */
    YamlNode need(String key, String example) {
        return find(key).orElseThrow(() -> values.bad(node, owner + " has no " + key, "add " + key + ": " + example));
    }

    long nanos(String key, long fallback, long least, long most) {
        return find(key).map(value -> values.nanos(value, key, least, most)).orElse(fallback);
    }

    int ppm(String key, int fallback, int least, int most) {
        return find(key).map(value -> values.ppm(value, key, least, most)).orElse(fallback);
    }

    int millimetres(String key, int fallback, int least, int most) {
        return find(key).map(value -> values.millimetres(value, key, least, most)).orElse(fallback);
    }
}
