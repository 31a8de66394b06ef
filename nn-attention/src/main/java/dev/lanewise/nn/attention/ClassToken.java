package dev.lanewise.nn.attention;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Views;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// A learned step in front of each sequence, which looks at all others and tells what they are together: BERT's `[CLS]`.
///
/// |        | shape                         |                          |
/// |--------|-------------------------------|--------------------------|
/// | input  | `[batch, time, features]`     |                          |
/// | output | `[batch, time + 1, features]` |                          |
/// | token  | `[features]`                  | `U(−0.05, 0.05)` at first |
///
/// @see <a href="https://arxiv.org/abs/1810.04805">Devlin et al. (2019)</a>
public record ClassToken() implements Layer {

    public static ClassToken of() { return new ClassToken(); }

    @Override public Shape outputShape(Shape input) {
        input.requireRank(3, this, "[batch, time, features]");
        if (input.last() < 1) throw ShapeException.expected(this, "a known number of features ≥ 1", input);
        return input.extent(1) == Shape.ANY ? input : input.with(1, input.extent(1) + 1);
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        Shape shape = Shape.of(outputShape(input).last());
        return new Bound(Weight.of("token", shape, Initializer.SMALL_UNIFORM.values(shape, 1, shape.last(), seed)));
    }

    private record Bound(Weight token) implements BoundLayer {

        @Override public Tensor forward(Tensor x) {
            Tensor first = Views.expand(x.tape().weight(token), x.shape().with(1, 1));              // [batch, 1, features]
            return Forms.concatenate(1, List.of(first, x));
        }

        @Override public List<Weight> weights() { return List.of(token); }
    }

    @Override public String toString() { return "ClassToken()"; }

    /// Names it `class-token`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "class-token"; }

        @Override public Class<ClassToken> type() { return ClassToken.class; }

        @Override public List<Option> options() { return List.of(); }

        @Override public Layer create(Options options) { return new ClassToken(); }
    }
}
