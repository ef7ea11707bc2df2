package io.darkages.scenarios.quantity;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact amount of something.
 *
 * @param dimension what it measures
 * @param amount in the dimension's base unit, without trailing zeros
 */
public record Quantity(Dimension dimension, BigDecimal amount) {

    /** More digits than this before or after the point are refused: no amount needs them. */
    private static final int MAX_DIGITS = 18;

    private static final Pattern FORM =
            Pattern.compile("([+-]?)([0-9]{1," + MAX_DIGITS + "})(\\.[0-9]{1," + MAX_DIGITS + "})?[ ]?(\\D*)");

    private static final BigDecimal HOUR_NANOS = BigDecimal.valueOf(3_600_000_000_000L);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    public Quantity {
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    /** This many base units. */
    public static Quantity of(Dimension dimension, long baseUnits) {
        return new Quantity(dimension, BigDecimal.valueOf(baseUnits));
    }

    /**
     * Reads a quantity of one dimension.
     *
     * @throws QuantityException where the text isn't a number, or has no unit or that of something else
     */
    public static Quantity parse(String text, Dimension dimension) {
        Matcher matcher = FORM.matcher(text);
        String wanted = dimension.description() + " such as " + dimension.example();
        if (!matcher.matches()) {
            throw new QuantityException(quote(text) + " is not " + dimension.description(), "write " + wanted);
        }
        BigDecimal number = new BigDecimal(
                matcher.group(1) + matcher.group(2) + (matcher.group(3) == null ? "" : matcher.group(3)));
        String symbol = matcher.group(4);
        Optional<Dimension.Unit> unit = dimension.units().stream()
                .filter(candidate -> candidate.symbol().equals(symbol))
                .findFirst();
        if (unit.isPresent()) {
            return new Quantity(dimension, number.multiply(unit.get().inBaseUnits()));
        }
        if (symbol.isEmpty()) {
            throw new QuantityException(quote(text) + " has no unit", "write " + wanted);
        }
        throw new QuantityException(
                quote(text) + " is not " + dimension.description(),
                dimension == Dimension.COUNT
                        ? "write " + wanted + ", without a unit"
                        : "write " + wanted + " (units: " + String.join(", ", dimension.symbols()) + ")");
    }

    /** Whether the amount is a whole number of base units that fits a {@code long}. */
    public boolean isWhole() {
        return amount.scale() <= 0 && amount.precision() - amount.scale() <= MAX_DIGITS;
    }

    /**
     * The amount in base units.
     *
     * @throws ArithmeticException unless {@link #isWhole()}
     */
    public long baseUnits() {
        return amount.longValueExact();
    }

    /** The shortest usual way to write the amount; {@link #parse} reads it back exactly. */
    @Override
    public String toString() {
        return switch (dimension) {
            case DURATION -> duration();
            case LENGTH -> plain(amount.movePointLeft(6)) + "m";
            case RATIO ->
                isWhole() && amount.remainder(BigDecimal.TEN).signum() != 0
                        ? plain(amount) + "ppm"
                        : plain(amount.movePointLeft(4)) + "%";
            case RATE -> plain(amount) + "/s";
            case BANDWIDTH -> plain(amount) + "B/s";
            case SIZE -> plain(amount) + "B";
            case COUNT -> plain(amount);
        };
    }

    /** In hours where they are whole, else in the largest unit up to seconds of which there is at least one. */
    private String duration() {
        if (amount.signum() == 0) {
            return "0s";
        }
        if (amount.remainder(HOUR_NANOS).signum() == 0) {
            return plain(amount.divideToIntegralValue(HOUR_NANOS)) + "h";
        }
        BigDecimal scaled = amount;
        int step = 0;
        while (step < 3 && scaled.abs().compareTo(THOUSAND) >= 0) {
            scaled = scaled.movePointLeft(3);
            step++;
        }
        return plain(scaled) + new String[] {"ns", "us", "ms", "s"}[step];
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** The text in quotation marks, cut where it is long, with control characters replaced. */
    public static String quote(String text) {
        String cut = text.length() > 60 ? text.substring(0, 57) + "..." : text;
        StringBuilder out = new StringBuilder(cut.length() + 2).append('"');
        cut.codePoints()
                .forEach(c -> out.appendCodePoint(Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? '?' : c));
        return out.append('"').toString();
    }
}
