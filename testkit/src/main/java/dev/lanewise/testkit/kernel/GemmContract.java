package dev.lanewise.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.linalg.Backend;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `gemm` must do with any set of kernels: agree with a naive loop in float64 within the bound of its rounding errors,
/// touch nothing outside C, and give the same bits with any number of threads.
interface GemmContract {

    Backend backend();

    /// Every combination of transpositions with sizes that hit whole tiles, parts of tiles and single elements.
    static Stream<Case> cases() {
        int[][] shapes = {{0, 3, 4}, {3, 0, 4}, {3, 4, 0}, {1, 1, 1}, {1, 7, 5}, {7, 1, 5}, {2, 3, 17}, {3, 33, 16},
                {4, 64, 31}, {5, 5, 5}, {6, 130, 40}, {8, 32, 64}, {9, 33, 65}, {13, 100, 7}, {16, 16, 16}, {17, 15, 33},
                {31, 63, 65}, {33, 257, 12}, {64, 64, 64}, {65, 9, 300}, {100, 4, 70}, {128, 67, 129}, {3, 300, 520},
                {200, 260, 270}, {70, 1100, 60}, {12, 67, 18}, {14, 35, 20}, {20, 97, 16}, {60, 70, 4700},
                {32, 4, 20}, {33, 5, 21}, {31, 10, 20}, {95, 10, 128}, {256, 13, 300}, {257, 10, 40}, {64, 3, 30},
                {1, 300, 520}, {1, 917, 130}, {1, 257, 7}, {9, 129, 40}, {10, 80, 100}, {11, 36, 100}, {25, 61, 33},
                {70, 33, 2100}, {257, 1100, 30}, {200, 60, 300}, {257, 560, 250}, {257, 33, 301}};
        return Stream.of(shapes).flatMap(s -> IntStream.range(0, 4).mapToObj(
                t -> new Case((t & 1) == 1, (t & 2) == 2, s[0], s[1], s[2])));
    }

    record Case(boolean transposeA, boolean transposeB, int m, int n, int k) {
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.GemmContract#cases")
    default void floatProductsAgreeWithTheNaiveLoop(Case c) {
        float[][] scalings = {{1, 0}, {1, 1}, {-0.5f, 2}, {-1, 1}, {0, 0.5f}};
        for (float[] scaling : scalings) new FloatGemmTrial(c, scaling[0], scaling[1]).check(backend());
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.GemmContract#cases")
    default void doubleProductsAgreeWithTheNaiveLoop(Case c) {
        double[][] scalings = {{1, 0}, {1, 1}, {-0.5, 2}, {-1, 1}, {0, 0.5}};
        for (double[] scaling : scalings) new DoubleGemmTrial(c, scaling[0], scaling[1]).check(backend());
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.GemmContract#cases")
    default void theNumberOfThreadsChangesNoBit(Case c) {
        float[] floats = new FloatGemmTrial(c, 1.5f, 0.5f).run(backend().threads(1));
        double[] doubles = new DoubleGemmTrial(c, 1.5, 0.5).run(backend().threads(1));

        for (int threads : new int[] {2, 4}) {
            assertThat(new FloatGemmTrial(c, 1.5f, 0.5f).run(backend().threads(threads))).isEqualTo(floats);
            assertThat(new DoubleGemmTrial(c, 1.5, 0.5).run(backend().threads(threads))).isEqualTo(doubles);
        }
    }

    @Test
    default void aLargeProductHasTheSameBitsWithAnyNumberOfThreads() {
        for (Case c : new Case[] {new Case(false, false, 301, 517, 300), new Case(true, true, 517, 301, 300)}) {
            float[] floats = new FloatGemmTrial(c, 1, 0).run(backend().threads(1));
            double[] doubles = new DoubleGemmTrial(c, 1, 0).run(backend().threads(1));

            for (int threads : new int[] {2, 4}) {
                assertThat(new FloatGemmTrial(c, 1, 0).run(backend().threads(threads))).isEqualTo(floats);
                assertThat(new DoubleGemmTrial(c, 1, 0).run(backend().threads(threads))).isEqualTo(doubles);
            }
        }
    }

    @Test
    default void rowsOfTheLeftFactorMayOverlap() {
        float[] signal = {1, 2, 3, 4, 5};
        float[] filter = {1, 10, 100};
        float[] c = new float[3];

        backend().gemm(false, false, 3, 1, 3, 1f, signal, 0, 1, filter, 0, 1, 0f, c, 0, 1);

        assertThat(c).containsExactly(321, 432, 543);
    }

    @Test
    default void gemvMultipliesByTheMatrixAndByItsTranspose() {
        double[] a = {9, 1, 2, 3, 4, 5, 6};                          // [2 × 3] from 1
        double[] y = {7, 1, 1, 1};

        backend().gemv(false, 2, 3, 1.0, a, 1, 3, new double[] {1, 10, 100}, 0, 0.0, y, 1);
        assertThat(y).containsExactly(7, 321, 654, 1);

        backend().gemv(true, 2, 3, 1.0, a, 1, 3, new double[] {1, 10}, 0, 2.0, y, 1);
        assertThat(y).containsExactly(7, 642 + 41, 1308 + 52, 2 + 63);
    }

    @Test
    default void betaZeroOverwritesWhateverStandsInTheResult() {
        float[] floats = {Float.NaN, Float.NaN, Float.NaN, Float.NaN};
        double[] doubles = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};

        backend().gemm(false, false, 2, 2, 1, 1f, new float[] {1, 2}, 0, 1, new float[] {3, 4}, 0, 2, 0f, floats, 0, 2);
        backend().gemm(false, false, 2, 2, 1, 1.0, new double[] {1, 2}, 0, 1, new double[] {3, 4}, 0, 2, 0.0, doubles, 0, 2);

        assertThat(floats).containsExactly(3, 4, 6, 8);
        assertThat(doubles).containsExactly(3, 4, 6, 8);
    }

    @Test
    default void aNaNReachesEveryElementItBelongsTo() {
        float[] a = new float[20 * 20];
        a[5 * 20 + 7] = Float.NaN;
        float[] c = new float[20 * 20];

        backend().gemm(false, true, 20, 20, 20, 1f, a, 0, 20, new float[400], 0, 20, 0f, c, 0, 20);

        for (int i = 0; i < 400; i++) assertThat(Float.isNaN(c[i])).isEqualTo(i / 20 == 5);
    }

    /// One float32 product with offsets, wide leading dimensions and guarded surroundings.
    record FloatGemmTrial(Case shape, float alpha, float beta) {

        float[] run(Backend backend) {
            float[] c = operand(shape.m, shape.n, 3);
            backend.gemm(shape.transposeA, shape.transposeB, shape.m, shape.n, shape.k, alpha, a(), 3, lda(),
                    b(), 5, ldb(), beta, c, 3, shape.n + 3);
            return c;
        }

        void check(Backend backend) {
            float[] a = a();
            float[] b = b();
            float[] before = operand(shape.m, shape.n, 3);
            float[] after = run(backend);
            for (int at = 0; at < before.length; at++) {
                int i = Math.floorDiv(at - 3, shape.n + 3);
                int j = Math.floorMod(at - 3, shape.n + 3);
                if (i < 0 || i >= shape.m || j >= shape.n) {
                    assertThat(after[at]).as("outside C at %s of %s", at, shape).isEqualTo(before[at]);
                    continue;
                }
                double sum = 0;
                double magnitude = Math.abs(beta * before[at]);
                for (int p = 0; p < shape.k; p++) {
                    double product = (double) alpha * a[3 + (shape.transposeA ? p * lda() + i : i * lda() + p)]
                            * b[5 + (shape.transposeB ? j * ldb() + p : p * ldb() + j)];
                    sum += product;
                    magnitude += Math.abs(product);
                }
                double expected = sum + (beta == 0 ? 0 : (double) beta * before[at]);
                if (Math.abs(after[at] - expected) <= Tolerance.ofFloatSum(shape.k, magnitude)) continue;
                assertThat((double) after[at]).as("C[%s, %s] of %s", i, j, this).isEqualTo(expected);
            }
        }

        private int lda() {
            return (shape.transposeA ? shape.m : shape.k) + 1;
        }

        private int ldb() {
            return (shape.transposeB ? shape.k : shape.n) + 2;
        }

        private float[] a() {
            return operand(shape.transposeA ? shape.k : shape.m, lda() - 1, 1);
        }

        private float[] b() {
            return operand(shape.transposeB ? shape.n : shape.k, ldb() - 2, 2);
        }

        /// `rows` rows of `columns` elements from 3 or 5, `gap` further elements after each; nothing after the last row.
        private static float[] operand(int rows, int columns, int gap) {
            var random = new Random(rows * 31L + columns + gap);
            float[] x = new float[(gap == 2 ? 5 : 3) + Math.max(0, rows * (columns + gap) - (gap == 3 ? 0 : gap))];
            for (int i = 0; i < x.length; i++) x[i] = random.nextFloat() - 0.5f;
            return x;
        }
    }

    /// One float64 product with offsets, wide leading dimensions and guarded surroundings.
    record DoubleGemmTrial(Case shape, double alpha, double beta) {

        double[] run(Backend backend) {
            double[] c = operand(shape.m, shape.n, 3);
            backend.gemm(shape.transposeA, shape.transposeB, shape.m, shape.n, shape.k, alpha, a(), 3, lda(),
                    b(), 5, ldb(), beta, c, 3, shape.n + 3);
            return c;
        }

        void check(Backend backend) {
            double[] a = a();
            double[] b = b();
            double[] before = operand(shape.m, shape.n, 3);
            double[] after = run(backend);
            for (int at = 0; at < before.length; at++) {
                int i = Math.floorDiv(at - 3, shape.n + 3);
                int j = Math.floorMod(at - 3, shape.n + 3);
                if (i < 0 || i >= shape.m || j >= shape.n) {
                    assertThat(after[at]).as("outside C at %s of %s", at, shape).isEqualTo(before[at]);
                    continue;
                }
                double sum = 0;
                double magnitude = Math.abs(beta * before[at]);
                for (int p = 0; p < shape.k; p++) {
                    double product = alpha * a[3 + (shape.transposeA ? p * lda() + i : i * lda() + p)]
                            * b[5 + (shape.transposeB ? j * ldb() + p : p * ldb() + j)];
                    sum += product;
                    magnitude += Math.abs(product);
                }
                double expected = sum + (beta == 0 ? 0 : beta * before[at]);
                if (Math.abs(after[at] - expected) <= 2 * Tolerance.ofDoubleSum(shape.k, magnitude)) continue;
                assertThat(after[at]).as("C[%s, %s] of %s", i, j, this).isEqualTo(expected);
            }
        }

        private int lda() {
            return (shape.transposeA ? shape.m : shape.k) + 1;
        }

        private int ldb() {
            return (shape.transposeB ? shape.k : shape.n) + 2;
        }

        private double[] a() {
            return operand(shape.transposeA ? shape.k : shape.m, lda() - 1, 1);
        }

        private double[] b() {
            return operand(shape.transposeB ? shape.n : shape.k, ldb() - 2, 2);
        }

        /// `rows` rows of `columns` elements from 3 or 5, `gap` further elements after each; nothing after the last row.
        private static double[] operand(int rows, int columns, int gap) {
            var random = new Random(rows * 31L + columns + gap);
            double[] x = new double[(gap == 2 ? 5 : 3) + Math.max(0, rows * (columns + gap) - (gap == 3 ? 0 : gap))];
            for (int i = 0; i < x.length; i++) x[i] = random.nextDouble() - 0.5;
            return x;
        }
    }
}
