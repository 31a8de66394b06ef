package dev.lanewise.nn.attention;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Merge;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;

/// Attention of several heads between learned projections: `(softmax(Q · Kᵀ / √keyDimension) · V) · output`.
///
/// With `Q = query · queryWeight + queryBias` and likewise `K` and `V`, whose heads stand side by side. One input attends to itself;
/// two are a query and what it looks at; three are query, key and value.
///
/// |                    | shape                       |                                       |
/// |--------------------|-----------------------------|---------------------------------------|
/// | query              | `[batch, queries, features]` |                                      |
/// | key, value         | `[batch, keys, …]`          | the query unless given; the key is the value unless given |
/// | output             | `[batch, queries, features]` |                                      |
/// | query, key, value `weight` | `[…, heads·keyDimension]` | Glorot uniform                  |
/// | output `weight`    | `[heads·keyDimension, features]` | Glorot uniform                   |
/// | each `bias`        | `[heads·keyDimension]`, `[features]` | zeros; absent after `bias(false)` |
///
/// As in Keras, but for its order of inputs (query, value, key). PyTorch's `keyDimension` is always features/heads.
///
/// @param heads how many attend side by side, at least 1
/// @param keyDimension the width of one head, at least 1
/// @param causal whether step `i` sees only the steps `0 … i`
/// @param dropout the rate at which weights are dropped while training, in `[0, 1)`
/// @param bias whether the four projections add a bias
/// @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017)</a>; numbers of the tests: PyTorch's `nn.MultiheadAttention`
public record MultiHeadAttention(int heads, int keyDimension, boolean causal, double dropout, boolean bias) implements Merge {

    public MultiHeadAttention {
        if (heads < 1) throw new IllegalArgumentException("MultiHeadAttention: expected heads ≥ 1, but got " + heads);
        if (keyDimension < 1) throw new IllegalArgumentException("MultiHeadAttention: expected a key dimension ≥ 1, but got " + keyDimension);
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("MultiHeadAttention: expected dropout in [0, 1), but got " + dropout);
    }

    public static MultiHeadAttention of(int heads, int keyDimension) { return new MultiHeadAttention(heads, keyDimension, false, 0, true); }

    public MultiHeadAttention causal(boolean causal) { return new MultiHeadAttention(heads, keyDimension, causal, dropout, bias); }

    public MultiHeadAttention dropout(double dropout) { return new MultiHeadAttention(heads, keyDimension, causal, dropout, bias); }

    public MultiHeadAttention bias(boolean bias) { return new MultiHeadAttention(heads, keyDimension, causal, dropout, bias); }

    @Override public Shape outputShape(List<Shape> inputs) {
        if (inputs.isEmpty() || inputs.size() > 3) {
            throw new ShapeException(this + ": expected query, or query and value, or query, key and value, but got " + inputs.size() + " inputs");
        }
        Shape query = inputs.getFirst(), key = key(inputs), value = inputs.getLast();
        for (Shape input : inputs) requireSequence(input, query.extent(0));
        if (key.extent(1) != value.extent(1)) throw ShapeException.expected(this, "as many values as keys, " + key.extent(1), value);
        return query;
    }

    private void requireSequence(Shape input, int batch) {
        boolean fits = input.rank() == 3 && input.last() >= 1 && input.extent(0) == batch;
        if (!fits) throw ShapeException.expected(this, "inputs [" + (batch == Shape.ANY ? "batch" : batch) + ", time, features]", input);
    }

    /// The second of three, else the last: the key is the value, or the query.
    static <T> T key(List<T> inputs) { return inputs.get(inputs.size() == 3 ? 1 : inputs.size() - 1); }

    @Override public BoundLayer bind(List<Shape> inputs, Seed seed) {
        outputShape(inputs);
        return BoundMultiHeadAttention.of(this, inputs, seed);
    }

    /// `MultiHeadAttention(8, 64)`, `MultiHeadAttention(8, 64, causal)`
    @Override public String toString() { return "MultiHeadAttention(" + heads + ", " + keyDimension + (causal ? ", causal" : "") + ")"; }

    /// Names it `multi-head-attention`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "multi-head-attention"; }

        @Override public Class<MultiHeadAttention> type() { return MultiHeadAttention.class; }

        @Override public List<Option> options() {
            return List.of(new Option("heads", Type.INTEGER, "", "≥ 1", "How many attend side by side."),
                    new Option("keyDimension", Type.INTEGER, "", "≥ 1", "The width of one head."),
                    new Option("causal", Type.FLAG, "false", "true, false", "Whether a step sees only itself and those before it."),
                    new Option("dropout", Type.NUMBER, "0", "[0, 1)", "The rate at which weights are dropped while training."),
                    new Option("bias", Type.FLAG, "true", "true, false", "Whether the projections add a bias."));
        }

        @Override public Layer create(Options options) {
            return new MultiHeadAttention(options.integer("heads"), options.integer("keyDimension"), options.flag("causal", false),
                    options.number("dropout", 0), options.flag("bias", true));
        }
    }
}
