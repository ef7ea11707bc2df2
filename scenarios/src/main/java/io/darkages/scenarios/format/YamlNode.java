package io.darkages.scenarios.format;

import java.util.List;

/** A piece of a YAML document with the place where it begins. Lines and columns count from 1. */
sealed interface YamlNode {

    int line();

    int column();

    /** What it is, for errors: {@code a list}. */
    String description();

    /**
     * @param plain whether it was written without quotation marks
     * @param textColumn column of the text's first character, or 0 where the text isn't in the file as it stands
     */
    record Scalar(int line, int column, String text, boolean plain, int textColumn) implements YamlNode {
        /** Whether there is a key and then nothing. */
        boolean absent() {
            return plain && text.isEmpty();
        }

        @Override
        public String description() {
            return absent() ? "nothing" : "a single value";
        }
    }

    record Sequence(int line, int column, List<YamlNode> items) implements YamlNode {
        @Override
        public String description() {
            return "a list";
        }
    }

    record Mapping(int line, int column, List<Entry> entries) implements YamlNode {
        @Override
        public String description() {
            return "a mapping";
        }
    }

    record Entry(Scalar key, YamlNode value) {}
}
