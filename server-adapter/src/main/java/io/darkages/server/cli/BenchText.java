package io.darkages.server.cli;

import io.darkages.server.bench.BenchFigure;
import io.darkages.server.bench.BenchSection;
import io.darkages.server.bench.BenchUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Measured figures as people read them: a table of all, and below it how each was measured. */
final class BenchText {

    private static final double KIBIBYTE = 1_024;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;

    private BenchText() {}

    static String of(List<BenchFigure> figures, String machine) {
        TextTable table = new TextTable("", 1).row("figure", "measured", "target", "reached");
        Set<String> notes = new LinkedHashSet<>();
        Optional<BenchSection> section = Optional.empty();
        for (BenchFigure figure : figures) {
            if (!section.equals(Optional.of(figure.section()))) {
                section = Optional.of(figure.section());
                table.row("").row(figure.section().title());
            }
            table.row(
                    "  " + figure.name(),
                    amount(figure.measured(), figure.unit()),
                    figure.target()
                            .map(target -> target.bound().title() + " " + bound(target.value(), figure.unit()))
                            .orElse(""),
                    figure.reached().map(reached -> reached ? "yes" : "no").orElse(""));
            if (!figure.detail().isEmpty()) {
                notes.add("  " + figure.name() + ": " + figure.detail() + "\n");
            }
        }
        return table + "\nhow it was measured (" + machine + ")\n" + String.join("", notes);
    }

    private static String bound(double value, BenchUnit unit) {
        String text = amount(value, unit);
        // A bound is round: decimals that say nothing are left away.
        return text.replaceFirst("\\.0+(?=\\D|$)", "").replaceFirst("(\\.\\d*[1-9])0+(?=\\D|$)", "$1");
    }

    /** The value in the scale that people use. */
    static String amount(double value, BenchUnit unit) {
        return switch (unit) {
            case TIMES_REAL_TIME -> String.format(Locale.ROOT, "%,.1fx", value);
            case BYTES -> bytes(value);
            case BYTES_PER_SECOND -> String.format(Locale.ROOT, "%,.0f B/s", value);
            case PER_SECOND -> String.format(Locale.ROOT, "%,.1f/s", value);
            case PERCENT -> String.format(Locale.ROOT, "%.1f %%", value);
            case NANOSECONDS -> nanoseconds(value);
        };
    }

    private static String bytes(double value) {
        if (value == 0) {
            return "0 B";
        }
        return value >= KIBIBYTE
                ? String.format(Locale.ROOT, "%,.1f KiB", value / KIBIBYTE)
                : String.format(Locale.ROOT, "%.2f B", value);
    }

    private static String nanoseconds(double value) {
        if (value >= NANOS_PER_MILLI / 10) {
            return String.format(Locale.ROOT, "%,.3f ms", value / NANOS_PER_MILLI);
        }
        return value >= NANOS_PER_MICRO
                ? String.format(Locale.ROOT, "%.2f us", value / NANOS_PER_MICRO)
                : String.format(Locale.ROOT, "%.1f ns", value);
    }
}
