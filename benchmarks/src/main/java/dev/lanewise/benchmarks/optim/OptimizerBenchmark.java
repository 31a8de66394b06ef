package dev.lanewise.benchmarks.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.optim.Optimizers;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/// One step of a rule: over 20 million numbers, which is bound by memory, and over the four weights of a small network, which is bound by what surrounds the arithmetic.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OptimizerBenchmark {

    @Param({"sgd", "momentum", "adam", "adamw", "amsgrad", "rmsprop", "lion"})
    public String rule;

    @Param({"1", "2"})
    public int threads;

    private Run large;
    private Run small;

    /// A session with weights, of which each has the same gradient in every step.
    private record Run(Optimizer.Session session, List<Weight> weights, float[] gradient) {
        void step() { session.step(_ -> gradient, 1); }
    }

    @Setup
    public void prepare() {
        large = run(20_000_003);
        small = run(128, 16, 128, 16);
    }

    private Run run(int... sizes) {
        List<Weight> weights = java.util.Arrays.stream(sizes).mapToObj(n -> Weight.zeros(n + ".weight", Shape.of(n))).toList();
        float[] gradient = new float[java.util.Arrays.stream(sizes).max().orElseThrow()];
        Random random = new Random(1);
        for (int i = 0; i < gradient.length; i++) gradient[i] = (float) random.nextGaussian();
        return new Run(Optimizers.named(rule, Options.none()).start(weights, Backend.of(threads)), weights, gradient);
    }

    @Benchmark
    public Object large() {
        large.step();
        return large.weights;
    }

    @Benchmark
    public Object small() {
        small.step();
        return small.weights;
    }
}
