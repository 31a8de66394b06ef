package dev.lanewise.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The modules of the house, and those of them that stand side by side.
final class Siblings implements SliceAssignment {

    static final List<String> FAMILIES = List.of("dev.lanewise.reduction", "dev.lanewise.nn.dense", "dev.lanewise.nn.conv", "dev.lanewise.nn.recurrent", "dev.lanewise.nn.attention");

    static final List<String> MODULES = List.of("dev.lanewise.linalg", "dev.lanewise.core", "dev.lanewise.reduction", "dev.lanewise.nn.dense", "dev.lanewise.nn.conv",
            "dev.lanewise.nn.recurrent", "dev.lanewise.nn.attention", "dev.lanewise.plots", "dev.lanewise.images", "dev.lanewise.testkit", "dev.lanewise.cli");

    /// The module without code that hands on all the others that programs import.
    static final String AGGREGATOR = "dev.lanewise";

    /// Modules for the class path, with an automatic name (docs/adr/0012).
    static final Set<String> WITHOUT_DESCRIPTOR = Set.of("dev.lanewise.plots");

    /// Folders without a class in them; none now. A module leaves this list when it gets its first one, which [ModulesTest] sees to.
    static final Set<String> NOT_WRITTEN_YET = Set.of();

    static Optional<String> module(String packageName) {
        return MODULES.stream().filter(module -> packageName.equals(module) || packageName.startsWith(module + ".")).findFirst();
    }

    @Override public SliceIdentifier getIdentifierOf(JavaClass type) {
        return FAMILIES.stream().filter(family -> module(type.getPackageName()).filter(family::equals).isPresent()).findFirst()
                .map(SliceIdentifier::of).orElseGet(SliceIdentifier::ignore);
    }

    @Override public String getDescription() { return "the families"; }
}
