package dev.lanewise.nn.attention;

import dev.lanewise.core.layer.Attentive;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A [Transformer] with its weights.
public final class BoundTransformer implements Attentive {

    private final Transformer layer;
    private final BoundEmbedding source;
    private final BoundEmbedding target;
    private final BoundStack encoder;
    private final BoundStack decoder;
    private final Optional<Projected> head;

    BoundTransformer(Transformer layer, BoundEmbedding source, BoundEmbedding target, BoundStack encoder, BoundStack decoder, Optional<Projected> head) {
        this.layer = layer;
        this.source = source;
        this.target = target;
        this.encoder = encoder;
        this.decoder = decoder;
        this.head = head;
    }

    public Transformer layer() { return layer; }

    public BoundStack encoder() { return encoder; }

    public BoundStack decoder() { return decoder; }

    @Override public Tensor forward(List<Tensor> inputs) {
        Mask read = BoundBlock.keys(inputs.get(0));
        return scores(decoder.forward(target.forward(inputs.get(1)), Mask.none(), encoded(inputs.get(0)), read));
    }

    /// What the encoder makes of a source, for [#forward(Tensor, AttentionCache, Tensor, Tensor)].
    public Tensor encoded(Tensor ids) { return encoder.forward(source.forward(ids), BoundBlock.keys(ids)); }

    /// What comes after the target steps of the cache and these: logits `[batch, steps, targetVocabulary]`.
    ///
    /// @param memory what [#encoded] made of `ids`
    public Tensor forward(Tensor steps, AttentionCache cache, Tensor memory, Tensor ids) {
        return cache.pass(steps.shape(), () -> scores(decoder.forward(target.forward(steps, cache.steps()), cache, memory, BoundBlock.keys(ids))));
    }

    /// How much each step of the target looks at each step of the source, block by block of the decoder.
    @Override public List<Tensor> attention(List<Tensor> inputs) {
        return decoder.attention(target.forward(inputs.get(1)), encoded(inputs.get(0)), BoundBlock.keys(inputs.get(0)));
    }

    private Tensor scores(Tensor x) { return head.isPresent() ? head.get().of(x) : target.scores(x); }

    @Override public List<Weight> weights() {
        List<Weight> all = new ArrayList<>(BoundBlock.under("source", source));
        all.addAll(BoundBlock.under("target", target));
        all.addAll(BoundBlock.under("encoder", encoder));
        all.addAll(BoundBlock.under("decoder", decoder));
        head.ifPresent(projected -> all.addAll(projected.weights().toList()));
        return all;
    }
}
