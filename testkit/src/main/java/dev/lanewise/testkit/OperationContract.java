package dev.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Seed;
import dev.lanewise.core.tensor.GradientCheck;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What an operation with a backward function of its own must do: one written with [Tape#record].
///
/// ```java
/// class SwishOperationTest implements OperationContract {
///     public Tensor apply(List<Tensor> operands) { return Swish.of(operands.getFirst(), 1.5); }
///     public List<Tensor> operands() { return List.of(Tensors.random(Shape.of(3, 7), Seed.of(1))); }
/// }
/// ```
public interface OperationContract {

    /// The operation; the same operands must give the same result, so one that draws random numbers cannot be tested by this.
    Tensor apply(List<Tensor> operands);

    /// Points at which it can be differentiated: small, and away from kinks by more than a hundredth.
    List<Tensor> operands();

    /// Whether a gradient flows to an operand; not so for token ids, say.
    default boolean hasGradient(int operand) { return true; }

    private List<Weight> weights() { return operands().stream().map(operand -> Weight.of("operand", operand.shape(), operand.toArray())).toList(); }

    private Tensor applied(Tape tape, List<Weight> weights) {
        return apply(IntStream.range(0, weights.size()).mapToObj(i -> hasGradient(i) ? tape.weight(weights.get(i)) : tape.weight(weights.get(i).frozen())).toList());
    }

    @Test default void gradientsAgreeWithDifferences() {
        List<Weight> weights = weights();
        List<Weight> differentiable = IntStream.range(0, weights.size()).filter(this::hasGradient).mapToObj(weights::get).toList();

        GradientCheck.Result result = GradientCheck.ofWeights(tape -> applied(tape, weights), differentiable, Seed.of(5));

        assertThat(result.error()).as(result.toString()).isLessThan(LayerContract.GRADIENT_TOLERANCE);
    }

    @Test default void eachOperandAloneGetsTheSameGradientAsTogether() {
        for (int i = 0; i < operands().size(); i++) {
            if (!hasGradient(i)) continue;
            int tracked = i;
            List<Weight> together = weights(), alone = IntStream.range(0, operands().size()).mapToObj(j -> j == tracked ? weights().get(j) : weights().get(j).frozen()).toList();

            float[] expected = gradient(together, together.get(i), 1), actual = gradient(alone, alone.get(i), 1);

            assertThat(actual).as("operand " + i).containsExactly(expected);
        }
    }

    @Test default void aGradientIsAddedToWhatIsThere() {
        for (int i = 0; i < operands().size(); i++) {
            if (!hasGradient(i)) continue;
            List<Weight> once = weights(), twice = weights();

            float[] expected = gradient(once, once.get(i), 1), actual = gradient(twice, twice.get(i), 2);

            float largest = 0;
            for (int j = 0; j < expected.length; j++) largest = Math.max(largest, Math.abs(expected[j] *= 2));
            assertThat(actual).as("operand " + i).containsExactly(expected, org.assertj.core.api.Assertions.within(1e-5f * Math.max(1e-3f, largest)));
        }
    }

    /// The gradient of a weight when the operation is applied several times to the same operands, in memory that held something else before.
    private float[] gradient(List<Weight> weights, Weight weight, int times) {
        Tape tape = Tape.training(Backend.standard());
        tape.reset(Seed.of(3));
        litter(tape);
        Tensor sum = applied(tape, weights).sum();
        for (int i = 1; i < times; i++) sum = sum.plus(applied(tape, weights).sum());
        tape.backward(sum);
        float[] gradient = Arrays.copyOf(tape.gradientOf(weight).orElseThrow(() -> new AssertionError("no gradient flowed to " + weight)), weight.shape().size());
        for (float element : gradient) assertThat(element).as("a gradient in memory that was not cleared").isFinite();
        return gradient;
    }

    /// Fills memory with NaN: whoever reads what it did not write finds it.
    private static void litter(Tape tape) {
        List<float[]> arrays = new ArrayList<>();
        for (int n = 1; n < 1 << 14; n += Math.max(1, n / 8)) for (int copies = 0; copies < 3; copies++) arrays.add(tape.scratch(n));
        arrays.forEach(array -> Arrays.fill(array, Float.NaN));
        arrays.forEach(tape::giveBack);
    }

    @Test default void nothingIsRecordedWhenNothingIsTracked() {
        Tape tape = Tape.gradients(Backend.standard());

        Tensor result = apply(operands().stream().map(operand -> tape.constant(operand.shape(), operand.data())).toList());

        assertThat(result.isTracked()).isFalse();
    }

    @Test default void operandsKeepTheirValues() {
        Tape tape = Tape.training(Backend.standard());
        List<Weight> weights = weights();

        tape.backward(applied(tape, weights));

        for (int i = 0; i < weights.size(); i++) assertThat(weights.get(i).values()).as("operand " + i).containsExactly(operands().get(i).toArray());
    }

    @Test default void theNumberOfThreadsChangesNoBit() {
        List<float[]> once = valueAndGradients(1);

        for (int threads = 2; threads <= 4; threads++) {
            List<float[]> again = valueAndGradients(threads);
            for (int i = 0; i < once.size(); i++) assertThat(again.get(i)).as("number " + i + " with " + threads + " threads").containsExactly(once.get(i));
        }
    }

    private List<float[]> valueAndGradients(int threads) {
        Tape tape = Tape.training(Backend.of(threads));
        tape.reset(Seed.of(3));
        List<Weight> weights = weights();
        Tensor result = applied(tape, weights);
        List<float[]> all = new ArrayList<>(List.of(result.toArray()));
        tape.backward(result);
        for (Weight weight : weights) tape.gradientOf(weight).ifPresent(gradient -> all.add(Arrays.copyOf(gradient, weight.shape().size())));
        return all;
    }
}
