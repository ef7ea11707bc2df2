package io.darkages.reports.html;

/** A verdict as a small coloured word with a sign, so that colour is not needed to tell them apart. */
final class Badge {

    private Badge() {}

    /**
     * @param word {@code passed}, {@code failed}, {@code interrupted} or {@code unchecked}
     */
    static String of(String word) {
        String sign =
                switch (word) {
                    case "passed" -> "\u2713";
                    case "failed" -> "\u2715";
                    default -> "\u2013";
                };
        return "<span class=\"badge " + word + "\"><span aria-hidden=\"true\">" + sign + "</span> " + word + "</span>";
    }
}
