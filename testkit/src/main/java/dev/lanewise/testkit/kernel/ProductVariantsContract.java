package dev.lanewise.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.PackedDoubles;
import dev.lanewise.linalg.PackedFloats;
import dev.lanewise.linalg.kernel.ElementFunction;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the relatives of `gemm` must do with any set of kernels: give the bits of `gemm` and of what they save the caller.
interface ProductVariantsContract {

    Backend backend();

    private static int[][] sizes() {
        return new int[][] {{1, 5, 3}, {3, 33, 16}, {8, 40, 300}, {9, 17, 31}, {13, 70, 520}, {50, 100, 33}, {130, 65, 270}, {0, 4, 3}, {4, 0, 3}, {4, 3, 0}};
    }

    @Test
    default void affineIsTheProductThenTheBiasThenTheActivation() {
        for (int[] s : sizes()) {
            for (int t = 0; t < 4; t++) {
                for (ElementFunction f : new ElementFunction[] {ElementFunction.IDENTITY, ElementFunction.RELU, ElementFunction.GELU}) {
                    checkAffine((t & 1) == 1, (t & 2) == 2, s[0], s[1], s[2], f);
                }
            }
        }
    }

    private void checkAffine(boolean transposeA, boolean transposeB, int m, int n, int k, ElementFunction f) {
        float[] a = floats(m * k, 1), b = floats(k * n, 2), bias = floats(n + 2, 3);
        int lda = transposeA ? m : k, ldb = transposeB ? k : n;
        float[] expected = filled(m * n + 3), actual = filled(m * n + 3);
        backend().gemm(transposeA, transposeB, m, n, k, 0.5f, a, 0, lda, b, 0, ldb, 0f, expected, 1, n);
        for (int i = 0; i < m; i++) {
            backend().kernels().elements().add(expected, 1 + i * n, bias, 2, expected, 1 + i * n, n);
            backend().kernels().elements().map(f, expected, 1 + i * n, expected, 1 + i * n, n);
        }

        backend().affine(transposeA, transposeB, m, n, k, 0.5f, a, 0, lda, b, 0, ldb, bias, 2, f, actual, 1, n);
        assertThat(actual).isEqualTo(expected);

        backend().threads(1).affine(transposeA, transposeB, m, n, k, 0.5f, a, 0, lda, b, 0, ldb, bias, 2, f, actual, 1, n);
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    default void anEmptyBiasAddsNothing() {
        float[] c = new float[2];

        backend().affine(false, false, 1, 2, 1, 1f, new float[] {-2}, 0, 1, new float[] {3, -4}, 0, 2, new float[0], 0, ElementFunction.RELU, c, 0, 2);

        assertThat(c).containsExactly(0, 8);
    }

    @Test
    default void aPackedFactorGivesTheBitsOfTheFactor() {
        for (int[] s : sizes()) {
            for (int t = 0; t < 4; t++) {
                boolean transposeA = (t & 1) == 1, transposeB = (t & 2) == 2;
                if (transposeB && !transposeA && Math.min(s[0], s[1]) <= 8) continue;        // summed up in lanes
                checkPackedFloats(transposeA, transposeB, s[0], s[1], s[2]);
                checkPackedDoubles(transposeA, transposeB, s[0], s[1], s[2]);
            }
        }
    }

    private void checkPackedFloats(boolean transposeA, boolean transposeB, int m, int n, int k) {
        float[] a = floats(m * k, 4), b = floats(k * n + 1, 5), expected = floats(m * n, 6), actual = expected.clone();
        int lda = transposeA ? m : k, ldb = transposeB ? k : n;
        backend().gemm(transposeA, transposeB, m, n, k, 1.5f, a, 0, lda, b, 1, ldb, 0.5f, expected, 0, n);

        float[] storage = new float[backend().packedFloats(k, n) + 5];
        Arrays.fill(storage, Float.NaN);
        PackedFloats packed = backend().pack(transposeB, k, n, b, 1, ldb, storage);
        Arrays.fill(b, Float.NaN);
        backend().gemm(transposeA, m, 1.5f, a, 0, lda, packed, 0.5f, actual, 0, n);

        assertThat(actual).isEqualTo(expected);
    }

    private void checkPackedDoubles(boolean transposeA, boolean transposeB, int m, int n, int k) {
        double[] a = doubles(m * k, 4), b = doubles(k * n + 1, 5), expected = doubles(m * n, 6), actual = expected.clone();
        int lda = transposeA ? m : k, ldb = transposeB ? k : n;
        backend().gemm(transposeA, transposeB, m, n, k, 1.5, a, 0, lda, b, 1, ldb, 0.5, expected, 0, n);

        PackedDoubles packed = backend().pack(transposeB, k, n, b, 1, ldb);
        Arrays.fill(b, Double.NaN);
        backend().gemm(transposeA, m, 1.5, a, 0, lda, packed, 0.5, actual, 0, n);

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    default void aFactorPacksIntoMemoryOfTheCaller() {
        int size = backend().packedFloats(7, 3);
        assertThat(size).isGreaterThanOrEqualTo(21).isEqualTo(7 * (size / 7));
        assertThat(backend().packedDoubles(0, 3)).isZero();
        assertThatThrownBy(() -> backend().pack(false, 7, 3, new float[21], 0, 3, new float[size - 1])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pack: expected elements of the packed factor ≥ " + size + ", but got " + (size - 1));
        assertThatThrownBy(() -> backend().packedFloats(-1, 3)).isInstanceOf(IllegalArgumentException.class).hasMessage("pack: expected k ≥ 0, but got -1");
    }

    @Test
    default void aBatchIsItsMembers() {
        for (int[] s : new int[][] {{5, 4, 7, 3}, {2, 140, 130, 131}, {70, 20, 30, 40}, {0, 3, 3, 3}, {1, 9, 1, 5}}) {
            int count = s[0], m = s[1], n = s[2], k = s[3];
            float[] a = floats(count * (m * k + 1), 7), b = floats(k * n, 8), expected = floats(count * (m * n + 2), 9), actual = expected.clone();
            double[] x = doubles(count * (m * k + 1), 7), y = doubles(k * n, 8), wanted = doubles(count * (m * n + 2), 9), got = wanted.clone();
            for (int i = 0; i < count; i++) {
                backend().gemm(false, true, m, n, k, 1f, a, i * (m * k + 1), k, b, 0, k, 2f, expected, i * (m * n + 2), n);
                backend().gemm(false, true, m, n, k, 1.0, x, i * (m * k + 1), k, y, 0, k, 2.0, wanted, i * (m * n + 2), n);
            }

            backend().gemmBatch(count, false, true, m, n, k, 1f, a, 0, k, m * k + 1, b, 0, k, 0, 2f, actual, 0, n, m * n + 2);
            backend().gemmBatch(count, false, true, m, n, k, 1.0, x, 0, k, m * k + 1, y, 0, k, 0, 2.0, got, 0, n, m * n + 2);

            assertThat(actual).isEqualTo(expected);
            assertThat(got).isEqualTo(wanted);
        }
    }

    @Test
    default void gerAddsAProductOfTwoVectors() {
        float[] a = {9, 1, 2, 3, 8, 4, 5, 6, 9};                          // [2 × 3] from 1 with leading dimension 4
        backend().ger(2, 3, 2f, new float[] {0, 1, 10}, 1, new float[] {1, 2, 3}, 0, a, 1, 4);
        assertThat(a).containsExactly(9, 3, 6, 9, 8, 24, 45, 66, 9);

        double[] d = {9, 1, 2, 3, 8, 4, 5, 6, 9};
        backend().ger(2, 3, 2.0, new double[] {0, 1, 10}, 1, new double[] {1, 2, 3}, 0, d, 1, 4);
        assertThat(d).containsExactly(9, 3, 6, 9, 8, 24, 45, 66, 9);
    }

    @Test
    default void alphaZeroReadsNeitherFactor() {
        float[] nan = new float[100];
        Arrays.fill(nan, Float.NaN);
        for (int t = 0; t < 4; t++) {
            for (int m : new int[] {2, 10}) {
                float[] c = floats(m * 10, 1), expected = c.clone();
                for (int i = 0; i < c.length; i++) expected[i] *= 0.5f;

                backend().gemm((t & 1) == 1, (t & 2) == 2, m, 10, 10, 0f, nan, 0, 10, nan, 0, 10, 0.5f, c, 0, 10);

                assertThat(c).isEqualTo(expected);
            }
        }
        float[] c = {7};
        backend().gemm(false, 1, 0f, nan, 0, 1, backend().pack(false, 1, 1, nan, 0, 1), 2f, c, 0, 1);
        assertThat(c).containsExactly(14);
    }

    @Test
    default void theirErrorsAreOneSentence() {
        float[] six = new float[6];
        assertThatThrownBy(() -> backend().affine(false, false, 2, 2, 3, 1, six, 0, 3, six, 0, 2, new float[1], 0, ElementFunction.RELU, six, 0, 2))
                .hasMessage("affine: expected bias [1 × 2] from 0 with leading dimension 2 inside its array, but the array has 1 elements");
        assertThatThrownBy(() -> backend().gemmBatch(2, false, false, 2, 2, 1, 1f, six, 0, 1, 2, six, 0, 2, 2, 0f, six, 0, 2, 3))
                .hasMessage("gemmBatch: expected strideC ≥ 4 for C [2 × 2] with leading dimension 2, but got 3");
        assertThatThrownBy(() -> backend().gemmBatch(2, false, false, 1, 1, 1, 1f, six, 0, 1, 6, six, 0, 1, 0, 0f, six, 0, 1, 1))
                .hasMessage("gemmBatch: expected A [1 × 1] from 6 with leading dimension 1 inside its array, but the array has 6 elements");
        assertThatThrownBy(() -> backend().gemm(false, 3, 1f, six, 0, 3, backend().pack(false, 3, 2, six, 0, 2), 0f, six, 0, 2))
                .hasMessage("gemm: expected A [3 × 3] from 0 with leading dimension 3 inside its array, but the array has 6 elements");
        assertThatThrownBy(() -> backend().ger(2, -1, 1f, six, 0, six, 0, six, 0, 3)).hasMessage("ger: expected n ≥ 0, but got -1");
        String own = backend().kernels().name();
        String other = own.equals("scalar") ? "simd" : "scalar";
        PackedFloats packed = Backend.named(other, 1).pack(false, 3, 2, six, 0, 2);
        assertThat(packed).hasToString("PackedFloats[3 × 2]");
        assertThatThrownBy(() -> backend().gemm(false, 2, 1f, six, 0, 3, packed, 0f, six, 0, 2)).hasMessage("gemm: expected a factor packed for the kernels '"
                + own + "', but got one for '" + other + "'. Pack it with the backend that multiplies");
    }

    private static float[] filled(int n) {
        float[] x = new float[n];
        Arrays.fill(x, 7);
        return x;
    }

    private static float[] floats(int n, int seed) {
        var random = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) x[i] = random.nextFloat() - 0.5f;
        return x;
    }

    private static double[] doubles(int n, int seed) {
        var random = new Random(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) x[i] = random.nextDouble() - 0.5;
        return x;
    }
}
