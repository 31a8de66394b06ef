package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;

/// An activation as a layer of its own, for where it does not end another layer.
///
/// Any shape in, the same shape out.
///
/// @param activation applied to each element
public record Activate(Activation activation) implements Layer {

    public static Activate of(Activation activation) { return new Activate(activation); }

    @Override public Shape outputShape(Shape input) { return input; }

    @Override public BoundLayer bind(Shape input, Seed seed) { return BoundLayer.of(activation::of); }

    @Override public String toString() { return "Activate(" + Layers.spelled(activation) + ")"; }
}
