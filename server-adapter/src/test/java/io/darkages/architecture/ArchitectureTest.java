package io.darkages.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule, over the classes of all modules. That the rules can fail is shown by {@link ArchitectureRulesTest}. */
class ArchitectureTest {

    /**
     * One class may use threads: the one that runs islands in windows no longer than the smallest latency. One may
     * touch the secure generator: the one that disguises the handed-in source as it.
     */
    private static final List<String> EXEMPT_FROM_BANS =
            List.of("io.darkages.sim.WindowThreads", "io.darkages.engine.transport.crypto.SigningKeys");

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.darkages");

    static Stream<Named<ArchRule>> rules() {
        return Stream.of(
                        ModuleRules.engineUsesNoOtherModule(),
                        ModuleRules.simNetworkUsesPortsOnly(),
                        ModuleRules.reportsUseNoOtherModule(),
                        ModuleRules.resultFormatStandsAlone(),
                        ModuleRules.scenariosUseEngineSimulatorAndResultFormat(),
                        ModuleRules.chaosUsesScenarios(),
                        ModuleRules.engineUsesFewLibraries(),
                        ModuleRules.simNetworkUsesNoLibraries(),
                        ModuleRules.packagesFormNoCycles(),
                        ModuleRules.classesLiveInTheirModulesPackage(),
                        StateRules.hostsShareNoStaticState(),
                        StateRules.noIdentityHashes(),
                        StateRules.noUtilPackages(),
                        StateRules.noImplClasses(),
                        StateRules.exemptionsAreListed(EXEMPT_FROM_BANS))
                .map(rule -> Named.of(rule.getDescription(), rule));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(ALL);
    }

    /** Rules over packages that nobody imported would hold for ever. */
    @Test
    void seesThePackagesOfEveryModule() throws IOException {
        Set<String> seen = ALL.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        TreeSet<String> missed = new TreeSet<>();
        Path top = Path.of(System.getProperty("darkages.build")).getParent();
        for (String module : List.of("engine", "sim-network", "reports", "scenarios", "chaos", "server-adapter")) {
            Path sources = top.resolve(module).resolve("src/main/java");
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(ArchitectureTest::isCode)
                            .map(file -> sources.relativize(file).getParent())
                            .map(folder -> folder.toString()
                                    .replace(folder.getFileSystem().getSeparator(), "."))
                            .forEach(missed::add);
                }
            }
        }
        assertTrue(missed.size() >= 3, missed::toString);
        missed.removeAll(seen);
        assertEquals(new TreeSet<>(), missed);
    }

    private static boolean isCode(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") && !name.equals("package-info.java");
    }
}
