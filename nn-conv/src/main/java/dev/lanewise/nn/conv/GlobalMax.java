package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.tensor.Axes;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// The largest value of each feature over everything between the batch and the last axis: over steps, or over the pixels of a feature map.
///
/// `[batch, …, features]` in, `[batch, features]` out. Its mean is [dev.lanewise.core.layer.GlobalAverage].
public record GlobalMax() implements Layer {

    public static GlobalMax of() { return new GlobalMax(); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 3) throw ShapeException.expected(this, "input [batch, time or height and width, features]", input);
        for (int axis = 1; axis < input.rank() - 1; axis++) {
            if (input.extent(axis) == 0) throw ShapeException.expected(this, "axis " + axis + " ≥ 1", input);
        }
        return Shape.of(input.extent(0), input.last());
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(GlobalMax::largest);
    }

    private static Tensor largest(Tensor x) {
        Shape shape = x.shape();
        return x.reshape(Shape.of(shape.extent(0), shape.withoutFirst().withoutLast().size(), shape.last())).max(Axes.of(1));
    }

    @Override public String toString() { return "GlobalMax()"; }

    /// Names it `global-max`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "global-max"; }

        @Override public Class<GlobalMax> type() { return GlobalMax.class; }

        @Override public List<Option> options() { return List.of(); }

        @Override public Layer create(Options options) { return of(); }
    }
}
