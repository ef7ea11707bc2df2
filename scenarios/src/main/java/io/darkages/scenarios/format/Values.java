package io.darkages.scenarios.format;

import io.darkages.scenarios.format.YamlNode.Scalar;
import io.darkages.scenarios.format.YamlNode.Sequence;
import io.darkages.scenarios.quantity.Dimension;
import io.darkages.scenarios.quantity.Quantity;
import io.darkages.scenarios.quantity.QuantityException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads single values: numbers with units within bounds, names, words out of a list. Each method takes the
 * node, and what the value is called, for the error.
 */
final class Values {

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    /** Plain words that YAML readers, old or new, take for something else than text. */
    private static final Pattern NOT_TEXT = Pattern.compile(
            "~|(?i:null|true|false|yes|no|on|off|y|n)|[-+.]?[0-9][-+_0-9.eE:xXoO]*");

    private final Source source;

    Values(Source source) {
        this.source = source;
    }

    BadScenarioException bad(YamlNode at, String problem, String remedy) {
        return source.bad(at, problem, remedy);
    }

    Scalar scalar(YamlNode node, String what, String wanted) {
        if (node instanceof Scalar scalar && !scalar.absent()) {
            return scalar;
        }
        String problem = node instanceof Scalar ? what + " has no value" : what + " is " + node.description();
        throw bad(node, problem, "write " + wanted);
    }

    /** Items of a list. */
    List<YamlNode> list(YamlNode node, String what, int most) {
        if (!(node instanceof Sequence sequence)) {
            throw bad(node, what + (isAbsent(node) ? " has no value" : " is " + node.description()), "write a list");
        }
        if (sequence.items().size() > most) {
            throw bad(node, what + " has " + sequence.items().size() + " items", "it may have at most " + most);
        }
        return sequence.items();
    }

    static boolean isAbsent(YamlNode node) {
        return node instanceof Scalar scalar && scalar.absent();
    }

    /** Words that a YAML reader would not take for text unless they are quoted. */
    static boolean needsQuotes(String text) {
        return NOT_TEXT.matcher(text).matches();
    }

    String text(YamlNode node, String what, int mostCharacters) {
        Scalar scalar = scalar(node, what, "text");
        if (scalar.plain() && needsQuotes(scalar.text())) {
            throw bad(node, what + " is not text: " + scalar.text(), "put it in quotation marks");
        }
        if (scalar.text().length() > mostCharacters) {
            throw bad(
                    node,
                    what + " has " + scalar.text().length() + " characters",
                    "it may have at most " + mostCharacters);
        }
        return scalar.text();
    }

    String name(YamlNode node, String what) {
        String name = text(node, what, Limits.NAME_CHARACTERS);
        if (!NAME.matcher(name).matches()) {
            throw bad(
                    node,
                    what + " " + Quantity.quote(name) + " is no name",
                    "write lower-case letters and digits joined by hyphens, a letter first");
        }
        return name;
    }

    long integer(YamlNode node, String what, long least, long most) {
        String wanted = "a whole number from " + least + " to " + most;
        Scalar scalar = scalar(node, what, wanted);
        if (!scalar.plain() || !INTEGER.matcher(scalar.text()).matches()) {
            throw bad(node, what + " is not a whole number: " + Quantity.quote(scalar.text()), "write " + wanted);
        }
        long value = Long.parseLong(scalar.text());
        if (value < least || value > most) {
            throw bad(node, what + " is " + value, "it may be " + least + " to " + most);
        }
        return value;
    }

    int count(YamlNode node, String what, int least, int most) {
        return (int) integer(node, what, least, most);
    }

    /** A quantity in its base unit, whole and within bounds. */
    long amount(YamlNode node, String what, Dimension dimension, long least, long most) {
        Scalar scalar = scalar(node, what, dimension.description() + " such as " + dimension.example());
        Quantity quantity;
        try {
            quantity = Quantity.parse(scalar.text(), dimension);
        } catch (QuantityException e) {
            throw bad(node, what + ": " + e.problem(), e.remedy());
        }
        Quantity low = Quantity.of(dimension, least);
        Quantity high = Quantity.of(dimension, most);
        if (quantity.amount().compareTo(low.amount()) < 0 || quantity.amount().compareTo(high.amount()) > 0) {
            throw bad(node, what + " is " + Quantity.quote(scalar.text()), "it may be " + low + " to " + high);
        }
        if (!quantity.isWhole()) {
            throw bad(
                    node,
                    what + " is finer than the format: " + Quantity.quote(scalar.text()),
                    "write whole multiples of 1" + dimension.symbols().get(0));
        }
        return quantity.baseUnits();
    }

    long nanos(YamlNode node, String what, long least, long most) {
        return amount(node, what, Dimension.DURATION, least, most);
    }

    int ppm(YamlNode node, String what, int least, int most) {
        return (int) amount(node, what, Dimension.RATIO, least, most);
    }

    int millimetres(YamlNode node, String what, int least, int most) {
        long micrometres = amount(node, what, Dimension.LENGTH, least * 1_000L, most * 1_000L);
        if (micrometres % 1_000 != 0) {
            throw bad(node, what + " is finer than the format", "write whole multiples of 1mm");
        }
        return (int) (micrometres / 1_000);
    }

    int rate(YamlNode node, String what, int least, int most) {
        return (int) amount(node, what, Dimension.RATE, least, most);
    }

    long bandwidth(YamlNode node, String what, long least, long most) {
        return amount(node, what, Dimension.BANDWIDTH, least, most);
    }

    int bytes(YamlNode node, String what, int least, int most) {
        return (int) amount(node, what, Dimension.SIZE, least, most);
    }

    boolean onOff(YamlNode node, String what) {
        Scalar scalar = scalar(node, what, "on or off");
        return switch (scalar.text()) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw bad(node, what + " is " + Quantity.quote(scalar.text()), "write on or off");
        };
    }

    <T extends Named> T word(YamlNode node, String what, T[] choices) {
        List<String> titles = Stream.of(choices).map(Named::title).toList();
        return choices[titles.indexOf(word(node, what, titles))];
    }

    String word(YamlNode node, String what, List<String> choices) {
        String word = scalar(node, what, "one of " + String.join(", ", choices)).text();
        if (!choices.contains(word)) {
            throw bad(node, "unknown " + what + " " + Quantity.quote(word), Suggestion.of(word, choices));
        }
        return word;
    }

    /** A point on the ground: {@code [10m, -4.5m]}. */
    PointSpec point(YamlNode node, String what, int reachMillimetres) {
        if (!(node instanceof Sequence sequence) || sequence.items().size() != 2) {
            throw bad(node, what + " is not a point", "write its x and z such as [10m, -4.5m]");
        }
        return new PointSpec(
                millimetres(sequence.items().get(0), what + " x", -reachMillimetres, reachMillimetres),
                millimetres(sequence.items().get(1), what + " z", -reachMillimetres, reachMillimetres));
    }
}
