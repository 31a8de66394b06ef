package dev.lanewise.linalg.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.linalg.Backend;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A range may be cut anywhere: what a kernel writes for an item doesn't depend on the range that the item falls into, bit for bit.
/// Only so may threads share ranges.
class AnyCutTest {

    private static final int N = 203;
    private static final int[] CUTS = {0, 1, 4, 21, 37, 64, 101, 101, 170, N};

    private final float[] x = random(1);
    private final float[] y = random(2);
    private final float[] z = random(3);

    /// Work on `n` items from `from` on, which writes to `out`.
    private interface Work {
        void run(int from, int n, float[] out);
    }

    @ParameterizedTest
    @EnumSource(ElementFunction.class)
    void functionsAndTheirDerivatives(ElementFunction f) {
        ElementKernels kernels = Backend.named("simd", 1).kernels().elements();
        assertCutsChangeNothing((from, n, out) -> kernels.map(f, x, from, out, from, n));
        assertCutsChangeNothing((from, n, out) -> kernels.mapGradient(f, x, from, y, from, z, from, 0.5f, out, from, n));
    }

    @ParameterizedTest
    @ValueSource(strings = {"simd", "scalar"})
    void elementKernels(String name) {
        ElementKernels kernels = Backend.named(name, 1).kernels().elements();
        assertCutsChangeNothing((from, n, out) -> kernels.axpby(0.3f, x, from, 0.7f, out, from, n));
        assertCutsChangeNothing((from, n, out) -> kernels.affine(0.3f, x, from, 0.7f, out, from, n));
        assertCutsChangeNothing((from, n, out) -> kernels.add(x, from, y, from, out, from, n));
        assertCutsChangeNothing((from, n, out) -> kernels.subtract(x, from, y, from, out, from, n));
        assertCutsChangeNothing((from, n, out) -> kernels.multiply(x, from, y, from, 0.7f, out, from, n));
        assertCutsChangeNothing((from, n, out) -> kernels.divide(x, from, y, from, out, from, n));
        assertCutsChangeNothing((from, n, out) -> kernels.maximum(x, from, y, from, out, from, n));
    }

    @ParameterizedTest
    @ValueSource(strings = {"simd", "scalar"})
    void optimisers(String name) {
        OptimizerKernels kernels = Backend.named(name, 1).kernels().optimizers();
        assertCutsChangeNothing((from, n, out) -> kernels.sgd(out, from, x, from, y.clone(), from, n, 0.01f, 0.9f, 0.7f, true, 0.01f));
        assertCutsChangeNothing((from, n, out) -> kernels.adam(out, from, x, from, y.clone(), from, squares(z), from, n,
                0.01f, 0.8f, 0.9f, 0.999f, 1e-7f, 0.01f));
        assertCutsChangeNothing((from, n, out) -> kernels.amsgrad(out, from, x, from, y.clone(), from, squares(z), from, squares(y), from, n,
                0.01f, 0.8f, 0.9f, 0.999f, 1e-7f, 0.01f));
        assertCutsChangeNothing((from, n, out) -> kernels.rmsprop(out, from, x, from, squares(z), from, n, 0.01f, 0.9f, 0.1f, 1e-3f, 0.1f, 0.01f));
        assertCutsChangeNothing((from, n, out) -> kernels.lion(out, from, x, from, y.clone(), from, n, 0.01f, 0.9f, 0.99f, 0.02f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"simd", "scalar"})
    void doubles(String name) {
        DoubleKernels kernels = Backend.named(name, 1).kernels().doubles();
        assertCutsChangeNothing((from, n, out) -> {
            double[] u = widened(x);
            double[] v = widened(y);
            kernels.axpy(1 / 3.0, u, from, v, from, n);
            kernels.combine(1 / 7.0, u, from, 0.7, v, from, v, from, n);
            kernels.rotate(u, from, v, from, 0.6, 0.8, n);
            kernels.scale(1 / 3.0, u, from, n);
            for (int i = from; i < from + n; i++) {
                long bits = Double.doubleToRawLongBits(u[i]) * 31 + Double.doubleToRawLongBits(v[i]);
                out[i] = Float.intBitsToFloat(Long.hashCode(bits) >>> 2);
            }
        });
    }

    private static void assertCutsChangeNothing(Work work) {
        float[] whole = random(4);
        float[] cut = whole.clone();
        work.run(0, N, whole);
        for (int i = 0; i + 1 < CUTS.length; i++) work.run(CUTS[i], CUTS[i + 1] - CUTS[i], cut);
        assertThat(cut).isEqualTo(whole);
    }

    /// Numbers of many sizes, some of them special.
    private static float[] random(int seed) {
        var random = new Random(seed);
        float[] array = new float[N];
        for (int i = 0; i < N; i++) array[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(4) - 2));
        array[30] = Float.NaN;
        array[N - 2] = Float.POSITIVE_INFINITY;
        array[20] = -0f;
        return array;
    }

    private static float[] squares(float[] array) {
        float[] squares = new float[N];
        for (int i = 0; i < N; i++) squares[i] = array[i] * array[i];
        return squares;
    }

    private static double[] widened(float[] array) {
        double[] wide = new double[N];
        for (int i = 0; i < N; i++) wide[i] = array[i] / 3.0;
        return wide;
    }
}
