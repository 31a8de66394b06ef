package dev.lanewise.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.Tolerance;
import dev.lanewise.core.tensor.Backends;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Optimisers against PyTorch's weights over twenty steps (`optimizers.txt`, made by `optimizers.py`) and against golden numbers.
class OptimizersTest {

    /// One case of the file: a rule, where it starts, and gradient and weights of each step.
    record Case(String title, float[] start, List<float[]> gradients, List<float[]> weights) {

        Optimizer optimizer() { return Optimizers.create(Options.parseJson(title.split(" ", 3)[2], "case")); }

        Shape shape() { return Shape.of(Integer.parseInt(title.split(" ")[0]), Integer.parseInt(title.split(" ")[1])); }

        @Override public String toString() { return title; }
    }

    static List<Case> cases() throws IOException {
        var resource = Objects.requireNonNull(OptimizersTest.class.getResourceAsStream("optimizers.txt"), "optimizers.txt");
        List<Case> cases = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (String line : reader.lines().filter(text -> !text.startsWith("#")).toList()) {
                switch (line.substring(0, line.indexOf(' '))) {
                    case "case" -> cases.add(new Case(line.substring(5), new float[0], new ArrayList<>(), new ArrayList<>()));
                    case "start" -> cases.add(new Case(cases.removeLast().title, numbers(line), new ArrayList<>(), new ArrayList<>()));
                    case "gradient" -> cases.getLast().gradients.add(numbers(line));
                    default -> cases.getLast().weights.add(numbers(line));
                }
            }
        }
        return cases;
    }

    private static float[] numbers(String line) {
        String[] words = line.split(" ");
        float[] numbers = new float[words.length - 1];
        for (int i = 0; i < numbers.length; i++) numbers[i] = Float.parseFloat(words[i + 1]);
        return numbers;
    }

    @ParameterizedTest @MethodSource("cases")
    void twentyStepsAgreeWithPyTorch(Case steps) {
        Backends.all().forEach(backend -> {
            Weight weight = Weight.of("w", steps.shape(), steps.start.clone());
            Optimizer.Session session = steps.optimizer().start(List.of(weight), backend);

            for (int step = 0; step < 20; step++) {
                float[] gradient = steps.gradients.get(step).clone();
                session.step(_ -> gradient, 1);

                float[] expected = steps.weights.get(step);
                assertThat(weight.values()).as(backend + ", step " + step).containsExactly(expected, within(1e-6f));
            }
        });
    }

    /// Golden numbers of Keras and PyTorch; 2e-10 is what float32 keeps of them, the two forms are 2.4e-9 apart.
    @ParameterizedTest @CsvSource({"PYTORCH, -0.00049720580", "KERAS, -0.00049720335"})
    void theTwoFormsOfAdamDifferByTheirEpsilon(Form form, double expected) {
        Adam adam = form == Form.KERAS ? Adam.keras(1e-3) : Adam.of(1e-3);

        assertThat(afterSteps(adam, 1, -2, 0.5f)).isCloseTo(expected, within(2e-10));
    }

    @ParameterizedTest @CsvSource({"PYTORCH, -0.00297030", "KERAS, -0.00090299"})
    void tinyGradientsTellTheTwoFormsApart(Form form, double expected) {
        Adam adam = form == Form.KERAS ? Adam.keras(1e-3) : Adam.of(1e-3);

        assertThat(afterSteps(adam, 1e-6f, 1e-6f, 1e-6f)).isCloseTo(expected, within(5e-9));
    }

    private static double afterSteps(Optimizer optimizer, float... gradients) {
        Weight weight = Weight.zeros("p", Shape.of(1));
        Optimizer.Session session = optimizer.start(List.of(weight), Backend.standard());
        for (float gradient : gradients) session.step(_ -> new float[] {gradient}, 1);
        return weight.values()[0];
    }

    @Test void onlyTrainableWeightsWithAGradientMove() {
        for (Optimizer optimizer : List.of(SGD.of(0.1), Adam.of(0.1))) {
            Weight moved = Weight.zeros("moved", Shape.of(1)), still = Weight.zeros("still", Shape.of(1)), frozen = Weight.zeros("frozen", Shape.of(1)).frozen();
            Optimizer.Session session = optimizer.start(List.of(moved, still, frozen), Backend.standard());

            session.step(weight -> weight == still ? new float[0] : new float[] {1}, 1);

            assertThat(moved.values()[0]).isCloseTo(-0.1f, within(Tolerance.ofFloats(2, 1)));
            assertThat(still.values()).containsExactly(0);
            assertThat(frozen.values()).containsExactly(0);
        }
    }

    @Test void aSharedWeightMovesOnceAStep() {
        for (Optimizer optimizer : List.of(SGD.of(0.1).momentum(0.9), Adam.of(0.1))) {
            Weight alone = Weight.zeros("w", Shape.of(1)), shared = Weight.zeros("w", Shape.of(1));

            for (List<Weight> weights : List.of(List.of(alone), List.of(shared, shared.under("again")))) {
                Optimizer.Session session = optimizer.start(weights, Backend.standard());
                for (int step = 0; step < 3; step++) session.step(_ -> new float[] {1}, 1);
            }

            assertThat(shared.values()).containsExactly(alone.values());
        }
    }

    @Test void twoSessionsOfOneRuleKnowNothingOfEachOther() {
        Adam adam = Adam.of(0.01);

        assertThat(afterSteps(adam, 1, 2, 3)).isEqualTo(afterSteps(adam, 1, 2, 3));
    }

    @Test void theNumberOfThreadsChangesNoBit() {
        float[][] results = new float[4][];
        for (int threads = 1; threads <= 4; threads++) {
            Weight weight = Weight.zeros("w", Shape.of(100_000));
            float[] gradient = new float[100_000];
            for (int i = 0; i < gradient.length; i++) gradient[i] = (float) Math.sin(i);
            Optimizer.Session session = Adam.of(0.01).start(List.of(weight), Backend.of(threads));
            for (int step = 0; step < 3; step++) session.step(_ -> gradient, 1);
            results[threads - 1] = weight.values();
        }

        for (float[] result : results) assertThat(Arrays.equals(result, results[0])).isTrue();
    }

    @Test void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> SGD.of(-1)).isInstanceOf(IllegalArgumentException.class).hasMessage("SGD: expected a learning rate ≥ 0, but got -1.0");
        assertThatThrownBy(() -> SGD.of(Double.NaN)).hasMessage("SGD: expected a learning rate ≥ 0, but got NaN");
        assertThatThrownBy(() -> SGD.of(1).momentum(1)).hasMessage("SGD: expected momentum in [0, 1), but got 1.0");
        assertThatThrownBy(() -> Adam.of(-1)).hasMessage("Adam: expected a learning rate ≥ 0, but got -1.0");
        assertThatThrownBy(() -> new Adam(1, 0.9, 1, 1e-8, Form.PYTORCH, false)).hasMessage("Adam: expected β₁ and β₂ in [0, 1), but got 0.9 and 1.0");
        assertThatThrownBy(() -> new Adam(1, 0.9, 0.99, -1, Form.PYTORCH, false)).hasMessage("Adam: expected epsilon ≥ 0, but got -1.0");
    }
}
