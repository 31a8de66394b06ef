package dev.lanewise.nn.attention;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.LayerNorm;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Activation;
import java.util.List;
import java.util.Optional;

/// A transformer that says of every step how probable each token is as the next one.
///
/// |               | shape                         |                                                          |
/// |---------------|-------------------------------|----------------------------------------------------------|
/// | input         | `[batch, time]`               | token ids                                                |
/// | output        | `[batch, time, vocabulary]`   | logits                                                   |
/// | head `weight` | `[dimension, vocabulary]`     | Glorot uniform at first; absent if the table of tokens serves |
///
/// Weights are named `tokens.…`, `stack.…` and `head.weight`.
///
/// @param tokens what becomes of ids
/// @param stack its blocks; they have to be causal to predict anything
/// @param tied whether scores are products with the table of tokens instead of a head's weight
/// @see <a href="https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf">Radford et al. (2019)</a>: GPT-2
/// @see <a href="https://arxiv.org/abs/2302.13971">Touvron et al. (2023)</a>: Llama
/// @see <a href="https://arxiv.org/abs/1608.05859">Press & Wolf (2017)</a> on tying
public record CausalTransformer(TokenEmbedding tokens, TransformerStack stack, boolean tied) implements Layer {

    /// GPT-2's layout: learned places, layer norms before each part, GELU in its tanh form, biases, four times as wide inside, tied.
    ///
    /// @param context the largest number of steps
    public static CausalTransformer gpt2(int vocabulary, int context, int dimension, int heads, int blocks) {
        requireWhole(dimension, heads);
        TransformerBlock block = TransformerBlock.causal(heads, dimension / heads, 4 * dimension)
                .feedForward(FeedForward.of(4 * dimension).activation(Activation.GELU_TANH)).norm(LayerNorm.of().epsilon(1e-5));
        return new CausalTransformer(TokenEmbedding.of(vocabulary, dimension).learned(context), TransformerStack.of(block, blocks), true);
    }

    /// Llama's layout: rotary places, RMS norms, SwiGLU, no biases.
    ///
    /// @param keyHeads heads of keys and values, a divisor of `heads`
    /// @param hidden the width of the feed-forward networks; Llama has about `8/3 · dimension`
    public static CausalTransformer llama(int vocabulary, int dimension, int heads, int keyHeads, int hidden, int blocks) {
        requireWhole(dimension, heads);
        return new CausalTransformer(TokenEmbedding.of(vocabulary, dimension), TransformerStack.of(TransformerBlock.llama(heads, keyHeads, dimension / heads, hidden), blocks), false);
    }

    private static void requireWhole(int dimension, int heads) {
        if (heads < 1 || dimension < 1 || dimension % heads != 0) {
            throw new IllegalArgumentException("CausalTransformer: expected a dimension that is a multiple of heads ≥ 1, but got " + dimension + " and " + heads);
        }
    }

    public CausalTransformer tied(boolean tied) { return new CausalTransformer(tokens, stack, tied); }

    public CausalTransformer block(TransformerBlock block) { return new CausalTransformer(tokens, new TransformerStack(block, stack.blocks(), stack.normed()), tied); }

    public CausalTransformer tokens(TokenEmbedding tokens) { return new CausalTransformer(tokens, stack, tied); }

    /// Everywhere: behind the embedding, on attention weights, on hidden values, and after each part.
    public CausalTransformer dropout(double rate) { return tokens(tokens.dropout(rate)).block(stack.block().dropoutEverywhere(rate)); }

    @Override public Shape outputShape(Shape input) { return stack.outputShape(tokens.outputShape(input)).withLast(tokens.vocabulary()); }

    @Override public BoundCausalTransformer bind(Shape input, Seed seed) {
        outputShape(input);
        Shape x = tokens.outputShape(input);
        Optional<Projected> head = tied ? Optional.empty() : Optional.of(Projected.of("head", tokens.dimension(), tokens.vocabulary(), false, seed));
        return new BoundCausalTransformer(this, tokens.bound(input, seed.child("tokens")), stack.bind(List.of(x), seed.child("stack")), head);
    }

    @Override public String toString() { return "CausalTransformer(" + tokens + ", " + stack + (tied ? ", tied" : "") + ")"; }

    /// Names it `causal-transformer`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "causal-transformer"; }

        @Override public Class<CausalTransformer> type() { return CausalTransformer.class; }

        @Override public List<Option> options() {
            return List.of(new Option("tokens", Type.OBJECT, "", "a token-embedding", "What becomes of token ids."),
                    new Option("stack", Type.OBJECT, "", "a transformer-stack", "The blocks."),
                    new Option("tied", Type.FLAG, "false", "true, false", "Whether the table of tokens serves as the head."));
        }

        @Override public Layer create(Options options) {
            return new CausalTransformer(TokenEmbedding.read(options.options("tokens").without("layer")), TransformerStack.read(options.options("stack").without("layer")), options.flag("tied", false));
        }
    }
}
