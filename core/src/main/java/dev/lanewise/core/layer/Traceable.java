package dev.lanewise.core.layer;

import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// A layer with weights that goes through a sequence step by step and can tell what its gates and states were at each.
public interface Traceable extends BoundLayer {

    /// The gates and states of one sample, in the order of time.
    ///
    /// @param inputs as [#forward(List)] takes them, with one sample
    /// @return by name, such as `f` or `forward.f`, `[time, units]` each; NaN at steps that don't count
    Map<String, Tensor> trace(List<Tensor> inputs);
}
