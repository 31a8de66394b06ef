package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.LayerContract;
import dev.lanewise.testkit.Tensors;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Compositions: their gradients and files by the contract of layers, their parameters by published counts, their sums by hand.
class BlocksTest {

    private static int parameters(Layer layer, Shape input) {
        return layer.bind(input, Seed.of(0)).weights().stream().filter(Weight::trainable).mapToInt(weight -> weight.shape().size()).sum();
    }

    /// GoogLeNet's table: inception (3a) has 159 k and (3b) 380 k parameters; with biases, 163,696 and 388,736.
    @Test void inceptionHasThePublishedCounts() {
        Layer first = Blocks.inception(192, new Blocks.Branches(64, 96, 128, 16, 32, 32)), second = Blocks.inception(256, new Blocks.Branches(128, 128, 192, 32, 96, 64));

        assertThat(parameters(first, Shape.batch(28, 28, 192))).isEqualTo(163_696);
        assertThat(parameters(second, Shape.batch(28, 28, 256))).isEqualTo(388_736);
        assertThat(first.outputShape(Shape.batch(28, 28, 192))).isEqualTo(Shape.batch(28, 28, 256));
        assertThat(second.outputShape(Shape.batch(28, 28, 256))).isEqualTo(Shape.batch(28, 28, 480));
    }

    /// Two convolutions of 64 channels, as in the first stage of ResNet-18: 73,984 parameters; the first block of the second stage has 230,144.
    @Test void residualHasThePublishedCounts() {
        assertThat(parameters(Blocks.residual(64, 64, 1), Shape.batch(56, 56, 64))).isEqualTo(73_984);
        assertThat(parameters(Blocks.residual(64, 128, 2), Shape.batch(56, 56, 64))).isEqualTo(230_144);
        assertThat(Blocks.residual(64, 128, 2).outputShape(Shape.batch(55, 57, 64))).isEqualTo(Shape.batch(28, 29, 128));
    }

    /// `2 C²/r` weights and the biases.
    @Test void squeezeExciteIsCheap() { assertThat(parameters(Blocks.squeezeExcite(64, 16), Shape.batch(7, 7, 64))).isEqualTo(2 * 64 * 4 + 4 + 64); }

    @Test void squeezeExciteWeighsWholeChannels() {
        Tensor x = Tensors.random(Shape.of(2, 3, 4, 6), Seed.of(1));
        float[] y = Blocks.squeezeExcite(6, 2).bind(x.shape(), Seed.of(2)).forward(x).toArray(), from = x.toArray();

        for (int image = 0; image < 2; image++) {
            for (int channel = 0; channel < 6; channel++) {
                float weight = y[image * 72 + channel] / from[image * 72 + channel];
                assertThat(weight).isBetween(0f, 1f);
                for (int pixel = 1; pixel < 12; pixel++) assertThat(y[image * 72 + pixel * 6 + channel]).isCloseTo(weight * from[image * 72 + pixel * 6 + channel], within(1e-5f));
            }
        }
    }

    /// With zeros in its last batch norm a block is the ReLU of its input.
    @Test void aResidualBlockThatSaysNothingLetsItsInputPass() {
        Tensor x = Tensors.random(Shape.of(2, 5, 5, 3), Seed.of(3));
        BoundLayer block = Blocks.residual(3, 3, 1).bind(x.shape(), Seed.of(4));
        block.weights().stream().filter(weight -> weight.name().equals("4.gain")).forEach(weight -> java.util.Arrays.fill(weight.values(), 0));

        assertThat(block.forward(Tape.inference(Backend.standard()).constant(x.shape(), x.toArray())).toArray()).containsExactly(x.relu().toArray());
    }

    @Test void branchesStandOneBehindTheOther() {
        Tensor x = Tensors.random(Shape.of(2, 4, 3, 5), Seed.of(5));
        BoundLayer block = Blocks.inception(5, new Blocks.Branches(2, 3, 4, 1, 2, 3)).bind(x.shape(), Seed.of(6));
        List<Weight> weights = block.weights();
        Tensor pooled = MaxPool2D.of(3).stride(1).same().bind(x.shape(), Seed.of(0)).forward(x);

        Tensor all = block.forward(x);

        assertThat(all.slice(3, 0, 2).toArray()).containsExactly(pointwise(x, weights.get(0), weights.get(1)));
        assertThat(all.slice(3, 8, 11).toArray()).containsExactly(pointwise(pooled, weights.get(10), weights.get(11)));
    }

    private static float[] pointwise(Tensor x, Weight weight, Weight bias) {
        return Convolution.of(x, x.tape().weight(weight), Optional.of(x.tape().weight(bias)), Window.of(Size.of(1)), Activation.RELU).toArray();
    }

    @Test void otherChannelsAreRefused() {
        assertThatThrownBy(() -> Blocks.residual(3, 8, 1).outputShape(Shape.batch(5, 5, 4))).isInstanceOf(ShapeException.class).hasMessageContaining("Graph, input 1 of 1");
    }

    @Test void compositionsAreSavedByTheirParts() {
        LayerRegistry registry = LayerRegistry.load();
        for (Layer block : new Layer[] {Blocks.residual(3, 4, 2), Blocks.depthwiseSeparable(5, 1), Blocks.squeezeExcite(4, 2), Blocks.inception(2, new Blocks.Branches(1, 2, 3, 4, 5, 6))}) {
            assertThat(registry.create(registry.describe(block))).isEqualTo(block);
        }
    }

    @Nested class SqueezeExcite implements LayerContract {
        @Override public Layer layer() { return Blocks.squeezeExcite(4, 2); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(3, 4, 5, 4)); }
    }
}
