package dev.lanewise.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Tolerance;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementFunction;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every operation against PyTorch's values and gradients (`operations.txt`, made by `operations.py`), and against differences.
class OperationsTest {

    static final List<OperationCase> CASES = OperationCase.all();

    @ParameterizedTest @FieldSource("CASES")
    void valuesAgreeWithPyTorch(OperationCase operation) {
        float[] expected = operation.result().toArray();

        Backends.all().forEach(backend -> {
            Tensor actual = operation.on(Tape.training(backend), operation.leaves(), UnaryOperator.identity());

            assertThat(actual.shape()).isEqualTo(operation.result().shape());
            assertThat(actual.toArray()).as(backend.toString()).containsExactly(expected, within(Tolerance.ofOperations(expected)));
        });
    }

    @ParameterizedTest @FieldSource("CASES")
    void gradientsAgreeWithPyTorch(OperationCase operation) {
        Backends.all().forEach(backend -> {
            Tape tape = Tape.training(backend);
            List<Weight> leaves = operation.leaves();
            Tensor y = operation.on(tape, leaves, UnaryOperator.identity());

            tape.backward(y.times(tape.constant(y.shape(), operation.weights().data())));

            operation.gradients().forEach((i, expected) -> assertGradient(tape, leaves.get(i), expected, backend + ", operand " + i));
        });
    }

    /// Whoever reads memory that it did not write, of an operand's gradient too, meets NaN.
    @ParameterizedTest @FieldSource("CASES")
    void nothingIsReadThatWasNotWritten(OperationCase operation) {
        Tape tape = Tape.training(Backend.standard());
        List<Weight> leaves = operation.leaves();

        for (int step = 0; step < 2; step++) {
            tape.reset(Seed.of(step));
            litter(tape);
            Tensor y = operation.on(tape, leaves, operand -> operand.plus(0));
            tape.backward(y.times(tape.constant(y.shape(), operation.weights().data())));

            operation.gradients().forEach((i, expected) -> assertGradient(tape, leaves.get(i), expected, "operand " + i));
        }
    }

    /// The same operation twice on the same operands: the second one finds a gradient to add to.
    @ParameterizedTest @FieldSource("CASES")
    void gradientsAreAddedToWhatIsThere(OperationCase operation) {
        Tape tape = Tape.training(Backend.standard());
        List<Weight> leaves = operation.leaves();
        Tensor r = tape.constant(operation.weights().shape(), operation.weights().data());
        Tensor one = operation.on(tape, leaves, UnaryOperator.identity()), other = operation.on(tape, leaves, UnaryOperator.identity());

        tape.backward(one.times(r).plus(other.times(r)));

        operation.gradients().forEach((i, expected) -> assertGradient(tape, leaves.get(i), expected.times(2), "operand " + i));
    }

    /// Lends and returns arrays of every small size that hold NaN.
    private static void litter(Tape tape) {
        List<float[]> arrays = Stream.iterate(1, n -> n < 4096, n -> n + Math.max(1, n / 8)).flatMap(n -> Stream.of(tape.scratch(n), tape.scratch(n), tape.scratch(n))).toList();
        arrays.forEach(array -> Arrays.fill(array, Float.NaN));
        arrays.forEach(tape::giveBack);
    }

    private static void assertGradient(Tape tape, Weight leaf, Tensor expected, String description) {
        float[] values = expected.toArray();
        float[] actual = tape.gradientOf(leaf).orElseThrow(() -> new AssertionError(description + " has no gradient"));
        assertThat(Arrays.copyOf(actual, values.length)).as(description).containsExactly(values, within(4 * Tolerance.ofOperations(values)));
    }

    @ParameterizedTest @FieldSource("CASES")
    void gradientsAgreeWithDifferences(OperationCase operation) {
        List<Weight> leaves = operation.leaves();
        List<Weight> differentiable = operation.gradients().keySet().stream().map(leaves::get).toList();

        GradientCheck.Result result = GradientCheck.ofWeights(tape -> operation.on(tape, leaves, UnaryOperator.identity()), differentiable, Seed.of(11));

        assertThat(result.error()).as(result.toString()).isLessThan(Tolerance.OF_DIFFERENCES);
    }

    @ParameterizedTest @FieldSource("CASES")
    void theNumberOfThreadsChangesNoBit(OperationCase operation) {
        float[] once = resultAndGradients(operation, 1);

        for (int threads = 2; threads <= 4; threads++) assertThat(resultAndGradients(operation, threads)).as(threads + " threads").containsExactly(once);
    }

    private static float[] resultAndGradients(OperationCase operation, int threads) {
        Tape tape = Tape.training(Backend.of(threads));
        List<Weight> leaves = operation.leaves();
        Tensor y = operation.on(tape, leaves, UnaryOperator.identity());
        float[] all = y.toArray();
        tape.backward(y);
        for (int i : operation.gradients().keySet()) {
            float[] gradient = Arrays.copyOf(tape.gradientOf(leaves.get(i)).orElseThrow(), leaves.get(i).shape().size());
            all = Arrays.copyOf(all, all.length + gradient.length);
            System.arraycopy(gradient, 0, all, all.length - gradient.length, gradient.length);
        }
        return all;
    }

    @Test void theCasesCoverEveryFunctionAndEveryActivation() {
        List<String> titles = CASES.stream().map(OperationCase::title).toList();

        assertThat(titles).containsAll(Arrays.stream(ElementFunction.values()).map(function -> "map " + function).toList());
        assertThat(titles).containsAll(Arrays.stream(Activation.values()).map(activation -> "linear " + activation).toList());
    }
}
