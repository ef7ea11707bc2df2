package io.darkages.scenarios.expect;

import io.darkages.scenarios.quantity.Dimension;
import io.darkages.scenarios.quantity.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/**
 * A statement about a run that is true or not: a figure, a comparison, a limit.
 *
 * @param query the figure
 * @param comparison the relation that must hold
 * @param limit in the dimension of the figure
 */
public record Expectation(FigureQuery query, Comparison comparison, Quantity limit) {

    /** Significant digits of measured figures in texts. */
    private static final MathContext SHOWN_DIGITS = new MathContext(5, RoundingMode.HALF_UP);

    /** The expectation as scenario files write it, spaces regular. {@link ExpectationParser} reads it back. */
    public String text() {
        return query.text() + " " + comparison.symbol() + " " + limit;
    }

    /** Judges the expectation. A figure without a sample fails it and says so. */
    public Judgement judge(Figures figures) {
        OptionalDouble value = figures.value(query);
        if (value.isEmpty()) {
            return new Judgement(text(), "no samples", OptionalDouble.empty(), limit.dimension(), false);
        }
        double measured = value.getAsDouble();
        boolean passed = comparison.holds(measured, limit.amount().doubleValue());
        return new Judgement(text(), show(measured, limit.dimension()), value, limit.dimension(), passed);
    }

    /** At most five significant digits, and all of those of a whole number. */
    private static String show(double measured, Dimension dimension) {
        if (Double.isNaN(measured) || Double.isInfinite(measured)) {
            return String.valueOf(measured);
        }
        BigDecimal exact = new BigDecimal(measured);
        BigDecimal rounded = exact.round(SHOWN_DIGITS);
        return switch (dimension) {
            case DURATION -> rounded.movePointLeft(6).stripTrailingZeros().toPlainString() + "ms";
            case LENGTH, RATIO -> new Quantity(dimension, rounded).toString();
            default -> new Quantity(dimension, exact.scale() <= 0 ? exact : rounded).toString();
        };
    }
}
