package dev.lanewise.core.layer;

import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// A layer with weights that is made of layers, each of which can be looked at while it is at work.
public interface Composed extends BoundLayer {

    /// What [#forward(List)] gives, by way of somebody who runs the layers.
    Tensor forward(List<Tensor> inputs, Runner runner);

    /// Runs layers.
    interface Runner {

        /// What `layer.forward(inputs)` gives.
        ///
        /// @param number of the layer among those of its [Composed] one, as in the names of weights
        Tensor run(int number, BoundLayer layer, List<Tensor> inputs);
    }
}
