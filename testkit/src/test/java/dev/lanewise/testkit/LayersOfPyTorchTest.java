package dev.lanewise.testkit;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.Add;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Combine;
import dev.lanewise.core.layer.Concatenate;
import dev.lanewise.core.layer.Dot;
import dev.lanewise.core.layer.Embedding;
import dev.lanewise.core.layer.Gated;
import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.GroupNorm;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.LayerNorm;
import dev.lanewise.core.layer.PReLU;
import dev.lanewise.core.layer.Parametric;
import dev.lanewise.core.layer.Permute;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.RMSNorm;
import dev.lanewise.core.layer.Recomputed;
import dev.lanewise.core.layer.Repeat;
import dev.lanewise.core.layer.Residual;
import dev.lanewise.core.layer.Softmax;
import dev.lanewise.core.layer.TimeDistributed;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Outputs, gradients of the inputs and gradients of the weights of core's layers, beside those of PyTorch's modules (`layers.py`).
class LayersOfPyTorchTest {

    private static final double EPSILON = 1e-3;

    private final Golden golden = Golden.read(LayersOfPyTorchTest.class.getResourceAsStream("layers.txt"));

    /// A layer for every case, or for all cases whose names begin like this.
    private static Map<String, Layer> layers() {
        return Map.ofEntries(
                entry("batchNorm", BatchNorm.of().momentum(0.9).epsilon(EPSILON)), entry("layerNorm", LayerNorm.of().epsilon(EPSILON)), entry("rmsNorm", RMSNorm.of().epsilon(EPSILON)),
                entry("prelu", PReLU.of()), entry("groupNorm-1", group(1)), entry("groupNorm-2", group(2)), entry("groupNorm-3", group(3)), entry("groupNorm-19", group(19)),
                entry("groupNorm-7", group(7)), entry("instanceNorm", GroupNorm.instance().epsilon(EPSILON)),
                entry("projection-rows", Projection.of(2)), entry("projection-one", Projection.of(1)), entry("projection-steps", Projection.of(17)), entry("projection-images", Projection.of(33)),
                entry("embedding-none", Embedding.of(7, 3)), entry("embedding-2", Embedding.of(7, 5).padding(2)), entry("embedding-0", Embedding.of(7, 19).padding(0)),
                entry("glu", Gated.of()), entry("swiglu", Gated.of(Activation.SILU)), entry("geglu", Gated.of(Activation.GELU)),
                entry("softmax", Softmax.of()), entry("logSoftmax", Softmax.log()), entry("activate-gelu", Activate.of(Activation.GELU)), entry("activate-mish", Activate.of(Activation.MISH)),
                entry("activate-selu", Activate.of(Activation.SELU)), entry("activate-leakyRelu", Parametric.leakyRelu(0.3)), entry("activate-celu", Parametric.celu(1.7)),
                entry("activate-softShrink", Parametric.softShrink(0.6)), entry("activate-hardTanh", Parametric.hardTanh(-1, 0.5)), entry("activate-threshold", Parametric.threshold(0.5, -3)),
                entry("residual", Residual.of(Projection.of(5), Activate.of(Activation.TANH), LayerNorm.of().epsilon(EPSILON))), entry("timeDistributed", TimeDistributed.of(Projection.of(3))),
                entry("concatenate", Concatenate.of()), entry("add", Add.of()), entry("multiply", Combine.multiply()), entry("average", Combine.average()), entry("subtract", Combine.subtract()),
                entry("maximum", Combine.maximum()), entry("minimum", Combine.minimum()), entry("dot", Dot.of()), entry("cosine", Dot.cosines()),
                entry("globalAverage", GlobalAverage.of()), entry("permute", Permute.of(3, 1, 2)), entry("repeat", Repeat.of(3)));
    }

    private static GroupNorm group(int groups) { return GroupNorm.of(groups).epsilon(EPSILON); }

    private static Layer layer(String name) {
        String key = layers().keySet().stream().filter(start -> name.equals(start) || name.startsWith(start + "-")).reduce((a, b) -> a.length() > b.length() ? a : b).orElseThrow();
        return layers().get(key);
    }

    @TestFactory Stream<DynamicTest> layersAgree() {
        return golden.names().stream().filter(name -> name.endsWith(".y")).map(name -> name.substring(0, name.length() - 2))
                .map(name -> DynamicTest.dynamicTest(name, () -> assertAgrees(name, layer(name))));
    }

    /// What is computed a second time on the way back gives the same.
    @TestFactory Stream<DynamicTest> recomputedLayersAgree() {
        return Stream.of("batchNorm-steps", "layerNorm-images", "projection-steps", "residual")
                .map(name -> DynamicTest.dynamicTest(name, () -> assertAgrees(name, Recomputed.of(layer(name)))));
    }

    private void assertAgrees(String name, Layer layer) {
        Tape tape = name.endsWith("-predicting") ? Tape.gradients(Backend.of(1)) : Tape.training(Backend.of(1));
        tape.reset(Seed.of(1));
        List<Weight> inputs = inputs(name);
        BoundLayer bound = bind(name, layer);

        Tensor y = bound.forward(IntStream.range(0, inputs.size()).mapToObj(i -> given(tape, inputs.get(i), golden.has(name + ".dx" + i))).toList());

        assertThat(y.shape()).isEqualTo(golden.tensor(name + ".y").shape());
        assertClose(name + ".y", y.toArray());
        tape.backward(y.times(golden.tensor(name + ".r")).sum());
        for (int i = 0; i < inputs.size(); i++) if (golden.has(name + ".dx" + i)) assertClose(name + ".dx" + i, tape.gradientOf(inputs.get(i)).orElseThrow());
        for (Weight weight : bound.weights()) if (weight.trainable()) assertClose(name + ".dw." + weight.name(), tape.gradientOf(weight).orElseThrow());
    }

    private static Tensor given(Tape tape, Weight input, boolean tracked) { return tracked ? tape.weight(input) : tape.constant(input.shape(), input.values()); }

    private List<Weight> inputs(String name) {
        List<Weight> inputs = new ArrayList<>();
        for (int i = 0; golden.has(name + ".x" + i); i++) inputs.add(Weight.of("x" + i, golden.tensor(name + ".x" + i).shape(), golden.values(name + ".x" + i)));
        return inputs;
    }

    private BoundLayer bind(String name, Layer layer) {
        BoundLayer bound = layer.bind(inputs(name).stream().map(Weight::shape).toList(), Seed.of(1));
        for (Weight weight : bound.weights()) {
            if (weight.trainable() || golden.has(name + ".w." + weight.name())) System.arraycopy(golden.values(name + ".w." + weight.name()), 0, weight.values(), 0, weight.values().length);
        }
        return bound;
    }

    /// Two steps from 0 and 1. PyTorch keeps variances divided by `n − 1` and ours are divided by `n`, as Keras's are: what the batches gave differs by that factor.
    @ParameterizedTest @ValueSource(strings = {"batchNorm-rows", "batchNorm-steps", "batchNorm-images"})
    void runningStatisticsAgreeAfterTwoSteps(String name) {
        BoundLayer bound = bind(name, layer(name));
        int channels = golden.tensor(name + ".runningMean").size();
        float rows = golden.tensor(name + ".before").size() / (float) channels, start = 0.9f * 0.9f;

        for (String batch : List.of(".before", ".x0")) {
            Tape tape = Tape.training(Backend.of(1));
            bound.forward(tape.constant(golden.tensor(name + batch).shape(), golden.values(name + batch)));
        }

        float[] expected = golden.values(name + ".runningVariance");
        for (int j = 0; j < channels; j++) expected[j] = start + (expected[j] - start) * (rows - 1) / rows;
        assertThat(bound.weights().get(2).values()).containsExactly(golden.values(name + ".runningMean"), within(1e-6f));
        assertThat(bound.weights().get(3).values()).containsExactly(expected, within(2e-6f));
    }

    private void assertClose(String name, float[] actual) {
        float[] expected = golden.values(name);
        float scale = 1;
        for (float value : expected) scale = Math.max(scale, Math.abs(value));
        for (int i = 0; i < expected.length; i++) assertThat(actual[i]).as("%s, element %d", name, i).isCloseTo(expected[i], within(1e-5f * scale));
    }
}
