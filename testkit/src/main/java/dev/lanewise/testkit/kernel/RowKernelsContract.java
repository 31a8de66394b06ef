package dev.lanewise.testkit.kernel;

import static dev.lanewise.testkit.kernel.KernelSizes.OFFSET;
import static dev.lanewise.testkit.kernel.KernelSizes.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.RowKernels;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every set of [RowKernels] must do. [KernelsContract] is all of them.
interface RowKernelsContract {

    Backend backend();

    private RowKernels kernels() {
        return backend().kernels().rows();
    }

    /// Runs a kernel of both sets on the same outputs; nothing outside the ranges may change.
    private void agree(int n, double magnitude, BiConsumer<RowKernels, float[][]> kernel) {
        float[][] expected = {floats(n, 21, 1), floats(n, 22, 1), floats(n, 23, 1), floats(2, 24, 1)};
        float[][] actual = Arrays.stream(expected).map(float[]::clone).toArray(float[][]::new);

        kernel.accept(Reference.kernels().rows(), expected);
        kernel.accept(kernels(), actual);

        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).containsExactly(expected[i], within(4 * Tolerance.ofFloatSum(n, magnitude / Math.max(n, 1)) + 0x1p-20f));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void softmaxAndItsLogarithmAgreeWithTheReference(int n) {
        float[] x = floats(n, 1, 20);
        float[] p = floats(n, 2, 1);
        float[] dy = floats(n, 3, 1);
        agree(n, 1, (k, out) -> k.softmax(x, OFFSET, out[0], OFFSET, n));
        agree(n, 64, (k, out) -> k.logSoftmax(x, OFFSET, out[0], OFFSET, n));
        agree(n, n, (k, out) -> k.softmaxGradient(p, OFFSET, dy, OFFSET, 0.5f, out[0], OFFSET, n));
        agree(n, n, (k, out) -> k.softmaxGradient(p, OFFSET, dy, OFFSET, 0, out[0], OFFSET, n));
        agree(n, 1, (k, out) -> k.exponentials(x, OFFSET, 20, out[0], OFFSET, n));
        agree(n, n, (k, out) -> k.softmaxPartGradient(p, OFFSET, dy, OFFSET, 0.25f, out[0], OFFSET, n));
        assertThat(kernels().exponentials(x, OFFSET, 20, new float[OFFSET + n], OFFSET, n))
                .isCloseTo(Reference.kernels().rows().exponentials(x, OFFSET, 20, new float[OFFSET + n], OFFSET, n), withinPercentage(1e-3));
        agree(n, n, (k, out) -> k.logSoftmaxGradient(p, OFFSET, dy, OFFSET, 0.5f, out[0], OFFSET, n));
        assertThat(kernels().logSumExp(x, OFFSET, n)).isCloseTo(Reference.kernels().rows().logSumExp(x, OFFSET, n), within(0x1p-18f));
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void normalisationsAgreeWithTheReference(int n) {
        if (n == 0) return;
        float[] x = floats(n, 1, 3);
        float[] gain = floats(n, 2, 1);
        float[] bias = floats(n, 3, 1);
        float[] dy = floats(n, 4, 1);
        float[] moments = {0, 0.1f, 0.6f};
        agree(n, n, (k, out) -> k.layerNorm(x, OFFSET, gain, OFFSET, bias, OFFSET, 1e-5f, out[0], OFFSET, out[3], 1, n));
        agree(n, n, (k, out) -> k.layerNormGradient(x, OFFSET, gain, OFFSET, moments, 1, dy, OFFSET, 0.5f,
                out[0], OFFSET, out[1], OFFSET, out[2], OFFSET, n));
        agree(n, n, (k, out) -> k.rmsNorm(x, OFFSET, gain, OFFSET, 1e-5f, out[0], OFFSET, out[3], 1, n));
        agree(n, n, (k, out) -> k.rmsNormGradient(x, OFFSET, gain, OFFSET, moments, 2, dy, OFFSET, 0,
                out[0], OFFSET, out[1], OFFSET, n));
    }

    /// Rows may be shared out among threads in any way only if this holds; what stands around a row is NaN here and must not be read.
    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void bitsDependNeitherOnWhereARowStandsNorOnItsNeighbours(int n) {
        float[][] expected = rowsAt(0, n);
        for (int at : new int[] {1, 2, 5, 8, 16, 31}) {
            float[][] actual = rowsAt(at, n);
            for (int i = 0; i < actual.length; i++) {
                assertThat(Arrays.copyOfRange(actual[i], at, at + n)).as("row %s at %s", i, at).isEqualTo(Arrays.copyOfRange(expected[i], 0, n));
                assertThat(Arrays.copyOf(actual[i], at)).containsOnly(Float.NaN);
            }
        }
    }

    /// Four rows of inputs and what all kernels make of them, with NaN on both sides.
    private float[][] rowsAt(int at, int n) {
        float[][] rows = new float[15][at + n + 33];
        for (int i = 0; i < rows.length; i++) {
            Arrays.fill(rows[i], Float.NaN);
            System.arraycopy(floats(n, i, 3), OFFSET, rows[i], at, n);
        }
        float[] x = rows[0], gain = rows[1], bias = rows[2], dy = rows[3], sum = {kernels().logSumExp(x, at, n)};
        System.arraycopy(sum, 0, rows[14], at, Math.min(n, 1));
        softmaxes(x, dy, rows, at, n);
        if (n > 0) norms(x, gain, bias, dy, rows, at, n);
        return rows;
    }

    private void softmaxes(float[] x, float[] dy, float[][] rows, int at, int n) {
        kernels().softmax(x, at, rows[4], at, n);
        kernels().softmaxGradient(rows[4], at, dy, at, 0.5f, rows[5], at, n);
        kernels().logSoftmax(x, at, rows[6], at, n);
        kernels().logSoftmaxGradient(rows[6], at, dy, at, 0.5f, rows[7], at, n);
        kernels().softmaxPartGradient(rows[4], at, dy, at, kernels().exponentials(x, at, 3, rows[7], at, n), rows[6], at, n);
    }

    private void norms(float[] x, float[] gain, float[] bias, float[] dy, float[][] rows, int at, int n) {
        float[] moments = new float[3];
        kernels().layerNorm(x, at, gain, at, bias, at, 1e-5f, rows[8], at, moments, 0, n);
        kernels().layerNormGradient(x, at, gain, at, moments, 0, dy, at, 0.5f, rows[9], at, rows[10], at, rows[11], at, n);
        kernels().rmsNorm(x, at, gain, at, 1e-5f, rows[12], at, moments, 2, n);
        kernels().rmsNormGradient(x, at, gain, at, moments, 2, dy, at, 0.5f, rows[13], at, rows[10], at, n);
    }

    @Test
    default void softmaxKnowsMaskedRows() {
        float[] masked = new float[20];
        Arrays.fill(masked, Float.NEGATIVE_INFINITY);
        float[] y = new float[20];

        kernels().softmax(masked, 0, y, 0, 20);
        assertThat(y).containsOnly(0);
        assertThat(kernels().logSumExp(masked, 0, 20)).isEqualTo(Float.NEGATIVE_INFINITY);

        masked[4] = 3;
        kernels().softmax(masked, 0, masked, 0, 20);                  // in place
        assertThat(masked[4]).isEqualTo(1);
        assertThat(masked[5]).isZero();
    }

    @Test
    default void aNaNSpoilsTheWholeRow() {
        float[] x = new float[20];
        x[17] = Float.NaN;
        float[] y = new float[20];

        kernels().softmax(x, 0, y, 0, 20);

        for (float value : y) assertThat(value).isNaN();
    }

    @Test
    default void layerNormKeepsItsDigitsFarFromZero() {
        float[] x = new float[100];
        for (int i = 0; i < 100; i++) x[i] = 10_000 + i;
        float[] ones = new float[100];
        Arrays.fill(ones, 1);
        float[] y = new float[100];

        kernels().layerNorm(x, 0, ones, 0, new float[100], 0, 0, y, 0, new float[2], 0, 100);

        for (int i = 0; i < 100; i++) assertThat((double) y[i]).isCloseTo((i - 49.5) / Math.sqrt(833.25), within(1e-6));
    }
}
