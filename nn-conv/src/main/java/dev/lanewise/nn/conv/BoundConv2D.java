package dev.lanewise.nn.conv;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Optional;

/// A [Conv2D] layer with its weights.
record BoundConv2D(Conv2D layer, Weight weight, Optional<Weight> bias) implements BoundLayer {

    static BoundConv2D of(Conv2D layer, int channels, Seed seed) {
        Size kernel = layer.window().kernel();
        int area = kernel.height() * kernel.width();
        Shape shape = Shape.of(kernel.height(), kernel.width(), channels, layer.filters());
        Weight weight = Weight.of("weight", shape, layer.initializer().values(shape, area * channels, area * layer.filters(), seed));
        Optional<Weight> bias = layer.bias() ? Optional.of(Weight.zeros("bias", Shape.of(layer.filters()))) : Optional.empty();
        return new BoundConv2D(layer, weight, bias);
    }

    @Override public Tensor forward(Tensor x) {
        Tape tape = x.tape();
        return Convolution.of(x, tape.weight(weight), bias.map(tape::weight), layer.window(), layer.activation());
    }

    @Override public List<Weight> weights() { return bias.map(own -> List.of(weight, own)).orElse(List.of(weight)); }
}
