package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Matrix;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DGrowArray;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.sparse.csc.CommonOps_DSCC;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The products of [SparseBenchmark] on EJML, which stores columns and has one thread.
///
/// Results are new arrays, as ours are.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SparsePeersBenchmark {

    private DMatrixSparseCSC a;
    private DMatrixRMaj right;

    @Setup(Level.Trial)
    public void check(SparseFactors f) {
        a = columnsOf(f);
        right = DMatrixRMaj.wrap(f.right.rows(), f.columns, f.right.toArray());
        f.checkTimes(matrix(ejmlTimes()));
        f.checkTransposeTimes(matrix(ejmlTransposeTimes()));
    }

    /// The rows of the transpose are the columns.
    private static DMatrixSparseCSC columnsOf(SparseFactors f) {
        var transpose = f.a.transpose();
        var csc = new DMatrixSparseCSC(f.a.rows(), f.a.columns(), f.a.nonZeros());
        csc.nz_values = transpose.values();
        csc.nz_rows = transpose.columnIndices();
        csc.col_idx = transpose.rowStarts();
        csc.nz_length = f.a.nonZeros();
        csc.indicesSorted = true;
        return csc;
    }

    private static Matrix matrix(DMatrixRMaj product) {
        return Matrix.wrap(product.numRows, product.numCols, product.data);
    }

    @Benchmark
    public DMatrixRMaj ejmlTimes() {
        return CommonOps_DSCC.mult(a, right, new DMatrixRMaj(a.numRows, right.numCols));
    }

    @Benchmark
    public DMatrixRMaj ejmlTransposeTimes() {
        return CommonOps_DSCC.multTransA(a, right, new DMatrixRMaj(a.numCols, right.numCols), new DGrowArray());
    }
}
