package dev.lanewise.benchmarks.conv;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.nn.conv.Conv2D;
import dev.lanewise.nn.conv.MaxPool2D;
import dev.lanewise.nn.dense.Dense;
import dev.lanewise.nn.dense.Flatten;
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

/// The convolution network that libraries are compared by, on 28 × 28 × 1: two convolutions of 32 and 64 filters with ReLU, pooling, 128 and 10 units; a step with Adam on a
/// cross-entropy, and the forward pass alone.
///
/// A pinned process needs `-XX:+UseG1GC`, because a JVM that sees one processor takes another collector, with which scratch begins anywhere: see results/conv.md.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx400m", "-XX:+UseG1GC"})
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
public class CnnBenchmark {

    private static final int SIDE = 28;

    @Param({"64", "1"})
    public int batch;

    @Param({"1", "2"})
    public int threads;

    private BoundLayer network;
    private Tape training;
    private Tape inference;
    private Optimizer.Session adam;
    private float[] x;
    private float[] labels;

    /// The loss of a batch that is seen again and again must fall.
    @Setup(Level.Trial)
    public void make() {
        network = Sequential.of(Input.of(SIDE, SIDE, 1), Conv2D.of(32, 3).relu(), Conv2D.of(64, 3).relu(), MaxPool2D.of(2), Flatten.of(), Dense.of(128).relu(), Dense.of(10))
                .bind(Seed.of(1));
        Backend backend = Backend.of(threads);
        training = Tape.training(backend);
        inference = Tape.inference(backend);
        adam = Adam.of(1e-3).start(network.weights(), backend);
        var random = new Random(1);
        x = new float[batch * SIDE * SIDE];
        labels = new float[batch];
        for (int i = 0; i < x.length; i++) x[i] = random.nextFloat();
        for (int i = 0; i < batch; i++) labels[i] = random.nextInt(10);
        float before = step(), after = before;
        for (int i = 0; i < 20; i++) after = step();
        if (!(after < before)) throw new IllegalStateException("CnnBenchmark: expected a falling loss, but got " + before + " and then " + after);
    }

    private float step() {
        training.reset(Seed.of(2));
        Tensor output = network.forward(training.constant(Shape.of(batch, SIDE, SIDE, 1), x));
        Tensor loss = Loss.crossEntropy().of(output, training.constant(Shape.of(batch), labels));
        float value = loss.item();
        training.backward(loss);
        adam.step(training::gradient, 1);
        return value;
    }

    @Benchmark
    public float trainingOfFloats() {
        return step();
    }

    @Benchmark
    public Tensor forwardOfFloats() {
        inference.reset(Seed.of(2));
        return network.forward(inference.constant(Shape.of(batch, SIDE, SIDE, 1), x));
    }
}
