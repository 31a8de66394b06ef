package dev.lanewise.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Tolerance;
import dev.lanewise.core.spi.LossRegistry;
import dev.lanewise.core.tensor.Backends;
import dev.lanewise.core.tensor.GradientCheck;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every loss against PyTorch's values and gradients (`losses.txt`, made by `losses.py`), and against differences.
class LossesTest {

    static final List<LossCase> CASES = LossCase.all();

    static final List<LossCase> SMOOTH = CASES.stream().filter(each -> isSmooth(each)).toList();

    /// Differences over a hundredth see no kinks, and no clipping, and lose their digits in large numbers.
    private static boolean isSmooth(LossCase each) {
        boolean kinks = each.loss() instanceof MeanAbsoluteError || each.loss() instanceof MeanAbsolutePercentageError || each.loss() instanceof Huber
                || each.loss() instanceof Quantile || each.loss() instanceof Hinge || each.loss() instanceof SquaredHinge || each.loss() instanceof CategoricalHinge;
        boolean logarithms = each.description().contains("\"probabilities\"") || each.description().contains("rates");
        boolean large = false;
        for (float value : each.get("output").toArray()) large |= Math.abs(value) > 20;
        return !kinks && !logarithms && !large;
    }

    @ParameterizedTest @FieldSource("CASES")
    void eachAgreesWithPyTorch(LossCase loss) {
        float[] expected = loss.get("each").toArray();

        Backends.all().forEach(backend -> {
            Tensor actual = loss.loss().each(Tape.training(backend).constant(loss.get("output").shape(), loss.get("output").data()), loss.get("target"));

            assertThat(actual.shape()).isEqualTo(loss.get("each").shape());
            assertThat(actual.toArray()).as(backend.toString()).containsExactly(expected, within(Tolerance.ofOperations(expected)));
        });
    }

    @ParameterizedTest @FieldSource("CASES")
    void gradientsAgreeWithPyTorch(LossCase loss) {
        float[] expected = loss.get("gradient").toArray();

        Backends.all().forEach(backend -> {
            Tape tape = Tape.training(backend);
            Weight output = Weight.of("output", loss.get("output").shape(), loss.get("output").toArray());
            Tensor each = loss.loss().each(tape.weight(output), loss.get("target"));
            tape.backward(each.times(tape.constant(each.shape(), loss.get("r").data())));

            float[] actual = java.util.Arrays.copyOf(tape.gradientOf(output).orElseThrow(), expected.length);
            assertThat(actual).as(backend.toString()).containsExactly(expected, within(Tolerance.ofOperations(expected)));
        });
    }

    /// An output that something else uses too already has a gradient, to which the loss adds; what nobody wrote is NaN.
    @ParameterizedTest @FieldSource("CASES")
    void gradientsAreAddedToWhatIsThere(LossCase loss) {
        float[] expected = loss.get("gradient").toArray();
        Tape tape = Tape.training(Backend.standard());
        Weight output = Weight.of("output", loss.get("output").shape(), loss.get("output").toArray());
        for (int i = 0; i < expected.length; i++) expected[i] += 3;

        for (int step = 0; step < 2; step++) {
            tape.reset(Seed.of(step));
            for (int i = 0; i < 20; i++) java.util.Arrays.fill(tape.scratch(expected.length), Float.NaN);
            tape.reset(Seed.of(step));
            Tensor x = tape.weight(output).plus(0), each = loss.loss().each(x, loss.get("target"));
            tape.backward(each.times(tape.constant(each.shape(), loss.get("r").data())).sum().plus(x.times(3).sum()));

            float[] actual = java.util.Arrays.copyOf(tape.gradientOf(output).orElseThrow(), expected.length);
            assertThat(actual).containsExactly(expected, within(Tolerance.ofOperations(expected)));
        }
    }

    @ParameterizedTest @FieldSource("CASES")
    void meansAgreeWithPyTorch(LossCase loss) {
        Tensor output = loss.get("output"), target = loss.get("target");
        float mean = loss.get("mean").item(), weighted = loss.get("weighted").item();

        assertThat(loss.loss().of(output, target).item()).isEqualTo(mean, within(tolerance(mean)));
        assertThat(loss.loss().of(output, target, loss.get("samples")).item()).isEqualTo(weighted, within(tolerance(weighted)));
    }

    private static float tolerance(float expected) { return Tolerance.ofOperations(new float[] {expected}); }

    @ParameterizedTest @FieldSource("SMOOTH")
    void gradientsAgreeWithDifferences(LossCase loss) {
        Tensor output = Tensor.of(loss.get("output").shape(), loss.get("output").toArray());

        GradientCheck.Result worst = GradientCheck.of(x -> loss.loss().each(x.getFirst(), loss.get("target")), List.of(output), Seed.of(7));

        assertThat(worst.error()).as(worst.toString()).isLessThan(Tolerance.OF_DIFFERENCES);
    }

    @Test void everyLossIsThere() {
        assertThat(CASES.stream().map(each -> each.loss().getClass()).collect(Collectors.toSet())).hasSize(LossRegistry.load().names().size());
    }
}
