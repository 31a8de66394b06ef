package dev.lanewise.benchmarks.conv;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.nn.conv.Conv2D;
import dev.lanewise.nn.conv.Conv2DTranspose;
import dev.lanewise.nn.conv.DepthwiseConv2D;
import dev.lanewise.nn.conv.Interpolation;
import dev.lanewise.nn.conv.Padding;
import dev.lanewise.nn.conv.UpSample2D;
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

/// Layers whose channels do not all meet, and larger images, on 16 images: forward, and forward with all gradients.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChannelwiseBenchmark {

    private static final int BATCH = 16;

    /// What is measured, and the image it gets.
    public enum Case {
        DEPTHWISE_56(DepthwiseConv2D.of(3).same().bias(false), 56, 64),
        DEPTHWISE_56_STRIDED(DepthwiseConv2D.of(3).stride(2).same().bias(false), 56, 64),
        DEPTHWISE_14(DepthwiseConv2D.of(3).same().bias(false), 14, 256),
        DEPTHWISE_FIVE(DepthwiseConv2D.of(5).same().bias(false), 28, 24),
        FOUR_GROUPS(Conv2D.of(128, 3).groups(4).same().bias(false), 28, 128),
        MANY_GROUPS(Conv2D.of(128, 3).groups(32).same().bias(false), 28, 128),
        TRANSPOSED_14(Conv2DTranspose.of(64, 4).stride(2).padding(Padding.of(1)).bias(false), 14, 128),
        TRANSPOSED_28(Conv2DTranspose.of(32, 3).stride(2).padding(Padding.of(1)).outputPadding(1).bias(false), 28, 64),
        BILINEAR(UpSample2D.of(2).interpolation(Interpolation.LINEAR), 28, 64);

        private final Layer layer;
        private final Shape images;

        Case(Layer layer, int size, int channels) {
            this.layer = layer;
            this.images = Shape.of(BATCH, size, size, channels);
        }
    }

    @Param({"1", "2"})
    public int threads;

    @Param
    public Case layer;

    private Tape inference;
    private Tape training;
    private BoundLayer bound;
    private Weight x;

    @Setup
    public void make() {
        Backend backend = Backend.of(threads);
        inference = Tape.inference(backend);
        training = Tape.training(backend);
        bound = layer.layer.bind(layer.images, Seed.of(1));
        float[] values = new float[layer.images.size()];
        var random = Seed.of(2).stream();
        for (int i = 0; i < values.length; i++) values[i] = (float) random.gaussian();
        x = Weight.of("x", layer.images, values);
    }

    @Benchmark
    public Tensor forward() {
        inference.reset(Seed.of(0));
        return bound.forward(inference.constant(layer.images, x.values()));
    }

    @Benchmark
    public float[] forwardAndBackward() {
        training.reset(Seed.of(0));
        training.backward(bound.forward(training.weight(x)));
        return training.gradient(x);
    }
}
