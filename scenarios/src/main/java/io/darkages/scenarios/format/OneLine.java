package io.darkages.scenarios.format;

/** Makes any text fit on one line of a terminal. */
final class OneLine {

    private OneLine() {}

    /** The text with line ends and other control characters replaced by spaces. */
    static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
