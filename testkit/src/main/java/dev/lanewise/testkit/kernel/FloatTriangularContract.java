package dev.lanewise.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Diagonal;
import dev.lanewise.linalg.Side;
import dev.lanewise.linalg.Triangle;
import dev.lanewise.testkit.kernel.TriangularContract.Flags;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `trsm`, `trmm` and `symv` must do in float32 with any set of kernels: agree with their float64 twins within the bound of their rounding
/// errors, `(k + 4) · 2⁻²⁴ · Σ|A(i, p) · B(p, j)|` for matrices of order k, touch nothing but their result, never read the other triangle, and give the
/// same bits with any number of threads.
interface FloatTriangularContract {

    Backend backend();

    private static float[] random(int n, int seed) {
        var random = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) x[i] = random.nextFloat() - 0.5f;
        return x;
    }

    private static double[] wide(float[] x) {
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) wide[i] = x[i];
        return wide;
    }

    private static double[] magnitudes(double[] x) {
        return Arrays.stream(x).map(Math::abs).toArray();
    }

    private static void close(float[] actual, double[] expected, double[] magnitudes, int n, Object what) {
        for (int i = 0; i < actual.length; i++) {
            if (Math.abs(actual[i] - expected[i]) <= Tolerance.ofFloatSum(n + 2, magnitudes[i])) continue;
            throw new AssertionError("element " + i + " of " + what + " is " + actual[i] + " instead of " + expected[i]);
        }
    }

    /// A triangular A with poison in all that doesn't count, and B with gaps between its rows.
    record Trial(Flags f, int m, int n) {

        int order() {
            return f.side() == Side.LEFT ? m : n;
        }

        float[] a() {
            float[] a = random(3 + order() * (order() + 2), order());
            for (int at = 0; at < a.length; at++) {
                int i = Math.floorDiv(at - 3, order() + 2);
                int j = Math.floorMod(at - 3, order() + 2);
                boolean counts = f.triangle() == Triangle.LOWER ? i > j : i < j && j < order();
                if (i == j && f.diagonal() == Diagonal.STORED) a[at] += 1.5f;
                else a[at] = i >= 0 && counts ? a[at] / 2 : Float.NaN;
            }
            return a;
        }

        float[] b() {
            return random(2 + m * (n + 1), m * 31 + n);
        }

        void solve(Backend backend, float alpha, float[] b) {
            backend.trsm(f.side(), f.triangle(), f.transpose(), f.diagonal(), m, n, alpha, a(), 3, order() + 2, b, 2, n + 1);
        }

        void multiply(Backend backend, float alpha, float[] b) {
            backend.trmm(f.side(), f.triangle(), f.transpose(), f.diagonal(), m, n, alpha, a(), 3, order() + 2, b, 2, n + 1);
        }

        double[] multiplied(Backend backend, double alpha, double[] a, double[] b) {
            double[] product = b.clone();
            backend.trmm(f.side(), f.triangle(), f.transpose(), f.diagonal(), m, n, alpha, a, 3, order() + 2, product, 2, n + 1);
            return product;
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.TriangularContract#flags")
    default void solvesInFloat32WhatMultipliesOutAgain(Flags f) {
        for (int[] shape : TriangularContract.shapes()) {
            for (float alpha : new float[] {1, -0.75f}) {
                var trial = new Trial(f, shape[0], shape[1]);
                double[] a = wide(trial.a());
                float[] x = trial.b();
                trial.solve(backend(), alpha, x);
                float[] scaled = trial.b();
                for (int i = 0; i < trial.m; i++) {
                    for (int j = 0; j < trial.n; j++) scaled[2 + i * (trial.n + 1) + j] *= alpha;
                }
                double[] again = trial.multiplied(backend(), 1, a, wide(x));
                close(scaled, again, trial.multiplied(backend(), 1, magnitudes(a), magnitudes(wide(x))), trial.order(), trial);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.TriangularContract#flags")
    default void multipliesInFloat32AsInFloat64(Flags f) {
        for (int[] shape : TriangularContract.shapes()) {
            for (float alpha : new float[] {1, -0.75f}) {
                var trial = new Trial(f, shape[0], shape[1]);
                double[] a = wide(trial.a());
                double[] b = wide(trial.b());
                float[] product = trial.b();
                trial.multiply(backend(), alpha, product);
                close(product, trial.multiplied(backend(), alpha, a, b),
                        trial.multiplied(backend(), Math.abs(alpha), magnitudes(a), magnitudes(b)), trial.order(), trial);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.TriangularContract#flags")
    default void theNumberOfThreadsChangesNoBitOfTriangularProductsInFloat32(Flags f) {
        for (int[] shape : new int[][] {{201, 300}, {530, 67}}) {
            var trial = new Trial(f, shape[0], shape[1]);
            float[] one = both(trial, backend().threads(1));
            assertThat(both(trial, backend().threads(2))).isEqualTo(one);
            assertThat(both(trial, backend().threads(5))).isEqualTo(one);
        }
    }

    private static float[] both(Trial trial, Backend backend) {
        float[] b = trial.b();
        trial.solve(backend, 1.5f, b);
        trial.multiply(backend, 0.5f, b);
        return b;
    }

    /// On the left side columns of B know nothing of one another, on the right side rows.
    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.TriangularContract#flags")
    default void whatIsNotFiniteStaysInItsRightSide(Flags f) {
        var trial = new Trial(f, 70, 83);
        for (float poison : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            for (int[] at : new int[][] {{0, 0}, {69, 82}, {33, 80}, {64, 15}}) {
                float[] clean = trial.b(), solved = trial.b(), product = trial.b();
                solved[2 + at[0] * 84 + at[1]] = product[2 + at[0] * 84 + at[1]] = poison;
                trial.solve(backend(), 1, solved);
                trial.multiply(backend(), 1, product);
                assertThat(Float.isFinite(solved[2 + at[0] * 84 + at[1]])).isFalse();
                assertThat(Float.isFinite(product[2 + at[0] * 84 + at[1]])).isFalse();
                trial.solve(backend(), 1, clean);
                for (int i = 0; i < clean.length; i++) {
                    boolean own = f.side() == Side.LEFT ? (i - 2) % 84 == at[1] : (i - 2) / 84 == at[0];
                    if (!own && (solved[i] != clean[i] || !Float.isFinite(product[i]))) throw new AssertionError("element " + i + " of " + trial);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.TriangularContract#flags")
    default void alphaZeroReadsNoTriangleAndLeavesZerosInFloat32(Flags f) {
        float[] a = new float[17 * 17];
        Arrays.fill(a, Float.NaN);
        float[] solved = random(2 + 9 * 18, 1), product = solved.clone(), before = solved.clone();
        for (int j = 0; j < 17; j++) solved[2 + j] = product[2 + j] = Float.NaN;

        backend().trsm(f.side(), f.triangle(), f.transpose(), f.diagonal(), 9, 17, 0, a, 0, 17, solved, 2, 18);
        backend().trmm(f.side(), f.triangle(), f.transpose(), f.diagonal(), 9, 17, 0, a, 0, 17, product, 2, 18);

        for (int i = 0; i < solved.length; i++) {
            boolean outside = i < 2 || (i - 2) % 18 == 17;
            assertThat(solved[i]).isEqualTo(outside ? before[i] : 0);
            assertThat(product[i]).isEqualTo(outside ? before[i] : 0);
        }
    }

    @Test
    default void aZeroOnTheDiagonalGivesInfinitiesInFloat32() {
        float[] b = {3, -4};
        backend().trsm(Side.LEFT, Triangle.UPPER, false, Diagonal.STORED, 2, 1, 1, new float[] {1, 2, Float.NaN, 0}, 0, 2, b, 0, 1);
        assertThat(b).containsExactly(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
    }

    @Test
    default void theSymmetricMatrixTimesAVectorInFloat32AgreesWithThatInFloat64() {
        for (int n : new int[] {0, 1, 2, 3, 4, 9, 15, 16, 17, 31, 33, 64, 255, 256, 257, 700, 1100}) {
            for (Triangle triangle : Triangle.values()) {
                compareSymmetric(triangle, n, 1, 0);
                compareSymmetric(triangle, n, 1, 1);
                compareSymmetric(triangle, n, -2, 0.75f);
            }
        }
    }

    private void compareSymmetric(Triangle triangle, int n, float alpha, float beta) {
        float[] a = random(1 + n * (n + 1), n);
        for (int i = 0; i < n * n; i++) {
            if (triangle == Triangle.LOWER ? i / n < i % n : i / n > i % n) a[1 + i / n * (n + 1) + i % n] = Float.NaN;
        }
        float[] x = random(3 + n, 1);
        float[] actual = random(4 + n, 2);
        double[] expected = wide(actual);
        double[] magnitudes = magnitudes(expected);
        if (beta == 0) Arrays.fill(actual, 2, 2 + n, Float.NaN);

        backend().symv(triangle, n, alpha, a, 1, n + 1, x, 3, beta, actual, 2);
        backend().symv(triangle, n, alpha, wide(a), 1, n + 1, wide(x), 3, beta, expected, 2);
        backend().symv(triangle, n, Math.abs(alpha), magnitudes(wide(a)), 1, n + 1, magnitudes(wide(x)), 3, Math.abs(beta), magnitudes, 2);

        close(actual, expected, magnitudes, n, triangle + " [" + n + " × " + n + "] times a vector");
    }

    @Test
    default void alphaZeroReadsNoSymmetricMatrixInFloat32() {
        float[] nothing = {Float.NaN, Float.NaN, Float.NaN, Float.NaN};
        float[] y = {1, 2};

        backend().symv(Triangle.LOWER, 2, 0, nothing, 0, 2, nothing, 0, 0.5f, y, 0);

        assertThat(y).containsExactly(0.5f, 1);
    }

    @Test
    default void theNumberOfThreadsChangesNoBitOfASymmetricMatrixTimesAVectorInFloat32() {
        for (int n : new int[] {256, 333, 1537}) {
            for (Triangle triangle : Triangle.values()) {
                float[] one = symmetric(backend().threads(1), triangle, n);
                assertThat(symmetric(backend().threads(2), triangle, n)).isEqualTo(one);
                assertThat(symmetric(backend().threads(5), triangle, n)).isEqualTo(one);
            }
        }
    }

    private static float[] symmetric(Backend backend, Triangle triangle, int n) {
        float[] y = random(n, 1);
        backend.symv(triangle, n, 1.5f, random(n * n, 2), 0, n, random(n, 3), 0, -0.5f, y, 0);
        return y;
    }

    @Test
    default void complainsInFloat32AsInFloat64() {
        float[] a = new float[9];
        assertThatThrownBy(() -> backend().trsm(Side.LEFT, Triangle.LOWER, false, Diagonal.UNIT, 3, 2, 1, a, 1, 3, a, 0, 2)).hasMessage(
                "trsm: expected A [3 × 3] from 1 with leading dimension 3 inside its array, but the array has 9 elements");
        assertThatThrownBy(() -> backend().trmm(Side.RIGHT, Triangle.LOWER, false, Diagonal.UNIT, 3, 2, 1, a, 0, 2, a, 0, 1)).hasMessage(
                "trmm: expected a leading dimension ≥ 2 for B [3 × 2], but got 1");
        assertThatThrownBy(() -> backend().trmm(Side.LEFT, Triangle.LOWER, false, Diagonal.UNIT, 3, -2, 1, a, 0, 3, a, 0, 1)).hasMessage(
                "trmm: expected n ≥ 0, but got -2");
        assertThatThrownBy(() -> backend().symv(Triangle.LOWER, 3, 1, a, 0, 3, new float[2], 0, 0, a, 0)).hasMessage(
                "symv: expected x [1 × 3] from 0 with leading dimension 3 inside its array, but the array has 2 elements");
    }
}
