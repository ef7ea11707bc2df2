package io.darkages.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes an HTML report of a result folder. */
@FunctionalInterface
public interface ReportWriter {

    /**
     * Writes {@code report.html} into the folder.
     *
     * @param folder a result folder
     * @param baseline another run to compare with
     * @return the file that was written
     */
    Path write(Path folder, Optional<Path> baseline) throws IOException;
}
