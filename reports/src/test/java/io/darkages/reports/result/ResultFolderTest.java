package io.darkages.reports.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.darkages.reports.SampleResults;
import io.darkages.reports.SampleResults.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResultFolderTest {

    @TempDir
    private Path dir;

    static Stream<Sample> samples() {
        return Stream.of(
                SampleResults.passed(),
                SampleResults.fought(),
                SampleResults.handedOn(),
                SampleResults.failed(),
                SampleResults.empty());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsWhatItWrote(Sample sample) throws IOException {
        ResultFolder.write(dir.resolve("run"), sample.result(), sample.files());
        ResultFolder read = ResultFolder.read(dir.resolve("run"));
        assertEquals(sample.result(), read.result());
        assertEquals(sample.files().timeline(), read.timeline());
        assertEquals(sample.files().scenario(), read.scenario());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesWhatTheSchemaAllows(Sample sample) {
        assertEquals(List.of(), violations(ResultJson.write(sample.result())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"traceHash\": \"        | \"traceHash\": \"X",
                "\"passed\": true         | \"passed\": 1",
                "\"datagrams\":           | \"datagram\":",
                "\"events\": 3            | \"events\": -3",
                "\"unit\": \"ns\"         | \"unit\": 5"
            })
    void schemaRefusesWhatTheReaderRefuses(String right, String wrong) {
        String text = ResultJson.write(SampleResults.passed().result());
        assertTrue(text.contains(right), right);
        String broken = text.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
        assertFalse(violations(broken).isEmpty(), "schema takes " + wrong);
        ResultFormatException e = assertThrows(
                ResultFormatException.class,
                () -> ResultJson.read(broken.getBytes(StandardCharsets.UTF_8), "x/result.json"));
        assertOneLine(e, "x/result.json:");
    }

    @Test
    void schemaNamesTheFieldsOfTheRecord() throws IOException {
        var properties = new ObjectMapper().readTree(ResultSchema.text()).get("properties");
        List<String> components = Stream.of(RunResult.class.getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .toList();
        List<String> named = new java.util.ArrayList<>();
        properties.fieldNames().forEachRemaining(named::add);
        assertEquals(components, named);
    }

    @Test
    void fairnessCountsEachAttackOnce() {
        Fairness row = SampleResults.fought().result().fairness().get(9);
        assertEquals(524, row.compared());
        assertEquals(516 * 100.0 / 524, row.agreedPercent().orElseThrow());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Fairness(50, 0, true, 1, 10, 8, 1, 0, 0, 0, 0, 0, 0, Fairness.BehindCover.NEVER));
    }

    @Test
    void whatHappenedBetweenZonesMustAddUp() {
        assertThrows(IllegalArgumentException.class, () -> new GridResult.Migrations("0 to 1", 10, 8, 1, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new GridResult.Recovery(1, 3, 4, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new GridResult.Span(2, 1, 0, 1, GridResult.Span.OWNED));
        assertThrows(IllegalArgumentException.class, () -> new GridResult.Span(1, 2, 0, 1, "lost"));
        GridResult.Span early = new GridResult.Span(1, 3, 0, 1, GridResult.Span.OWNED);
        GridResult.Span late = new GridResult.Span(2, 4, 1, 2, GridResult.Span.OWNED);
        assertThrows(IllegalArgumentException.class, () -> new GridResult.Ownership("ann", List.of(early, late)));
        RunResultBuilder noFault = new RunResultBuilder("1", "s", 1)
                .grid(new GridResult(List.of(), List.of(new GridResult.Recovery(1, 3, 3, 1, 1, 1)), List.of()));
        assertThrows(IllegalArgumentException.class, noFault::build);
    }

    @Test
    void spansAreOwnedOrSuspended() {
        String text = ResultJson.write(SampleResults.handedOn().result());
        String broken = text.replaceFirst("\"state\": \"owned\"", "\"state\": \"had\"");
        assertFalse(violations(broken).isEmpty());
        assertThrows(ResultFormatException.class, () -> ResultJson.read(broken.getBytes(StandardCharsets.UTF_8), "x"));
    }

    @Test
    void endsWithTheTwoRealTimeFieldsOnLinesOfTheirOwn() {
        List<String> lines =
                ResultJson.write(SampleResults.passed().result()).lines().toList();
        assertTrue(lines.get(lines.size() - 3).matches("  \"wallSeconds\": [0-9.]+,"), lines.get(lines.size() - 3));
        assertTrue(lines.get(lines.size() - 2).matches("  \"realTimeFactor\": [0-9.]+"), lines.get(lines.size() - 2));
    }

    @Test
    void writesDoublesAsEveryJvmDoes() {
        // Double.toString(2e23) is 2.0000000000000003E23 before JDK 19 and 2.0E23 since.
        RunResult result = new RunResultBuilder("1", "s", 1)
                .figure("a", 2.0e-3, "x")
                .figure("b", 2e23, "x")
                .build();
        String text = ResultJson.write(result);
        assertTrue(text.contains("\"value\": 0.002,"), text);
        assertTrue(text.contains("\"value\": 2.0E23,"), text);
    }

    @Test
    void sameRunGivesTheSameBytes() throws IOException {
        write("a", SampleResults.failed());
        write("b", SampleResults.failed());
        assertEquals(List.of(), ResultComparison.differences(dir.resolve("a"), dir.resolve("b")));
    }

    @Test
    void replacesAnEarlierResultAndLeavesForeignFiles() throws IOException {
        write("run", SampleResults.failed());
        Path run = dir.resolve("run");
        Files.writeString(run.resolve("notes.txt"), "mine");
        Files.writeString(run.resolve("old.hlog"), "");
        Files.writeString(run.resolve(ResultFolder.REPORT), "");
        write("run", SampleResults.empty());
        try (Stream<Path> files = Files.list(run)) {
            assertEquals(
                    List.of("notes.txt", "replay", "result.json", "scenario.yaml", "timeline"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void refusesTwoLogsOfOneName() {
        List<IntervalLog> logs = List.of(new IntervalLog("a b", "ns", 1), new IntervalLog("a-b", "ns", 1));
        assertThrows(IllegalArgumentException.class, () -> new ResultFiles(logs, List.of(), new byte[0], ""));
    }

    @Test
    void interruptedRunIsWrittenAndHasNotPassed() throws IOException {
        write("run", SampleResults.empty());
        RunResult result = ResultFolder.read(dir.resolve("run")).result();
        assertTrue(result.interrupted());
        assertFalse(result.passed());
    }

    @Test
    void refusesABrokenFolderInOneLine() throws IOException {
        assertOneLine(read("missing"), "does not exist");
        Files.createDirectory(dir.resolve("foreign"));
        assertOneLine(read("foreign"), "has no result.json");
        Files.writeString(dir.resolve("file"), "");
        assertOneLine(read("file"), "is not a folder");

        write("run", SampleResults.passed());
        Path json = dir.resolve("run").resolve(ResultFolder.RESULT);
        String good = Files.readString(json);
        Files.writeString(json, good.substring(0, good.length() / 2));
        assertOneLine(read("run"), "result.json:");
        Files.writeString(json, "{}");
        assertOneLine(read("run"), "it is not a result");
        Files.writeString(json, "[]");
        assertOneLine(read("run"), "it is not a result");
        Files.writeString(json, "");
        assertOneLine(read("run"), "it is not a result");
        Files.writeString(json, good.replace("\"format\": 3", "\"format\": 9"));
        assertOneLine(read("run"), "format 9");
        Files.writeString(json, good.replaceFirst("\"passed\": true", "\"passed\": false"));
        assertOneLine(read("run"), "passed is false although");
        Files.writeString(json, good.replace("\"figures\": [", "\"figures\": [null,"));
        assertOneLine(read("run"), "a value is null");

        Files.writeString(json, good);
        Files.writeString(dir.resolve("run").resolve(ResultFolder.TIMELINE), "0.000000001\tjoin\ta\tb\nbroken\n");
        assertOneLine(read("run"), "timeline:2:1: 1 fields");
        Files.write(dir.resolve("run").resolve(ResultFolder.TIMELINE), new byte[] {(byte) 0xFF});
        assertOneLine(read("run"), "is not UTF-8");
        Files.delete(dir.resolve("run").resolve(ResultFolder.TIMELINE));
        assertOneLine(read("run"), "is missing");
    }

    @Test
    void timelineKeepsEveryCharacter() {
        TimelineEvent event = new TimelineEvent(61_000_000_007L, "violation", "tab\there", "line\nend \\n \r ü");
        assertEquals("61.000000007\tviolation\ttab\\there\tline\\nend \\\\n \\r ü", event.line());
        assertEquals(event, TimelineEvent.parse(event.line()));
    }

    private ResultFormatException read(String name) {
        return assertThrows(ResultFormatException.class, () -> ResultFolder.read(dir.resolve(name)));
    }

    private void write(String name, Sample sample) throws IOException {
        ResultFolder.write(dir.resolve(name), sample.result(), sample.files());
    }

    private static void assertOneLine(ResultFormatException e, String part) {
        assertTrue(e.getMessage().contains(part), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertTrue(e.getMessage().matches(".+:[0-9]+:[0-9]+: .+"), e.getMessage());
    }

    private static List<String> violations(String json) {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(ResultSchema.text());
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
