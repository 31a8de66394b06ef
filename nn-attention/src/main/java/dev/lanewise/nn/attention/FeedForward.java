package dev.lanewise.nn.attention;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Layers;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Activations;
import dev.lanewise.core.tensor.Dropouts;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a transformer does with each step by itself: wider, through an activation, and back.
///
/// `activation(x · up + b) · down + c`, or gated `((x · up) ⊙ activation(x · gate)) · down`, where `up` and `gate` stand side by side: SwiGLU with SiLU.
///
/// |               | shape                                         |                         |
/// |---------------|-----------------------------------------------|-------------------------|
/// | input, output | `[batch, …, features]`                        |                         |
/// | up `weight`   | `[features, hidden]`, gated `[features, 2·hidden]` | Glorot uniform at first |
/// | down `weight` | `[hidden, features]`                          | Glorot uniform at first |
/// | each `bias`   | as wide as its weight                         | zeros; absent after `bias(false)` |
///
/// @param hidden the width inside, at least 1
/// @param activation inside
/// @param gated whether a half is multiplied by the activation of the other
/// @param dropout the rate at which hidden values are dropped while training, in `[0, 1)`
/// @param bias whether both projections add a bias
/// @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017)</a>, 3.3
/// @see <a href="https://arxiv.org/abs/2002.05202">Shazeer (2020)</a> on gates
public record FeedForward(int hidden, Activation activation, boolean gated, double dropout, boolean bias) implements Layer {

    public FeedForward {
        if (hidden < 1) throw new IllegalArgumentException("FeedForward: expected a hidden width ≥ 1, but got " + hidden);
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("FeedForward: expected dropout in [0, 1), but got " + dropout);
    }

    /// With GELU.
    public static FeedForward of(int hidden) { return new FeedForward(hidden, Activation.GELU, false, 0, true); }

    /// Llama's: gated by SiLU, without a bias.
    public static FeedForward swiGLU(int hidden) { return new FeedForward(hidden, Activation.SILU, true, 0, false); }

    public FeedForward activation(Activation activation) { return new FeedForward(hidden, activation, gated, dropout, bias); }

    public FeedForward relu() { return activation(Activation.RELU); }

    public FeedForward gated(boolean gated) { return new FeedForward(hidden, activation, gated, dropout, bias); }

    public FeedForward dropout(double dropout) { return new FeedForward(hidden, activation, gated, dropout, bias); }

    public FeedForward bias(boolean bias) { return new FeedForward(hidden, activation, gated, dropout, bias); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 2 || input.last() < 1) throw ShapeException.expected(this, "input [batch, …, features]", input);
        return input;
    }

    @Override public BoundLayer bind(Shape input, Seed seed) { return bound(input, seed); }

    Bound bound(Shape input, Seed seed) {
        int features = outputShape(input).last();
        int[] widths = gated ? new int[] {hidden, hidden} : new int[] {hidden};
        return new Bound(this, Projected.sideBySide("up", features, bias, seed, widths), Projected.of("down", hidden, features, bias, seed));
    }

    /// With its weights.
    record Bound(FeedForward layer, Projected up, Projected down) implements BoundLayer, ResidualPart {

        private static final int MANY = 96;

        @Override public Tensor forward(Tensor x) { return fuses(x) ? new HiddenStep(layer.activation, x, Optional.empty(), up, down).forward() : apart(x); }

        @Override public Tensor onto(Tensor residual, Tensor x) {
            return fuses(x) ? new HiddenStep(layer.activation, x, Optional.of(residual), up, down).forward() : residual.plus(apart(x));
        }

        /// Not where something has to see or change the hidden values, nor for so few rows that it isn't worth packing weights.
        private boolean fuses(Tensor x) {
            boolean plain = !layer.gated && !(layer.dropout > 0 && x.tape().isTraining()) && !x.tape().isWatched();
            return plain && x.size() >= MANY * up.weight().shape().extent(0);
        }

        private Tensor apart(Tensor x) {
            Tensor hidden = layer.gated ? Activations.gated(up.of(x), layer.activation) : up.of(x, layer.activation);      // […, hidden]
            return down.of(Dropouts.dropout(hidden, layer.dropout));                                                       // […, features]
        }

        @Override public List<Weight> weights() { return Stream.concat(up.weights(), down.weights()).toList(); }
    }

    /// `FeedForward(1024, gelu)`, `FeedForward(1024, gated silu)`
    @Override public String toString() { return "FeedForward(" + hidden + ", " + (gated ? "gated " : "") + Layers.spelled(activation) + ")"; }

    /// What a file holds.
    static FeedForward read(Options options) {
        return new FeedForward(options.integer("hidden"), options.choice("activation", Activation.GELU), options.flag("gated", false),
                options.number("dropout", 0), options.flag("bias", true));
    }

    /// Names it `feed-forward`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "feed-forward"; }

        @Override public Class<FeedForward> type() { return FeedForward.class; }

        @Override public List<Option> options() {
            return List.of(new Option("hidden", Type.INTEGER, "", "≥ 1", "The width inside."),
                    new Option("activation", Type.TEXT, "gelu", "relu, gelu, silu, …", "The activation inside."),
                    new Option("gated", Type.FLAG, "false", "true, false", "Whether a half is multiplied by the activation of the other."),
                    new Option("dropout", Type.NUMBER, "0", "[0, 1)", "The rate at which hidden values are dropped while training."),
                    new Option("bias", Type.FLAG, "true", "true, false", "Whether the projections add a bias."));
        }

        @Override public Layer create(Options options) { return read(options); }
    }
}
