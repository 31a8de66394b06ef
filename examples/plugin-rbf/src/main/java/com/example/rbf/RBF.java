package com.example.rbf;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// How near a sample is to each of some learned centres: `exp(−½ ‖x − c‖²)`.
///
/// `[batch, features]` in, `[batch, units]` out, one weight `centres` `[units, features]`.
public record RBF(int units) implements Layer {

    public RBF {
        if (units < 1) throw new IllegalArgumentException("RBF: expected units ≥ 1, but got " + units);
    }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() != 2 || input.last() < 1) throw ShapeException.expected(this, "input [batch, features]", input);
        return Shape.of(input.extent(0), units);
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        Shape shape = Shape.of(units, input.last());
        return new Bound(Weight.of("centres", shape, Initializer.GLOROT_UNIFORM.values(shape, input.last(), units, seed)));
    }

    private record Bound(Weight centres) implements BoundLayer {

        @Override public Tensor forward(Tensor x) { return Bumps.of(x, x.tape().weight(centres)); }

        @Override public List<Weight> weights() { return List.of(centres); }
    }

    @Override public String toString() { return "RBF(" + units + ")"; }

    /// Names it `rbf` in JSON files.
    public static final class Provider implements LayerProvider {

        @Override public String name() { return "rbf"; }

        @Override public Class<RBF> type() { return RBF.class; }

        @Override public List<Option> options() { return List.of(new Option("units", Option.Type.INTEGER, "", "≥ 1", "The number of centres.")); }

        @Override public Layer create(Options options) { return new RBF(options.integer("units")); }
    }
}
