package dev.lanewise.testkit.kernel;

import static dev.lanewise.testkit.kernel.KernelSizes.OFFSET;
import static dev.lanewise.testkit.kernel.KernelSizes.doubles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.DoubleKernels;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every set of [DoubleKernels] must do. [KernelsContract] is all of them.
interface DoubleKernelsContract {

    Backend backend();

    private DoubleKernels kernels() {
        return backend().kernels().doubles();
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void rangesAgreeWithTheReference(int n) {
        double[] x = doubles(n, 1);
        double[] y = doubles(n, 2);
        agree(n, (k, z) -> k.axpy(1.5, x, OFFSET, z, OFFSET, n));
        agree(n, (k, z) -> k.scale(1.5, z, OFFSET, n));
        agree(n, (k, z) -> k.combine(1.5, x, OFFSET, -0.5, y, OFFSET, z, OFFSET, n));
        agree(n, (k, z) -> k.combine(1.5, x, OFFSET, 0, y, OFFSET, z, OFFSET, n));
        agree(n, (k, z) -> k.rotate(z, OFFSET, y.clone(), OFFSET, 0.6, 0.8, n));
        agree(n, (k, z) -> k.rotate(x.clone(), OFFSET, z, OFFSET, 0.6, 0.8, n));
    }

    @Test
    default void rangesKeepWhatIsNotFinite() {
        int n = 21;
        double[] x = doubles(n, 1);
        double[] y = doubles(n, 2);
        x[OFFSET + 2] = y[OFFSET + 20] = Double.NaN;
        x[OFFSET + 19] = y[OFFSET + 7] = Double.NEGATIVE_INFINITY;
        agree(n, (k, z) -> k.axpy(1.5, x, OFFSET, z, OFFSET, n));
        agree(n, (k, z) -> k.combine(1.5, x, OFFSET, -0.5, y, OFFSET, z, OFFSET, n));
        agree(n, (k, z) -> k.rotate(z, OFFSET, y.clone(), OFFSET, 0.6, 0.8, n));
    }

    private void agree(int n, BiConsumer<DoubleKernels, double[]> kernel) {
        double[] expected = doubles(n, 3);
        double[] actual = expected.clone();

        kernel.accept(Reference.kernels().doubles(), expected);
        kernel.accept(kernels(), actual);

        assertThat(actual).containsExactly(expected, within(Tolerance.ofDoubleSum(3, 4)));
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void doubleSumsAgreeWithTheReference(int n) {
        double[] x = doubles(n, 1);
        double[] y = doubles(n, 2);
        var reference = Reference.kernels().doubles();
        var tolerance = within(2 * Tolerance.ofDoubleSum(n, n));

        assertThat(kernels().dot(x, OFFSET, y, OFFSET, n)).isCloseTo(reference.dot(x, OFFSET, y, OFFSET, n), tolerance);
        assertThat(kernels().sum(x, OFFSET, n)).isCloseTo(reference.sum(x, OFFSET, n), tolerance);
        assertThat(kernels().maxAbs(x, OFFSET, n)).isEqualTo(reference.maxAbs(x, OFFSET, n));
        assertThat(kernels().firstNonFinite(x, OFFSET, n)).isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void polesAgreeWithTheReference(int n) {
        double[] weight = doubles(n, 1);
        double[] pole = doubles(n, 2);
        double[] expected = doubles(n, 3);
        double[] actual = expected.clone();
        double[] sums = new double[4];

        for (boolean roots : new boolean[] {false, true}) {
            Reference.kernels().doubles().poles(n, roots, pole, weight, OFFSET, 3, 0.25, expected, OFFSET, sums, 0);
            kernels().poles(n, roots, pole, weight, OFFSET, 3, 0.25, actual, OFFSET, sums, 2);

            assertThat(actual).isEqualTo(expected);
            assertThat(sums[2]).isCloseTo(sums[0], within(2 * Tolerance.ofDoubleSum(n, n)));
            assertThat(sums[3]).isCloseTo(sums[1], within(2 * Tolerance.ofDoubleSum(n, n)));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void eliminationAgreesWithTheReference(int columns) {
        int lda = columns + 3;
        for (int column : new int[] {0, 1, columns / 2, columns - 1}) {
            if (column < 0 || column >= columns) continue;
            double[] expected = doubles(38 * lda, 9);
            double[] actual = expected.clone();

            int largest = Reference.kernels().doubles().eliminate(37, columns, column, expected, OFFSET, lda);

            assertThat(kernels().eliminate(37, columns, column, actual, OFFSET, lda)).isEqualTo(largest);
            assertThat(actual).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void pairsOfProductsAgreeWithTheReference(int n) {
        if (n == 0) return;
        for (int m : new int[] {0, 1, 3, 4, 5, 11}) {
            double[] a = doubles(m * (n + 2), 10);
            double[] v = doubles(n, 11);
            double[] c = doubles(2 * m, 12);
            double[][] expected = {doubles(m, 13), doubles(m, 14), doubles(n, 15)};
            double[][] actual = {doubles(m, 13), doubles(m, 14), doubles(n, 15)};

            Reference.kernels().doubles().gemvPair(m, n, a, OFFSET, n + 2, v, OFFSET, 1.5, c, OFFSET, OFFSET + m,
                    expected[0], OFFSET, expected[1], OFFSET, expected[2], OFFSET);
            kernels().gemvPair(m, n, a, OFFSET, n + 2, v, OFFSET, 1.5, c, OFFSET, OFFSET + m,
                    actual[0], OFFSET, actual[1], OFFSET, actual[2], OFFSET);

            for (int i = 0; i < 3; i++) assertThat(actual[i]).containsExactly(expected[i], within(4 * m * Tolerance.ofDoubleSum(n, n) + 1e-14));
        }
    }

    @Test
    default void theFirstNonFiniteElementIsFound() {
        double[] x = new double[50];
        x[33] = Double.NEGATIVE_INFINITY;
        x[40] = Double.NaN;

        assertThat(kernels().firstNonFinite(x, 2, 48)).isEqualTo(31);
        assertThat(kernels().maxAbs(x, 0, 50)).isNaN();
        assertThat(kernels().maxAbs(x, 0, 40)).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
