package io.darkages.scenarios.expect;

import io.darkages.scenarios.quantity.Dimension;
import io.darkages.scenarios.quantity.Quantity;
import io.darkages.scenarios.quantity.QuantityException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads expectations:
 *
 * <pre>
 * expectation = figure comparison limit
 * figure      = name | statistic "(" name { "," restriction } ")"
 * statistic   = "p50" | "p90" | "p99" | "p999" | "max" | "mean" | "count" | "rate" | "value"
 * restriction = [ "group" ] group-name | [ "phase" ] ( "warmup" | "faults" | "heal" )
 * comparison  = "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "==" | "!="
 * limit       = a number with the unit of the figure
 * </pre>
 *
 * Names come from the catalogue; the name {@code input-to-ack - rtt} is one figure. Spaces may stand anywhere
 * between the parts.
 */
public final class ExpectationParser {

    private static final Pattern FIGURE = Pattern.compile("\\s*([^<>=!()]*?)\\s*(\\(|(?=[<>=!])|$)");
    private static final Pattern COMPARISON = Pattern.compile("\\s*(<=|<|>=|>|==|!=)\\s*");
    private static final int MAX_CHARACTERS = 400;

    private final FigureCatalogue catalogue;
    private final List<String> groups;

    /**
     * @param catalogue the figures that may be named
     * @param groups the groups of players that figures may be restricted to
     */
    public ExpectationParser(FigureCatalogue catalogue, List<String> groups) {
        this.catalogue = catalogue;
        this.groups = List.copyOf(groups);
    }

    /**
     * Reads one expectation.
     *
     * @throws ExpectationSyntaxException with the place of the first thing that is wrong
     */
    public Expectation parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new ExpectationSyntaxException(
                    0, "the expectation has " + text.length() + " characters", "it may have " + MAX_CHARACTERS);
        }
        Matcher head = FIGURE.matcher(text);
        if (!head.lookingAt()) {
            throw new ExpectationSyntaxException(0, "no figure here", "begin like p99(rtt) < 105ms");
        }
        String word = head.group(1);
        boolean call = head.group(2).equals("(");
        int afterFigure = head.end();
        FigureQuery query;
        if (call) {
            int close = text.indexOf(')', head.end());
            if (close < 0) {
                throw new ExpectationSyntaxException(text.length(), "a closing bracket is missing", "add )");
            }
            query = call(word, head.start(1), text, head.end(), close);
            afterFigure = close + 1;
        } else {
            FigureName figure = figure(word, head.start(1));
            query = new FigureQuery(figure.name(), Statistic.VALUE, Optional.empty(), Optional.empty());
            requireStatistic(figure, Statistic.VALUE, head.start(1));
        }
        Matcher comparison = COMPARISON.matcher(text).region(afterFigure, text.length());
        if (!comparison.lookingAt()) {
            int at = afterFigure;
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '=') {
                boolean reversed = at + 1 < text.length() && "<>".indexOf(text.charAt(at + 1)) >= 0;
                String meant = reversed ? text.charAt(at + 1) + "=" : "==";
                throw new ExpectationSyntaxException(
                        at, (reversed ? text.substring(at, at + 2) : "=") + " is no comparison", "write " + meant);
            }
            throw new ExpectationSyntaxException(at, "no comparison here", "write <, <=, >, >=, == or != and a limit");
        }
        return new Expectation(query, relation(comparison.group(1)), limit(query, text, comparison.end()));
    }

    private static Comparison relation(String symbol) {
        return Stream.of(Comparison.values())
                .filter(candidate -> candidate.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("comparison " + symbol));
    }

    private FigureQuery call(String function, int functionAt, String text, int open, int close) {
        Statistic statistic = Stream.of(Statistic.values())
                .filter(candidate -> candidate.title().equals(function))
                .findFirst()
                .orElseThrow(() -> new ExpectationSyntaxException(
                        functionAt,
                        "unknown function " + Quantity.quote(function),
                        "known are: "
                                + String.join(
                                        ", ",
                                        Stream.of(Statistic.values())
                                                .map(Statistic::title)
                                                .toList())));
        Optional<String> group = Optional.empty();
        Optional<RunPhase> phase = Optional.empty();
        FigureName figure = null;
        int start = open;
        while (start <= close) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 || comma > close ? close : comma;
            int at = start;
            while (at < end && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            String part = text.substring(at, end).strip();
            if (figure == null) {
                figure = figure(part, at);
                requireStatistic(figure, statistic, functionAt);
            } else if (phase(part).isPresent()) {
                if (!figure.hasPhases()) {
                    throw new ExpectationSyntaxException(
                            at, figure.name() + " is about the whole run", "leave the phase out");
                }
                if (phase.isPresent()) {
                    throw new ExpectationSyntaxException(at, "a second phase", "name one");
                }
                phase = phase(part);
            } else {
                if (!figure.hasGroups() && groups.contains(groupName(part))) {
                    throw new ExpectationSyntaxException(
                            at, figure.name() + " is not known for groups of players", "leave the group out");
                }
                if (group.isPresent()) {
                    throw new ExpectationSyntaxException(at, "a second group", "name one group and one phase at most");
                }
                group = Optional.of(group(part, at));
            }
            start = end + 1;
        }
        return new FigureQuery(figure.name(), statistic, group, phase);
    }

    private static Optional<RunPhase> phase(String part) {
        String word = part.startsWith("phase ") ? part.substring(6).strip() : part;
        return Stream.of(RunPhase.values())
                .filter(candidate -> candidate.title().equals(word))
                .findFirst();
    }

    private static String groupName(String part) {
        return part.startsWith("group ") ? part.substring(6).strip() : part;
    }

    private String group(String part, int at) {
        String name = groupName(part);
        if (part.startsWith("phase ") || !groups.contains(name)) {
            throw new ExpectationSyntaxException(
                    at,
                    "no group or phase " + Quantity.quote(name),
                    "groups are: " + String.join(", ", groups) + "; phases are: warmup, faults, heal");
        }
        return name;
    }

    private FigureName figure(String name, int at) {
        String regular = name.replaceAll("\\s+", " ");
        return catalogue
                .find(regular)
                .orElseThrow(() -> new ExpectationSyntaxException(
                        at,
                        name.isEmpty() ? "no figure here" : "unknown figure " + Quantity.quote(name),
                        "known are: " + String.join(", ", catalogue.names())));
    }

    private static void requireStatistic(FigureName figure, Statistic statistic, int at) {
        if (figure.has(statistic)) {
            return;
        }
        String problem = statistic == Statistic.VALUE
                ? figure.name() + " is a distribution"
                : "there is no " + statistic.title() + " of " + figure.name();
        String remedy =
                switch (figure.kind()) {
                    case DISTRIBUTION ->
                        "take p50, p90, p99, p999, max, mean, count or rate of it: p99(" + figure.name() + ")";
                    case COUNTER ->
                        "write " + figure.name() + ", count(" + figure.name() + ") or rate(" + figure.name() + ")";
                    case GAUGE -> "write " + figure.name() + " or value(" + figure.name() + ")";
                };
        throw new ExpectationSyntaxException(at, problem, remedy);
    }

    private Quantity limit(FigureQuery query, String text, int at) {
        FigureName figure = catalogue.find(query.figure()).orElseThrow();
        Dimension dimension = figure.dimensionOf(query.statistic());
        String literal = text.substring(at).strip();
        if (literal.isEmpty()) {
            throw new ExpectationSyntaxException(
                    at, "no limit here", "write " + dimension.description() + " such as " + dimension.example());
        }
        try {
            return Quantity.parse(literal, dimension);
        } catch (QuantityException e) {
            throw new ExpectationSyntaxException(at, e.problem(), e.remedy());
        }
    }
}
