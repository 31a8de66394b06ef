package dev.lanewise.nn.attention;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.LayerNorm;
import dev.lanewise.core.layer.Merge;
import dev.lanewise.core.layer.RMSNorm;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A block of a transformer: attention, perhaps attention to another sequence, and a feed-forward network, each with a way around it.
///
/// | norms      | what it computes, part by part                            |                                                     |
/// |------------|-----------------------------------------------------------|-----------------------------------------------------|
/// | `BEFORE`   | `x + part(norm(x))`                                       | trains without a warm-up; GPT-2, Llama, most others |
/// | `AFTER`    | `norm(x + part(x))`                                       | the paper of 2017, BERT                             |
/// | `PARALLEL` | `x + attention(norm(x)) + feedForward(norm(x))`, one norm | GPT-J, PaLM                                         |
///
/// |                  | shape                     |                                                             |
/// |------------------|---------------------------|-------------------------------------------------------------|
/// | input            | `[batch, time, features]` |                                                             |
/// | memory           | `[batch, keys, …]`        | for a block with `cross`: what it looks at, as an encoder gives it |
/// | mask             | `[batch, time]`, or `[batch, keys]` with `cross` | 0 for steps that don't count; may be left out |
/// | output           | `[batch, time, features]` |                                                             |
///
/// Weights are named `attention.…`, `cross.…`, `feedForward.…`, `norm1.…`, `norm2.…`, `norm3.…` in the order in which the norms run.
///
/// @param attention to the sequence itself
/// @param cross attention to the memory, as a decoder has it
/// @param norm [LayerNorm] or [RMSNorm], or any other layer that keeps the shape
/// @param norms where they stand
/// @param dropout the rate after each part while training, in `[0, 1)`
/// @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017)</a>; <a href="https://arxiv.org/abs/2002.04745">Xiong et al. (2020)</a> on norms;
///     numbers of the tests: PyTorch's `TransformerEncoderLayer` and `TransformerDecoderLayer`
public record TransformerBlock(MultiHeadAttention attention, Optional<MultiHeadAttention> cross, FeedForward feedForward, Layer norm, Norms norms, double dropout) implements Merge {

    /// Where norms stand.
    public enum Norms { BEFORE, AFTER, PARALLEL }

    public TransformerBlock {
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("TransformerBlock: expected dropout in [0, 1), but got " + dropout);
        if (cross.isPresent() && norms == Norms.PARALLEL) throw new IllegalArgumentException("TransformerBlock: expected no memory for parallel parts, but got " + cross.get());
    }

    /// Of an encoder: `heads` see everything; layer norm before each part and GELU.
    public static TransformerBlock encoder(int heads, int keyDimension, int hidden) {
        return new TransformerBlock(MultiHeadAttention.of(heads, keyDimension), Optional.empty(), FeedForward.of(hidden), LayerNorm.of().epsilon(1e-5), Norms.BEFORE, 0);
    }

    /// Of a decoder without a memory, as in GPT-2: a step sees those before it.
    public static TransformerBlock causal(int heads, int keyDimension, int hidden) {
        return encoder(heads, keyDimension, hidden).attention(MultiHeadAttention.of(heads, keyDimension).causal(true));
    }

    /// Of a decoder that looks at a memory.
    public static TransformerBlock decoder(int heads, int keyDimension, int hidden) {
        return causal(heads, keyDimension, hidden).cross(MultiHeadAttention.of(heads, keyDimension));
    }

    /// Of Llama: RMS norm, rotary places, SwiGLU, no bias.
    public static TransformerBlock llama(int heads, int keyHeads, int keyDimension, int hidden) {
        MultiHeadAttention attention = MultiHeadAttention.of(heads, keyDimension).keyHeads(keyHeads).causal(true).places(Places.rotary()).bias(false);
        return new TransformerBlock(attention, Optional.empty(), FeedForward.swiGLU(hidden), RMSNorm.of().epsilon(1e-5), Norms.BEFORE, 0);
    }

    public TransformerBlock attention(MultiHeadAttention attention) { return new TransformerBlock(attention, cross, feedForward, norm, norms, dropout); }

    public TransformerBlock cross(MultiHeadAttention cross) { return new TransformerBlock(attention, Optional.of(cross), feedForward, norm, norms, dropout); }

    public TransformerBlock feedForward(FeedForward feedForward) { return new TransformerBlock(attention, cross, feedForward, norm, norms, dropout); }

    public TransformerBlock norm(Layer norm) { return new TransformerBlock(attention, cross, feedForward, norm, norms, dropout); }

    public TransformerBlock norms(Norms norms) { return new TransformerBlock(attention, cross, feedForward, norm, norms, dropout); }

    /// The same rate after each part, on attention weights and on hidden values.
    public TransformerBlock dropoutEverywhere(double rate) {
        return new TransformerBlock(attention.dropout(rate), cross.map(to -> to.dropout(rate)), feedForward.dropout(rate), norm, norms, rate);
    }

    public TransformerBlock dropout(double dropout) { return new TransformerBlock(attention, cross, feedForward, norm, norms, dropout); }

    @Override public Shape outputShape(List<Shape> inputs) {
        int sequences = MultiHeadAttention.sequences(inputs).size(), expected = cross.isPresent() ? 2 : 1;
        if (sequences != expected) throw new ShapeException(this + ": expected " + (expected == 2 ? "steps, a memory and perhaps a mask" : "steps and perhaps a mask") + ", but got " + inputs.size() + " inputs");
        Shape x = attention.outputShape(cross.isPresent() ? inputs.subList(0, 1) : inputs);
        cross.ifPresent(to -> to.outputShape(inputs));
        if (!norm.outputShape(x).equals(x)) throw ShapeException.expected(this, "a norm that leaves " + x + " as it is", norm.outputShape(x));
        return feedForward.outputShape(x);
    }

    @Override public BoundBlock bind(List<Shape> inputs, Seed seed) {
        Shape x = outputShape(inputs);
        List<Shape> looked = MultiHeadAttention.sequences(inputs);
        List<BoundLayer> bound = new ArrayList<>();
        for (int i = 0; i < (cross.isPresent() ? 3 : norms == Norms.PARALLEL ? 1 : 2); i++) bound.add(norm.bind(x, seed.child("norm").child(i)));
        return new BoundBlock(this, attention.bind(List.of(x), seed.child("attention")), cross.map(to -> to.bind(looked, seed.child("cross"))),
                feedForward.bound(x, seed.child("feedForward")), bound);
    }

    @Override public String toString() {
        return "TransformerBlock(" + attention + cross.map(to -> ", cross " + to).orElse("") + ", " + feedForward + ", " + norm
                + (norms == Norms.BEFORE ? "" : " " + norms.name().toLowerCase(java.util.Locale.ROOT)) + ")";
    }

    /// What a file holds.
    static TransformerBlock read(Options options) {
        return new TransformerBlock(MultiHeadAttention.read(inner(options, "attention")),
                options.has("cross") ? Optional.of(MultiHeadAttention.read(inner(options, "cross"))) : Optional.empty(),
                FeedForward.read(inner(options, "feedForward")), options.has("norm") ? LayerRegistry.load().create(options.options("norm")) : LayerNorm.of().epsilon(1e-5),
                options.choice("norms", Norms.BEFORE), options.number("dropout", 0));
    }

    /// A part, which a file holds with the name of its layer.
    private static Options inner(Options options, String part) { return options.options(part).without("layer"); }

    /// Names it `transformer-block`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "transformer-block"; }

        @Override public Class<TransformerBlock> type() { return TransformerBlock.class; }

        @Override public List<Option> options() {
            return List.of(new Option("attention", Type.OBJECT, "", "a multi-head-attention", "Attention to the sequence itself."),
                    new Option("cross", Type.OBJECT, "none", "a multi-head-attention", "Attention to a memory."),
                    new Option("feedForward", Type.OBJECT, "", "a feed-forward", "What happens to each step by itself."),
                    new Option("norm", Type.OBJECT, "layer-norm", "a layer", "The norm of each part."),
                    new Option("norms", Type.TEXT, "before", "before, after, parallel", "Where norms stand."),
                    new Option("dropout", Type.NUMBER, "0", "[0, 1)", "The rate after each part while training."));
        }

        @Override public Layer create(Options options) { return read(options); }
    }
}
