package dev.lanewise.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Diagonal;
import dev.lanewise.linalg.Side;
import dev.lanewise.linalg.Triangle;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `syrk` and, in float64, `trsm`, `trmm` and `symv` must do with any set of kernels: agree with a naive loop within the bound of its rounding
/// errors, touch nothing but their result, never read the other triangle, and give the same bits with any number of threads. [FloatTriangularContract]
/// measures the float32 twins against these.
interface TriangularContract {

    Backend backend();

    /// Stands wherever nothing may be read.
    double POISON = Double.NaN;

    static Stream<Flags> flags() {
        return Stream.of(Side.values()).flatMap(side -> Stream.of(Triangle.values()).flatMap(triangle -> Stream.of(false, true)
                .flatMap(transpose -> Stream.of(Diagonal.values()).map(diagonal -> new Flags(side, triangle, transpose, diagonal)))));
    }

    record Flags(Side side, Triangle triangle, boolean transpose, Diagonal diagonal) {
    }

    static int[][] shapes() {
        return new int[][] {{0, 3}, {3, 0}, {1, 1}, {2, 5}, {7, 9}, {8, 8}, {9, 1}, {16, 33}, {17, 64}, {63, 3}, {64, 17}, {65, 65},
                {100, 40}, {130, 300}, {257, 31}, {31, 257}};
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.TriangularContract#flags")
    default void solvesWhatMultipliesOutAgain(Flags f) {
        for (int[] shape : shapes()) {
            var trial = new Trial(f, shape[0], shape[1]);
            double[] x = trial.b();
            backend().trsm(f.side, f.triangle, f.transpose, f.diagonal, trial.m, trial.n, -0.5, trial.a(), 3, trial.lda(), x, 2, trial.ldb());
            trial.compare(x, trial.b(), -0.5);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.TriangularContract#flags")
    default void multipliesLikeTheNaiveLoop(Flags f) {
        for (int[] shape : shapes()) {
            var trial = new Trial(f, shape[0], shape[1]);
            double[] product = trial.b();
            backend().trmm(f.side, f.triangle, f.transpose, f.diagonal, trial.m, trial.n, -2, trial.a(), 3, trial.lda(), product, 2, trial.ldb());
            trial.compare(trial.b(), product, -0.5);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.TriangularContract#flags")
    default void theNumberOfThreadsChangesNoBitOfTriangularProducts(Flags f) {
        var trial = new Trial(f, 201, 300);
        for (boolean solve : new boolean[] {true, false}) {
            double[] one = trial.run(backend().threads(1), solve);
            assertThat(trial.run(backend().threads(2), solve)).isEqualTo(one);
            assertThat(trial.run(backend().threads(5), solve)).isEqualTo(one);
        }
    }

    /// `op(A) · X = scale · B`, or `X · op(A)`, with gaps between rows and poison in what doesn't count of A.
    record Trial(Flags f, int m, int n) {

        int order() {
            return f.side == Side.LEFT ? m : n;
        }

        int lda() {
            return order() + 2;
        }

        int ldb() {
            return n + 1;
        }

        double[] a() {
            double[] a = new double[3 + order() * lda()];
            Arrays.fill(a, POISON);
            var random = new Random(order());
            for (int i = 0; i < order(); i++) {
                for (int j = 0; j < order(); j++) {
                    boolean counts = f.triangle == Triangle.LOWER ? i > j : i < j;
                    if (counts) a[3 + i * lda() + j] = (random.nextDouble() - 0.5) / 4;
                    if (i == j && f.diagonal == Diagonal.STORED) a[3 + i * lda() + j] = 1 + random.nextDouble();
                }
            }
            return a;
        }

        double[] b() {
            return random(2 + m * ldb(), m * 31 + n);
        }

        double op(double[] a, int i, int j) {
            if (i == j && f.diagonal == Diagonal.UNIT) return 1;
            double element = f.transpose ? a[3 + j * lda() + i] : a[3 + i * lda() + j];
            return Double.isNaN(element) ? 0 : element;
        }

        double[] run(Backend backend, boolean solve) {
            double[] b = b();
            if (solve) backend.trsm(f.side, f.triangle, f.transpose, f.diagonal, m, n, 1.5, a(), 3, lda(), b, 2, ldb());
            else backend.trmm(f.side, f.triangle, f.transpose, f.diagonal, m, n, 1.5, a(), 3, lda(), b, 2, ldb());
            return b;
        }

        void compare(double[] x, double[] b, double scale) {
            double[] a = a();
            double[] before = b();
            for (int at = 0; at < x.length; at++) {
                int i = Math.floorDiv(at - 2, ldb());
                int j = Math.floorMod(at - 2, ldb());
                if (i < 0 || j >= n) {
                    if (x[at] != before[at] || b[at] != before[at]) throw new AssertionError("outside B at " + at + " of " + this);
                    continue;
                }
                double sum = -scale * b[at];
                double magnitude = Math.abs(sum);
                for (int p = 0; p < order(); p++) {
                    double product = f.side == Side.LEFT ? op(a, i, p) * x[2 + p * ldb() + j] : x[2 + i * ldb() + p] * op(a, p, j);
                    sum += product;
                    magnitude += Math.abs(product);
                }
                if (Math.abs(sum) <= 2 * Tolerance.ofDoubleSum(order(), magnitude)) continue;
                throw new AssertionError("(" + i + ", " + j + ") of " + this + " is wrong by " + sum);
            }
        }
    }

    @Test
    default void solvesWithAnyRightSideInTheSameWay() {
        var trial = new Trial(new Flags(Side.LEFT, Triangle.LOWER, false, Diagonal.STORED), 100, 21);
        double[] all = trial.run(backend(), true);

        for (int j = 0; j < 21; j++) {
            double[] one = trial.b();
            backend().trsm(Side.LEFT, Triangle.LOWER, false, Diagonal.STORED, 100, 1, 1.5, trial.a(), 3, trial.lda(), one, 2 + j, trial.ldb());
            for (int i = 0; i < 100; i++) {
                int at = 2 + i * trial.ldb() + j;
                assertThat(Math.abs(one[at] - all[at])).isLessThanOrEqualTo(Tolerance.ofDoubleSum(100, 10));
            }
        }
    }

    @Test
    default void theSymmetricProductAgreesWithTheNaiveLoop() {
        int[][] sizes = {{0, 3}, {1, 1}, {3, 0}, {5, 7}, {8, 300}, {15, 16}, {16, 15}, {17, 33}, {64, 64}, {65, 600}, {200, 100}, {300, 257}, {700, 20}, {1030, 3}, {7, 5000}};
        for (int[] size : sizes) {
            for (Triangle triangle : Triangle.values()) {
                for (boolean transpose : new boolean[] {false, true}) {
                    compareSymmetric(triangle, transpose, size[0], size[1], 1, 0);
                    compareSymmetric(triangle, transpose, size[0], size[1], -0.5, 2);
                    compareSymmetric(triangle, transpose, size[0], size[1], 0, 0.5);
                }
            }
        }
    }

    private void compareSymmetric(Triangle triangle, boolean transpose, int n, int k, double alpha, double beta) {
        int lda = (transpose ? n : k) + 1;
        double[] a = random(1 + (transpose ? k : n) * lda, n + k);
        double[] before = random(2 + n * (n + 3), 5);
        double[] c = before.clone();
        backend().syrk(triangle, transpose, n, k, alpha, a, 1, lda, beta, c, 2, n + 3);
        for (int at = 0; at < c.length; at++) {
            int i = Math.floorDiv(at - 2, n + 3);
            int j = Math.floorMod(at - 2, n + 3);
            if (i < 0 || j >= n || (triangle == Triangle.LOWER ? i < j : i > j)) {
                if (c[at] != before[at]) throw new AssertionError("outside the triangle at " + at + " of [" + n + ", " + k + "]");
                continue;
            }
            double sum = beta * before[at];
            double magnitude = Math.abs(sum);
            for (int p = 0; p < k; p++) {
                double product = alpha * a[1 + (transpose ? p * lda + i : i * lda + p)] * a[1 + (transpose ? p * lda + j : j * lda + p)];
                sum += product;
                magnitude += Math.abs(product);
            }
            if (Math.abs(c[at] - sum) <= 2 * Tolerance.ofDoubleSum(k, magnitude)) continue;
            throw new AssertionError("C[" + i + ", " + j + "] of [" + n + ", " + k + "] is " + c[at] + " instead of " + sum);
        }
    }

    @Test
    default void theSymmetricProductInFloat32AgreesWithThatInFloat64() {
        for (int[] size : new int[][] {{0, 3}, {1, 1}, {3, 0}, {17, 33}, {65, 600}, {200, 100}, {600, 9}, {7, 5000}}) {
            for (Triangle triangle : Triangle.values()) {
                for (boolean transpose : new boolean[] {false, true}) compareFloats(triangle, transpose, size[0], size[1]);
            }
        }
    }

    private void compareFloats(Triangle triangle, boolean transpose, int n, int k) {
        int lda = transpose ? n : k;
        double[] a = random(n * k, 1);
        double[] expected = random(n * n, 2);
        float[] floats = floats(a);
        float[] actual = floats(expected);
        for (int i = 0; i < a.length; i++) a[i] = floats[i];
        for (int i = 0; i < n * n; i++) expected[i] = actual[i];
        backend().syrk(triangle, transpose, n, k, 1.5, a, 0, lda, -0.5, expected, 0, n);
        backend().syrk(triangle, transpose, n, k, 1.5f, floats, 0, lda, -0.5f, actual, 0, n);
        for (int i = 0; i < n * n; i++) {
            if (Math.abs(actual[i] - expected[i]) <= Tolerance.ofFloatSum(k, k + 1)) continue;
            throw new AssertionError("C at " + i + " of [" + n + ", " + k + "] is " + actual[i] + " instead of " + expected[i]);
        }
    }

    private static float[] floats(double[] x) {
        float[] floats = new float[x.length];
        for (int i = 0; i < x.length; i++) floats[i] = (float) x[i];
        return floats;
    }

    @Test
    default void theNumberOfThreadsChangesNoBitOfSymmetricProducts() {
        for (int[] size : new int[][] {{100, 3000}, {333, 260}, {1000, 30}, {1537, 5}}) {
            for (Triangle triangle : Triangle.values()) {
                double[] one = symmetric(backend().threads(1), triangle, size[0], size[1]);
                assertThat(symmetric(backend().threads(2), triangle, size[0], size[1])).isEqualTo(one);
                assertThat(symmetric(backend().threads(5), triangle, size[0], size[1])).isEqualTo(one);
            }
        }
    }

    private static double[] symmetric(Backend backend, Triangle triangle, int n, int k) {
        double[] c = random(n * n, 1);
        double[] a = random(n * k, 2);
        backend.syrk(triangle, true, n, k, 1.5, a, 0, n, 0.5, c, 0, n);
        backend.mirror(triangle, n, c, 0, n);
        backend.symv(triangle, n, 1, c, 0, n, a, 0, 0, a, n);
        float[] floats = floats(random(n * n, 3));
        backend.syrk(triangle, true, n, k, 1.5f, floats(a), 0, n, 0.5f, floats, 0, n);
        for (int i = 0; i < n * n; i++) c[i] += floats[i];
        c[0] += a[n];
        c[n - 1] += a[2 * n - 1];
        return c;
    }

    @Test
    default void mirrorCopiesOneTriangleOverTheOther() {
        for (int n : new int[] {0, 1, 2, 15, 16, 17, 50}) {
            for (Triangle triangle : Triangle.values()) {
                double[] before = random(1 + n * (n + 1), n);
                double[] c = before.clone();
                backend().mirror(triangle, n, c, 1, n + 1);
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j <= n; j++) {
                        boolean copied = j < n && (triangle == Triangle.LOWER ? i < j : i > j);
                        assertThat(c[1 + i * (n + 1) + j]).isEqualTo(before[copied ? 1 + j * (n + 1) + i : 1 + i * (n + 1) + j]);
                    }
                }
            }
        }
    }

    @Test
    default void theSymmetricMatrixTimesAVectorReadsOneTriangle() {
        for (int n : new int[] {0, 1, 2, 9, 64, 257, 700, 1100}) {
            for (Triangle triangle : Triangle.values()) {
                double[] a = random(1 + n * (n + 1), n);
                double[] x = random(3 + n, 1);
                double[] before = random(2 + n, 2);
                double[] full = a.clone();
                backend().mirror(triangle, n, full, 1, n + 1);
                for (int i = 0; i < n * n; i++) {
                    if (triangle == Triangle.LOWER ? i / n < i % n : i / n > i % n) a[1 + i / n * (n + 1) + i % n] = POISON;
                }
                double[] y = before.clone();
                backend().symv(triangle, n, 2, a, 1, n + 1, x, 3, -0.5, y, 2);
                for (int i = 0; i < n; i++) {
                    double sum = -0.5 * before[2 + i];
                    for (int j = 0; j < n; j++) sum += 2 * full[1 + i * (n + 1) + j] * x[3 + j];
                    assertThat(Math.abs(y[2 + i] - sum)).isLessThanOrEqualTo(Tolerance.ofDoubleSum(n, n));
                }
            }
        }
    }

    @Test
    default void alphaZeroReadsNoTriangle() {
        double[] nothing = {POISON, POISON, POISON, POISON};
        double[] y = {1, 2};

        backend().symv(Triangle.LOWER, 2, 0, nothing, 0, 2, nothing, 0, 0.5, y, 0);
        for (Side side : Side.values()) {
            double[] b = nothing.clone();
            backend().trsm(side, Triangle.LOWER, false, Diagonal.STORED, 2, 2, 0, nothing, 0, 2, b, 0, 2);
            assertThat(b).containsOnly(0);
        }

        assertThat(y).containsExactly(0.5, 1);
    }

    @Test
    default void complainsInItsOwnName() {
        double[] a = new double[9];
        assertThatThrownBy(() -> backend().trsm(Side.LEFT, Triangle.LOWER, false, Diagonal.UNIT, 3, 2, 1, a, 1, 3, a, 0, 2)).hasMessage(
                "trsm: expected A [3 × 3] from 1 with leading dimension 3 inside its array, but the array has 9 elements");
        assertThatThrownBy(() -> backend().trmm(Side.RIGHT, Triangle.LOWER, false, Diagonal.UNIT, 3, 2, 1, a, 0, 2, a, 0, 1)).hasMessage(
                "trmm: expected a leading dimension ≥ 2 for B [3 × 2], but got 1");
        assertThatThrownBy(() -> backend().syrk(Triangle.LOWER, false, -1, 2, 1, a, 0, 2, 0, a, 0, 1)).hasMessage(
                "syrk: expected n ≥ 0, but got -1");
        assertThatThrownBy(() -> backend().symv(Triangle.LOWER, 3, 1, a, 0, 3, new double[2], 0, 0, a, 0)).hasMessage(
                "symv: expected x [1 × 3] from 0 with leading dimension 3 inside its array, but the array has 2 elements");
    }

    private static double[] random(int n, int seed) {
        return new Random(seed).doubles(n, -0.5, 0.5).toArray();
    }
}
