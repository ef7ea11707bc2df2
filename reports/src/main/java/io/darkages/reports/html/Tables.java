package io.darkages.reports.html;

/** The frame that all tables share: it scrolls within itself where the window is narrow. */
final class Tables {

    private Tables() {}

    /**
     * @param label what the table is, for screen readers
     * @param columns titles; one that starts with # has numbers in it and is set to the right ("#" alone is a title)
     */
    static void open(Html page, String label, String... columns) {
        page.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").text(label);
        page.raw("\"><table><thead><tr>");
        for (String column : columns) {
            boolean number = column.length() > 1 && column.startsWith("#");
            page.raw(number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
            page.text(number ? column.substring(1) : column).raw("</th>");
        }
        page.raw("</tr></thead><tbody>\n");
    }

    static void close(Html page) {
        page.raw("</tbody></table></div>\n");
    }

    /** Virtual time to the millisecond: {@code 31.417 s}. */
    static String time(long virtualNanos) {
        String millis = Long.toString(virtualNanos / 1_000_000 % 1000);
        return virtualNanos / 1_000_000_000L + "." + "0".repeat(3 - millis.length()) + millis + " s";
    }
}
