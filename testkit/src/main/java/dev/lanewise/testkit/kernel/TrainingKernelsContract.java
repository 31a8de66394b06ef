package dev.lanewise.testkit.kernel;

import static dev.lanewise.testkit.kernel.KernelSizes.OFFSET;
import static dev.lanewise.testkit.kernel.KernelSizes.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.OptimizerKernels;
import dev.lanewise.linalg.kernel.RecurrentKernels;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every set of [RecurrentKernels] and [OptimizerKernels] must do. [KernelsContract] is all of them.
interface TrainingKernelsContract {

    Backend backend();

    private Kernels kernels() {
        return backend().kernels();
    }

    private void agree(int n, BiConsumer<Kernels, float[][]> kernel) {
        float[][] expected = {floats(4 * n, 31, 3), floats(n, 32, 1), floats(n, 33, 1), floats(n, 34, 1), floats(4 * n, 35, 1)};
        float[][] actual = Arrays.stream(expected).map(float[]::clone).toArray(float[][]::new);

        kernel.accept(Reference.kernels(), expected);
        kernel.accept(kernels(), actual);

        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                assertThat(actual[i][j]).isCloseTo(expected[i][j], within(Tolerance.ofFloat(16, Math.max(4, Math.abs(expected[i][j])))));
            }
        }
    }

    @Test
    default void momentsBecomeZeroRatherThanSubnormal() {
        float[] g = new float[20], m = new float[20], v = new float[20], expected = new float[20];
        Arrays.fill(m, Float.MIN_NORMAL);
        Arrays.fill(v, Float.MIN_NORMAL);
        m[3] = expected[3] = Float.NaN;
        g[4] = -0x1p-64f;
        expected[4] = g[4] * (1 - 0.9f);

        kernels().optimizers().adam(new float[20], 0, g, 0, m, 0, v, 0, 20, 0.1f, 1, 0.9f, 0.99f, 1e-8f, 0);

        assertThat(m).containsExactly(expected, offset(1e-25f));
        assertThat(v).containsOnly(0);
    }

    @Test
    default void lionTakesNoStepForZeroAndShowsNaN() {
        float[] w = new float[20], g = new float[20];
        g[1] = Float.NaN;
        g[2] = Float.NEGATIVE_INFINITY;
        g[3] = -0f;
        g[4] = Float.MIN_VALUE;

        kernels().optimizers().lion(w, 0, g, 0, new float[20], 0, 20, 0.5f, 0, 0.9f, 0);

        assertThat(Arrays.copyOf(w, 6)).containsExactly(new float[] {0, Float.NaN, 0.5f, 0, -0.5f, 0});
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void aStepOfAnLstmAndItsGradientAgreeWithTheReference(int n) {
        float[] before = floats(n, 1, 2);
        float[] dh = floats(n, 2, 1);
        agree(n, (k, out) -> k.recurrent().lstmStep(out[0], OFFSET, before, OFFSET, out[1], OFFSET, out[2], OFFSET, out[3], OFFSET, n));
        agree(n, (k, out) -> k.recurrent().lstmStepGradient(out[0], OFFSET, before, OFFSET, out[1], OFFSET,
                dh, OFFSET, out[2], OFFSET, out[4], OFFSET, n));
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void aStepOfAGruAndItsGradientAgreeWithTheReference(int n) {
        float[] before = floats(n, 1, 2);
        float[] bias = floats(n, 2, 1);
        agree(n, (k, out) -> k.recurrent().gruStep(out[0], OFFSET, out[3], OFFSET, bias, OFFSET, before, OFFSET, out[1], OFFSET, n));
        agree(n, (k, out) -> k.recurrent().gruStepGradient(out[0], OFFSET, out[3], OFFSET, before, OFFSET, out[1], OFFSET, n));
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void optimiserStepsAgreeWithTheReference(int n) {
        float[] g = floats(n, 3, 1);
        float[] squares = floats(n, 4, 1);
        for (int i = 0; i < squares.length; i++) squares[i] = Math.abs(squares[i]);
        agree(n, (k, out) -> k.optimizers().sgd(out[1], OFFSET, g, OFFSET, out[2], OFFSET, n, 0.1f, 0.9f, 0.7f, true, 0.01f));
        agree(n, (k, out) -> k.optimizers().sgd(out[1], OFFSET, g, OFFSET, out[2], OFFSET, n, 0.1f, 0.9f, 1, false, 0));
        agree(n, (k, out) -> {
            System.arraycopy(squares, 0, out[3], 0, squares.length);
            k.optimizers().adam(out[1], OFFSET, g, OFFSET, out[2], OFFSET, out[3], OFFSET, n, 0.01f, 1.5f, 0.9f, 0.999f, 1e-7f, 0.01f);
        });
        agree(n, (k, out) -> {
            System.arraycopy(squares, 0, out[3], 0, squares.length);
            System.arraycopy(squares, 0, out[4], 0, squares.length / 2);
            k.optimizers().amsgrad(out[1], OFFSET, g, OFFSET, out[2], OFFSET, out[3], OFFSET, out[4], OFFSET, n, 0.01f, 1.5f, 0.9f, 0.999f, 1e-7f, 0.01f);
        });
        agree(n, (k, out) -> {
            System.arraycopy(squares, 0, out[2], 0, squares.length);
            k.optimizers().rmsprop(out[1], OFFSET, g, OFFSET, out[2], OFFSET, n, 0.01f, 0.9f, 0.1f, 1e-3f, 0.1f, 0.01f);
        });
        agree(n, (k, out) -> k.optimizers().lion(out[1], OFFSET, g, OFFSET, out[2], OFFSET, n, 0.01f, 0.9f, 0.99f, 0.02f));
    }
}
