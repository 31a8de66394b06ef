package dev.lanewise.benchmarks.linalg;

import java.util.Random;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Operands of square products, and the check that every benchmark of products starts with.
@State(Scope.Benchmark)
public class Products {

    @Param({"17", "64", "100", "256", "512", "1000"})
    public int n;

    public float[] a;
    public float[] b;
    public float[] c;
    public double[] x;
    public double[] y;
    public double[] z;

    @Setup(Level.Trial)
    public void fill() {
        var random = new Random(1);
        a = new float[n * n];
        b = new float[n * n];
        c = new float[n * n];
        x = new double[n * n];
        y = new double[n * n];
        z = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            a[i] = random.nextFloat() - 0.5f;
            b[i] = random.nextFloat() - 0.5f;
            x[i] = a[i];
            y[i] = b[i];
        }
    }

    /// Compares a few elements of C with inner products in float64.
    void check(double element, int i, int j, double epsilon) {
        double sum = 0;
        for (int p = 0; p < n; p++) sum += x[i * n + p] * y[p * n + j];
        if (Math.abs(element - sum) <= n * epsilon) return;
        throw new IllegalStateException("C[" + i + ", " + j + "] is " + element + " instead of " + sum);
    }

    /// Counts floating-point operations, so that the result reads as rate: `1e9` is a GF/s.
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Rate {

        public double flops;

        void add(int n) {
            flops += 2.0 * n * n * n;
        }
    }
}
