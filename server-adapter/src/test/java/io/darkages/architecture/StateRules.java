package io.darkages.architecture;

import static com.tngtech.archunit.core.domain.JavaMember.Predicates.declaredIn;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.invoke.VarHandle;
import java.util.List;

/** No shared state between hosts, no identity hashes, and names that say what a thing is. */
final class StateRules {

    private static final String[] INSIDE = {"io.darkages.engine..", "io.darkages.sim.."};

    /** What the schema compiler wrote: its tables of names are public arrays, which nothing writes to. */
    private static final String GENERATED = "io.darkages.engine.protocol.wire..";

    private StateRules() {}

    /**
     * Static fields are final, and of a type that can't change: primitives, strings, enums, records, functions,
     * null objects, or tables (arrays that are private, named in capitals, and filled while the class loads).
     */
    static ArchRule hostsShareNoStaticState() {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(INSIDE)
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(GENERATED)
                .and()
                .areStatic()
                .should(new BeConstant())
                .because("hosts are islands: what two of them share makes the outcome depend on who came first");
    }

    static ArchRule noIdentityHashes() {
        return noClasses()
                .that()
                .resideInAnyPackage(INSIDE)
                .should()
                .callMethodWhere(new ResolvesToObject("hashCode").or(new ResolvesToObject("toString")))
                .because("the default is another number in each JVM; use an id of your own, or Mix.fold");
    }

    static ArchRule noUtilPackages() {
        return noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..helper..", "..helpers..", "..common..", "..misc..")
                .because("code lives beside its owner");
    }

    static ArchRule noImplClasses() {
        return noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .because("a class is named by its nature, and an interface has two");
    }

    /** @param allowed the fully qualified names of the classes that may hold exemptions, nested ones included */
    static ArchRule exemptionsAreListed(List<String> allowed) {
        return classes().should(new HoldNoUnlistedExemption(allowed));
    }

    private static final class BeConstant extends ArchCondition<JavaField> {
        BeConstant() {
            super("be constant");
        }

        @Override
        public void check(JavaField field, ConditionEvents events) {
            boolean holds = field.getModifiers().contains(JavaModifier.SYNTHETIC)
                    || field.getModifiers().contains(JavaModifier.FINAL) && cannotChange(field);
            events.add(new SimpleConditionEvent(
                    field,
                    holds,
                    field.getFullName() + " is static and may change; hand it in by constructor, or make it a private"
                            + " static final table"));
        }

        private static boolean cannotChange(JavaField field) {
            JavaClass type = field.getRawType();
            if (type.isArray()) {
                return field.getName().equals("EMPTY")
                        || field.getModifiers().contains(JavaModifier.PRIVATE)
                                && field.getName().matches("[A-Z][A-Z0-9_]*");
            }
            return isValue(type) || isFunction(type) || isValueByFields(type) || isNullObject(field);
        }

        private static boolean isValue(JavaClass type) {
            return type.isPrimitive()
                    || type.isEquivalentTo(String.class)
                    || type.isEquivalentTo(VarHandle.class)
                    || type.isEnum()
                    || type.isRecord();
        }

        /** A functional interface, as constants made of lambdas have. */
        private static boolean isFunction(JavaClass type) {
            return type.isInterface()
                    && type.getMethods().stream()
                                    .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                                    .filter(method -> !method.getName().equals("equals"))
                                    .count()
                            == 1;
        }

        /** A constant of one of our interfaces, made on the spot of a class without fields. */
        private static boolean isNullObject(JavaField field) {
            JavaClass type = field.getRawType();
            return type.isInterface()
                    && type.getPackageName().startsWith("io.darkages.")
                    && field.getOwner().getStaticInitializer().stream()
                            .flatMap(initializer -> initializer.getConstructorCallsFromSelf().stream())
                            .map(JavaConstructorCall::getTargetOwner)
                            .filter(made -> made.isAssignableTo(type.getName()))
                            .allMatch(made -> made.getAllFields().stream()
                                    .allMatch(part -> part.getModifiers().contains(JavaModifier.STATIC)));
        }

        /** A class of ours whose instances hold nothing but final values. */
        private static boolean isValueByFields(JavaClass type) {
            return type.getPackageName().startsWith("io.darkages.")
                    && !type.isInterface()
                    && type.getAllFields().stream()
                            .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                            .allMatch(field ->
                                    field.getModifiers().contains(JavaModifier.FINAL) && isValue(field.getRawType()));
        }
    }

    private static final class ResolvesToObject extends DescribedPredicate<JavaMethodCall> {
        private final String method;

        ResolvesToObject(String method) {
            super("the target is Object." + method + "()");
            this.method = method;
        }

        @Override
        public boolean test(JavaMethodCall call) {
            return name(method).test(call.getTarget())
                    && !call.getTargetOwner().isInterface()
                    && call.getTarget().getRawParameterTypes().isEmpty()
                    && call.getTarget()
                            .resolveMember()
                            .filter(declaredIn(Object.class)::test)
                            .isPresent()
                    && !call.getOwner().getName().equals(method);
        }
    }

    private static final class HoldNoUnlistedExemption extends ArchCondition<JavaClass> {
        private static final String ANNOTATION = "io.darkages.engine.guard.ExemptFromBans";

        private final List<String> allowed;

        HoldNoUnlistedExemption(List<String> allowed) {
            super("hold no exemption from the ban list save in " + allowed);
            this.allowed = List.copyOf(allowed);
        }

        @Override
        public void check(JavaClass item, ConditionEvents events) {
            boolean exempt = item.isAnnotatedWith(ANNOTATION)
                    || item.getMembers().stream().anyMatch(member -> member.isAnnotatedWith(ANNOTATION));
            String outermost = item.getName().replaceFirst("\\$.*", "");
            events.add(new SimpleConditionEvent(
                    item,
                    !exempt || allowed.contains(outermost),
                    item.getName() + " exempts itself from the ban list and is not listed in ArchitectureTest"));
        }
    }
}
