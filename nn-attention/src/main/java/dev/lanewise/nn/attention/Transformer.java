package dev.lanewise.nn.attention;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;
import java.util.Optional;

/// The transformer of the paper: an encoder reads a sequence of tokens, a decoder says token by token what belongs to it.
///
/// |               | shape                             |                                                       |
/// |---------------|-----------------------------------|-------------------------------------------------------|
/// | source        | `[batch, time]`                   | token ids; 0 is padding, at which nobody looks        |
/// | target        | `[batch, steps]`                  | token ids so far, a begin token first                 |
/// | output        | `[batch, steps, targetVocabulary]` | logits of the token after each step                  |
/// | head `weight` | `[dimension, targetVocabulary]`   | Glorot uniform at first; absent if the table of target tokens serves |
///
/// Padding behind a target needs no mask, since no step before sees it; leave it out of the loss. Weights are named `source.…`, `target.…`, `encoder.…`, `decoder.…` and `head.weight`.
///
/// @param source what becomes of source ids
/// @param target what becomes of target ids
/// @param encoder blocks that see everything
/// @param decoder causal blocks with cross attention
/// @param tied whether scores are products with the table of target tokens
/// @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017)</a>
public record Transformer(TokenEmbedding source, TokenEmbedding target, TransformerStack encoder, TransformerStack decoder, boolean tied) implements Network {

    public Transformer {
        if (decoder.block().cross().isEmpty() || encoder.block().cross().isPresent()) {
            throw new IllegalArgumentException("Transformer: expected a decoder with cross attention and an encoder without it, but got " + decoder.block() + " and " + encoder.block());
        }
    }

    /// The paper's: waves for places, scaled vectors, ReLU, norms after each part, four times as wide inside, tied.
    public static Transformer of(int sourceVocabulary, int targetVocabulary, int dimension, int heads, int blocks) {
        if (heads < 1 || dimension < 1 || dimension % heads != 0) {
            throw new IllegalArgumentException("Transformer: expected a dimension that is a multiple of heads ≥ 1, but got " + dimension + " and " + heads);
        }
        int hidden = 4 * dimension, width = dimension / heads;
        TransformerBlock encoder = TransformerBlock.encoder(heads, width, hidden), decoder = TransformerBlock.decoder(heads, width, hidden);
        return new Transformer(TokenEmbedding.of(sourceVocabulary, dimension).sinusoidal().scaled(true), TokenEmbedding.of(targetVocabulary, dimension).sinusoidal().scaled(true),
                TransformerStack.of(paper(encoder), blocks), TransformerStack.of(paper(decoder), blocks), true);
    }

    private static TransformerBlock paper(TransformerBlock block) { return block.norms(TransformerBlock.Norms.AFTER).feedForward(block.feedForward().relu()); }

    /// With norms where they are asked for, and one at the end of each stack if blocks don't end with one.
    public Transformer norms(TransformerBlock.Norms norms) {
        return new Transformer(source, target, TransformerStack.of(encoder.block().norms(norms), encoder.blocks()), TransformerStack.of(decoder.block().norms(norms), decoder.blocks()), tied);
    }

    /// Everywhere, as in the paper.
    public Transformer dropout(double rate) {
        return new Transformer(source.dropout(rate), target.dropout(rate), new TransformerStack(encoder.block().dropoutEverywhere(rate), encoder.blocks(), encoder.normed()),
                new TransformerStack(decoder.block().dropoutEverywhere(rate), decoder.blocks(), decoder.normed()), tied);
    }

    public Transformer tied(boolean tied) { return new Transformer(source, target, encoder, decoder, tied); }

    @Override public List<Shape> inputs() { return List.of(Shape.of(Shape.ANY, Shape.ANY), Shape.of(Shape.ANY, Shape.ANY)); }

    @Override public Shape outputShape(Shape input) { return outputShape(List.of(input)); }

    @Override public BoundTransformer bind(Shape input, Seed seed) { return bind(List.of(input), seed); }

    @Override public String summary() {
        long parameters = bind(inputs(), Seed.of(0)).weights().stream().mapToLong(weight -> weight.shape().size()).sum();
        return this + String.format(java.util.Locale.ROOT, " total %,d parameters, %,d bytes as float32", parameters, 4 * parameters);
    }

    @Override public Shape outputShape(List<Shape> inputs) {
        if (inputs.size() != 2) throw new ShapeException(this + ": expected source and target ids, but got " + inputs.size() + " inputs");
        Shape memory = encoder.outputShape(source.outputShape(inputs.get(0))), x = target.outputShape(inputs.get(1));
        return decoder.outputShape(List.of(x, memory)).withLast(target.vocabulary());
    }

    @Override public BoundTransformer bind(List<Shape> inputs, Seed seed) {
        outputShape(inputs);
        Shape read = source.outputShape(inputs.get(0)), x = target.outputShape(inputs.get(1));
        Optional<Projected> head = tied ? Optional.empty() : Optional.of(Projected.of("head", target.dimension(), target.vocabulary(), false, seed));
        return new BoundTransformer(this, source.bound(inputs.get(0), seed.child("source")), target.bound(inputs.get(1), seed.child("target")),
                encoder.bind(List.of(read), seed.child("encoder")), decoder.bind(List.of(x, encoder.outputShape(read)), seed.child("decoder")), head);
    }

    @Override public String toString() { return "Transformer(" + source + " to " + target + ", " + encoder + ", " + decoder + (tied ? ", tied" : "") + ")"; }

    /// Names it `transformer`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "transformer"; }

        @Override public Class<Transformer> type() { return Transformer.class; }

        @Override public List<Option> options() {
            return List.of(new Option("source", Type.OBJECT, "", "a token-embedding", "What becomes of source ids."),
                    new Option("target", Type.OBJECT, "", "a token-embedding", "What becomes of target ids."),
                    new Option("encoder", Type.OBJECT, "", "a transformer-stack", "The blocks that read the source."),
                    new Option("decoder", Type.OBJECT, "", "a transformer-stack", "The blocks that write the target."),
                    new Option("tied", Type.FLAG, "false", "true, false", "Whether the table of target tokens serves as the head."));
        }

        @Override public Layer create(Options options) {
            return new Transformer(TokenEmbedding.read(part(options, "source")), TokenEmbedding.read(part(options, "target")),
                    TransformerStack.read(part(options, "encoder")), TransformerStack.read(part(options, "decoder")), options.flag("tied", false));
        }

        private static Options part(Options options, String name) { return options.options(name).without("layer"); }
    }
}
