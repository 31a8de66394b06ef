package dev.lanewise.nn.attention;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// Adds to each step a wave pattern that tells where it stands: attention by itself sees a set, not a sequence.
///
/// At position `t` feature `2i` gets `sin(t / 10000^(2i/features))` and feature `2i + 1` the cosine of the same.
///
/// `[batch, time, features]` in, the same shape out. No weights, and any number of steps.
///
/// @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017)</a>, 3.5
public record SinusoidalPositions() implements Layer {

    private static final double LONGEST = 10_000;

    public static SinusoidalPositions of() { return new SinusoidalPositions(); }

    @Override public Shape outputShape(Shape input) {
        input.requireRank(3, this, "[batch, time, features]");
        if (input.last() < 1) throw ShapeException.expected(this, "a known number of features ≥ 1", input);
        return input;
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        if (input.extent(1) == Shape.ANY) return BoundLayer.of(x -> x.plus(table(x.shape().withoutFirst())));
        Tensor table = table(input.withoutFirst());
        return BoundLayer.of(x -> x.plus(x.shape().extent(1) == table.shape().extent(0) ? table : table(x.shape().withoutFirst())));
    }

    /// The pattern, `[time, features]`.
    static Tensor table(Shape shape) {
        int features = shape.last();
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            int t = i / features, feature = i % features;
            double angle = t / StrictMath.pow(LONGEST, (feature - feature % 2) / (double) features);
            values[i] = (float) (feature % 2 == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle));       // strict: the same bits everywhere
        }
        return Tensor.of(shape, values);
    }

    @Override public String toString() { return "SinusoidalPositions()"; }

    /// Names it `sinusoidal-positions`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "sinusoidal-positions"; }

        @Override public Class<SinusoidalPositions> type() { return SinusoidalPositions.class; }

        @Override public List<Option> options() { return List.of(); }

        @Override public Layer create(Options options) { return new SinusoidalPositions(); }
    }
}
