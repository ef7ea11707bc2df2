package io.darkages.server.cli;

import io.darkages.reports.result.ResultFolder;
import io.darkages.scenarios.format.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides which folder each scenario's result goes to, before anything runs. */
final class OutputFolders {

    private static final Path DEFAULT_ROOT = Path.of("out");

    private OutputFolders() {}

    /**
     * One folder for each scenario, in order: {@code out/NAME-SEED} unless a folder is given, which then takes
     * the only result, or one folder NAME for each of several.
     *
     * @throws BadArgumentException if two results would meet in one folder, or a folder holds something else or can't be
     *     written
     */
    static List<Path> choose(List<Scenario> scenarios, Optional<Path> given) throws IOException {
        Map<Path, Scenario> folders = new LinkedHashMap<>();
        for (Scenario scenario : scenarios) {
            Path folder;
            if (given.isEmpty()) {
                folder = DEFAULT_ROOT.resolve(scenario.name() + "-" + scenario.seed());
            } else if (scenarios.size() == 1) {
                folder = given.get();
            } else {
                folder = given.get().resolve(scenario.name());
            }
            if (folders.put(folder, scenario) != null) {
                throw new BadArgumentException(
                        "two scenarios would write to " + folder + ", give them different names or run them apart");
            }
            requireUsable(folder);
            requireWritable(folder);
        }
        return List.copyOf(folders.keySet());
    }

    /** Tries it where the folder is or will be, and leaves nothing behind: nobody waits for a run that can't be kept. */
    private static void requireWritable(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw new BadArgumentException(there + " is a file, name a folder for the result");
        }
        Path probe;
        try {
            probe = Files.createTempDirectory(there, ".darkages");
        } catch (IOException e) {
            throw new BadArgumentException(
                    "nothing can be written to " + there + ", name a folder for the result that you may write");
        }
        Files.delete(probe);
    }

    private static void requireUsable(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new BadArgumentException(folder + " is a file, name a folder for the result");
        }
        if (Files.exists(folder.resolve(ResultFolder.SCENARIO)) || Files.exists(folder.resolve(ResultFolder.RESULT))) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new BadArgumentException(
                        folder + " holds files that are no result, name an empty folder or a new one");
            }
        }
    }
}
