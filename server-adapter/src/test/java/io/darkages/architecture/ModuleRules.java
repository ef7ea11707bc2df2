package io.darkages.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Which module may use which: the arrows point inward only. */
final class ModuleRules {

    private static final String OURS = "io.darkages..";

    private ModuleRules() {}

    static ArchRule engineUsesNoOtherModule() {
        return mayUseOfOurs("io.darkages.engine..", "io.darkages.engine..")
                .because("the game runs unchanged in the simulator and on real machines");
    }

    static ArchRule simNetworkUsesPortsOnly() {
        return noClasses()
                .that()
                .resideInAPackage("io.darkages.sim..")
                .should()
                .dependOnClassesThat(resideInAPackage(OURS)
                        .and(not(resideInAnyPackage(
                                "io.darkages.sim..",
                                "io.darkages.engine.guard..",
                                "io.darkages.engine.port..",
                                "io.darkages.engine.random..",
                                "io.darkages.engine.transport.crypto"))))
                .because("the simulated world knows nothing of the game's rules");
    }

    static ArchRule reportsUseNoOtherModule() {
        return mayUseOfOurs("io.darkages.reports..", "io.darkages.reports..")
                .because("what reads recorded results can't affect a run");
    }

    static ArchRule resultFormatStandsAlone() {
        return mayUseOfOurs("io.darkages.reports.result..", "io.darkages.reports.result..")
                .because("the runner writes results with it and may not drag the reports in");
    }

    static ArchRule scenariosUseEngineSimulatorAndResultFormat() {
        return mayUseOfOurs(
                        "io.darkages.scenarios..",
                        "io.darkages.scenarios..",
                        "io.darkages.engine..",
                        "io.darkages.sim..",
                        "io.darkages.reports.result..")
                .because("scenarios assemble worlds and judge them; showing them is the work of reports");
    }

    static ArchRule chaosUsesScenarios() {
        return mayUseOfOurs("io.darkages.chaos..", "io.darkages.chaos..", "io.darkages.scenarios..")
                .because("a campaign is many scenario files and nothing else");
    }

    static ArchRule engineUsesFewLibraries() {
        return classes()
                .that()
                .resideInAPackage("io.darkages.engine..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        OURS,
                        "java..",
                        "javax.crypto..",
                        "com.google.flatbuffers..",
                        "org.agrona..",
                        "com.dynatrace.hash4j..",
                        "org.jspecify..")
                .because("each library in the engine must be deterministic in full");
    }

    static ArchRule simNetworkUsesNoLibraries() {
        return classes()
                .that()
                .resideInAPackage("io.darkages.sim..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(OURS, "java..", "org.agrona..", "com.dynatrace.hash4j..", "org.jspecify..")
                .because("each library in the simulator must be deterministic in full");
    }

    static ArchRule packagesFormNoCycles() {
        return slices().assignedFrom(new EachPackage())
                .should()
                .beFreeOfCycles()
                .because("a package that needs its user can't be read, tested or moved alone");
    }

    static ArchRule classesLiveInTheirModulesPackage() {
        return classes()
                .that()
                .resideInAPackage(OURS)
                .should(new LiveInTheirModule())
                .because("the arrows are checked by package name");
    }

    private static ArchRule mayUseOfOurs(String who, String... allowed) {
        return noClasses()
                .that()
                .resideInAPackage(who)
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true);
    }

    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            String name = javaClass.getPackageName();
            return name.startsWith("io.darkages") ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each package of DarkAges";
        }
    }

    private static final class LiveInTheirModule extends ArchCondition<JavaClass> {
        LiveInTheirModule() {
            super("live in their module's package");
        }

        @Override
        public void check(JavaClass item, ConditionEvents events) {
            String source = item.getSource().orElseThrow().getUri().toString();
            String below = item.getPackageName().substring("io.darkages.".length());
            String part = below.contains(".") ? below.substring(0, below.indexOf('.')) : below;
            String module =
                    switch (part) {
                        case "sim" -> "sim-network";
                        case "server" -> "server-adapter";
                        default -> part;
                    };
            boolean holds = source.contains("/" + module + "/target/") || source.contains("/" + module + "-");
            events.add(new SimpleConditionEvent(
                    item, holds, item.getName() + " belongs to " + module + " but comes from " + source));
        }
    }
}
