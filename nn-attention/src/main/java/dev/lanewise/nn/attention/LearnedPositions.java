package dev.lanewise.nn.attention;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// Adds to each step a learned vector for the place where it stands, as BERT and GPT-2 do.
///
/// |        | shape                     |                              |
/// |--------|---------------------------|------------------------------|
/// | input  | `[batch, time, features]` | at most `longest` steps      |
/// | output | `[batch, time, features]` |                              |
/// | table  | `[longest, features]`     | `U(−0.05, 0.05)` at first    |
///
/// @param longest the number of places, at least 1
public record LearnedPositions(int longest) implements Layer {

    public LearnedPositions {
        if (longest < 1) throw new IllegalArgumentException("LearnedPositions: expected at least one place, but got " + longest);
    }

    public static LearnedPositions of(int longest) { return new LearnedPositions(longest); }

    @Override public Shape outputShape(Shape input) {
        input.requireRank(3, this, "[batch, time, features]");
        if (input.last() < 1) throw ShapeException.expected(this, "a known number of features ≥ 1", input);
        if (input.extent(1) > longest) throw ShapeException.expected(this, "at most " + longest + " steps", input);
        return input;
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        Shape shape = Shape.of(longest, outputShape(input).last());
        return new Bound(this, Weight.of("table", shape, Initializer.SMALL_UNIFORM.values(shape, longest, shape.last(), seed)));
    }

    private record Bound(LearnedPositions layer, Weight table) implements BoundLayer {

        @Override public Tensor forward(Tensor x) {
            int time = layer.outputShape(x.shape()).extent(1);
            return x.plus(x.tape().weight(table).slice(0, 0, time));         // [time, features] for every sample
        }

        @Override public List<Weight> weights() { return List.of(table); }
    }

    @Override public String toString() { return "LearnedPositions(" + longest + ")"; }

    /// Names it `learned-positions`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "learned-positions"; }

        @Override public Class<LearnedPositions> type() { return LearnedPositions.class; }

        @Override public List<Option> options() { return List.of(new Option("longest", Type.INTEGER, "", "≥ 1", "The number of places.")); }

        @Override public Layer create(Options options) { return new LearnedPositions(options.integer("longest")); }
    }
}
