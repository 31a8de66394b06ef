package dev.lanewise.benchmarks.conv;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.nn.conv.Conv2D;
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

/// Single convolutions with ReLU in the shapes of residual networks: `kernel/stride side in-out`, padding "same".
///
/// A step is forward and backward to weights and input, three times the operations of the forward pass.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx1g", "-XX:+UseG1GC"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConvolutionBenchmark {

    @Param({"7/2 224 3-64", "3/1 56 64-64", "3/1 28 128-128", "3/1 14 256-256", "3/1 7 512-512", "3/2 56 64-128", "1/1 56 256-64", "1/1 14 1024-256"})
    public String shape;

    @Param("8")
    public int batch;

    @Param({"1", "2"})
    public int threads;

    private BoundLayer layer;
    private Tape training;
    private Tape inference;
    private Weight x;

    @Setup(Level.Trial)
    public void make() {
        String[] parts = shape.split("[/ -]");
        int side = Integer.parseInt(parts[2]);
        Shape input = Shape.of(batch, side, side, Integer.parseInt(parts[3]));
        layer = Conv2D.of(Integer.parseInt(parts[4]), Integer.parseInt(parts[0])).stride(Integer.parseInt(parts[1])).same().relu().bind(input, Seed.of(1));
        Backend backend = Backend.of(threads);
        training = Tape.training(backend);
        inference = Tape.inference(backend);
        var random = new Random(1);
        float[] values = new float[input.size()];
        for (int i = 0; i < values.length; i++) values[i] = random.nextFloat() - 0.5f;
        x = Weight.of("x", input, values);
    }

    @Benchmark
    public Tensor forward() {
        inference.reset(Seed.of(2));
        return layer.forward(inference.weight(x));
    }

    @Benchmark
    public void step() {
        training.reset(Seed.of(2));
        training.backward(layer.forward(training.weight(x)));
    }
}
