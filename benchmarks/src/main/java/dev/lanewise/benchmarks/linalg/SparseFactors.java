package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SparseMatrix;
import java.util.Random;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A sparse matrix of `[100000 × 100000]` with ten elements in a row at random places, a dense one of some columns, and their products.
@State(Scope.Benchmark)
public class SparseFactors {

    private static final int N = 100_000;
    private static final int PER_ROW = 10;

    @Param({"1", "8", "50"})
    public int columns;

    public SparseMatrix a;
    public Matrix right;

    @Setup(Level.Trial)
    public void fill() {
        var random = new Random(1);
        int[] rows = new int[N * PER_ROW];
        int[] places = new int[N * PER_ROW];
        double[] values = new double[N * PER_ROW];
        for (int p = 0; p < values.length; p++) {
            rows[p] = p / PER_ROW;
            places[p] = random.nextInt(N);
            values[p] = random.nextGaussian();
        }
        a = SparseMatrix.of(N, N, rows, places, values);
        right = Matrix.gaussian(N, columns, 2);
    }

    /// Compares the row of an element with one of a dense product.
    void checkTimes(Matrix product) {
        require("times", product.rows(77, 78), a.row(77).toDense().times(right));
    }

    /// Compares all elements with the product of the transposed matrix.
    void checkTransposeTimes(Matrix product) {
        require("transposeTimes", product, a.transpose().times(right, Backend.of(1)));
    }

    private static void require(String what, Matrix actual, Matrix expected) {
        double distance = actual.minus(expected).maxAbs();
        if (!(distance <= 1e-12)) throw new IllegalStateException(what + ": the product is wrong by " + distance);
    }
}
