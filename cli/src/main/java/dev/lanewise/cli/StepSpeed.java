package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.NetworkEstimator;
import dev.lanewise.core.train.TrainingObserver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How fast a network of a usual kind trains: forward, backward and Adam, on samples that mean nothing.
///
/// @param name of the kind
/// @param layers after the input, as they stand in a file
/// @param input the shape of a sample
/// @param batch samples in a step
/// @param products multiply-adds of a sample on its way forward
/// @param first those of the first layer, whose input needs no gradient
record StepSpeed(String name, List<Options> layers, Shape input, int batch, long products, long first) {

    private static final int CLASSES = 10;
    private static final int BATCHES = 4;

    /// A perceptron, a convolution network, an LSTM and a block of attention.
    static List<StepSpeed> usual() {
        Options head = layer("dense").with("units", CLASSES), flatten = layer("flatten"), window = Options.none().with("kernel", 3).with("padding", "same");
        Options attention = Options.none().with("heads", 4).with("keyDimension", 32);
        return List.of(
                new StepSpeed("perceptron 784-512-512-10", List.of(dense(512), dense(512), head), Shape.of(784), 128, 784 * 512 + 512 * 512 + 512 * CLASSES, 784 * 512),
                new StepSpeed("convolution 3 × 3, 32 and 64 filters on 28 × 28", List.of(conv(32, window), conv(64, window), layer("max-pool2d").with("window", Options.none().with("kernel", 2)), flatten, head),
                        Shape.of(28, 28, 1), 32, 784L * 9 * 32 + 784L * 9 * 32 * 64 + 12544L * CLASSES, 784L * 9 * 32),
                new StepSpeed("LSTM of 128 units, 64 steps of 32 features", List.of(layer("lstm").with("units", 128), head), Shape.of(64, 32), 32, 64L * 4 * 128 * (32 + 128) + 128 * CLASSES, 64L * 4 * 128 * 32),
                new StepSpeed("attention block of 4 heads, 64 steps of 128", List.of(layer("transformer-block").with("attention", attention).with("feedForward", Options.none().with("hidden", 512)), flatten, head),
                        Shape.of(64, 128), 32, 64L * 4 * 128 * 128 + 2L * 64 * 64 * 128 + 64L * 2 * 128 * 512 + 64L * 128 * CLASSES, 64L * 3 * 128 * 128));
    }

    private static Options layer(String name) { return Options.none().with("layer", name); }

    private static Options dense(int units) { return layer("dense").with("units", units).with("activation", "relu"); }

    private static Options conv(int filters, Options window) { return layer("conv2d").with("filters", filters).with("window", window).with("activation", "relu"); }

    /// Operations of a sample in training: forward, and twice as many backward, but for the gradient of the input.
    double operations() { return 2.0 * (3 * products - first); }

    /// Samples in a second, by the median of the steps in the later two thirds of the time.
    double samples(Run run, long nanos) {
        List<Options> all = new ArrayList<>(List.of(layer("input").with("shape", input.extents())));
        all.addAll(layers);
        Options options = Options.none().with("network", layer("sequential").with("layers", all)).with("batch-size", batch).with("epochs", 1_000_000);
        if (!(ModelRegistry.load().create("network", options) instanceof NetworkEstimator estimator)) throw new DataException("bench: expected a model named 'network' that trains step by step");
        Dataset data = data();
        Watch watch = new Watch(nanos);
        estimator.fit(estimator.trainer(data.schema()).observe(watch), data, run);
        return batch / (watch.median() / 1e9);
    }

    private Dataset data() {
        RandomStream random = Seed.of(1).stream();
        int samples = BATCHES * batch;
        float[] inputs = new float[samples * input.size()], labels = new float[samples];
        for (int i = 0; i < inputs.length; i++) inputs[i] = (float) random.gaussian();
        for (int i = 0; i < samples; i++) labels[i] = i % CLASSES;
        return TensorDataset.of(Tensor.of(input.withFirst(samples), inputs))
                .target(Target.classes("class", IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList()), Tensor.of(Shape.of(samples), labels));
    }

    /// Times each step and ends the training when time is up.
    private static final class Watch implements TrainingObserver {

        private final long nanos;
        private final List<Long> steps = new ArrayList<>();
        private long start;
        private long last;

        Watch(long nanos) {
            this.nanos = nanos;
        }

        @Override public void stepped(Step step) {
            long now = System.nanoTime();
            if (start == 0) start = now;
            else if (now - start > nanos / 3) steps.add(now - last);
            last = now;
            if (now - start > nanos && !steps.isEmpty()) step.stop();
        }

        double median() {
            long[] sorted = steps.stream().mapToLong(Long::longValue).sorted().toArray();
            return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
        }
    }
}
