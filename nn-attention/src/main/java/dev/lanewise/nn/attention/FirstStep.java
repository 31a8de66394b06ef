package dev.lanewise.nn.attention;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import java.util.List;

/// The first step of a sequence, such as that of a [ClassToken]: `[batch, time, features]` in, `[batch, features]` out.
public record FirstStep() implements Layer {

    public static FirstStep of() { return new FirstStep(); }

    @Override public Shape outputShape(Shape input) {
        input.requireRank(3, this, "[batch, time, features]");
        if (input.extent(1) == 0) throw ShapeException.expected(this, "at least one step", input);
        return Shape.of(input.extent(0), input.last());
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> x.slice(1, 0, 1).reshape(outputShape(x.shape())));
    }

    @Override public String toString() { return "FirstStep()"; }

    /// Names it `first-step`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "first-step"; }

        @Override public Class<FirstStep> type() { return FirstStep.class; }

        @Override public List<Option> options() { return List.of(); }

        @Override public Layer create(Options options) { return new FirstStep(); }
    }
}
