package io.darkages.server.cli;

import io.darkages.reports.result.Units;
import java.util.Locale;

/** Measured values as people read them. */
final class Amount {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double PPM_PER_PERCENT = 1e4;
    private static final double MICROMETRES_PER_METRE = 1e6;

    private Amount() {}

    /** A value with its unit, in the scale that people use: milliseconds, metres, plain bytes. */
    static String of(double value, String unit) {
        return switch (unit) {
            case Units.NANOSECONDS -> String.format(Locale.ROOT, "%,.2f ms", value / NANOS_PER_MILLI);
            case Units.PPM -> percent(value / PPM_PER_PERCENT);
            case Units.MICROMETRES -> String.format(Locale.ROOT, "%,.3f m", value / MICROMETRES_PER_METRE);
            case Units.COUNT -> number(value);
            case Units.PER_SECOND -> number(value) + "/s";
            default -> number(value) + " " + unit;
        };
    }

    /** A share in percent, rounded down to two decimals, so that 100 % means all. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", Math.floor(share * 100) / 100);
    }

    /** A number with separators; one decimal where it isn't whole. */
    static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.1f", value);
    }
}
