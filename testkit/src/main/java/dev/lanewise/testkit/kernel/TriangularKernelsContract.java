package dev.lanewise.testkit.kernel;

import static dev.lanewise.testkit.kernel.KernelSizes.OFFSET;
import static dev.lanewise.testkit.kernel.KernelSizes.doubles;
import static dev.lanewise.testkit.kernel.KernelSizes.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.TriangularKernels;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every set of [TriangularKernels] must do. [KernelsContract] is all of them.
interface TriangularKernelsContract {

    Backend backend();

    private TriangularKernels kernels() {
        return backend().kernels().triangular();
    }

    private TriangularKernels reference() {
        return Reference.kernels().triangular();
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#upTo257")
    default void symmetricProductsReadSomeRowsOfOneTriangle(int n) {
        for (int rows : new int[] {n, n / 2, n / 3, Math.min(n, 4), 0}) {
            for (boolean lower : new boolean[] {false, true}) {
                checkSymmetricProduct(lower, rows, n);
                checkSymmetricProductOfFloats(lower, rows, n);
            }
        }
    }

    private static boolean isRead(boolean lower, int rows, int n, int i, int j) {
        return lower ? j <= i && i >= n - rows : j >= i && i < rows;
    }

    private void checkSymmetricProduct(boolean lower, int rows, int n) {
        int lda = n + 2;
        double[] a = doubles(n * lda, 4);
        double[] x = doubles(n, 5);
        double[] expected = doubles(n, 6);
        double[] actual = expected.clone();
        reference().symv(lower, rows, n, a, OFFSET, lda, x, OFFSET, expected, OFFSET);
        for (int i = 0; i < n * n; i++) {
            if (!isRead(lower, rows, n, i / n, i % n)) a[OFFSET + i / n * lda + i % n] = Double.NaN;
        }

        kernels().symv(lower, rows, n, a, OFFSET, lda, x, OFFSET, actual, OFFSET);

        assertThat(actual).containsExactly(expected, within(2 * Tolerance.ofDoubleSum(n, n)));
    }

    private void checkSymmetricProductOfFloats(boolean lower, int rows, int n) {
        int lda = n + 2;
        float[] a = floats(n * lda, 4, 1);
        float[] x = floats(n, 5, 1);
        float[] magnitudes = new float[x.length];
        reference().symv(lower, rows, n, magnitudes(a), OFFSET, lda, magnitudes(x), OFFSET, magnitudes, OFFSET);
        float[] expected = floats(n, 6, 1);
        float[] actual = expected.clone();
        reference().symv(lower, rows, n, a, OFFSET, lda, x, OFFSET, expected, OFFSET);
        for (int i = 0; i < n * n; i++) {
            if (!isRead(lower, rows, n, i / n, i % n)) a[OFFSET + i / n * lda + i % n] = Float.NaN;
        }

        kernels().symv(lower, rows, n, a, OFFSET, lda, x, OFFSET, actual, OFFSET);

        for (int i = 0; i < actual.length; i++) assertThat(actual[i]).isCloseTo(expected[i], within(Tolerance.ofFloatSum(n, magnitudes[i])));
    }

    private static float[] magnitudes(float[] x) {
        float[] magnitudes = x.clone();
        for (int i = 0; i < x.length; i++) magnitudes[i] = Math.abs(x[i]);
        return magnitudes;
    }

    @Test
    default void whatIsNotFiniteSpoilsItsOwnRowAndColumnOfASymmetricMatrix() {
        int n = 41;
        for (boolean lower : new boolean[] {false, true}) {
            for (int[] at : new int[][] {{0, 0}, {3, 2}, {33, 5}, {40, 17}, {40, 40}}) {
                float[] a = floats(n * n, 4, 1);
                a[OFFSET + at[lower ? 0 : 1] * n + at[lower ? 1 : 0]] = Float.NaN;
                float[] y = floats(n, 6, 1);

                kernels().symv(lower, n, n, a, OFFSET, n, floats(n, 5, 1), OFFSET, y, OFFSET);

                for (int i = 0; i < n; i++) assertThat(Float.isNaN(y[OFFSET + i])).isEqualTo(i == at[0] || i == at[1]);
            }
        }
    }

    /// Calls `solve` with a triangle that stands in rows, in columns, and backward.
    private static void layouts(int m, int n, Layout call) {
        int last = Math.max(0, m - 1);
        for (boolean unit : new boolean[] {false, true}) {
            call.of(unit, OFFSET, m, 1, OFFSET, n + 1);
            call.of(unit, OFFSET, 1, m, OFFSET, n + 1);
            call.of(unit, OFFSET + last * (m + 1), -m, -1, OFFSET + last * (n + 1), -n - 1);
        }
    }

    interface Layout {
        void of(boolean unit, int tFrom, int tRow, int tColumn, int bFrom, int bRow);
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void triangularSystemsAreSolvedForwardAndBackward(int n) {
        for (int m : new int[] {0, 1, 7, 8, 9, 20}) {
            double[] t = doubles(m * m, 7);
            for (int i = 0; i < m; i++) t[OFFSET + i * (m + 1)] = 2;
            layouts(m, n, (unit, tFrom, tRow, tColumn, bFrom, bRow) ->
                    agreeOnSolution(m, n, (k, b) -> k.solve(m, n, unit, t, tFrom, tRow, tColumn, b, bFrom, bRow)));
        }
    }

    private void agreeOnSolution(int m, int n, BiConsumer<TriangularKernels, double[]> kernel) {
        double[] expected = doubles(m * (n + 1), 3);
        double[] actual = expected.clone();

        kernel.accept(reference(), expected);
        kernel.accept(kernels(), actual);

        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        assertThat(actual).containsExactly(expected, within(Tolerance.ofDoubleSum(m, m * largest)));
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void triangularSystemsOfFloatsMultiplyOutAgain(int n) {
        for (int m : new int[] {0, 1, 7, 8, 9, 20, 33}) {
            float[] t = floats(m * m, 7, 1);
            for (int i = 0; i < m; i++) t[OFFSET + i * (m + 1)] = 2;
            layouts(m, n, (unit, tFrom, tRow, tColumn, bFrom, bRow) -> {
                float[] before = floats(m * (n + 1), 3, 1);
                float[] x = before.clone();
                kernels().solve(m, n, unit, t, tFrom, tRow, tColumn, x, bFrom, bRow);
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < n; j++) {
                        double sum = -before[bFrom + i * bRow + j];
                        double magnitude = 0;
                        for (int p = 0; p <= i; p++) {
                            double product = (p == i && unit ? 1.0 : t[tFrom + i * tRow + p * tColumn]) * x[bFrom + p * bRow + j];
                            sum += product;
                            magnitude += Math.abs(product);
                        }
                        assertThat(Math.abs(sum)).isLessThanOrEqualTo(Tolerance.ofFloatSum(m, magnitude));
                        before[bFrom + i * bRow + j] = x[bFrom + i * bRow + j];
                    }
                }
                assertThat(x).as("nothing outside of B changes").isEqualTo(before);
            });
        }
    }

    /// A zero on the diagonal, a NaN and an infinity, in whole vectors and in what remains: the reference has them in the same places.
    @Test
    default void triangularSystemsKeepWhatIsNotFinite() {
        int m = 19, n = 37;
        float[] t = floats(m * m, 7, 1);
        t[OFFSET + 17 * (m + 1)] = 0;
        for (boolean unit : new boolean[] {false, true}) {
            float[] expected = floats(m * n, 3, 1);
            expected[OFFSET + 2 * n + 1] = expected[OFFSET + 9 * n + 36] = Float.NaN;
            expected[OFFSET + n + 5] = expected[OFFSET + 8 * n + 35] = Float.NEGATIVE_INFINITY;
            float[] actual = expected.clone();

            reference().solve(m, n, unit, t, OFFSET, m, 1, expected, OFFSET, n);
            kernels().solve(m, n, unit, t, OFFSET, m, 1, actual, OFFSET, n);

            for (int i = 0; i < actual.length; i++) assertThat(Float.compare(kind(actual[i]), kind(expected[i]))).isZero();
        }
    }

    private static float kind(float x) {
        return Float.isFinite(x) ? 0 : x;
    }
}
