package io.darkages.server.cli;

import io.darkages.scenarios.format.BadScenarioException;
import io.darkages.scenarios.format.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scenario files named on the command line. */
final class ScenarioFiles {

    private final List<Path> files;
    private final List<Scenario> scenarios;

    private ScenarioFiles(List<Path> files, List<Scenario> scenarios) {
        this.files = files;
        this.scenarios = scenarios;
    }

    /** Reads all files; complains about each bad one. Empty if there was one. */
    static Optional<ScenarioFiles> read(Environment environment, List<Path> files) {
        List<Scenario> scenarios = new ArrayList<>();
        for (Path file : files) {
            try {
                scenarios.add(environment.reader().read(file));
            } catch (BadScenarioException e) {
                environment.complain(e.getMessage());
            }
        }
        return scenarios.size() == files.size()
                ? Optional.of(new ScenarioFiles(List.copyOf(files), List.copyOf(scenarios)))
                : Optional.empty();
    }

    int size() {
        return files.size();
    }

    Path file(int index) {
        return files.get(index);
    }

    Scenario scenario(int index) {
        return scenarios.get(index);
    }
}
