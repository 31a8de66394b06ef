package dev.lanewise.benchmarks.reduction;

import dev.lanewise.core.Run;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.reduction.LDA;
import dev.lanewise.reduction.LDAModel;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Discriminants of ten classes of 60,000 × 784 numbers: the size of MNIST.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx3g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
public class LdaBenchmark {

    private static final int ROWS = 60_000;
    private static final int FEATURES = 784;
    private static final int CLASSES = 10;

    @Param({"1", "2"})
    public int threads;

    private Run run;
    private Matrix x;
    private int[] labels;

    /// Class c is moved along feature c; both solvers must find the same probabilities of the first row but for the divisor of the covariance.
    @Setup
    public void make() {
        run = Run.standard().threads(threads);
        double[] values = Matrix.gaussian(ROWS, FEATURES, 1).toArray();
        labels = IntStream.range(0, ROWS).map(i -> i % CLASSES).toArray();
        for (int i = 0; i < ROWS; i++) values[i * FEATURES + labels[i]] += 2;
        x = Matrix.wrap(ROWS, FEATURES, values);
        Matrix first = x.rows(0, 1);
        double difference = svd().probabilities(first).minus(eigen().probabilities(first)).maxAbs();
        if (!(difference < 1e-3)) throw new IllegalStateException("LdaBenchmark: expected equal probabilities, but they differ by " + difference);
    }

    @Benchmark
    public LDAModel svd() { return LDA.standard().fit(x, run, labels); }

    @Benchmark
    public LDAModel eigen() { return LDA.standard().solver(LDA.Solver.EIGEN).fit(x, run, labels); }
}
