package io.darkages.architecture;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.thetaphi.forbiddenapis.Checker;
import de.thetaphi.forbiddenapis.ForbiddenApiException;
import de.thetaphi.forbiddenapis.Logger;
import io.darkages.engine.guard.ExemptFromBans;
import io.darkages.engine.planted.Banned;
import io.darkages.engine.planted.Exempted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the ban list of the build, from the very files that it uses, over calls that it must find. */
class BanListTest {

    private static final Path BUILD = Path.of(System.getProperty("darkages.build"));
    private static final Path BANS = BUILD.resolve("forbidden");

    /** The count is that of the planted calls: none may be missed, none counted for its neighbour. */
    @ParameterizedTest
    @CsvSource({
        "clocks, Clocks, 9",
        "chance, Chance, 7",
        "threads, Threads, 11",
        "order, Order, 16",
        "maths, Maths, 9",
        "world, World, 8"
    })
    void findsEveryPlantedCall(String file, String planted, int calls) throws Exception {
        List<String> found = check(List.of(file), nested(Banned.class, planted));
        assertEquals(
                calls,
                found.stream().filter(line -> line.startsWith("Forbidden")).count(),
                found::toString);
    }

    /** A ban without the way out is half a ban; a message that nothing can cause is a ban that does not work. */
    @ParameterizedTest
    @CsvSource({"clocks, Clocks", "chance, Chance", "threads, Threads", "order, Order", "maths, Maths", "world, World"})
    void everyMessageIsSeen(String file, String planted) throws Exception {
        List<String> messages;
        try (Stream<String> lines = Files.lines(BANS.resolve(file + ".txt"))) {
            messages = lines.filter(line -> line.startsWith("@defaultMessage "))
                    .map(line -> line.substring("@defaultMessage ".length()))
                    .toList();
        }
        assertFalse(messages.isEmpty());
        String found = String.join("\n", check(List.of(file), nested(Banned.class, planted)));
        assertAll(messages.stream().map(message -> () -> assertTrue(found.contains(message), message)));
    }

    @Test
    void findsHiddenDefaults() throws Exception {
        List<String> found = check(List.of(), nested(Banned.class, "Defaults"));
        assertEquals(
                4, found.stream().filter(line -> line.startsWith("Forbidden")).count(), found::toString);
    }

    @Test
    void leavesTheReplacementsAlone() throws Exception {
        assertEquals(List.of(), check(banFiles(), nested(Banned.class, "Innocent")));
    }

    @Test
    void leavesExemptionsAlone() throws Exception {
        assertEquals(List.of(), check(banFiles(), nested(Exempted.class, "WholeClass")));
        assertEquals(List.of(), check(banFiles(), nested(Exempted.class, "OneMethod")));
    }

    /** A file that no module's build names bans nothing. */
    @Test
    void theBuildUsesEveryFile() throws IOException {
        for (String module : List.of("engine", "sim-network")) {
            String pom = Files.readString(BUILD.resolveSibling(module).resolve("pom.xml"));
            for (String file : banFiles()) {
                assertTrue(pom.contains("/forbidden/" + file + ".txt<"), module + " does not check " + file);
            }
        }
        for (String module : List.of("scenarios", "chaos")) {
            String pom = Files.readString(BUILD.resolveSibling(module).resolve("pom.xml"));
            assertTrue(pom.contains("/forbidden/clocks.txt<"), module);
            assertTrue(pom.contains("/forbidden/chance.txt<"), module);
        }
    }

    private static List<String> banFiles() throws IOException {
        try (Stream<Path> files = Files.list(BANS)) {
            return files.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .sorted()
                    .toList();
        }
    }

    private static String nested(Class<?> outer, String name) {
        return outer.getName() + "$" + name;
    }

    private static List<String> check(List<String> files, String planted) throws Exception {
        Findings findings = new Findings();
        Checker checker = new Checker(
                findings,
                BanListTest.class.getClassLoader(),
                Checker.Option.FAIL_ON_MISSING_CLASSES,
                Checker.Option.FAIL_ON_UNRESOLVABLE_SIGNATURES,
                Checker.Option.FAIL_ON_VIOLATION);
        for (String bundled : List.of("jdk-unsafe", "jdk-internal", "jdk-system-out")) {
            if (files.isEmpty() || files.size() > 1) {
                checker.addBundledSignatures(bundled, "17");
            }
        }
        for (String file : files) {
            checker.parseSignaturesFile(BANS.resolve(file + ".txt").toFile());
        }
        checker.addSuppressAnnotation(ExemptFromBans.class);
        try (InputStream bytes = BanListTest.class.getResourceAsStream("/" + planted.replace('.', '/') + ".class")) {
            checker.streamReadClassToCheck(bytes, planted);
        }
        if (planted.contains("Innocent") || planted.contains("Exempted")) {
            checker.run();
        } else {
            assertThrows(ForbiddenApiException.class, checker::run);
        }
        return List.copyOf(findings.errors);
    }

    private static final class Findings implements Logger {
        private final List<String> errors = new ArrayList<>();

        @Override
        public void error(String message) {
            errors.add(message);
        }

        @Override
        public void warn(String message) {
            errors.add(message);
        }

        @Override
        public void info(String message) {}

        @Override
        public void debug(String message) {}
    }
}
