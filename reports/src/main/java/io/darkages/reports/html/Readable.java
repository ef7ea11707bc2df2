package io.darkages.reports.html;

import io.darkages.reports.result.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Values as people read them: at most four significant digits, units of a fitting size, thousands set
 * apart by commas. The page's script ({@code format.js}) does the same for charts.
 */
final class Readable {

    private Readable() {}

    /** A recorded value with its unit: {@code 98210000, ns} is {@code 98.21 ms}. */
    static String value(double value, String unit) {
        double size = Math.abs(value);
        return switch (unit) {
            case Units.NANOSECONDS ->
                size == 0
                        ? "0 ms"
                        : size >= 10e9
                                ? scaled(value, 1e9, "s")
                                : size >= 1e6
                                        ? scaled(value, 1e6, "ms")
                                        : size >= 1e3 ? scaled(value, 1e3, "\u00b5s") : scaled(value, 1, "ns");
            case Units.MICROMETRES ->
                size == 0
                        ? "0 m"
                        : size >= 1e6
                                ? scaled(value, 1e6, "m")
                                : size >= 1e3 ? scaled(value, 1e3, "mm") : scaled(value, 1, "\u00b5m");
            case Units.BYTES_PER_SECOND -> size >= 1e3 ? scaled(value, 1e3, "kB/s") : scaled(value, 1, "B/s");
            case Units.BYTES ->
                size >= 1e6 ? scaled(value, 1e6, "MB") : size >= 1e4 ? scaled(value, 1e3, "kB") : scaled(value, 1, "B");
            case Units.PER_SECOND -> number(value) + "/s";
            case Units.PPM -> number(value / 1e4) + " %";
            case Units.COUNT, "" -> number(value);
            default -> number(value) + " " + unit;
        };
    }

    private static String scaled(double value, double divisor, String unit) {
        return number(value / divisor) + " " + unit;
    }

    /** Whole numbers in full, others with at most four significant digits. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
        return number(value, decimals);
    }

    /** Rounded to {@code decimals} places, without zeros at their end. */
    private static String number(double value, int decimals) {
        // The exact value of the double: its shortest decimal form differs between JVMs.
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
        String plain =
                rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        int sign = plain.startsWith("-") ? 1 : 0;
        int point = plain.indexOf('.');
        StringBuilder grouped = new StringBuilder(plain);
        for (int at = (point < 0 ? plain.length() : point) - 3; at > sign; at -= 3) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }

    /** A virtual or wall time in seconds: {@code 12.4 s}, {@code 2 min 5 s}. */
    static String seconds(double seconds) {
        if (seconds < 120) {
            return number(seconds) + " s";
        }
        long whole = Math.round(seconds);
        return whole / 60 + " min" + (whole % 60 == 0 ? "" : " " + whole % 60 + " s");
    }

    /** {@code 1 player}, {@code 400 players}. */
    static String plural(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** The change from {@code before} to {@code after} in percent, with its sign. */
    static String change(double before, double after) {
        if (before == after) {
            return "same";
        }
        if (before == 0) {
            return "was 0";
        }
        double percent = (after - before) / Math.abs(before) * 100;
        return (percent > 0 ? "+" : "\u2212") + number(Math.abs(percent), 1) + " %";
    }
}
