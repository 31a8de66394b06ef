package dev.lanewise.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Conditions that ArchUnit does not bring.
final class Conditions {

    private Conditions() { }

    static DescribedPredicate<JavaClass> not(DescribedPredicate<? super JavaClass> predicate) { return DescribedPredicate.not(predicate).forSubtype(); }

    /// A constructor of such a class.
    static DescribedPredicate<JavaConstructorCall> target(DescribedPredicate<JavaClass> type) {
        return DescribedPredicate.describe("the class " + type.getDescription(), call -> type.test(call.getTargetOwner()));
    }

    /// Not the call of `super(…)`.
    static DescribedPredicate<JavaConstructorCall> notFromASubclass() {
        return DescribedPredicate.describe("not from a subclass", call -> !call.getOriginOwner().isAssignableTo(call.getTargetOwner().getName()));
    }

    static ArchCondition<JavaClass> knowInternalsOfAnotherModule() {
        return new ArchCondition<>("know internals of another module") {
            @Override public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
                    boolean internal = target.startsWith("dev.lanewise.") && (target + ".").contains(".internal.");
                    boolean foreign = !Siblings.module(target).equals(Siblings.module(type.getPackageName()));
                    if (internal && foreign) events.add(SimpleConditionEvent.satisfied(type, dependency.getDescription()));
                }
            }
        };
    }

    /// Supertypes, and whatever public and protected members take, return, throw or hold, with their type arguments.
    static ArchCondition<JavaClass> nameInTheirSignatures(Predicate<JavaClass> foreign) {
        return new ArchCondition<>("name " + foreign + " in their signatures") {
            @Override public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream()).filter(named -> names(named, foreign))
                        .forEach(named -> events.add(SimpleConditionEvent.satisfied(type, type.getName() + " extends " + named.getName())));
                type.getMembers().stream().filter(Conditions::isExported).filter(member -> types(member).anyMatch(named -> names(named, foreign)))
                        .forEach(member -> events.add(SimpleConditionEvent.satisfied(type, member.getDescription())));
            }
        };
    }

    private static boolean isExported(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC) || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaType> types(JavaMember member) {
        return switch (member) {
            case JavaField field -> Stream.of(field.getType());
            case JavaCodeUnit code -> Stream.of(code.getParameterTypes().stream(), Stream.of(code.getReturnType()), code.getExceptionTypes().stream().map(JavaType.class::cast))
                    .flatMap(types -> types);
            default -> Stream.of();
        };
    }

    private static boolean names(JavaType type, Predicate<JavaClass> foreign) { return type.getAllInvolvedRawTypes().stream().anyMatch(foreign); }

    /// Arrays, builders, whatever is atomic, and every collection but Guava's immutable ones, whose types say that they are.
    static DescribedPredicate<JavaClass> aTypeThatChanges() { return DescribedPredicate.describe("a type that can change", Conditions::isMutable); }

    private static boolean isMutable(JavaClass type) {
        boolean collection = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
        return type.isArray() || collection && !type.getName().startsWith("com.google.common.collect.Immutable")
                || type.isAssignableTo(ThreadLocal.class) || type.isAssignableTo(StringBuilder.class) || type.getPackageName().startsWith("java.util.concurrent");
    }
}
