package dev.lanewise.benchmarks.recurrent;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.PackedFloats;
import dev.lanewise.nn.recurrent.BoundRecurrent;
import dev.lanewise.nn.recurrent.GRU;
import dev.lanewise.nn.recurrent.LSTM;
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

/// A layer of 128 features and 512 units over 64 steps of 32 samples: forward, forward and backward, and the products of both alone.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
public class RecurrentBenchmark {

    private static final int BATCH = 32;
    private static final int TIME = 64;
    private static final int FEATURES = 128;
    private static final int UNITS = 512;

    @Param({"1", "2"})
    public int threads;

    @Param({"lstm", "gru"})
    public String layer;

    private Backend backend;
    private Tape inference;
    private Tape training;
    private BoundRecurrent bound;
    private int width;
    private float[] x;
    private float[] gates;
    private float[] hidden;
    private float[] weight;
    private float[] recurrent;
    private float[] results;

    @Setup
    public void make() {
        backend = Backend.of(threads);
        inference = Tape.inference(backend);
        training = Tape.training(backend);
        Shape sequence = Shape.of(BATCH, TIME, FEATURES);
        bound = layer.equals("lstm") ? LSTM.of(UNITS).returnSequences(true).bind(sequence, Seed.of(1)) : GRU.of(UNITS).returnSequences(true).bind(sequence, Seed.of(1));
        width = bound.weight("bias").shape().last();
        x = random(BATCH * TIME * FEATURES, 1);
        gates = random(BATCH * TIME * width, 2);
        hidden = random(BATCH * TIME * UNITS, 3);
        weight = bound.weight("weight").values();
        recurrent = bound.weight("recurrent").values();
        results = new float[BATCH * TIME * width + 16];
    }

    private static float[] random(int n, long seed) {
        float[] values = new float[n + 16];
        var random = Seed.of(seed).stream();
        for (int i = 0; i < n; i++) values[i] = (float) random.uniform(-1, 1);
        return values;
    }

    @Benchmark
    public Tensor forward() {
        inference.reset(Seed.of(0));
        return bound.forward(inference.constant(Shape.of(BATCH, TIME, FEATURES), x));
    }

    @Benchmark
    public float[] train() {
        training.reset(Seed.of(0));
        training.backward(bound.forward(training.constant(Shape.of(BATCH, TIME, FEATURES), x)));
        return training.gradientOf(bound.weight("weight")).orElseThrow();
    }

    /// What `forward` cannot do without.
    @Benchmark
    public float[] productsOfForward() {
        backend.gemm(false, false, BATCH * TIME, width, FEATURES, 1, x, 0, FEATURES, weight, 0, width, 0, results, 0, width);
        PackedFloats packed = backend.pack(false, UNITS, width, recurrent, 0, width);
        for (int t = 0; t < TIME; t++) backend.gemm(false, BATCH, 1, hidden, t * BATCH * UNITS, UNITS, packed, 1, results, t * BATCH * width, width);
        return results;
    }

    /// What `train` cannot do without after that.
    @Benchmark
    public float[] productsOfBackward() {
        PackedFloats packed = backend.pack(true, width, UNITS, recurrent, 0, width);
        for (int t = 0; t < TIME; t++) backend.gemm(false, BATCH, 1, gates, t * BATCH * width, width, packed, 0, results, 0, UNITS);
        backend.gemm(true, false, FEATURES, width, BATCH * TIME, 1, x, 0, FEATURES, gates, 0, width, 0, results, 0, width);
        backend.gemm(true, false, UNITS, width, BATCH * TIME, 1, hidden, 0, UNITS, gates, 0, width, 0, results, 0, width);
        return results;
    }
}
