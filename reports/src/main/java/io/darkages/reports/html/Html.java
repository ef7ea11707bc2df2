package io.darkages.reports.html;

import java.nio.charset.StandardCharsets;

/** Collects HTML. Text goes in by {@link #text}, which escapes it for elements and quoted attributes alike. */
final class Html {

    private final StringBuilder out = new StringBuilder(1 << 16);

    /** Markup, which must not hold anything that a user wrote. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Text of any origin. */
    Html text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\u0000' -> out.append('\ufffd');
                default -> out.append(c);
            }
        }
        return this;
    }

    /** An element without attributes that holds text. */
    Html element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">");
    }

    /** An element of one class that holds text. */
    Html element(String name, String cssClass, String text) {
        return raw("<" + name + " class=\"" + cssClass + "\">").text(text).raw("</" + name + ">");
    }

    /**
     * JSON for a script element of type {@code application/json}: what could end the element or open a
     * comment is written as escapes, so the JSON stays the same value.
     */
    static String json(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
