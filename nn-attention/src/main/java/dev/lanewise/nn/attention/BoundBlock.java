package dev.lanewise.nn.attention;

import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Attentive;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Dropouts;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A [TransformerBlock] with its weights.
public final class BoundBlock implements Attentive {

    private final TransformerBlock layer;
    private final BoundMultiHeadAttention attention;
    private final Optional<BoundMultiHeadAttention> cross;
    private final FeedForward.Bound feedForward;
    private final List<BoundLayer> norms;

    BoundBlock(TransformerBlock layer, BoundMultiHeadAttention attention, Optional<BoundMultiHeadAttention> cross, FeedForward.Bound feedForward, List<BoundLayer> norms) {
        this.layer = layer;
        this.attention = attention;
        this.cross = cross;
        this.feedForward = feedForward;
        this.norms = norms;
    }

    /// For what an attention says by [BoundMultiHeadAttention#weights].
    public BoundMultiHeadAttention attention() { return attention; }

    /// The attention to the memory.
    public Optional<BoundMultiHeadAttention> cross() { return cross; }

    @Override public Tensor forward(List<Tensor> inputs) {
        Mask mask = mask(inputs);
        Tensor x = inputs.getFirst();
        return cross.isPresent() ? forward(x, Mask.none(), inputs.get(1), mask) : forward(x, mask);
    }

    private static Mask mask(List<Tensor> inputs) { return inputs.getLast().shape().rank() == 2 ? keys(inputs.getLast()) : Mask.none(); }

    /// To the memory if there is one, else of the steps to each other.
    @Override public List<Tensor> attention(List<Tensor> inputs) {
        Mask mask = mask(inputs);
        Tensor x = inputs.getFirst();
        return List.of(cross.isPresent() ? weights(x, Mask.none(), inputs.get(1), mask) : weights(x, mask));
    }

    /// The mask of keys that a tensor `[batch, keys]` makes 0.
    static Mask keys(Tensor counts) {
        return Mask.nonZero(counts).reshape(Shape.of(counts.shape().extent(0), 1, 1, counts.shape().last()));
    }

    /// A block without a memory under a mask of `[batch, heads, queries, keys]`.
    public Tensor forward(Tensor x, Mask mask) { return parts(x, attention.part(y -> attention.found(List.of(y), mask)), Optional.empty()); }

    /// A block with a memory, under masks of its steps and of the memory's.
    public Tensor forward(Tensor x, Mask mask, Tensor memory, Mask ofMemory) {
        BoundMultiHeadAttention to = cross.orElseThrow(() -> new IllegalStateException(layer + ": expected a block with cross attention for a memory"));
        return parts(x, attention.part(y -> attention.found(List.of(y), mask)), Optional.of(to.part(y -> to.found(List.of(y, memory), ofMemory))));
    }

    /// Goes on with steps after those of the cache.
    public Tensor forward(Tensor x, AttentionCache cache) { return parts(x, attention.part(y -> attention.found(y, cache)), Optional.empty()); }

    /// Goes on with steps after those of the cache that look at a memory.
    public Tensor forward(Tensor x, AttentionCache cache, Tensor memory, Mask ofMemory) {
        return parts(x, attention.part(y -> attention.found(y, cache)), cross.map(to -> to.part(y -> to.found(List.of(y, memory), ofMemory))));
    }

    /// How much steps look at each other on their way through [#forward(Tensor, Mask)], `[batch, heads, queries, keys]`.
    public Tensor weights(Tensor x, Mask mask) { return attention.weights(List.of(asked(x, 0)), mask); }

    /// How much steps look at a memory on their way through [#forward(Tensor, Mask, Tensor, Mask)], `[batch, heads, queries, keys]`.
    public Tensor weights(Tensor x, Mask mask, Tensor memory, Mask ofMemory) {
        Tensor y = part(x, 0, attention.part(z -> attention.found(List.of(z), mask)));
        return cross.orElseThrow(() -> new IllegalStateException(layer + ": expected a block with cross attention for a memory")).weights(List.of(asked(y, 1), memory), ofMemory);
    }

    /// What a part sees of its input.
    private Tensor asked(Tensor x, int i) { return layer.norms() == TransformerBlock.Norms.AFTER ? x : norms.get(i).forward(x); }

    private Tensor parts(Tensor x, ResidualPart looking, Optional<ResidualPart> across) {
        if (layer.norms() == TransformerBlock.Norms.PARALLEL) {
            Tensor y = norms.getFirst().forward(x);
            return onto(onto(x, looking, y), feedForward, y);
        }
        Tensor y = part(x, 0, looking);
        if (across.isPresent()) y = part(y, 1, across.get());
        return part(y, norms.size() - 1, feedForward);
    }

    private Tensor part(Tensor x, int i, ResidualPart part) {
        BoundLayer norm = norms.get(i);
        return layer.norms() == TransformerBlock.Norms.BEFORE ? onto(x, part, norm.forward(x)) : norm.forward(onto(x, part, x));
    }

    private Tensor onto(Tensor residual, ResidualPart part, Tensor x) {
        boolean drops = layer.dropout() > 0 && x.tape().isTraining();
        return drops ? residual.plus(Dropouts.dropout(part.forward(x), layer.dropout())) : part.onto(residual, x);
    }

    @Override public List<Weight> weights() {
        List<Weight> all = new ArrayList<>(under("attention", attention));
        cross.ifPresent(to -> all.addAll(under("cross", to)));
        all.addAll(under("feedForward", feedForward));
        for (int i = 0; i < norms.size(); i++) all.addAll(under("norm" + (i + 1), norms.get(i)));
        return all;
    }

    static List<Weight> under(String name, BoundLayer part) { return part.weights().stream().map(weight -> weight.under(name)).toList(); }
}
