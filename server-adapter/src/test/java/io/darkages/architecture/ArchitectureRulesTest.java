package io.darkages.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.darkages.engine.planted.Exempted;
import io.darkages.engine.planted.IdentityHash;
import io.darkages.engine.planted.MovementImpl;
import io.darkages.engine.planted.StaticState;
import io.darkages.engine.planted.UsesScenarios;
import io.darkages.engine.planted.UsesSimulator;
import io.darkages.engine.planted.cycle.a.First;
import io.darkages.engine.planted.cycle.b.Second;
import io.darkages.engine.planted.util.Strings;
import io.darkages.scenarios.planted.UsesReports;
import io.darkages.scenarios.planted.UsesResultFormat;
import io.darkages.sim.planted.UsesCryptography;
import io.darkages.sim.planted.UsesGameRules;
import io.darkages.sim.planted.UsesSessions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shows that each rule fails on a planted offence, and that the neighbours within the rules pass. */
class ArchitectureRulesTest {

    @Test
    void engineMayNotReachOutward() {
        assertFinds(ModuleRules.engineUsesNoOtherModule(), "UsesSimulator", UsesSimulator.class);
        assertFinds(ModuleRules.engineUsesNoOtherModule(), "UsesScenarios", UsesScenarios.class);
    }

    @Test
    void simulatorMayNotKnowTheGame() {
        assertFinds(ModuleRules.simNetworkUsesPortsOnly(), "UsesGameRules", UsesGameRules.class);
        assertFinds(ModuleRules.simNetworkUsesPortsOnly(), "UsesSessions", UsesSessions.class);
        assertEquals(List.of(), findings(ModuleRules.simNetworkUsesPortsOnly(), UsesCryptography.class));
    }

    @Test
    void reportsMayNotReachTheEngine() {
        assertFinds(ModuleRules.reportsUseNoOtherModule(), "UsesEngine", io.darkages.reports.planted.UsesEngine.class);
    }

    @Test
    void resultFormatMayNotReachTheReports() {
        assertFinds(
                ModuleRules.resultFormatStandsAlone(),
                "UsesReports",
                io.darkages.reports.result.planted.UsesReports.class);
    }

    @Test
    void scenariosMayUseTheResultFormatOnly() {
        ArchRule rule = ModuleRules.scenariosUseEngineSimulatorAndResultFormat();
        assertFinds(rule, "UsesReports", UsesReports.class);
        assertEquals(List.of(), findings(rule, UsesResultFormat.class));
    }

    @Test
    void chaosMayNotGoRoundTheScenarios() {
        assertFinds(ModuleRules.chaosUsesScenarios(), "UsesEngine", io.darkages.chaos.planted.UsesEngine.class);
    }

    @Test
    void librariesAreVouchedFor() {
        assertFinds(ModuleRules.engineUsesFewLibraries(), "UsesLibrary", io.darkages.engine.planted.UsesLibrary.class);
        assertFinds(ModuleRules.simNetworkUsesNoLibraries(), "UsesLibrary", io.darkages.sim.planted.UsesLibrary.class);
    }

    @Test
    void cyclesAreFound() {
        assertFinds(ModuleRules.packagesFormNoCycles(), "Cycle detected", First.class, Second.class);
        assertEquals(List.of(), findings(ModuleRules.packagesFormNoCycles(), First.class, Strings.class));
    }

    @Test
    void strangersInAModuleAreFound() {
        assertFinds(ModuleRules.classesLiveInTheirModulesPackage(), "belongs to engine", UsesSimulator.class);
    }

    @Test
    void sharedStateIsFoundFieldByField() {
        List<String> found = findings(StateRules.hostsShareNoStaticState(), StaticState.Shared.class);
        for (String field : List.of("counter", "LIST", "TEXT", "HOLDER", "COUNTING", "OPEN", "count")) {
            assertTrue(found.stream().anyMatch(line -> line.contains("." + field + " ")), () -> field + ": " + found);
        }
        assertEquals(7, found.size(), found::toString);
        assertEquals(List.of(), findings(StateRules.hostsShareNoStaticState(), StaticState.Constant.class));
    }

    @Test
    void identityHashesAreFound() throws ClassNotFoundException {
        String outer = IdentityHash.class.getName();
        assertFinds(StateRules.noIdentityHashes(), "hashCode", Class.forName(outer + "$Hashes"));
        assertFinds(StateRules.noIdentityHashes(), "toString", Class.forName(outer + "$Prints"));
        assertEquals(List.of(), findings(StateRules.noIdentityHashes(), Class.forName(outer + "$Contents")));
    }

    @Test
    void namesThatSayNothingAreFound() {
        assertFinds(StateRules.noUtilPackages(), "util.Strings", Strings.class);
        assertFinds(StateRules.noImplClasses(), "MovementImpl", MovementImpl.class);
    }

    @Test
    void exemptionsMustBeListed() throws ClassNotFoundException {
        Class<?> wholeClass = Class.forName(Exempted.class.getName() + "$WholeClass");
        Class<?> oneMethod = Class.forName(Exempted.class.getName() + "$OneMethod");
        assertFinds(StateRules.exemptionsAreListed(List.of()), "WholeClass", wholeClass);
        assertFinds(StateRules.exemptionsAreListed(List.of()), "OneMethod", oneMethod);
        ArchRule listed = StateRules.exemptionsAreListed(List.of(Exempted.class.getName()));
        assertEquals(List.of(), findings(listed, wholeClass, oneMethod));
    }

    private static void assertFinds(ArchRule rule, String expected, Class<?>... planted) {
        List<String> found = findings(rule, planted);
        assertTrue(found.stream().anyMatch(line -> line.contains(expected)), found::toString);
    }

    private static List<String> findings(ArchRule rule, Class<?>... planted) {
        return rule.allowEmptyShould(true)
                .evaluate(new ClassFileImporter().importClasses(planted))
                .getFailureReport()
                .getDetails();
    }
}
