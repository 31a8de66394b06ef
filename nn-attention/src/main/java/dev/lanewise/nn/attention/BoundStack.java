package dev.lanewise.nn.attention;

import dev.lanewise.core.layer.Attentive;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// A [TransformerStack] with its weights.
public final class BoundStack implements Attentive {

    private final List<BoundBlock> blocks;
    private final Optional<BoundLayer> norm;

    BoundStack(List<BoundBlock> blocks, Optional<BoundLayer> norm) {
        this.blocks = List.copyOf(blocks);
        this.norm = norm;
    }

    public List<BoundBlock> blocks() { return blocks; }

    @Override public Tensor forward(List<Tensor> inputs) {
        List<Tensor> others = inputs.subList(1, inputs.size());
        return through(inputs.getFirst(), (block, x) -> {
            List<Tensor> all = new ArrayList<>(List.of(x));
            all.addAll(others);
            return block.forward(all);
        });
    }

    /// Under a mask of `[batch, heads, queries, keys]`.
    public Tensor forward(Tensor x, Mask mask) { return through(x, (block, y) -> block.forward(y, mask)); }

    /// With a memory, under masks of its steps and of the memory's.
    public Tensor forward(Tensor x, Mask mask, Tensor memory, Mask ofMemory) { return through(x, (block, y) -> block.forward(y, mask, memory, ofMemory)); }

    /// Goes on with steps after those of the cache.
    Tensor forward(Tensor x, AttentionCache cache) { return through(x, (block, y) -> block.forward(y, cache)); }

    /// Goes on with steps after those of the cache that look at a memory.
    Tensor forward(Tensor x, AttentionCache cache, Tensor memory, Mask ofMemory) { return through(x, (block, y) -> block.forward(y, cache, memory, ofMemory)); }

    /// Of blocks without a memory: how much their steps look at each other.
    @Override public List<Tensor> attention(List<Tensor> inputs) {
        Mask mask = inputs.size() > 1 ? BoundBlock.keys(inputs.getLast()) : Mask.none();
        return watched(inputs.getFirst(), (block, x) -> block.weights(x, mask), (block, x) -> block.forward(x, mask));
    }

    /// How much the steps of each block look at a memory.
    List<Tensor> attention(Tensor x, Tensor memory, Mask ofMemory) {
        return watched(x, (block, y) -> block.weights(y, Mask.none(), memory, ofMemory), (block, y) -> block.forward(y, Mask.none(), memory, ofMemory));
    }

    private List<Tensor> watched(Tensor input, BiFunction<BoundBlock, Tensor, Tensor> look, BiFunction<BoundBlock, Tensor, Tensor> step) {
        List<Tensor> seen = new ArrayList<>();
        Tensor x = input;
        for (BoundBlock block : blocks) {
            seen.add(look.apply(block, x));
            x = step.apply(block, x);
        }
        return seen;
    }

    private Tensor through(Tensor input, BiFunction<BoundBlock, Tensor, Tensor> step) {
        Tensor x = input;
        for (BoundBlock block : blocks) x = step.apply(block, x);
        return norm.isPresent() ? norm.get().forward(x) : x;
    }

    @Override public List<Weight> weights() {
        List<Weight> all = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) all.addAll(BoundBlock.under(Integer.toString(i), blocks.get(i)));
        norm.ifPresent(last -> all.addAll(BoundBlock.under("norm", last)));
        return all;
    }
}
