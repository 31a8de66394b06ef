package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an output sees: by the formula, and by where its gradient goes.
class ReceptiveFieldTest {

    @Test void twoSmallKernelsSeeAsMuchAsALargeOne() {
        assertThat(ReceptiveField.PIXEL.through(Sweep.of(3)).through(Sweep.of(3))).isEqualTo(ReceptiveField.PIXEL.through(Sweep.of(5)));
    }

    @Test void theFirstLayersOfAlexNet() {
        List<Layer> layers = List.of(Conv2D.of(64, 11).stride(4).padding(Padding.of(2)), MaxPool2D.of(3).stride(2), Conv2D.of(192, 5).padding(Padding.of(2)),
                MaxPool2D.of(3).stride(2));

        assertThat(ReceptiveField.ofRows(layers, Shape.batch(224, 224, 3))).isEqualTo(new ReceptiveField(67, 16, -18));
    }

    @Test void theGradientOfAnOutputReachesThatFarAndNoFarther() {
        List<Layer> layers = List.of(Conv2D.of(2, 3).stride(2).padding(Padding.of(1)), Activate.of(Activation.TANH), Conv2D.of(1, Size.of(2, 3)).dilation(2), AveragePool2D.of(2).stride(1));
        Shape input = Shape.of(1, 25, 27, 1);
        int place = 3;

        int[] rows = reached(Sequential.of(layers.toArray(Layer[]::new)), input, place, 27), columns = reached(Sequential.of(layers.toArray(Layer[]::new)), input, place, 1);

        ReceptiveField down = ReceptiveField.ofRows(layers, input), across = ReceptiveField.ofColumns(layers, input);
        int top = down.start() + place * down.jump(), left = across.start() + place * across.jump();
        assertThat(rows).containsExactly(top, top + down.size() - 1);
        assertThat(columns).containsExactly(left, left + across.size() - 1);
    }

    /// The first and the last row (for `stride` the width) or column (for 1) that the gradient of one output is not 0 at.
    private static int[] reached(Layer layer, Shape input, int place, int stride) {
        Weight x = Weight.of("x", input, Tensors.random(input, Seed.of(1)).data());
        Tape tape = Tape.gradients(Backend.standard());
        Tensor y = layer.bind(input, Seed.of(2)).forward(tape.weight(x));
        tape.backward(y.slice(1, place, place + 1).slice(2, place, place + 1).sum());
        float[] gradient = tape.gradientOf(x).orElseThrow();
        int width = input.extent(2);
        int[] reached = java.util.stream.IntStream.range(0, gradient.length).filter(i -> gradient[i] != 0).map(i -> stride == 1 ? i % width : i / width).sorted().toArray();
        return new int[] {reached[0], reached[reached.length - 1]};
    }

    @Test void aLayerThatMovesPixelsInAnotherWayIsRefused() {
        assertThatThrownBy(() -> ReceptiveField.ofRows(List.of(Conv2D.of(1, 3), Reshape.flat(), Projection.of(2)), Shape.batch(5, 5, 1)))
                .hasMessageStartingWith("ReceptiveField: expected windows, or layers that leave [batch, 3, 3, 1] its height and width, but got [batch, 9] from ");
    }
}
