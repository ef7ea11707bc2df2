package io.darkages.reports.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A result folder that was read.
 *
 * @param path where it is
 * @param timeline in the order of the file
 * @param scenario the plan as run, YAML
 */
public record ResultFolder(Path path, RunResult result, List<TimelineEvent> timeline, String scenario) {

    public static final String RESULT = "result.json";
    public static final String TIMELINE = "timeline";
    public static final String REPLAY = "replay";
    public static final String SCENARIO = "scenario.yaml";
    public static final String REPORT = "report.html";

    /** A bound on what is read into memory: no honest result comes near it. */
    private static final long FILE_BYTES_MAX = 256L << 20;

    /**
     * Writes a run's result, complete or interrupted. Each file is written under another name and then
     * renamed; {@code result.json} of an earlier run is removed first and the new one comes last, so a
     * folder with a {@code result.json} is always whole. An earlier run's logs and report are removed;
     * files that are none of ours stay.
     *
     * @param folder is made when missing
     */
    public static void write(Path folder, RunResult result, ResultFiles files) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + ":1:1: is a file, should be a folder for the result");
        }
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(RESULT));
        Files.deleteIfExists(folder.resolve(REPORT));
        for (Path stale : logs(folder)) {
            Files.delete(stale);
        }
        for (IntervalLog log : files.logs()) {
            if (Files.exists(folder.resolve(log.fileName()))) {
                throw new IllegalArgumentException("two measurements share the file name " + log.fileName());
            }
            replace(folder.resolve(log.fileName()), log.bytes());
        }
        String timeline =
                files.timeline().stream().map(event -> event.line() + "\n").collect(Collectors.joining());
        replace(folder.resolve(TIMELINE), timeline.getBytes(StandardCharsets.UTF_8));
        replace(folder.resolve(REPLAY), files.replay());
        replace(folder.resolve(SCENARIO), files.scenario().getBytes(StandardCharsets.UTF_8));
        replace(folder.resolve(RESULT), ResultJson.write(result).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a folder that {@link #write} wrote.
     *
     * @throws ResultFormatException one line that says what is wrong and what would be right
     */
    public static ResultFolder read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ResultFormatException(folder + ":1:1: "
                    + (Files.exists(folder) ? "is not a folder" : "does not exist")
                    + ", should be the result folder of a run");
        }
        Path json = folder.resolve(RESULT);
        if (!Files.isRegularFile(json)) {
            throw new ResultFormatException(folder + ":1:1: has no " + RESULT
                    + ": it is no result folder, or its run never came to write one");
        }
        RunResult result = ResultJson.read(bytes(json), json.toString());
        return new ResultFolder(folder, result, timeline(folder.resolve(TIMELINE)), text(folder.resolve(SCENARIO)));
    }

    /** The interval logs of a folder, sorted by name. */
    public static List<Path> logs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".hlog"))
                    .sorted()
                    .toList();
        }
    }

    /** Writes a file so that a reader sees the old content or the new, never a part. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<TimelineEvent> timeline(Path file) throws IOException {
        List<TimelineEvent> events = new ArrayList<>();
        int number = 0;
        for (String line : text(file).lines().toList()) {
            number++;
            try {
                events.add(TimelineEvent.parse(line));
            } catch (IllegalArgumentException e) {
                throw new ResultFormatException(file + ":" + number + ":1: " + e.getMessage(), e);
            }
        }
        return List.copyOf(events);
    }

    private static String text(Path file) throws IOException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file))).toString();
        } catch (CharacterCodingException e) {
            throw new ResultFormatException(file + ":1:1: is not UTF-8 text", e);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new ResultFormatException(
                        file + ":1:1: has " + Files.size(file) + " bytes, should have at most " + FILE_BYTES_MAX);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ResultFormatException(file + ":1:1: is missing from the result folder", e);
        }
    }
}
