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
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Optional;

/// What a transformer makes of token ids before its first block: a learned vector for each, with something added for the place where it stands.
///
/// |        | shape                       |                                            |
/// |--------|-----------------------------|--------------------------------------------|
/// | input  | `[batch, time]`             | whole numbers in `0 … vocabulary − 1`      |
/// | output | `[batch, time, dimension]`  |                                            |
/// | table  | `[vocabulary, dimension]`   | `U(−0.05, 0.05)` at first                  |
/// | places | `[longest, dimension]`      | `U(−0.05, 0.05)` at first; for learned places only |
///
/// @param vocabulary the number of tokens
/// @param dimension the width of a vector
/// @param order what is added for the place
/// @param longest how many places there are, for learned ones; else 0
/// @param scaled whether vectors of tokens are multiplied by `√dimension`, as in the paper of 2017
/// @param dropout the rate behind it while training, in `[0, 1)`
public record TokenEmbedding(int vocabulary, int dimension, Order order, int longest, boolean scaled, double dropout) implements Layer {

    /// What is added for the place: nothing, the waves of [SinusoidalPositions], or learned vectors as of [LearnedPositions].
    public enum Order { NONE, SINUSOIDAL, LEARNED }

    public TokenEmbedding {
        if (vocabulary < 1 || vocabulary > 1 << 24) throw new IllegalArgumentException("TokenEmbedding: expected a vocabulary in 1 … 2²⁴, but got " + vocabulary);
        if (dimension < 1) throw new IllegalArgumentException("TokenEmbedding: expected a dimension ≥ 1, but got " + dimension);
        if (order == Order.LEARNED ? longest < 1 : longest != 0) throw new IllegalArgumentException("TokenEmbedding: expected "
                + (order == Order.LEARNED ? "at least one learned place" : "0 learned places") + ", but got " + longest);
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("TokenEmbedding: expected dropout in [0, 1), but got " + dropout);
    }

    /// Without places.
    public static TokenEmbedding of(int vocabulary, int dimension) { return new TokenEmbedding(vocabulary, dimension, Order.NONE, 0, false, 0); }

    /// With learned vectors for the first `longest` places.
    public TokenEmbedding learned(int longest) { return new TokenEmbedding(vocabulary, dimension, Order.LEARNED, longest, scaled, dropout); }

    /// With waves for the places.
    public TokenEmbedding sinusoidal() { return new TokenEmbedding(vocabulary, dimension, Order.SINUSOIDAL, 0, scaled, dropout); }

    public TokenEmbedding scaled(boolean scaled) { return new TokenEmbedding(vocabulary, dimension, order, longest, scaled, dropout); }

    public TokenEmbedding dropout(double dropout) { return new TokenEmbedding(vocabulary, dimension, order, longest, scaled, dropout); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() != 2) throw ShapeException.expected(this, "input [batch, time] of token ids", input);
        if (order == Order.LEARNED && input.last() > longest) throw ShapeException.expected(this, "at most " + longest + " steps", input);
        return input.withLastAdded(dimension);
    }

    @Override public BoundLayer bind(Shape input, Seed seed) { return bound(input, seed); }

    BoundEmbedding bound(Shape input, Seed seed) {
        outputShape(input);
        return new BoundEmbedding(this, table("table", vocabulary, seed), order == Order.LEARNED ? Optional.of(table("places", longest, seed)) : Optional.empty());
    }

    private Weight table(String name, int rows, Seed seed) {
        Shape shape = Shape.of(rows, dimension);
        return Weight.of(name, shape, Initializer.SMALL_UNIFORM.values(shape, rows, dimension, seed.child(name)));
    }

    @Override public String toString() {
        return "TokenEmbedding(" + vocabulary + ", " + dimension + (order == Order.NONE ? "" : order == Order.LEARNED ? ", " + longest + " places" : ", sinusoidal") + ")";
    }

    /// What a file holds.
    static TokenEmbedding read(Options options) {
        return new TokenEmbedding(options.integer("vocabulary"), options.integer("dimension"), options.choice("order", Order.NONE), options.integer("longest", 0),
                options.flag("scaled", false), options.number("dropout", 0));
    }

    /// Names it `token-embedding`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "token-embedding"; }

        @Override public Class<TokenEmbedding> type() { return TokenEmbedding.class; }

        @Override public List<Option> options() {
            return List.of(new Option("vocabulary", Type.INTEGER, "", "≥ 1", "The number of tokens."),
                    new Option("dimension", Type.INTEGER, "", "≥ 1", "The width of a vector."),
                    new Option("order", Type.TEXT, "none", "none, sinusoidal, learned", "What is added for the place."),
                    new Option("longest", Type.INTEGER, "0", "≥ 1 for learned places, else 0", "The number of learned places."),
                    new Option("scaled", Type.FLAG, "false", "true, false", "Whether vectors are multiplied by √dimension."),
                    new Option("dropout", Type.NUMBER, "0", "[0, 1)", "The rate behind it while training."));
        }

        @Override public Layer create(Options options) { return read(options); }
    }
}
