package dev.lanewise.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.lanewise.architecture.Conditions.aTypeThatChanges;
import static dev.lanewise.architecture.Conditions.knowInternalsOfAnotherModule;
import static dev.lanewise.architecture.Conditions.nameInTheirSignatures;
import static dev.lanewise.architecture.Vocabulary.BARE_EXCEPTIONS;
import static dev.lanewise.architecture.Vocabulary.COLLECTIONS;
import static dev.lanewise.architecture.Vocabulary.FOREIGN_LIBRARIES;
import static dev.lanewise.architecture.Vocabulary.RANDOM_NUMBERS;
import static dev.lanewise.architecture.Vocabulary.REFLECTIVE_CALLS;
import static dev.lanewise.architecture.Vocabulary.SERIALIZERS;
import static dev.lanewise.architecture.Vocabulary.STANDARD_STREAMS;
import static dev.lanewise.architecture.Vocabulary.THE_END_OF_THE_JVM;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/// The laws of the house that class files can show; [ModulesTest] checks what module descriptors show.
///
/// [KnownBadTest] feeds each rule a class that breaks it. What cannot be expressed here:
/// - that kernels allocate no arrays (class files tell, but the rules don't see it): the tests of the tape count bytes instead;
/// - that a `static final` field of one of our own types holds nothing that changes: the rule knows only types of the JDK;
/// - that random numbers depend on the seed alone and that threads change no bit: every contract of the testkit tries it;
/// - that messages are sentences, and that every input is checked: tests assert the texts;
/// - that descriptions allocate no weights, and that files survive whatever happens: tests of layers and model files.
@AnalyzeClasses(packages = "dev.lanewise", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    // ---- modules and packages

    @ArchTest static final ArchRule modules_depend_downwards_only = layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true)
            .layer("linalg").definedBy("dev.lanewise.linalg..")
            .layer("core").definedBy("dev.lanewise.core..")
            .layer("families").definedBy("dev.lanewise.reduction..", "dev.lanewise.nn..")
            .layer("plots").definedBy("dev.lanewise.plots..")
            .layer("images").definedBy("dev.lanewise.images..")
            .layer("testkit").definedBy("dev.lanewise.testkit..")
            .layer("cli").definedBy("dev.lanewise.cli..")
            .whereLayer("cli").mayNotBeAccessedByAnyLayer()
            .whereLayer("testkit").mayNotBeAccessedByAnyLayer()
            .whereLayer("images").mayNotBeAccessedByAnyLayer()
            .whereLayer("plots").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("families").mayNotBeAccessedByAnyLayer()
            .whereLayer("core").mayOnlyBeAccessedByLayers("families", "plots", "images", "testkit", "cli")
            .whereLayer("linalg").mayOnlyBeAccessedByLayers("core", "families", "plots", "images", "testkit", "cli")
            .because("a module can be used without those above it, and the command line finds models through the registry only");

    @ArchTest static final ArchRule sibling_modules_do_not_know_each_other = slices().assignedFrom(new Siblings())
            .should().notDependOnEachOther()
            .because("families meet as layers in core, by the user's composition or by name in a file");

    @ArchTest static final ArchRule packages_are_free_of_cycles = slices().matching("dev.lanewise.(**)").should().beFreeOfCycles();

    @ArchTest static final ArchRule internals_stay_internal = noClasses().should(knowInternalsOfAnotherModule())
            .because("on the class path nothing else keeps them in");

    @ArchTest static final ArchRule exported_signatures_name_no_foreign_types = noClasses().that().arePublic().and().resideOutsideOfPackages("..internal..", "dev.lanewise.cli..")
            .should(nameInTheirSignatures(FOREIGN_LIBRARIES))
            .because("a user of ours should not become a user of theirs");

    // ---- linalg

    @ArchTest static final ArchRule only_one_package_knows_the_vector_api = noClasses().that().resideOutsideOfPackage("dev.lanewise.linalg.internal.simd..")
            .should().dependOnClassesThat().resideInAPackage("jdk.incubator.vector..")
            .because("everything else must run on any JVM, and without the flag");

    @ArchTest static final ArchRule kernels_throw_nothing = noClasses().that(Vocabulary.KERNELS)
            .should().callConstructorWhere(Conditions.target(Vocabulary.FAILURES))
            .because("the API checks, kernels compute");

    @ArchTest static final ArchRule kernels_use_no_collections = noClasses().that(Vocabulary.KERNELS)
            .should().dependOnClassesThat(COLLECTIONS)
            .because("a kernel takes arrays, offsets and counts, and allocates nothing");

    // ---- types

    @ArchTest static final ArchRule layers_are_records = classes().that().areAssignableTo(Layer.class).and().areNotInterfaces().should().beRecords()
            .because("a layer is a description: compared, printed and saved by its components");

    @ArchTest static final ArchRule named_layers_are_public = classes().that().areAssignableTo(LayerProvider.class).and().areNotInterfaces()
            .should().bePublic().andShould().haveModifier(JavaModifier.FINAL)
            .because("ServiceLoader makes them, and nobody extends them");

    // ---- what nobody does

    @ArchTest static final ArchRule nothing_is_looked_up_by_reflection = noClasses()
            .that().doNotHaveFullyQualifiedName("dev.lanewise.core.spi.RecordOptions")          // reads the components of a layer's record: what a file holds of it
            .and().doNotHaveFullyQualifiedName("dev.lanewise.core.spi.PluginLoader")           // a class loader: what ServiceLoader asks for a plug-in's classes
            .should().callMethodWhere(REFLECTIVE_CALLS).orShould().dependOnClassesThat(Vocabulary.REFLECTION)
            .because("ServiceLoader finds what has a name, and finds it again in an image or a native build");

    @ArchTest static final ArchRule nothing_is_serialized_by_java = noClasses().should().dependOnClassesThat(SERIALIZERS)
            .because("reading it runs code that a file names");

    @ArchTest static final ArchRule nothing_is_serializable = noClasses().that().areNotAssignableTo(Throwable.class).and().areNotEnums()
            .should().beAssignableTo(Serializable.class);

    @ArchTest static final ArchRule static_fields_are_final = fields().that().areStatic().should().beFinal()
            .because("thread counts, kernels and verbosity travel in a Run");

    @ArchTest static final ArchRule static_fields_hold_nothing_that_changes = noFields().that().areStatic()
            .and().doNotHaveModifier(JavaModifier.SYNTHETIC)                                     // what the compiler keeps for enums and switches
            .should().haveRawType(aTypeThatChanges())
            .because("an array or a collection that says no more than List can be written to by everybody");

    @ArchTest static final ArchRule only_the_command_line_talks_to_the_terminal = noClasses().that().resideOutsideOfPackage("dev.lanewise.cli..")
            .should().accessFieldWhere(STANDARD_STREAMS).orShould().callMethodWhere(THE_END_OF_THE_JVM)
            .because("a library is a guest");

    @ArchTest static final ArchRule random_numbers_come_from_a_seed = noClasses()
            .that().doNotHaveFullyQualifiedName("dev.lanewise.linalg.Matrix")                      // its argument is the seed, and the sequence of java.util.Random is specified
            .and().resideOutsideOfPackage("dev.lanewise.testkit.kernel..")                         // linalg's tests compile it too, and know no RandomStream
            .should().dependOnClassesThat(RANDOM_NUMBERS).orShould().callMethodWhere(Vocabulary.UNSEEDED_CALLS)
            .because("the same seed gives the same bits: core's RandomStream is the only source");

    @ArchTest static final ArchRule no_exception_is_bare = noClasses().should().callConstructorWhere(Conditions.target(BARE_EXCEPTIONS).and(Conditions.notFromASubclass()))
            .because("there is one type for each reaction: ShapeException, DataException, ConvergenceException, IllegalArgumentException for the rest");

    // ---- the guards

    /// Rules about classes that were not imported pass. Half of what there is today, so that code can shrink without this test.
    @ArchTest static void the_rules_saw_the_whole_code(JavaClasses classes) { assertThat(classes.size()).isGreaterThan(200); }

    @ArchTest static void every_module_contributed(JavaClasses classes) {
        List<String> missing = Siblings.MODULES.stream().filter(module -> !Siblings.NOT_WRITTEN_YET.contains(module))
                .filter(module -> classes.stream().noneMatch(resideInAPackage(module + ".."))).toList();

        assertThat(missing).isEmpty();
    }

    @ArchTest static void nothing_stands_outside_the_modules(JavaClasses classes) {
        assertThat(classes.stream().filter(type -> Siblings.MODULES.stream().noneMatch(module -> resideInAPackage(module + "..").test(type)))
                .map(JavaClass::getName).collect(Collectors.toList())).isEmpty();
    }
}
