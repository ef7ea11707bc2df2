package io.darkages.server.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns. */
final class TextTable {

    private static final String GAP = "  ";

    private final String indent;
    private final int leftColumns;
    private final List<String[]> rows = new ArrayList<>();

    /**
     * @param indent stands before each row
     * @param leftColumns so many columns are aligned to the left, the rest to the right
     */
    TextTable(String indent, int leftColumns) {
        this.indent = indent;
        this.leftColumns = leftColumns;
    }

    TextTable row(String... cells) {
        rows.add(cells);
        return this;
    }

    /** The rows as lines, each with a line end, without trailing spaces. */
    @Override
    public String toString() {
        int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < row.length; i++) {
                String pad = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? "" : GAP).append(i < leftColumns ? row[i] + pad : pad + row[i]);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }
}
