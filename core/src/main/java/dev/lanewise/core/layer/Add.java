package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// The sum of several values of one shape.
public record Add() implements Merge {

    public static Add of() { return new Add(); }

    @Override public Shape outputShape(List<Shape> inputs) { return Layers.requireEqual(inputs, this); }

    @Override public BoundLayer bind(List<Shape> inputs, Seed seed) { return new Bound(); }

    private record Bound() implements BoundLayer {

        @Override public Tensor forward(List<Tensor> inputs) { return inputs.stream().reduce(Tensor::plus).orElseThrow(); }

        @Override public List<Weight> weights() { return List.of(); }
    }

    @Override public String toString() { return "Add()"; }
}
