package dev.lanewise.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.Tolerance;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What tensors say when they do not fit, and what stands at the edges.
class TensorTest {

    private final Tensor x = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

    @Test void elementsAreReadByTheirIndex() {
        assertThat(x.get(1, 2)).isEqualTo(6);
        assertThat(x.sum().item()).isEqualTo(21);
        assertThat(x).hasToString("Tensor[2, 3]");
    }

    @Test void aTensorDoesNotShareTheArrayItWasMadeOf() {
        float[] values = {1, 2};
        Tensor tensor = Tensor.vector(values);

        values[0] = 99;
        tensor.toArray()[1] = 99;

        assertThat(tensor.toArray()).containsExactly(1, 2);
    }

    @Test void shapesThatDoNotFitAreRefusedWithBothShapes() {
        refuses(() -> Tensor.of(Shape.of(2, 3), 1, 2), "Tensor.of: expected 6 values for [2, 3], but got 2");
        refuses(() -> x.plus(Tensor.vector(1, 2)), "Tensor.plus: expected shapes that are equal or 1 axis by axis from the end, but got [2, 3] and [2]");
        refuses(() -> x.dividedBy(Tensor.of(Shape.of(0, 3))), "Tensor.dividedBy: expected shapes that are equal or 1 axis by axis from the end, but got [2, 3] and [0, 3]");
        refuses(() -> x.matmul(x), "Tensor.matmul: expected […, m, k] and [k, n] or […, k, n], but got [2, 3] and [2, 3]");
        refuses(() -> x.matmulTransposed(Tensor.of(Shape.of(1, 2), 1, 2)), "Tensor.matmul: expected […, m, k] and [n, k] or […, n, k], but got [2, 3] and [1, 2]");
        refuses(() -> x.matmul(Tensor.vector(1, 2)), "Tensor.matmul: expected […, m, k] and [k, n] or […, k, n], but got [2, 3] and [2]");
        refuses(() -> x.reshape(Shape.of(4)), "Tensor.reshape: expected a shape of 6 elements for [2, 3], but got [4]");
        refuses(() -> x.transpose(0, 0), "Tensor.transpose: expected each axis of [2, 3] once, but got [0, 0]");
        refuses(() -> x.slice(1, 2, 4), "Tensor.slice: expected 0 ≤ from ≤ to ≤ 3 on axis 1 of [2, 3], but got 2 and 4");
        refuses(() -> x.slice(2, 0, 1), "Tensor: expected an axis of [2, 3], but got 2");
        refuses(() -> x.sum(-3), "Tensor: expected an axis of [2, 3], but got -3");
        refuses(() -> x.mean(2), "Tensor: expected an axis of [2, 3], but got 2");
        refuses(() -> x.item(), "Tensor.item: expected a single element, but got [2, 3]");
        refuses(() -> x.get(2, 0), "Tensor.get: expected an index inside [2, 3], but got [2, 0]");
        refuses(() -> x.get(1), "Tensor.get: expected an index inside [2, 3], but got [1]");
        refuses(() -> x.get(0, -1), "Tensor.get: expected an index inside [2, 3], but got [0, -1]");
        refuses(() -> x.sum().softmax(), "Shape: expected an axis of [], but got -1");
    }

    @Test void partsThatDoNotFitAreNotConcatenated() {
        refuses(() -> Forms.concatenate(0, List.of()), "Forms.concatenate: expected at least one tensor, but got none");
        refuses(() -> Forms.concatenate(0, List.of(x, Tensor.of(Shape.of(1, 2), 1, 2))), "Forms.concatenate: expected parts like [2, 3] but for axis 0, but got [1, 2]");
        refuses(() -> Forms.concatenate(0, List.of(x, Tensor.vector(1, 2, 3))), "Forms.concatenate: expected parts like [2, 3] but for axis 0, but got [3]");
        refuses(() -> Forms.concatenate(2, List.of(x, x)), "Shape: expected an axis of [2, 3], but got 2");
    }

    @Test void fusedOperationsCheckEveryOperand() {
        Tensor weight = Tensor.of(Shape.of(3, 1), 1, 2, 3), two = Tensor.vector(1, 2), three = Tensor.vector(1, 2, 3);
        Weight running = Weight.zeros("mean", Shape.of(3));

        refuses(() -> Linear.linear(x, x, Optional.empty(), Activation.RELU), "Linear: expected input […, features] and weight [features, units], but got [2, 3] and [2, 3]");
        refuses(() -> Linear.linear(x, weight, Optional.of(three), Activation.RELU), "Linear: expected a bias [1], but got [3]");
        refuses(() -> Normalizations.layerNorm(x, two, three, 1e-3f), "Layer norm: expected a gain [3], but got [2]");
        refuses(() -> Normalizations.layerNorm(x, three, two, 1e-3f), "Layer norm: expected a bias [3], but got [2]");
        refuses(() -> Normalizations.layerNorm(Tensor.of(Shape.of(2, 0)), two, two, 1e-3f), "Layer norm: expected input […, features], but got [2, 0]");
        refuses(() -> BatchNormalization.ofBatch(x, two, three, running, running, 0.9f, 1e-3f), "Batch norm: expected a gain [3], but got [2]");
        refuses(() -> BatchNormalization.ofRunning(x, three, two, running, running, 1e-3f), "Batch norm: expected a bias [3], but got [2]");
        refuses(() -> Gathers.rows(three, two), "Gathers.rows: expected a table [rows, features], but got [3]");
        refuses(() -> Loss.crossEntropy().of(x, three), "Cross-entropy: expected outputs […, classes] and class numbers […] or probabilities […, classes], but got [2, 3] and [3]");
    }

    @Test void numbersThatNameNothingAreRefused() {
        assertThatThrownBy(() -> Gathers.rows(x, Tensor.vector(0, 2))).isInstanceOf(DataException.class).hasMessage("Embedding: expected ids in 0 … 1, but got 2");
        assertThatThrownBy(() -> Gathers.rows(x, Tensor.vector(0.5f))).isInstanceOf(DataException.class).hasMessage("Embedding: expected ids in 0 … 1, but got 0.5");
        assertThatThrownBy(() -> Gathers.rows(x, Tensor.vector(Float.NaN))).isInstanceOf(DataException.class).hasMessage("Embedding: expected ids in 0 … 1, but got NaN");
        assertThatThrownBy(() -> Loss.crossEntropy().of(x, Tensor.vector(0, 3))).isInstanceOf(DataException.class)
                .hasMessage("Cross-entropy: expected labels in 0 … 2, but row 1 has 3");
        assertThatThrownBy(() -> Loss.crossEntropy().of(x, Tensor.vector(-1, 0))).isInstanceOf(DataException.class)
                .hasMessage("Cross-entropy: expected labels in 0 … 2, but row 0 has -1");
    }

    @Test void rowsLongerThanOnePieceAreBroadcast() {
        int n = 2 * Broadcast.PIECE + 5;
        float[] values = new float[2 * n];
        for (int i = 0; i < values.length; i++) values[i] = i % 100;

        float[] sum = Tensor.of(Shape.of(2, n), values).minus(Tensor.of(Shape.of(2, 1), 1, -1)).toArray();

        for (int i = 0; i < sum.length; i++) assertThat(sum[i]).isEqualTo(values[i] + (i < n ? -1 : 1));
    }

    @Test void gradientsOfLongBroadcastRowsAgreeWithTheirSums() {
        int n = 2 * Broadcast.PIECE + 5;
        Tape tape = Tape.training(dev.lanewise.linalg.Backend.standard());
        Weight shift = Weight.zeros("shift", Shape.of(2, 1));

        tape.backward(tape.constant(Shape.of(2, n), new float[2 * n]).plus(tape.weight(shift)));

        assertThat(java.util.Arrays.copyOf(tape.gradientOf(shift).orElseThrow(), 2)).containsExactly(n, n);
    }

    @Test void softmaxStandsLargeNumbersAndMaskedRows() {
        float infinite = Float.NEGATIVE_INFINITY;

        assertThat(Tensor.of(Shape.of(2, 3), 1e30f, 1e30f, -1e30f, infinite, infinite, infinite).softmax().toArray()).containsExactly(0.5f, 0.5f, 0, 0, 0, 0);
        assertThat(Tensor.vector(1000, 0).logSoftmax().toArray()).containsExactly(0, -1000);
        assertThat(Loss.crossEntropy().of(Tensor.of(Shape.of(1, 2), 1000, 0), Tensor.vector(1)).item()).isEqualTo(1000);
    }

    @Test void theCrossEntropyOfNoRowsIsZero() {
        assertThat(Loss.crossEntropy().of(Tensor.of(Shape.of(0, 3)), Tensor.of(Shape.of(0))).item()).isZero();
    }

    @Test void aLongSumLosesNoDigits() {
        int n = 1 << 22;
        float[] values = new float[n];
        java.util.Arrays.fill(values, 0.1f);

        assertThat(Tensor.vector(values).mean().item()).isCloseTo(0.1f, within(Tolerance.ofFloats(2, 0.1)));
    }

    @Test void theGradientCheckFindsAWrongGradient() {
        GradientCheck.Result result = GradientCheck.of(operands -> {
            Tensor a = operands.getFirst(), y = a.tape().result(a.shape(), a);
            for (int i = 0; i < a.size(); i++) y.data()[i] = a.data()[i] * a.data()[i];
            a.tape().record(y, () -> {
                float[] da = a.addableGradient(), dy = y.gradient();
                for (int i = 0; i < a.size(); i++) da[i] += 2.1f * a.data()[i] * dy[i];
            });
            return y;
        }, List.of(x), Seed.of(1));

        assertThat(result.error()).isGreaterThan(2 * Tolerance.OF_DIFFERENCES);
    }

    @Test void theGradientCheckFindsAGradientThatIsNotANumber() {
        GradientCheck.Result result = GradientCheck.of(operands -> operands.getFirst().minus(x).sqrt(), List.of(x), Seed.of(1));

        assertThat(result.error()).isNaN();
    }

    private static void refuses(ThrowingCallable operation, String sentence) {
        assertThatThrownBy(operation).isInstanceOf(ShapeException.class).hasMessage(sentence);
    }
}
