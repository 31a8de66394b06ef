package dev.lanewise.testkit.kernel;

import static dev.lanewise.testkit.kernel.KernelSizes.OFFSET;
import static dev.lanewise.testkit.kernel.KernelSizes.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.GemvKernels;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every set of [GemvKernels] must do. [KernelsContract] is all of them.
interface GemvKernelsContract {

    int ROWS = 7;
    int GAP = 2;

    Backend backend();

    private GemvKernels kernels() {
        return backend().kernels().gemv();
    }

    /// A matrix of `rows` rows of some kind of element, which any kernels can multiply.
    enum Elements {
        FLOATS {
            @Override
            void gemv(GemvKernels kernels, int rows, int first, int n, float[] a, float[] x, float[] y) {
                kernels.gemv(rows, n, a, OFFSET + first * (n + GAP), n + GAP, x, OFFSET, y, OFFSET + first);
            }
        },
        BFLOATS {
            @Override
            void gemv(GemvKernels kernels, int rows, int first, int n, float[] a, float[] x, float[] y) {
                short[] upper = new short[a.length];
                for (int i = 0; i < a.length; i++) upper[i] = (short) (Float.floatToRawIntBits(a[i]) >>> 16);
                kernels.gemv(rows, n, upper, OFFSET + first * (n + GAP), n + GAP, x, OFFSET, y, OFFSET + first);
            }
        },
        BYTES {
            @Override
            void gemv(GemvKernels kernels, int rows, int first, int n, float[] a, float[] x, float[] y) {
                byte[] bytes = new byte[a.length];
                for (int i = 0; i < a.length; i++) bytes[i] = (byte) Math.round(a[i] * 128 - 0.5f);
                float[] scales = floats(ROWS, 9, 1 / 128f);
                kernels.gemv(rows, n, bytes, OFFSET + first * (n + GAP), n + GAP, scales, OFFSET + first, x, OFFSET, y, OFFSET + first);
            }
        };

        abstract void gemv(GemvKernels kernels, int rows, int first, int n, float[] a, float[] x, float[] y);
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void productsAreNearTheReference(int n) {
        float[] a = floats(ROWS * (n + GAP), 1, 1);
        float[] x = floats(n, 2, 1);
        for (Elements elements : Elements.values()) {
            float[] expected = floats(ROWS, 3, 1);
            float[] actual = expected.clone();
            elements.gemv(Reference.kernels().gemv(), ROWS, 0, n, a, x, expected);
            elements.gemv(kernels(), ROWS, 0, n, a, x, actual);
            for (int i = 0; i < actual.length; i++) {
                boolean result = i >= OFFSET && i < OFFSET + ROWS;
                assertThat(actual[i]).as("%s, row %d", elements, i - OFFSET).isCloseTo(expected[i], within(result ? Tolerance.ofFloatSum(n, n) : 0));
            }
        }
    }

    /// However rows are shared out among threads.
    @ParameterizedTest
    @EnumSource(Elements.class)
    default void aRowHasTheSameBitsAlone(Elements elements) {
        int n = 83;
        float[] a = floats(ROWS * (n + GAP), 1, 1);
        float[] x = floats(n, 2, 1);
        float[] together = new float[OFFSET + ROWS];
        float[] alone = together.clone();
        elements.gemv(kernels(), ROWS, 0, n, a, x, together);
        for (int i = 0; i < ROWS; i++) elements.gemv(kernels(), 1, i, n, a, x, alone);

        assertThat(alone).containsExactly(together);
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void everyByteCounts(int n) {
        byte[] a = new byte[n];
        float[] x = new float[n];
        var random = new Random(4);
        int sum = 0;
        for (int i = 0; i < n; i++) {
            a[i] = (byte) (i == 0 ? -128 : random.nextInt(256));
            x[i] = 1 + i % 3;
            sum += a[i] * (1 + i % 3);
        }
        float[] y = new float[1];
        kernels().gemv(1, n, a, 0, n, new float[] {0.5f}, 0, x, 0, y, 0);

        assertThat(y[0]).isEqualTo(0.5f * sum);                 // whole numbers below 2²⁴ are exact
    }

    @Test
    default void whatIsNotFiniteStaysInItsRow() {
        int n = 19;
        float[] a = floats(2 * n, 1, 1);
        float[] x = floats(n, 2, 1);
        a[OFFSET + 5] = Float.NaN;
        a[OFFSET + n + 4] = Float.POSITIVE_INFINITY;
        x[OFFSET + 4] = 1;
        for (Elements elements : new Elements[] {Elements.FLOATS, Elements.BFLOATS}) {
            float[] y = new float[OFFSET + 3];
            float[] spread = new float[OFFSET + 3 * (n + GAP)];
            for (int i = 0; i < 2; i++) System.arraycopy(a, OFFSET + i * n, spread, OFFSET + i * (n + GAP), n);
            elements.gemv(kernels(), 3, 0, n, spread, x, y);
            assertThat(y).endsWith(Float.NaN, Float.POSITIVE_INFINITY, 0);
        }
    }
}
