package dev.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.lanewise.core.data.KnowsTraining;
import dev.lanewise.core.layer.KnownBad;
import dev.lanewise.core.tensor.KnowsLanes;
import dev.lanewise.core.train.KnowsData;
import dev.lanewise.linalg.internal.scalar.KnownBadKernel;
import dev.lanewise.nn.dense.KnowsItsSibling;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule rejects a class that was written to break it: a rule that cannot fail says nothing.
class KnownBadTest {

    private static final Map<String, List<Class<?>>> BREAKERS = new TreeMap<>(Map.ofEntries(
            Map.entry("modules_depend_downwards_only", List.of(KnowsItsSibling.class, dev.lanewise.linalg.KnowsCore.class, dev.lanewise.core.Shape.class, dev.lanewise.reduction.PCA.class)),
            Map.entry("sibling_modules_do_not_know_each_other", List.of(KnowsItsSibling.class, dev.lanewise.reduction.PCA.class)),
            Map.entry("packages_are_free_of_cycles", List.of(KnowsTraining.class, KnowsData.class)),
            Map.entry("internals_stay_internal", List.of(KnowsLanes.class)),
            Map.entry("exported_signatures_name_no_foreign_types", List.of(KnownBad.class)),
            Map.entry("only_one_package_knows_the_vector_api", List.of(KnowsLanes.class)),
            Map.entry("kernels_throw_nothing", List.of(KnownBadKernel.class)),
            Map.entry("kernels_use_no_collections", List.of(KnownBadKernel.class)),
            Map.entry("layers_are_records", List.of(KnownBad.class)),
            Map.entry("named_layers_are_public", List.of(KnownBad.class.getDeclaredClasses())),
            Map.entry("nothing_is_looked_up_by_reflection", List.of(KnownBad.class)),
            Map.entry("nothing_is_serialized_by_java", List.of(KnownBad.class)),
            Map.entry("nothing_is_serializable", List.of(KnownBad.class)),
            Map.entry("static_fields_are_final", List.of(KnownBad.class)),
            Map.entry("static_fields_hold_nothing_that_changes", List.of(KnownBad.class)),
            Map.entry("only_the_command_line_talks_to_the_terminal", List.of(KnownBad.class)),
            Map.entry("random_numbers_come_from_a_seed", List.of(KnownBad.class)),
            Map.entry("no_exception_is_bare", List.of(KnownBad.class))));

    static List<String> rules() { return List.copyOf(BREAKERS.keySet()); }

    @ParameterizedTest @MethodSource("rules")
    void theRuleRejectsTheClassThatBreaksIt(String rule) throws ReflectiveOperationException {
        ArchRule law = (ArchRule) ArchitectureTest.class.getDeclaredField(rule).get(null);

        var result = law.evaluate(new ClassFileImporter().importClasses(BREAKERS.get(rule)));

        assertThat(result.hasViolation()).as(law.getDescription()).isTrue();
        assertThat(result.getFailureReport().getDetails()).allSatisfy(detail -> assertThat(detail).containsPattern("Know|OwnKind"));
    }

    @Test void everyRuleHasAClassThatBreaksIt() {
        assertThat(Arrays.stream(ArchitectureTest.class.getDeclaredFields()).filter(field -> field.getType() == ArchRule.class).map(java.lang.reflect.Field::getName))
                .containsExactlyInAnyOrderElementsOf(rules());
    }

    @Test void everyThingThatABadClassDoesIsSeen() {
        long seen = violations("random_numbers_come_from_a_seed") + violations("nothing_is_looked_up_by_reflection") + violations("only_the_command_line_talks_to_the_terminal");

        assertThat(seen).as("random: 4, reflection: 3, terminal: 5").isGreaterThanOrEqualTo(12);
    }

    private static long violations(String rule) {
        try {
            ArchRule law = (ArchRule) ArchitectureTest.class.getDeclaredField(rule).get(null);
            return law.evaluate(new ClassFileImporter().importClasses(BREAKERS.get(rule))).getFailureReport().getDetails().size();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
