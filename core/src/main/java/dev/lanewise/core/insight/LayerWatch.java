package dev.lanewise.core.insight;

import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Witness;
import dev.lanewise.core.train.TrainedNetwork;
import java.util.Arrays;
import java.util.Optional;

/// Sees what one layer of a network gives, and the gradient that comes back to it.
final class LayerWatch implements Witness {

    private final int layer;
    private int depth;
    private int part;
    private Optional<Tensor> output = Optional.empty();
    private float[] gradient = {};

    /// @param layer counted from 0, as in the names of weights
    LayerWatch(int layer) {
        this.layer = layer;
    }

    @Override public void entered(int part) {
        if (depth++ == 0) this.part = part;
    }

    @Override public void left(Tensor output) {
        if (--depth == 0 && part == layer) this.output = Optional.of(output);
    }

    @Override public void gradient(Tensor result) {
        if (output.filter(own -> own.data() == result.data()).isPresent()) gradient = Arrays.copyOf(result.gradient(), result.size());
    }

    /// What the layer gave: maps `[1, height, width, channels]`.
    ///
    /// @throws ShapeException if there is no such layer, or it gives something else
    Tensor maps(TrainedNetwork network) {
        Tensor maps = output.orElseThrow(() -> new ShapeException("Insight: expected one of the layers of " + network + ", counted from 0, but got " + layer));
        if (maps.shape().rank() != 4) throw ShapeException.expected("Insight: layer " + layer, "maps [1, height, width, channels]", maps.shape());
        return maps;
    }

    /// The gradient of the score by what the layer gave; zeros where none came back.
    float[] gradientOf(Tensor maps) { return gradient.length == 0 ? new float[maps.size()] : gradient; }
}
