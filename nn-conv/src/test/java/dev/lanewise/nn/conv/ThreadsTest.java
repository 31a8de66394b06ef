package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One training step gives the same bits with any number of threads.
class ThreadsTest {

    @Test void outputAndGradientsOfABatch() {
        Sequential layers = Sequential.of(Conv2D.of(32, 3).relu(), MaxPool2D.of(3).stride(2).same(), Conv2D.of(48, 3).same().relu(), AveragePool2D.of(2));

        assertSameBits(layers, Shape.of(23, 19, 17, 3));
    }

    @Test void outputAndGradientsOfASingleImage() {
        assertSameBits(Sequential.of(Conv2D.of(24, 5).relu(), Conv2D.of(16, 1)), Shape.of(1, 61, 47, 16));
    }

    @Test void outputAndGradientsWithALargeWeight() {
        assertSameBits(Conv2D.of(300, 3).same(), Shape.of(3, 7, 7, 200));
    }

    @Test void outputAndGradientsInWinogradsForm() {
        assertSameBits(Sequential.of(Conv2D.of(48, 3).relu(), Conv2D.of(64, 3).same()), Shape.of(3, 37, 45, 40));
    }

    @Test void outputAndGradientsOfWindowsOverSingleChannels() {
        assertSameBits(Sequential.of(DepthwiseConv2D.of(3).same().relu(), SeparableConv2D.of(40, 5).stride(2), Conv2D.of(8, 3).groups(4)), Shape.of(19, 21, 33, 36));
    }

    @Test void outputAndGradientsOfLargerImages() {
        assertSameBits(Sequential.of(Conv2DTranspose.of(20, 3).stride(2).relu(), UpSample2D.of(2).interpolation(Interpolation.LINEAR), Conv2DTranspose.of(6, 5)), Shape.of(18, 7, 9, 30));
    }

    private static void assertSameBits(Layer layer, Shape input) {
        List<float[]> once = step(layer, input, 1);

        for (int threads : new int[] {2, 3, 8}) {
            List<float[]> again = step(layer, input, threads);
            for (int i = 0; i < once.size(); i++) assertThat(Arrays.equals(again.get(i), once.get(i))).as(threads + " threads, array " + i).isTrue();
        }
    }

    /// The output, the gradient of the input and those of the weights.
    private static List<float[]> step(Layer layer, Shape shape, int threads) {
        Tape tape = Tape.training(Backend.of(threads));
        Weight x = Weight.of("x", shape, Tensors.random(shape, Seed.of(1)).toArray());
        BoundLayer bound = layer.bind(shape, Seed.of(2));
        Tensor y = bound.forward(tape.weight(x));
        List<float[]> arrays = new ArrayList<>(List.of(y.toArray()));
        tape.backward(y.times(tape.constant(y.shape(), Tensors.random(y.shape(), Seed.of(3)).toArray())));
        arrays.add(tape.gradientOf(x).orElseThrow());
        bound.weights().forEach(weight -> arrays.add(tape.gradientOf(weight).orElseThrow()));
        return arrays;
    }
}
