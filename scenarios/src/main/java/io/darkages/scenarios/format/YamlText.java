package io.darkages.scenarios.format;

import io.darkages.scenarios.quantity.Dimension;
import io.darkages.scenarios.quantity.Quantity;
import java.util.Locale;

/** YAML being written, line by line. For one thread. */
final class YamlText {

    private final StringBuilder out = new StringBuilder(4_096);
    private int depth;
    private boolean item;

    /** {@code key: value}. */
    YamlText put(String key, String value) {
        start().append(key).append(": ").append(value).append('\n');
        return this;
    }

    YamlText put(String key, long value) {
        return put(key, Long.toString(value));
    }

    /** {@code key:} and what {@code body} writes, one level deeper. */
    YamlText nest(String key, Runnable body) {
        start().append(key).append(":\n");
        depth++;
        body.run();
        depth--;
        return this;
    }

    /** {@code - value}. */
    YamlText item(String value) {
        start().append("- ").append(value).append('\n');
        return this;
    }

    /** {@code -} and the keys that {@code body} writes, the first on the same line. */
    YamlText items(Runnable body) {
        item = true;
        depth++;
        body.run();
        depth--;
        return this;
    }

    private StringBuilder start() {
        if (item) {
            item = false;
            return out.append("  ".repeat(depth - 1)).append("- ");
        }
        return out.append("  ".repeat(depth));
    }

    static String nanos(long nanos) {
        return Quantity.of(Dimension.DURATION, nanos).toString();
    }

    static String ppm(long ppm) {
        return Quantity.of(Dimension.RATIO, ppm).toString();
    }

    static String metres(long millimetres) {
        return Quantity.of(Dimension.LENGTH, millimetres * 1_000).toString();
    }

    static String bandwidth(long bytesPerSecond) {
        return Quantity.of(Dimension.BANDWIDTH, bytesPerSecond).toString();
    }

    static String rate(long perSecond) {
        return Quantity.of(Dimension.RATE, perSecond).toString();
    }

    static String bytes(long bytes) {
        return Quantity.of(Dimension.SIZE, bytes).toString();
    }

    static String point(PointSpec point) {
        return list(point.xMillimetres(), point.zMillimetres());
    }

    static String list(long... millimetres) {
        StringBuilder text = new StringBuilder("[");
        for (long length : millimetres) {
            text.append(text.length() == 1 ? "" : ", ").append(metres(length));
        }
        return text.append(']').toString();
    }

    /** A name, in quotation marks where YAML would take it for something else. */
    static String name(String name) {
        return Values.needsQuotes(name) ? quoted(name) : name;
    }

    /** Any text in double quotation marks. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> {
                    boolean printable = c >= ' ' && c < 0x7F || c > 0xA0 && c < 0x2028 || c > 0x2029 && c < 0xFFFE && c != 0xFEFF;
                    quoted.append(printable ? String.valueOf((char) c) : String.format(Locale.ROOT, "\\u%04x", c));
                }
            }
        });
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
