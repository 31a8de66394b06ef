package dev.lanewise.nn.attention;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Merge;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;

/// Attention of several heads between learned projections: `(softmax(Q · Kᵀ / √keyDimension) · V) · output`.
///
/// With `Q = query · queryWeight + queryBias` and likewise `K` and `V`, whose heads stand side by side. One input attends to itself;
/// two are a query and what it looks at; three are query, key and value. After them may come a mask.
///
/// |                    | shape                       |                                       |
/// |--------------------|-----------------------------|---------------------------------------|
/// | query              | `[batch, queries, features]` |                                      |
/// | key, value         | `[batch, keys, …]`          | the query unless given; the key is the value unless given |
/// | mask               | `[batch, keys]`             | 0 for keys that don't count, as from `StepMask` |
/// | output             | `[batch, queries, features]` |                                      |
/// | query, key, value `weight` | `[…, heads·keyDimension]`, key and value `[…, keyHeads·keyDimension]` | Glorot uniform; side by side as `qkv` if there is one input |
/// | output `weight`    | `[heads·keyDimension, features]` | Glorot uniform                   |
/// | each `bias`        | as wide as its weight       | zeros; absent after `bias(false)`     |
///
/// As in Keras, but for its order of inputs (query, value, key). PyTorch's `keyDimension` is always features/heads.
///
/// @param heads how many attend side by side, at least 1
/// @param keyHeads heads of keys and values, a divisor of `heads`
/// @param keyDimension the width of one head, at least 1
/// @param sight what a step sees, and how it knows places apart
/// @param dropout the rate at which weights are dropped while training, in `[0, 1)`
/// @param bias whether the projections add a bias
/// @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017)</a>; numbers of the tests: PyTorch's `nn.MultiheadAttention`
public record MultiHeadAttention(int heads, int keyHeads, int keyDimension, Sight sight, double dropout, boolean bias) implements Merge {

    public MultiHeadAttention {
        if (heads < 1) throw new IllegalArgumentException("MultiHeadAttention: expected heads ≥ 1, but got " + heads);
        if (keyHeads < 1 || heads % keyHeads != 0) throw new IllegalArgumentException("MultiHeadAttention: expected key heads that divide " + heads + ", but got " + keyHeads);
        if (keyDimension < 1) throw new IllegalArgumentException("MultiHeadAttention: expected a key dimension ≥ 1, but got " + keyDimension);
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("MultiHeadAttention: expected dropout in [0, 1), but got " + dropout);
        int turning = sight.places().turns() ? Math.max(keyDimension % 2, sight.places().extent()) : 0;
        if (turning > keyDimension || turning % 2 != 0) throw new IllegalArgumentException("MultiHeadAttention: expected an even number of features to turn in heads of " + keyDimension + ", but got " + turning);
    }

    public static MultiHeadAttention of(int heads, int keyDimension) { return new MultiHeadAttention(heads, heads, keyDimension, Sight.all(), 0, true); }

    public MultiHeadAttention keyHeads(int keyHeads) { return new MultiHeadAttention(heads, keyHeads, keyDimension, sight, dropout, bias); }

    public MultiHeadAttention sight(Sight sight) { return new MultiHeadAttention(heads, keyHeads, keyDimension, sight, dropout, bias); }

    public MultiHeadAttention causal(boolean causal) { return sight(sight.causal(causal)); }

    public MultiHeadAttention window(int window) { return sight(sight.window(window)); }

    public MultiHeadAttention places(Places places) { return sight(sight.places(places)); }

    public MultiHeadAttention dropout(double dropout) { return new MultiHeadAttention(heads, keyHeads, keyDimension, sight, dropout, bias); }

    public MultiHeadAttention bias(boolean bias) { return new MultiHeadAttention(heads, keyHeads, keyDimension, sight, dropout, bias); }

    @Override public Shape outputShape(List<Shape> inputs) {
        List<Shape> sequences = sequences(inputs);
        if (sequences.isEmpty() || sequences.size() > 3) {
            throw new ShapeException(this + ": expected query, or query and value, or query, key and value, but got " + sequences.size() + " inputs");
        }
        Shape query = sequences.getFirst(), key = key(sequences), value = sequences.getLast();
        for (Shape input : sequences) requireSequence(input, query.extent(0));
        if (key.extent(1) != value.extent(1)) throw ShapeException.expected(this, "as many values as keys, " + key.extent(1), value);
        if (inputs.size() > sequences.size() && !inputs.getLast().equals(key.withoutLast())) throw ShapeException.expected(this, "a mask " + key.withoutLast(), inputs.getLast());
        return query;
    }

    /// All inputs but a mask, which is the last one and has no features.
    static List<Shape> sequences(List<Shape> inputs) {
        boolean masked = inputs.size() > 1 && inputs.getLast().rank() == 2;
        return masked ? inputs.subList(0, inputs.size() - 1) : inputs;
    }

    private void requireSequence(Shape input, int batch) {
        boolean fits = input.rank() == 3 && input.last() >= 1 && input.extent(0) == batch;
        if (!fits) throw ShapeException.expected(this, "inputs [" + (batch == Shape.ANY ? "batch" : batch) + ", time, features]", input);
    }

    /// The second of three, else the last: the key is the value, or the query.
    static <T> T key(List<T> inputs) { return inputs.get(inputs.size() == 3 ? 1 : inputs.size() - 1); }

    @Override public BoundMultiHeadAttention bind(List<Shape> inputs, Seed seed) {
        outputShape(inputs);
        return BoundMultiHeadAttention.of(this, sequences(inputs), seed);
    }

    /// `MultiHeadAttention(8, 64)`, `MultiHeadAttention(8 to 2, 64, causal, window 128, rotary)`
    @Override public String toString() {
        return "MultiHeadAttention(" + heads + (keyHeads == heads ? "" : " to " + keyHeads) + ", " + keyDimension + (sight.causal() ? ", causal" : "")
                + (sight.window() == 0 ? "" : ", window " + sight.window()) + (sight.places().kind() == Places.Kind.NONE ? "" : ", " + sight.places()) + ")";
    }

    /// What a file holds.
    static MultiHeadAttention read(Options options) {
        int heads = options.integer("heads");
        return new MultiHeadAttention(heads, options.integer("keyHeads", heads), options.integer("keyDimension"),
                options.has("sight") ? Sight.read(options.options("sight")) : Sight.all(), options.number("dropout", 0), options.flag("bias", true));
    }

    /// Names it `multi-head-attention`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "multi-head-attention"; }

        @Override public Class<MultiHeadAttention> type() { return MultiHeadAttention.class; }

        @Override public List<Option> options() {
            return List.of(new Option("heads", Type.INTEGER, "", "≥ 1", "How many attend side by side."),
                    new Option("keyHeads", Type.INTEGER, "heads", "≥ 1, a divisor of heads", "Heads of keys and values."),
                    new Option("keyDimension", Type.INTEGER, "", "≥ 1", "The width of one head."),
                    new Option("sight", Type.OBJECT, "all", "causal, window, places", "What a step sees, and how it knows places apart."),
                    new Option("dropout", Type.NUMBER, "0", "[0, 1)", "The rate at which weights are dropped while training."),
                    new Option("bias", Type.FLAG, "true", "true, false", "Whether the projections add a bias."));
        }

        @Override public Layer create(Options options) { return read(options); }
    }
}
