package dev.lanewise.linalg.kernel;

import static dev.lanewise.linalg.kernel.KernelSizes.OFFSET;
import static dev.lanewise.linalg.kernel.KernelSizes.doubles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.linalg.internal.scalar.ScalarDoubleKernels;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every set of [DoubleKernels] must do. Implement [#kernels()] and inherit the tests.
interface DoubleKernelsContract {

    DoubleKernels kernels();

    static java.util.stream.IntStream sizes() {
        return KernelSizes.sizes();
    }

    @ParameterizedTest
    @MethodSource("sizes")
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

    private void agree(int n, BiConsumer<DoubleKernels, double[]> kernel) {
        double[] expected = doubles(n, 3);
        double[] actual = expected.clone();

        kernel.accept(new ScalarDoubleKernels(), expected);
        kernel.accept(kernels(), actual);

        assertThat(actual).containsExactly(expected, within(Tolerance.ofDoubleSum(3, 4)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    default void sumsAgreeWithTheReference(int n) {
        double[] x = doubles(n, 1);
        double[] y = doubles(n, 2);
        var reference = new ScalarDoubleKernels();
        var tolerance = within(2 * Tolerance.ofDoubleSum(n, n));

        assertThat(kernels().dot(x, OFFSET, y, OFFSET, n)).isCloseTo(reference.dot(x, OFFSET, y, OFFSET, n), tolerance);
        assertThat(kernels().sum(x, OFFSET, n)).isCloseTo(reference.sum(x, OFFSET, n), tolerance);
        assertThat(kernels().maxAbs(x, OFFSET, n)).isEqualTo(reference.maxAbs(x, OFFSET, n));
        assertThat(kernels().firstNonFinite(x, OFFSET, n)).isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    default void symmetricProductsReadTheUpperTriangleOnly(int n) {
        if (n > 300) return;
        int lda = n + 2;
        double[] a = doubles(n * lda, 4);
        double[] x = doubles(n, 5);
        double[] expected = doubles(n, 6);
        double[] actual = expected.clone();
        new ScalarDoubleKernels().symv(n, a, OFFSET, lda, x, OFFSET, expected, OFFSET);
        for (int i = 0; i < n; i++) java.util.Arrays.fill(a, OFFSET + i * lda, OFFSET + i * lda + i, Double.NaN);

        kernels().symv(n, a, OFFSET, lda, x, OFFSET, actual, OFFSET);

        assertThat(actual).containsExactly(expected, within(2 * Tolerance.ofDoubleSum(n, n)));
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
