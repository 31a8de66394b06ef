package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import java.util.List;

/// A whole network as a description: a layer that knows its own input shapes, so that everything about it can be told and checked
/// before there is any data.
public interface Network extends Layer {

    /// The shapes it takes, the batch as their first axis.
    List<Shape> inputs();

    /// The shape it gives, the batch as its first axis.
    default Shape output() { return outputShape(inputs()); }

    /// The network with fresh weights.
    default BoundLayer bind(Seed seed) { return bind(inputs(), seed); }

    /// A table of its layers, their output shapes and their numbers of parameters.
    String summary();
}
