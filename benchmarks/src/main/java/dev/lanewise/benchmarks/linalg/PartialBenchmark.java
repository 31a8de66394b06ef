package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Lanczos;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.PartialEigen;
import dev.lanewise.linalg.PartialSVD;
import dev.lanewise.linalg.RandomizedSVD;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/// The 50 largest pairs or triplets of a dense matrix of order 2000, with a spectrum that falls as `1 / i` (`falling`) or a semicircle.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PartialBenchmark {

    private static final int ORDER = 2000;
    private static final int WANTED = 50;

    @Param({"true", "false"})
    public boolean falling;

    @Param({"1", "2"})
    public int threads;

    private Backend backend;
    private Matrix a;

    @Setup(Level.Trial)
    public void check() {
        backend = Backend.of(threads);
        Matrix g = Matrix.gaussian(ORDER, ORDER, 1);
        Matrix x = g.times(Matrix.diagonal(IntStream.range(0, ORDER).mapToDouble(i -> 1 / (1.0 + i)).toArray()));
        a = falling ? x.transposeTimes(x) : g.plus(g.transpose()).times(0.5);
        double error = eigen().certify(a).backwardError();
        if (error > 1e-11) throw new IllegalStateException("the pairs are off by " + error);
    }

    @Benchmark
    public PartialEigen eigen() {
        return PartialEigen.largest(a, WANTED, Lanczos.standard(), backend);
    }

    @Benchmark
    public PartialSVD svd() {
        return PartialSVD.of(a, WANTED, Lanczos.standard(), backend);
    }

    @Benchmark
    public PartialSVD randomized() {
        return RandomizedSVD.of(WANTED).decompose(a, backend);
    }
}
