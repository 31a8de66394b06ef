package dev.lanewise.testkit.kernel;

import static dev.lanewise.testkit.kernel.KernelSizes.OFFSET;
import static dev.lanewise.testkit.kernel.KernelSizes.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every set of [ElementKernels] must do. [KernelsContract] is all of them.
interface ElementKernelsContract {

    /// Errors of a function allowed beyond its own size, in units of the last place of 1.
    float ULP_OF_ONE = 0x1p-23f;

    Backend backend();

    private ElementKernels kernels() {
        return backend().kernels().elements();
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void arithmeticAgreesWithTheReference(int n) {
        float[] x = floats(n, 1, 2);
        float[] y = floats(n, 2, 2);
        agree(n, 2, (k, z) -> k.axpby(1.5f, x, OFFSET, -0.5f, z, OFFSET, n));
        agree(n, 2, (k, z) -> k.axpby(1.5f, x, OFFSET, 0, z, OFFSET, n));
        agree(n, 2, (k, z) -> k.affine(1.5f, x, OFFSET, 0.25f, z, OFFSET, n));
        agree(n, 0, (k, z) -> k.add(x, OFFSET, y, OFFSET, z, OFFSET, n));
        agree(n, 0, (k, z) -> k.subtract(x, OFFSET, y, OFFSET, z, OFFSET, n));
        agree(n, 2, (k, z) -> k.multiply(x, OFFSET, y, OFFSET, 0.5f, z, OFFSET, n));
        agree(n, 0, (k, z) -> k.multiply(x, OFFSET, y, OFFSET, 0, z, OFFSET, n));
        agree(n, 0, (k, z) -> k.divide(x, OFFSET, y, OFFSET, z, OFFSET, n));
        agree(n, 0, (k, z) -> k.maximum(x, OFFSET, y, OFFSET, z, OFFSET, n));
        agree(n, 0, (k, z) -> k.add(z, OFFSET, y, OFFSET, z, OFFSET, n));         // in place
    }

    /// What isn't finite stays what it is, in its place; nothing is rounded to zero.
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 37})
    default void arithmeticKeepsWhatIsNotFiniteAndWhatIsTiny(int n) {
        float[] special = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, -0f, Float.MAX_VALUE, 1};
        float[] x = floats(n, 1, 2);
        float[] y = floats(n, 2, 2);
        for (int i = 0; i < x.length; i++) {
            x[i] = special[i % special.length];
            if (i % 3 == 0) y[i] = special[i / 3 % special.length];
        }
        agree(n, 0, (k, z) -> k.add(x, OFFSET, y, OFFSET, z, OFFSET, n));
        agree(n, 0, (k, z) -> k.subtract(x, OFFSET, y, OFFSET, z, OFFSET, n));
        agree(n, 0, (k, z) -> k.multiply(x, OFFSET, y, OFFSET, 0, z, OFFSET, n));
        agree(n, 0, (k, z) -> k.divide(x, OFFSET, y, OFFSET, z, OFFSET, n));
        agree(n, 0, (k, z) -> k.maximum(x, OFFSET, y, OFFSET, z, OFFSET, n));
        agree(n, 0, (k, z) -> k.affine(1, x, OFFSET, 0, z, OFFSET, n));
        agree(n, 0, (k, z) -> k.axpby(1, x, OFFSET, 1, z, OFFSET, n));
        agree(n, 0, (k, z) -> {
            z[OFFSET + n / 2] = Float.NaN;
            k.axpby(1, y, OFFSET, 0, z, OFFSET, n);                              // unread where beta is 0
        });
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void aGradientMovesToWhereTheMaximumStood(int n) {
        float[] x = floats(n, 1, 2);
        float[] y = floats(n, 2, 2);
        for (int i = 0; i < x.length; i += 3) y[i] = x[i];
        float[] moved = floats(n, 3, 1);

        agree(n, 0, (k, rest) -> k.moveWhereEqual(x, OFFSET, y, OFFSET, rest, OFFSET, moved.clone(), OFFSET, n));
        agree(n, 0, (k, dx) -> k.moveWhereEqual(x, OFFSET, y, OFFSET, moved.clone(), OFFSET, dx, OFFSET, n));
    }

    /// Runs a kernel of both sets on the same output; nothing outside the range may change.
    private void agree(int n, int ulps, BiConsumer<ElementKernels, float[]> kernel) {
        float[] expected = floats(n, 9, 2);
        float[] actual = expected.clone();

        kernel.accept(Reference.kernels().elements(), expected);
        kernel.accept(kernels(), actual);

        assertThat(actual).containsExactly(expected, within(ulps * 4 * ULP_OF_ONE));
    }

    @ParameterizedTest
    @EnumSource
    default void functionsAgreeWithTheReference(ElementFunction f) {
        KernelSizes.sizes().forEach(n -> {
            for (float scale : new float[] {1e-3f, 1, 20, 100}) {
                float[] x = floats(n, 3, scale);
                float[] y = floats(n, 4, 1);
                float[] before = y.clone();

                kernels().map(f, x, OFFSET, y, OFFSET, n);

                for (int i = 0; i < y.length; i++) {
                    boolean inside = i >= OFFSET && i < OFFSET + n;
                    float expected = inside ? value(f, x[i]) : before[i];
                    check(f + "(" + x[i] + ")", y[i], expected, 6 * Math.ulp(expected));
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    default void gradientsAgreeWithTheReference(ElementFunction f) {
        KernelSizes.sizes().forEach(n -> {
            for (float scale : new float[] {1e-3f, 1, 20}) {
                float[] x = floats(n, 3, scale);
                float[] y = x.clone();
                float[] dy = floats(n, 5, 1);
                float[] dx = floats(n, 6, 1);
                float[] fresh = dx.clone();
                float[] before = dx.clone();
                Reference.kernels().elements().map(f, x, 0, y, 0, x.length);

                kernels().mapGradient(f, x, OFFSET, y, OFFSET, dy, OFFSET, 0.5f, dx, OFFSET, n);
                kernels().mapGradient(f, x, OFFSET, y, OFFSET, dy, OFFSET, 0, fresh, OFFSET, n);

                for (int i = 0; i < y.length; i++) {
                    boolean inside = i >= OFFSET && i < OFFSET + n;
                    double slope = (double) dy[i] * derivative(f, x[i], y[i]);
                    float tolerance = (float) (6 * ULP_OF_ONE * Math.max(1, Math.abs(slope)));
                    check(f + "'(" + x[i] + ")", fresh[i], inside ? (float) slope : before[i], tolerance);
                    check(f + "' added", dx[i], inside ? (float) (0.5 * before[i] + slope) : before[i], tolerance);
                }
            }
        });
    }

    private static float value(ElementFunction f, float x) {
        float[] y = {x};
        Reference.kernels().elements().map(f, y, 0, y, 0, 1);
        return y[0];
    }

    private static float derivative(ElementFunction f, float x, float y) {
        float[] dx = new float[1];
        Reference.kernels().elements().mapGradient(f, new float[] {x}, 0, new float[] {y}, 0, new float[] {1}, 0, 0, dx, 0, 1);
        return dx[0];
    }

    private static void check(String what, float actual, float expected, float tolerance) {
        if (Float.compare(actual, expected) == 0 || Math.abs(actual - expected) <= tolerance) return;
        assertThat(actual).as(what).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    default void specialArgumentsBehaveAsDocumented(ElementFunction f) {
        float[] special = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE,
                0x1p-130f, Float.MIN_NORMAL, -Float.MIN_NORMAL, 1e-30f, -1e-30f, 88.7f, 88.8f, -87.4f, -95f, -103.9f, -104f, 1e30f, -1e30f,
                Float.MAX_VALUE, -Float.MAX_VALUE, 1f, -1f, 6f, 2.5f, -2.5f, 13f, -13f, -14.4f, -14.6f};
        for (float x : special) {
            for (int n : new int[] {1, 17}) {
                float[] in = new float[n];
                Arrays.fill(in, x);
                float[] out = new float[n];

                kernels().map(f, in, 0, out, 0, n);

                float expected = value(f, x);
                for (float y : out) {
                    boolean isZero = expected == 0 && y == 0 && Math.abs(x) < 1;
                    if (isZero) assertThat(Float.floatToIntBits(y)).as(f + "(" + x + ")").isEqualTo(Float.floatToIntBits(expected));
                    check(f + "(" + x + ")", y + 0f, expected + 0f, 6 * Math.ulp(expected));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void gradientsOfSpecialArgumentsBehaveAsDocumented(ElementFunction f) {
        float[] special = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, 6f, -20f, 20f, -100f, 100f, 1e6f, -1e6f};
        for (float x : special) {
            float y = value(f, x);
            float[] dx = {5};

            kernels().mapGradient(f, new float[] {x}, 0, new float[] {y}, 0, new float[] {1}, 0, 0, dx, 0, 1);

            float expected = derivative(f, x, y);
            check(f + "'(" + x + ")", dx[0] + 0f, expected + 0f, Math.max(8 * Math.ulp(expected), 2 * ULP_OF_ONE));
        }
    }

    /// A network trained twice from one seed must end in the same bits, although it starts interpreted and ends compiled.
    @ParameterizedTest
    @EnumSource
    default void resultsDependNeitherOnThePositionNorOnTheLength(ElementFunction f) {
        float[] x = floats(64, 8, 5);
        float[] whole = new float[64];
        kernels().map(f, x, 0, whole, 0, 64);

        for (int from = 0; from < 40; from += 7) {
            for (int n : new int[] {1, 5, 16, 23}) {
                float[] part = new float[n];
                kernels().map(f, x, from, part, 0, n);
                assertThat(part).isEqualTo(Arrays.copyOfRange(whole, from, from + n));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#sizes")
    default void sumsAgreeWithTheReference(int n) {
        float[] x = floats(n, 1, 2);
        float[] y = floats(n, 2, 2);
        var reference = Reference.kernels().elements();
        double magnitude = 4.0 * n;

        assertThat(kernels().dot(x, OFFSET, y, OFFSET, n))
                .isCloseTo(reference.dot(x, OFFSET, y, OFFSET, n), within(Tolerance.ofFloatSum(n, magnitude)));
        assertThat(kernels().sum(x, OFFSET, n))
                .isCloseTo(reference.sum(x, OFFSET, n), within(2 * Tolerance.ofDoubleSum(n, magnitude)));
        assertThat(kernels().sumOfSquares(x, OFFSET, n))
                .isCloseTo(reference.sumOfSquares(x, OFFSET, n), within(2 * Tolerance.ofDoubleSum(n, magnitude)));
        assertThat(kernels().max(x, OFFSET, n)).isEqualTo(reference.max(x, OFFSET, n));
        assertThat(kernels().argMax(x, OFFSET, n)).isEqualTo(reference.argMax(x, OFFSET, n));
    }

    @Test
    default void maximaKnowTiesNaNAndInfinities() {
        float[] x = new float[40];
        x[21] = x[35] = 7;
        assertThat(kernels().argMax(x, 2, 38)).isEqualTo(19);
        x[37] = Float.NaN;
        x[38] = Float.NaN;
        assertThat(kernels().argMax(x, 0, 40)).isEqualTo(37);
        assertThat(kernels().max(x, 0, 40)).isNaN();
        assertThat(kernels().max(x, 0, 37)).isEqualTo(7);
        assertThat(kernels().max(x, 0, 0)).isEqualTo(Float.NEGATIVE_INFINITY);
        float[] low = new float[20];
        Arrays.fill(low, Float.NEGATIVE_INFINITY);
        assertThat(kernels().argMax(low, 0, 20)).isZero();
        assertThat(kernels().sum(new float[] {Float.POSITIVE_INFINITY, 1}, 0, 2)).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
