package dev.lanewise.nn.dense;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import java.util.List;

/// Each sample as one row, in row-major order, without copying.
///
/// `[batch, a, b, …]` in, `[batch, a·b·…]` out.
public record Flatten() implements Layer {

    public static Flatten of() { return new Flatten(); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 1) throw ShapeException.expected(this, "input [batch, …]", input);
        if (!input.withoutFirst().isKnown()) throw ShapeException.expected(this, "samples of known extents", input);
        return Shape.of(input.extent(0), input.sampleSize());
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> x.reshape(Shape.of(x.shape().extent(0), x.shape().sampleSize())));
    }

    @Override public String toString() { return "Flatten()"; }

    /// Names it `flatten`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "flatten"; }

        @Override public Class<Flatten> type() { return Flatten.class; }

        @Override public List<Option> options() { return List.of(); }

        @Override public Layer create(Options options) { return new Flatten(); }
    }
}
