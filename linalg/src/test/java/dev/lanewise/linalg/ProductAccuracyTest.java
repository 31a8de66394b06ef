package dev.lanewise.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.linalg.kernel.TwofoldSum;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Products against sums in twice the digits: every element is within `k u / (1 − k u) · Σ|a||b|`, the bound of k roundings in a row with
/// the unit roundoff u = 2⁻²⁴ or 2⁻⁵³, whatever the shape and whoever is transposed, also where almost everything cancels.
class ProductAccuracyTest {

    record Product(String kernels, boolean transposeA, boolean transposeB, int m, int n, int k) {

        double a(double[] a, int i, int p) {
            return a[transposeA ? p * m + i : i * k + p];
        }

        double b(double[] b, int p, int j) {
            return b[transposeB ? j * k + p : p * n + j];
        }
    }

    static Stream<Product> products() {
        int[][] shapes = {{1, 1, 1}, {5, 7, 2}, {17, 33, 65}, {7, 129, 301}, {1, 50, 777}, {50, 1, 777}, {9, 8, 1001}, {65, 67, 2503}, {130, 131, 17}};
        return Stream.of("simd", "scalar").flatMap(kernels -> Stream.of(shapes).flatMap(s -> IntStream.range(0, 4).mapToObj(
                t -> new Product(kernels, (t & 1) == 1, (t & 2) == 2, s[0], s[1], s[2]))));
    }

    @ParameterizedTest
    @MethodSource("products")
    void doubleProductsAreWithinTheirBound(Product p) {
        double[] a = cancelling(p.m * p.k, 1);
        double[] b = cancelling(p.k * p.n, 2);
        double[] c = new double[p.m * p.n];

        Backend.named(p.kernels, 2).gemm(p.transposeA, p.transposeB, p.m, p.n, p.k, 1.0, a, 0, p.transposeA ? p.m : p.k,
                b, 0, p.transposeB ? p.k : p.n, 0.0, c, 0, p.n);

        check(p, a, b, c, 0x1p-53);
    }

    @ParameterizedTest
    @MethodSource("products")
    void floatProductsAreWithinTheirBound(Product p) {
        float[] a = narrowed(cancelling(p.m * p.k, 1));
        float[] b = narrowed(cancelling(p.k * p.n, 2));
        float[] c = new float[p.m * p.n];

        Backend.named(p.kernels, 2).gemm(p.transposeA, p.transposeB, p.m, p.n, p.k, 1f, a, 0, p.transposeA ? p.m : p.k,
                b, 0, p.transposeB ? p.k : p.n, 0f, c, 0, p.n);

        check(p, widened(a), widened(b), widened(c), 0x1p-24);
    }

    private static void check(Product p, double[] a, double[] b, double[] c, double unit) {
        double factor = p.k * unit / (1 - p.k * unit);
        for (int i = 0; i < p.m; i++) {
            for (int j = 0; j < p.n; j++) {
                var exact = new TwofoldSum();
                for (int q = 0; q < p.k; q++) exact.addProduct(p.a(a, i, q), p.b(b, q, j));
                double bound = factor * exact.magnitude();
                if (exact.error(c[i * p.n + j]) <= bound) continue;
                assertThat(exact.error(c[i * p.n + j])).as("C[%s, %s]", i, j).isLessThanOrEqualTo(bound);
            }
        }
    }

    /// Numbers between 1e-3 and 1e3 of both signs, of which many are nearly the opposite of the one before.
    private static double[] cancelling(int n, int seed) {
        var random = new Random(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            boolean opposite = i > 0 && random.nextBoolean();
            x[i] = opposite ? -x[i - 1] * (1 + 1e-7 * random.nextDouble()) : random.nextGaussian() * Math.pow(10, random.nextInt(7) - 3);
        }
        return x;
    }

    private static float[] narrowed(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < y.length; i++) y[i] = (float) x[i];
        return y;
    }

    private static double[] widened(float[] x) {
        return IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray();
    }
}
