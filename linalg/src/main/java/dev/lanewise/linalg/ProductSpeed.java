package dev.lanewise.linalg;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// How fast a backend multiplies square matrices, in GFLOP/s: the best of what it does in a while, once it is warm: `2 n³` by the shortest time of `C = A B`, all `[n, n]`.
///
/// @param n rows and columns, at least 1
/// @param nanos how long it gets warm, and then how long it is measured
/// @see MachinePeak
public record ProductSpeed(int n, long nanos) {

    public ProductSpeed {
        if (n < 1) throw new IllegalArgumentException("ProductSpeed: expected at least 1 row, but got " + n);
    }

    /// A quarter of a second to get warm, and as much to be measured.
    public ProductSpeed(int n) { this(n, TimeUnit.MILLISECONDS.toNanos(250)); }

    /// In float32.
    public double floats(Backend backend) {
        float[] a = new float[n * n], b = new float[n * n], c = new float[n * n];
        Arrays.fill(a, 0.5f);
        Arrays.fill(b, 0.25f);
        return rate(() -> backend.gemm(false, false, n, n, n, 1f, a, 0, n, b, 0, n, 0f, c, 0, n));
    }

    /// In float64.
    public double doubles(Backend backend) {
        double[] a = new double[n * n], b = new double[n * n], c = new double[n * n];
        Arrays.fill(a, 0.5);
        Arrays.fill(b, 0.25);
        return rate(() -> backend.gemm(false, false, n, n, n, 1.0, a, 0, n, b, 0, n, 0.0, c, 0, n));
    }

    private double rate(Runnable product) {
        best(product, nanos);
        return 2.0 * n * n * n / best(product, nanos);
    }

    /// The shortest time in nanoseconds.
    static long best(Runnable product, long nanos) {
        long begin = System.nanoTime(), best = Long.MAX_VALUE;
        do {
            long start = System.nanoTime();
            product.run();
            best = Math.min(best, System.nanoTime() - start);
        } while (System.nanoTime() - begin < nanos);
        return best;
    }
}
