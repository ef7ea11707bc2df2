package io.darkages.reports.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Compares two result folders byte by byte, {@code wallSeconds} and {@code realTimeFactor} blanked.
 * Two runs of one plan must be equal. Files that no run writes (a report, notes) are left out.
 */
public final class ResultComparison {

    /** How much of a line a difference quotes. */
    private static final int QUOTED_CHARACTERS_MAX = 100;

    private ResultComparison() {}

    /**
     * The differences, one line for each file that differs, sorted by file name; empty when the folders
     * are equal.
     *
     * @throws ResultFormatException when one of the folders has no {@code result.json}
     */
    public static List<String> differences(Path left, Path right) throws IOException {
        TreeSet<String> names = new TreeSet<>(List.of(
                ResultFolder.RESULT, ResultFolder.TIMELINE, ResultFolder.REPLAY, ResultFolder.SCENARIO));
        for (Path folder : List.of(left, right)) {
            if (!Files.isRegularFile(folder.resolve(ResultFolder.RESULT))) {
                throw new ResultFormatException(folder + ":1:1: has no " + ResultFolder.RESULT + ": it is no result folder");
            }
            ResultFolder.logs(folder).forEach(log -> names.add(log.getFileName().toString()));
        }
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            boolean inLeft = Files.isRegularFile(left.resolve(name));
            boolean inRight = Files.isRegularFile(right.resolve(name));
            if (inLeft != inRight) {
                differences.add(name + ": only in " + (inLeft ? left : right));
            } else if (inLeft) {
                byte[] a = Files.readAllBytes(left.resolve(name));
                byte[] b = Files.readAllBytes(right.resolve(name));
                boolean json = name.equals(ResultFolder.RESULT);
                compare(name, json ? blankRealTime(a) : a, json ? blankRealTime(b) : b, differences);
            }
        }
        return differences;
    }

    /** The text of {@code result.json} with 0 for {@code wallSeconds} and {@code realTimeFactor}. */
    public static byte[] blankRealTime(byte[] resultJson) {
        return new String(resultJson, StandardCharsets.UTF_8)
                .replaceAll("(?m)^(  \"(?:wallSeconds|realTimeFactor)\": )[-+.0-9eE]+", "$10")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void compare(String name, byte[] left, byte[] right, List<String> differences) {
        int at = Arrays.mismatch(left, right);
        if (at < 0) {
            return;
        }
        if (name.equals(ResultFolder.REPLAY)) {
            differences.add(name + ": differs at byte " + at);
            return;
        }
        int line = 1;
        int start = 0;
        for (int i = 0; i < at; i++) {
            if (left[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        differences.add(name + ":" + line + ":" + (at - start + 1) + ": " + quote(left, start, at) + " is "
                + quote(right, start, at) + " on the other side");
    }

    /** The rest of the line from {@code start}; of a long line the surroundings of {@code at}. */
    private static String quote(byte[] text, int start, int at) {
        int from = Math.max(start, at - QUOTED_CHARACTERS_MAX / 2);
        int to = from;
        while (to < text.length && text[to] != '\n' && to - from < QUOTED_CHARACTERS_MAX) {
            to++;
        }
        return "\"" + new String(text, from, to - from, StandardCharsets.UTF_8).strip() + "\"";
    }
}
