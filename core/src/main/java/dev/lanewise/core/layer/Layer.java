package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import java.util.List;

/// A piece of a network as a description: an immutable record that knows its output shape before a float is allocated.
///
/// Shapes carry the batch as their first axis ([Shape#ANY]). Most layers have one input and implement the two methods without
/// a default; a layer with several inputs is a [Merge].
public interface Layer {

    /// The shape that comes out when `input` goes in.
    ///
    /// @throws dev.lanewise.core.ShapeException if this layer cannot take the input
    Shape outputShape(Shape input);

    /// The layer with fresh weights for this input shape.
    BoundLayer bind(Shape input, Seed seed);

    /// The same for any number of inputs.
    default Shape outputShape(List<Shape> inputs) { return outputShape(Layers.only(inputs, this)); }

    /// The same for any number of inputs.
    default BoundLayer bind(List<Shape> inputs, Seed seed) { return bind(Layers.only(inputs, this), seed); }
}
