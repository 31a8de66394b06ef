package dev.lanewise.core.layer;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Layers one behind the other.
///
/// With an [Input] first it is a whole [Network], and every shape is checked when it is made; without one it is a piece of a larger
/// network. The weights of layer `i` are named `i.…`, counted from 0.
///
/// @param layers at least one
public record Sequential(List<Layer> layers) implements Network {

    public Sequential {
        layers = ImmutableList.copyOf(layers);
        if (layers.isEmpty()) throw new IllegalArgumentException("Sequential: expected at least one layer, but got none");
        if (layers.getFirst() instanceof Input input) shapes(layers, input.batched());
    }

    public static Sequential of(Layer... layers) { return new Sequential(List.of(layers)); }

    @Override public List<Shape> inputs() {
        if (layers.getFirst() instanceof Input input) return List.of(input.batched());
        throw new ShapeException("Sequential: expected Input.of(…) as its first layer, but got " + layers.getFirst());
    }

    @Override public Shape outputShape(Shape input) { return shapes(layers, input).getLast(); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        List<Shape> shapes = shapes(layers, input);
        List<BoundLayer> bound = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            bound.add(layers.get(i).bind(i == 0 ? input : shapes.get(i - 1), seed.child(i)));
        }
        return new BoundSequential(bound);
    }

    @Override public String summary() {
        List<Shape> shapes = shapes(layers, inputs().getFirst());
        Summary summary = new Summary("Sequential");
        for (int i = 0; i < layers.size(); i++) {
            summary.add(layers.get(i).toString(), shapes.get(i), layers.get(i).bind(i == 0 ? inputs().getFirst() : shapes.get(i - 1), Seed.of(0)));
        }
        return summary.toString();
    }

    /// The output shape of every layer; complaints name the layer.
    private static List<Shape> shapes(List<Layer> layers, Shape input) {
        List<Shape> shapes = new ArrayList<>();
        Shape shape = input;
        for (int i = 0; i < layers.size(); i++) {
            try {
                shape = layers.get(i).outputShape(shape);
            } catch (ShapeException e) {
                throw e.at("Sequential, layer " + (i + 1) + " of " + layers.size());
            }
            shapes.add(shape);
        }
        return shapes;
    }

    @Override public String toString() { return layers.stream().map(Layer::toString).collect(Collectors.joining(", ", "Sequential(", ")")); }
}
