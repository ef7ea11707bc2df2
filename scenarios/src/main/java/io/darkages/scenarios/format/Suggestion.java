package io.darkages.scenarios.format;

import io.darkages.scenarios.quantity.Quantity;
import java.util.List;

/** Finds the known word that was probably meant. */
final class Suggestion {

    private Suggestion() {}

    /** What would be right in the place of an unknown word: the nearest known one, or all of them. */
    static String of(String word, List<String> known) {
        int best = Math.max(1, word.length() / 3) + 1;
        String nearest = null;
        for (String candidate : known) {
            int distance = distance(word, candidate);
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        if (nearest != null) {
            return "did you mean " + Quantity.quote(nearest) + "?";
        }
        return known.isEmpty() ? "there are none to choose from" : "known are: " + String.join(", ", known);
    }

    /** Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment). */
    static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > Limits.NAME_CHARACTERS) {
            return Integer.MAX_VALUE;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
