package dev.lanewise.nn.attention;

import dev.lanewise.core.layer.Attentive;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A [CausalTransformer] with its weights.
public final class BoundCausalTransformer implements Attentive {

    private final CausalTransformer layer;
    private final BoundEmbedding tokens;
    private final BoundStack stack;
    private final Optional<Projected> head;

    BoundCausalTransformer(CausalTransformer layer, BoundEmbedding tokens, BoundStack stack, Optional<Projected> head) {
        this.layer = layer;
        this.tokens = tokens;
        this.stack = stack;
        this.head = head;
    }

    public CausalTransformer layer() { return layer; }

    public BoundStack stack() { return stack; }

    @Override public Tensor forward(Tensor ids) { return scores(stack.forward(tokens.forward(ids), Mask.none())); }

    /// What comes after the steps of the cache and these: logits `[batch, time, vocabulary]` for `ids` `[batch, time]`.
    ///
    /// The same as [#forward(Tensor)] over all steps gives for the last ones, without computing the others again.
    public Tensor forward(Tensor ids, AttentionCache cache) {
        return cache.pass(ids.shape(), () -> scores(stack.forward(tokens.forward(ids, cache.steps()), cache)));
    }

    @Override public List<Tensor> attention(List<Tensor> inputs) { return stack.attention(List.of(tokens.forward(inputs.getFirst()))); }

    private Tensor scores(Tensor x) { return head.isPresent() ? head.get().of(x) : tokens.scores(x); }

    @Override public List<Weight> weights() {
        List<Weight> all = new ArrayList<>(BoundBlock.under("tokens", tokens));
        all.addAll(BoundBlock.under("stack", stack));
        head.ifPresent(projected -> all.addAll(projected.weights().toList()));
        return all;
    }
}
