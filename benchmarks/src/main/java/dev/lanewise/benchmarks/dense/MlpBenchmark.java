package dev.lanewise.benchmarks.dense;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.nn.dense.Dense;
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

/// A multilayer perceptron with ReLU, trained by Adam on a cross-entropy: one step, and the forward pass alone, of one batch.
///
/// `784-512-256-10` with batches of 128 is the size that libraries are compared by; `10-16-1` with batches of 1 shows what a step costs beside its arithmetic.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx400m"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MlpBenchmark {

    private static final int SAMPLES = 60_000;

    @Param({"784-512-256-10", "10-16-1"})
    public String widths;

    @Param({"128", "1"})
    public int batch;

    @Param({"1", "2"})
    public int threads;

    private BoundLayer network;
    private Tape training;
    private Tape inference;
    private Optimizer.Session adam;
    private float[] samples;
    private float[] x;
    private float[] labels;
    private int features;
    private int next;

    /// The loss of a batch that is seen again and again must fall.
    @Setup(Level.Trial)
    public void make() {
        String[] parts = widths.split("-");
        features = Integer.parseInt(parts[0]);
        network = network(parts).bind(Seed.of(1));
        Backend backend = Backend.of(threads);
        training = Tape.training(backend);
        inference = Tape.inference(backend);
        adam = Adam.of(1e-3).start(network.weights(), backend);
        var random = new Random(1);
        samples = new float[SAMPLES * features];
        for (int i = 0; i < samples.length; i++) samples[i] = random.nextFloat() - 0.5f;
        x = new float[batch * features];
        labels = new float[batch];
        for (int i = 0; i < batch; i++) labels[i] = random.nextInt(Integer.parseInt(parts[parts.length - 1]));
        float before = step(0), after = before;
        for (int i = 0; i < 50; i++) after = step(0);
        if (!(after <= before)) throw new IllegalStateException("MlpBenchmark: expected a falling loss, but got " + before + " and then " + after);
    }

    private static Sequential network(String[] widths) {
        Layer[] layers = new Layer[widths.length];
        layers[0] = Input.of(Integer.parseInt(widths[0]));
        for (int i = 1; i < widths.length; i++) {
            Dense dense = Dense.of(Integer.parseInt(widths[i]));
            layers[i] = i == widths.length - 1 ? dense : dense.relu();
        }
        return Sequential.of(layers);
    }

    private float step(int from) {
        System.arraycopy(samples, from * features, x, 0, x.length);
        training.reset(Seed.of(2));
        Tensor output = network.forward(training.constant(Shape.of(batch, features), x));
        Tensor loss = Loss.crossEntropy().of(output, training.constant(Shape.of(batch), labels));
        float value = loss.item();
        training.backward(loss);
        adam.step(training::gradient, 1);
        return value;
    }

    @Benchmark
    public float trainingOfFloats() {
        next = next + 2 * batch > SAMPLES ? 0 : next + batch;
        return step(next);
    }

    @Benchmark
    public Tensor forwardOfFloats() {
        inference.reset(Seed.of(2));
        return network.forward(inference.constant(Shape.of(batch, features), x));
    }
}
