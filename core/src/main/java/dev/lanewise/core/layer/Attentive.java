package dev.lanewise.core.layer;

import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// A layer with weights that can tell how much the steps of a sequence look at each other.
public interface Attentive extends BoundLayer {

    /// How much each query looks at each key, attention by attention from the input on; each row adds up to 1, or to 0 where it sees nothing.
    ///
    /// @param inputs as [#forward(List)] takes them
    /// @return each `[batch, heads, queries, keys]`
    List<Tensor> attention(List<Tensor> inputs);
}
