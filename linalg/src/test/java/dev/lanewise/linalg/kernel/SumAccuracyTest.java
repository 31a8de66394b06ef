package dev.lanewise.linalg.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.linalg.Backend;
import java.math.BigDecimal;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sums and inner products against exact ones in decimal numbers: within their documented bounds `(n + 2) u Σ|xᵢ|`, also where the sum is
/// sixteen orders of magnitude smaller than its terms.
class SumAccuracyTest {

    private static final int OFFSET = 3;
    private static final int[] SIZES = {0, 1, 2, 7, 16, 33, 64, 129, 1000, 4099};

    enum Data { EVEN, GRADED, CANCELLING }

    record Trial(String kernels, Data data, int n) {

        Kernels set() {
            return Backend.named(kernels, 1).kernels();
        }

        /// Numbers of which, if they cancel, each second one is the opposite of the one before, up to a few of its last digits.
        double[] numbers(int seed, double least) {
            var random = new Random(seed);
            double[] x = new double[OFFSET + n];
            for (int i = 0; i < x.length; i++) {
                x[i] = switch (data) {
                    case EVEN -> random.nextDouble() - 0.25;
                    case GRADED -> random.nextGaussian() * Math.pow(10, -12.0 * i / x.length);
                    case CANCELLING -> (i - OFFSET) % 2 == 1 ? -x[i - 1] * (1 + least * random.nextInt(3)) : random.nextGaussian() * 1e8;
                };
            }
            return x;
        }
    }

    static Stream<Trial> trials() {
        return Stream.of("simd", "scalar").flatMap(kernels -> Stream.of(Data.values()).flatMap(data ->
                java.util.Arrays.stream(SIZES).mapToObj(n -> new Trial(kernels, data, n))));
    }

    @ParameterizedTest
    @MethodSource("trials")
    void doubleSumsAreWithinTheirBounds(Trial t) {
        double[] x = t.numbers(1, 0x1p-52);
        double[] y = t.data() == Data.CANCELLING ? repeated(t.numbers(2, 0)) : t.numbers(2, 0);
        DoubleKernels kernels = t.set().doubles();

        assertClose(kernels.sum(x, OFFSET, t.n()), 0x1p-53, t.n(), i -> x[i], _ -> 1);
        assertClose(kernels.dot(x, OFFSET, y, OFFSET, t.n()), 0x1p-53, t.n(), i -> x[i], i -> y[i]);
    }

    @ParameterizedTest
    @MethodSource("trials")
    void floatSumsAreWithinTheirBounds(Trial t) {
        float[] x = narrowed(t.numbers(1, 0x1p-23));
        float[] y = narrowed(t.data() == Data.CANCELLING ? repeated(t.numbers(2, 0)) : t.numbers(2, 0));
        ElementKernels kernels = t.set().elements();

        assertClose(kernels.sum(x, OFFSET, t.n()), 0x1p-53, t.n(), i -> x[i], _ -> 1);
        assertClose(kernels.sumOfSquares(x, OFFSET, t.n()), 0x1p-53, t.n(), i -> x[i], i -> x[i]);
        assertClose(kernels.dot(x, OFFSET, y, OFFSET, t.n()), 0x1p-24, t.n(), i -> x[i], i -> y[i]);
    }

    private static void assertClose(double actual, double unit, int n, IntToDoubleFunction x, IntToDoubleFunction y) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal magnitude = BigDecimal.ZERO;
        for (int i = OFFSET; i < OFFSET + n; i++) {
            BigDecimal term = new BigDecimal(x.applyAsDouble(i)).multiply(new BigDecimal(y.applyAsDouble(i)));
            sum = sum.add(term);
            magnitude = magnitude.add(term.abs());
        }
        BigDecimal bound = magnitude.multiply(new BigDecimal((n + 2) * unit));
        assertThat(new BigDecimal(actual).subtract(sum).abs()).isLessThanOrEqualTo(bound);
    }

    /// Each second number becomes the one before, so that products cancel where the other factors do.
    private static double[] repeated(double[] x) {
        for (int i = OFFSET + 1; i < x.length; i += 2) x[i] = x[i - 1];
        return x;
    }

    private static float[] narrowed(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < y.length; i++) y[i] = (float) x[i];
        return y;
    }
}
