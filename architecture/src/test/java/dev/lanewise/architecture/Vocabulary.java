package dev.lanewise.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import dev.lanewise.linalg.kernel.KernelProvider;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.BaseStream;

/// The words that the rules are written in.
final class Vocabulary {

    private Vocabulary() { }

    static final DescribedPredicate<JavaClass> KERNELS = resideInAnyPackage("dev.lanewise.linalg.internal.simd..", "dev.lanewise.linalg.internal.scalar..")
            .and(Conditions.not(assignableTo(KernelProvider.class))).as("are kernels");

    /// An `assert` may fail, and the compiler ends a switch over all constants with a [MatchException].
    static final DescribedPredicate<JavaClass> FAILURES = assignableTo(Throwable.class).and(Conditions.not(assignableTo(AssertionError.class)))
            .and(Conditions.not(assignableTo(MatchException.class))).as("is a failure other than of an assertion");

    static final DescribedPredicate<JavaClass> COLLECTIONS = assignableTo(Collection.class).or(assignableTo(Map.class)).or(assignableTo(BaseStream.class)).as("are collections or streams");

    static final DescribedPredicate<JavaClass> FOREIGN_LIBRARIES = resideInAnyPackage("com.google..", "com.fasterxml..", "de.siegmar..", "picocli..", "org.knowm..", "org.apache..").as("types of Guava, Jackson, FastCSV, picocli, XChart or Batik");

    static final DescribedPredicate<JavaClass> REFLECTION = resideInAPackage("java.lang.reflect..").as("reside in java.lang.reflect");

    static final DescribedPredicate<JavaMethodCall> REFLECTIVE_CALLS = call("look up a member or a class by its name", call -> call.getTargetOwner().isEquivalentTo(Class.class)
            && Set.of("forName", "newInstance", "getMethod", "getMethods", "getDeclaredMethod", "getDeclaredMethods", "getField", "getFields", "getDeclaredField", "getDeclaredFields",
                    "getConstructor", "getConstructors", "getDeclaredConstructor", "getDeclaredConstructors", "getRecordComponents").contains(call.getName())
            || call.getTargetOwner().isAssignableTo(ClassLoader.class) && call.getName().equals("loadClass"));

    static final DescribedPredicate<JavaClass> SERIALIZERS = assignableTo(ObjectInputStream.class).or(assignableTo(ObjectOutputStream.class)).or(assignableTo(Externalizable.class))
            .as("are streams of serialized objects");

    static final DescribedPredicate<JavaFieldAccess> STANDARD_STREAMS = new DescribedPredicate<>("System.in, out or err is accessed") {
        @Override public boolean test(JavaFieldAccess access) { return access.getTargetOwner().isEquivalentTo(System.class); }
    };

    static final DescribedPredicate<JavaMethodCall> THE_END_OF_THE_JVM = call("the JVM ends or a stack trace is printed", call ->
            (call.getTargetOwner().isEquivalentTo(System.class) || call.getTargetOwner().isEquivalentTo(Runtime.class)) && Set.of("exit", "halt").contains(call.getName())
                    || call.getTargetOwner().isAssignableTo(Throwable.class) && call.getName().equals("printStackTrace")
                    || call.getTargetOwner().isEquivalentTo(IO.class));

    static final DescribedPredicate<JavaClass> RANDOM_NUMBERS = assignableTo(Random.class).or(resideInAPackage("java.util.random..")).as("are generators of the JDK");

    static final DescribedPredicate<JavaMethodCall> UNSEEDED_CALLS = call("a number without a seed is asked for", call -> call.getTargetOwner().isEquivalentTo(Math.class) && call.getName().equals("random")
            || call.getTargetOwner().isEquivalentTo(StrictMath.class) && call.getName().equals("random")
            || call.getTargetOwner().isEquivalentTo(java.util.Collections.class) && call.getName().equals("shuffle")
            || call.getTargetOwner().isEquivalentTo(java.util.UUID.class) && call.getName().equals("randomUUID"));

    static final DescribedPredicate<JavaClass> BARE_EXCEPTIONS = new DescribedPredicate<>("is a bare exception") {
        @Override public boolean test(JavaClass type) {
            return type.isEquivalentTo(RuntimeException.class) || type.isEquivalentTo(Exception.class) || type.isEquivalentTo(Throwable.class) || type.isEquivalentTo(Error.class)
                    || type.isEquivalentTo(NullPointerException.class);
        }
    };

    private static DescribedPredicate<JavaMethodCall> call(String description, java.util.function.Predicate<JavaMethodCall> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }
}
