package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SparseMatrix;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A sparse matrix of `[100000 × 100000]` with ten elements in a row at random places, times dense ones.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SparseBenchmark {

    @Param({"1", "8", "50"})
    public int columns;

    @Param({"1", "2"})
    public int threads;

    private Backend backend;
    private SparseMatrix a;
    private Matrix right;

    @Setup(Level.Trial)
    public void check() {
        backend = Backend.of(threads);
        a = random(100_000, 10);
        right = Matrix.gaussian(a.columns(), columns, 2);
        double expected = a.row(77).toDense().times(right).get(0, columns - 1);
        double actual = times().get(77, columns - 1);
        if (Math.abs(actual - expected) > 1e-12) throw new IllegalStateException("C[77, " + (columns - 1) + "] is " + actual + " instead of " + expected);
        if (!transposeTimes().equals(a.transpose().times(right, backend))) throw new IllegalStateException("the transposed products differ");
    }

    @Benchmark
    public Matrix times() {
        return a.times(right, backend);
    }

    @Benchmark
    public Matrix transposeTimes() {
        return a.transposeTimes(right, backend);
    }

    @Benchmark
    public SparseMatrix transpose() {
        return a.transpose();
    }

    private static SparseMatrix random(int n, int perRow) {
        var random = new Random(1);
        int[] rows = new int[n * perRow];
        int[] columns = new int[n * perRow];
        double[] values = new double[n * perRow];
        for (int p = 0; p < values.length; p++) {
            rows[p] = p / perRow;
            columns[p] = random.nextInt(n);
            values[p] = random.nextGaussian();
        }
        return SparseMatrix.of(n, n, rows, columns, values);
    }
}
