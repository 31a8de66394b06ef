package dev.lanewise.core.layer;

import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// A [Layer] with its weights: immutable but for the numbers in them, safe to use from many threads while nobody trains.
///
/// `forward` is composed of operations on the tensor, which record their own gradients; whether this is training, and the random
/// numbers of dropout, come from the tensor's [tape][Tensor#tape()]. A layer with several inputs overrides the second method and
/// leaves the first one to it.
public interface BoundLayer {

    default Tensor forward(Tensor input) { return forward(List.of(input)); }

    default Tensor forward(List<Tensor> inputs) { return forward(Layers.only(inputs, this)); }

    /// The weights in a fixed order; their names are unique within the layer.
    List<Weight> weights();

    /// What a layer without weights is: a function.
    static BoundLayer of(java.util.function.UnaryOperator<Tensor> function) {
        return new BoundLayer() {
            @Override public Tensor forward(Tensor input) { return function.apply(input); }

            @Override public List<Weight> weights() { return List.of(); }
        };
    }
}
