package io.darkages.reports.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.reports.SampleResults;
import io.darkages.reports.SampleResults.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultComparisonTest {

    @TempDir
    private Path dir;

    private Path left;
    private Path right;

    @BeforeEach
    void writeTwoEqual() throws IOException {
        Sample sample = SampleResults.failed();
        left = dir.resolve("left");
        right = dir.resolve("right");
        ResultFolder.write(left, sample.result(), sample.files());
        ResultFolder.write(right, sample.result(), sample.files());
    }

    @Test
    void realTimeMayDiffer() throws IOException {
        edit("result.json", "\"wallSeconds\": ", "\"wallSeconds\": 99");
        edit("result.json", "\"realTimeFactor\": ", "\"realTimeFactor\": 1.5E-7");
        assertEquals(List.of(), differences());
    }

    @Test
    void nothingElseMayDiffer() throws IOException {
        edit("result.json", "\"events\": 3", "\"events\": 4");
        edit("rtt.hlog", "HISTF", "HISTG");
        edit("timeline", "spawned", "spawned twice");
        edit("scenario.yaml", "duration", "Duration");
        byte[] replay = Files.readAllBytes(right.resolve("replay"));
        replay[40]++;
        Files.write(right.resolve("replay"), replay);
        List<String> found = differences();
        assertEquals(5, found.size(), found.toString());
        assertEquals("replay: differs at byte 40", found.get(0));
        assertTrue(found.get(1).startsWith("result.json:10:13: \"\"events\": 31204551,\" is \"\"events\": 41204551,\""), found.get(1));
        assertTrue(found.get(2).startsWith("rtt.hlog:5:"), found.get(2));
        assertTrue(found.get(3).startsWith("scenario.yaml:4:1:"), found.get(3));
        assertTrue(found.get(4).startsWith("timeline:1:"), found.get(4));
    }

    @Test
    void missingLogIsADifference() throws IOException {
        Files.delete(right.resolve("rtt.hlog"));
        assertEquals(List.of("rtt.hlog: only in " + left), differences());
    }

    @Test
    void reportsAndNotesAreLeftOut() throws IOException {
        Files.writeString(left.resolve("report.html"), "x");
        Files.writeString(right.resolve("notes.txt"), "y");
        assertEquals(List.of(), differences());
    }

    @Test
    void aForeignFolderIsRefused() {
        assertThrows(ResultFormatException.class, () -> ResultComparison.differences(left, dir));
    }

    private List<String> differences() throws IOException {
        return ResultComparison.differences(left, right);
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(right.resolve(file));
        assertTrue(text.contains(from), from);
        Files.writeString(right.resolve(file), text.replaceFirst(java.util.regex.Pattern.quote(from), to));
    }
}
