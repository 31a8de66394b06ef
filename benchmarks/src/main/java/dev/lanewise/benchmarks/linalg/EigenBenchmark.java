package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.SymmetricEigen;
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

/// The symmetric eigenproblem: everything, the values alone, the ten largest pairs.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EigenBenchmark {

    @Param({"1", "2"})
    public int threads;

    private Backend backend;

    @Setup(Level.Trial)
    public void check(SymmetricMatrices m) {
        backend = Backend.of(threads);
        SymmetricEigen all = all(m);
        m.check(all.values(), all.vectors().toArray());
        m.check(values(m), all.vectors().toArray());
        SymmetricEigen largest = largest(m);
        m.check(largest.values(), largest.vectors().toArray());
    }

    @Benchmark
    public SymmetricEigen all(SymmetricMatrices m) {
        return SymmetricEigen.of(m.matrix, backend);
    }

    @Benchmark
    public double[] values(SymmetricMatrices m) {
        return SymmetricEigen.values(m.matrix, backend);
    }

    @Benchmark
    public SymmetricEigen largest(SymmetricMatrices m) {
        return SymmetricEigen.largest(m.matrix, 10, backend);
    }
}
