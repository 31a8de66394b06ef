package dev.lanewise.testkit;

import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// An operator of ONNX, expressed by operations of Lanewise.
@FunctionalInterface
public interface OnnxOperator {

    /// The outputs of the node, at least as many as it names.
    ///
    /// @throws UnsupportedOperationException where Lanewise has no such thing; the message says what
    List<Tensor> apply(OnnxNode node);

    /// An operator with one output.
    static OnnxOperator of(java.util.function.Function<OnnxNode, Tensor> function) { return node -> List.of(function.apply(node)); }
}
