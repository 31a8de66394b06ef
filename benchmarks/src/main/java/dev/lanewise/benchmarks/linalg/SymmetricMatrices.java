package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Matrix;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Random symmetric matrices, and the check that every benchmark of eigenproblems starts with.
@State(Scope.Benchmark)
public class SymmetricMatrices {

    @Param({"100", "257", "784", "2000"})
    public int n;

    public Matrix matrix;
    public double[] elements;

    @Setup(Level.Trial)
    public void fill() {
        Matrix g = Matrix.gaussian(n, n, 1);
        matrix = g.plus(g.transpose());
        elements = matrix.toArray();
    }

    /// Refuses values that don't descend or vectors, the columns of an `[n × k]` array, with `‖A Q − Q Λ‖ > 10 n ε ‖A‖`.
    void check(double[] values, double[] vectors) {
        Matrix q = Matrix.of(n, values.length, vectors);
        double distance = matrix.times(q).minus(q.times(Matrix.diagonal(values))).norm();
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[i - 1]) throw new IllegalStateException("value " + i + " is larger than the one before");
        }
        if (distance <= 10 * n * 0x1p-53 * matrix.norm()) return;
        throw new IllegalStateException("the residual is " + distance + " for a matrix of norm " + matrix.norm());
    }
}
