package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Matrix;
import java.util.Random;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Matrices of linear systems, and the checks that every benchmark of them starts with.
@State(Scope.Benchmark)
public class Systems {

    private static final double LAPACK_PASSES = 30;

    @Param({"17", "100", "257", "500", "784", "2000"})
    public int n;

    public double[] x;
    public double[] result;
    public double[] right;
    public double[] triangle;
    public Matrix general;
    public Matrix symmetric;
    public Matrix definite;

    @Setup(Level.Trial)
    public void fill() {
        x = new Random(1).doubles(n * n, -0.5, 0.5).toArray();
        result = new double[n * n];
        right = new double[n * n];
        triangle = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) triangle[i * n + j] = x[i * n + j] / n;
        }
        general = Matrix.of(n, n, x);
        symmetric = general.plus(general.transpose());
        definite = general.timesTransposed(general).plus(Matrix.identity(n));
        fillRight();
    }

    void fillRight() {
        System.arraycopy(x, 0, right, 0, n * n);
    }

    void require(String what, double residual) {
        if (residual < LAPACK_PASSES) return;
        throw new IllegalStateException(what + ": the residual is " + residual + " rounding errors");
    }

    /// The last element of `xᵀ x` in [#result].
    void checkSquare() {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += x[i * n + n - 1] * x[i * n + n - 1];
        if (Math.abs(result[n * n - 1] - sum) > n * 0x1p-53 * sum) throw new IllegalStateException("syrk: " + result[n * n - 1] + " instead of " + sum);
    }

    /// The last element of `(1 + triangle) · right`, which must be that of x.
    void checkSolved() {
        double sum = right[n * n - 1];
        for (int i = 0; i < n - 1; i++) sum += triangle[(n - 1) * n + i] * right[i * n + n - 1];
        if (Math.abs(sum - x[n * n - 1]) > n * 0x1p-53) throw new IllegalStateException("trsm: " + sum + " instead of " + x[n * n - 1]);
    }
}
