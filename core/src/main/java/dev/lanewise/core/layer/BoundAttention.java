package dev.lanewise.core.layer;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Optional;

/// An [Attention] with its weights, which looks at a memory as often as it is asked.
public final class BoundAttention implements Attentive {

    private final Attention layer;
    private final List<Weight> weights;

    BoundAttention(Attention layer, List<Weight> weights) {
        this.layer = layer;
        this.weights = weights;
    }

    @Override public List<Weight> weights() { return weights; }

    @Override public Tensor forward(List<Tensor> inputs) { return look(inputs).contexts(); }

    private Seen look(List<Tensor> inputs) {
        layer.outputShape(inputs.stream().map(Tensor::shape).toList());
        return over(inputs.get(1), inputs.size() == 3 ? Optional.of(inputs.get(2)) : Optional.empty()).look(inputs.getFirst());
    }

    /// One head.
    @Override public List<Tensor> attention(List<Tensor> inputs) { return List.of(Forms.unsqueeze(look(inputs).alignment(), 1)); }

    /// A memory to look at.
    ///
    /// @param memory `[batch, time, width]`
    /// @param mask `[batch, time]`: 1 where a step counts, 0 where it doesn't
    public Memory over(Tensor memory, Optional<Tensor> mask) { return new Memory(memory, mask.map(BoundAttention::mask).orElse(Mask.none())); }

    private static Mask mask(Tensor mask) {
        boolean[] kept = new boolean[mask.size()];
        for (int i = 0; i < kept.length; i++) kept[i] = mask.data()[i] != 0;
        return Mask.keep(Shape.of(mask.shape().extent(0), 1, mask.shape().extent(1)), kept);
    }

    /// What was seen.
    ///
    /// @param contexts the weighted means, `[batch, queries, width]`
    /// @param alignment the weights, `[batch, queries, time]`, each row with the sum 1, or 0 where no step counts
    public record Seen(Tensor contexts, Tensor alignment) { }

    /// A memory that is looked at once or, step by step, many times: what doesn't depend on the queries is computed once.
    public final class Memory {

        private final Tensor steps;
        private final Mask mask;
        private final Tensor keys;                              // what queries are compared with

        private Memory(Tensor steps, Mask mask) {
            this.steps = steps;
            this.mask = mask;
            this.keys = layer.score() == Attention.Score.ADDITIVE ? Forms.unsqueeze(steps.matmul(weight(steps, 1)), 1) : steps;     // additive: [batch, 1, time, units]
        }

        /// One look for each query.
        ///
        /// @param queries `[batch, queries, features]`
        public Seen look(Tensor queries) {
            Tensor alignment = scores(queries).softmax(mask);
            return new Seen(alignment.matmul(steps), alignment);
        }

        private Tensor scores(Tensor queries) {
            return switch (layer.score()) {
                case DOT -> queries.matmulTransposed(keys);
                case SCALED_DOT -> queries.matmulTransposed(keys).times(1 / Math.sqrt(keys.shape().last()));
                case GENERAL -> queries.matmul(weight(queries, 0)).matmulTransposed(keys);
                case ADDITIVE -> Forms.unsqueeze(queries.matmul(weight(queries, 0)), 2).plus(keys).tanh().matmul(weight(queries, 2));
            };
        }
    }

    private Tensor weight(Tensor on, int number) { return on.tape().weight(weights.get(number)); }

    @Override public String toString() { return layer + " " + weights; }
}
