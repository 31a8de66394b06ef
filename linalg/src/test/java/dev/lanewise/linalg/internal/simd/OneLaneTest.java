package dev.lanewise.linalg.internal.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// A number alone is treated as in a vector, bit for bit.
class OneLaneTest {

    private static final int N = 1 << 16;

    /// Numbers of all magnitudes, and those where functions change their minds.
    private static float[] numbers() {
        float[] x = new float[N];
        Random random = new Random(1);
        for (int i = 0; i < N; i++) x[i] = i % 2 == 0 ? (float) random.nextGaussian(0, 4) : Float.intBitsToFloat(random.nextInt());
        float[] special = {0, -0f, 1, -1, 10, 40, -110, 150, -150, Float.MIN_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, Math.nextDown(1f)};
        System.arraycopy(special, 0, x, 0, special.length);
        return x;
    }

    @Test void functionsGiveTheBitsOfVectors() {
        float[] x = numbers();
        float[] sigmoid = new float[N];
        float[] tanh = new float[N];
        FloatMaps.sigmoid(x, 0, sigmoid, 0, N);
        FloatMaps.tanh(x, 0, tanh, 0, N);

        for (int i = 0; i < N; i++) {
            assertThat(Float.compare(OneLane.sigmoid(x[i]), sigmoid[i])).as("sigmoid of %s", x[i]).isZero();
            assertThat(Float.compare(OneLane.tanh(x[i]), tanh[i])).as("tanh of %s", x[i]).isZero();
        }
    }

    private static float[][] arrays() {
        float[][] all = new float[7][];
        Random random = new Random(2);
        for (int i = 0; i < all.length; i++) {
            all[i] = new float[4 * 100];
            for (int j = 0; j < 400; j++) all[i][j] = (float) random.nextGaussian();
        }
        for (int j = 0; j < 400; j++) all[3][j] = Math.abs(all[3][j]);
        return all;
    }

    private static void agree(Consumer<float[][]> one, Consumer<float[][]> other) {
        float[][] expected = arrays();
        float[][] actual = arrays();

        one.accept(expected);
        other.accept(actual);

        assertThat(actual).isDeepEqualTo(expected);
    }

    /// A hundred units fill vectors, the same units one by one don't.
    @Test void cellsAndRulesGiveTheBitsOfVectors() {
        var recurrent = new SimdRecurrentKernels();
        var rules = new SimdOptimizerKernels();
        agree(a -> recurrent.lstmStep(a[0], 0, a[1], 0, a[2], 0, a[4], 0, a[5], 0, 100), a -> OneLane.lstmStep(a[0], 0, a[1], 0, a[2], 0, a[4], 0, a[5], 0, 100));
        agree(a -> recurrent.lstmStepGradient(a[0], 0, a[1], 0, a[2], 0, a[4], 0, a[5], 0, a[6], 0, 100),
                a -> OneLane.lstmStepGradient(a[0], 0, a[1], 0, a[2], 0, a[4], 0, a[5], 0, a[6], 0, 100));
        agree(a -> rules.adam(a[0], 0, a[1], 0, a[2], 0, a[3], 0, 100, 0.01f, 1.5f, 0.9f, 0.999f, 1e-7f, 0.1f),
                a -> OneLane.adam(a[0], a[1], a[2], a[3], 0, 100, 0.01f, 1.5f, 0.9f, 0.999f, 1e-7f, 0.1f));
    }
}
