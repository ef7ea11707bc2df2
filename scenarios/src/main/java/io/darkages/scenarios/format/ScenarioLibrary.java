package io.darkages.scenarios.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The library's scenario files, as they travel with the program. */
public final class ScenarioLibrary {

    private static final String FOLDER = "/io/darkages/scenarios/library/";

    private ScenarioLibrary() {}

    /**
     * The text of a file of the library.
     *
     * @param name without folder and ending: {@code plaza}
     * @throws IllegalArgumentException if the library has no such file
     */
    public static String text(String name) {
        try (InputStream in = ScenarioLibrary.class.getResourceAsStream(FOLDER + name + ".yaml")) {
            if (in == null) {
                throw new IllegalArgumentException("the library has no scenario " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
