package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import java.util.List;

/// A layer with several inputs, such as a sum or attention from one sequence to another.
public interface Merge extends Layer {

    @Override Shape outputShape(List<Shape> inputs);

    @Override BoundLayer bind(List<Shape> inputs, Seed seed);

    @Override default Shape outputShape(Shape input) { return outputShape(List.of(input)); }

    @Override default BoundLayer bind(Shape input, Seed seed) { return bind(List.of(input), seed); }
}
