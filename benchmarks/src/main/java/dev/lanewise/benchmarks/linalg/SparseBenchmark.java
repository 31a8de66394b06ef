package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SparseMatrix;
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

/// The products of [SparseFactors], and the transposition.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SparseBenchmark {

    @Param({"1", "2"})
    public int threads;

    private Backend backend;

    @Setup(Level.Trial)
    public void check(SparseFactors f) {
        backend = Backend.of(threads);
        f.checkTimes(times(f));
        f.checkTransposeTimes(transposeTimes(f));
    }

    @Benchmark
    public Matrix times(SparseFactors f) {
        return f.a.times(f.right, backend);
    }

    @Benchmark
    public Matrix transposeTimes(SparseFactors f) {
        return f.a.transposeTimes(f.right, backend);
    }

    @Benchmark
    public SparseMatrix transpose(SparseFactors f) {
        return f.a.transpose();
    }
}
