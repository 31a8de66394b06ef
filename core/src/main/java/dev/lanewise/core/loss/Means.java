package dev.lanewise.core.loss;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tensor;
import java.util.Optional;

/// `Σ s · cost / Σ s · count`, 0 where nothing counts.
final class Means {

    private Means() { }

    static Tensor of(Tensor costs, Optional<Tensor> counts) {
        return counts.isEmpty() ? costs.mean() : divided(costs, total(counts.get()));
    }

    static Tensor of(Loss loss, Tensor costs, Optional<Tensor> counts, Tensor weights) {
        Tensor aligned = aligned(loss, costs.shape(), weights);
        double repeated = weights.size() == 0 ? 0 : costs.size() / weights.size();
        double total = counts.isPresent() ? total(counts.get().times(aligned)) : total(weights) * repeated;
        return divided(costs.times(aligned), total);
    }

    private static Tensor divided(Tensor sum, double total) { return sum.sum().times(total == 0 ? 0 : 1 / total); }

    private static double total(Tensor x) { return x.tape().backend().kernels().elements().sum(x.data(), 0, x.size()); }

    /// The weights with axes of 1 behind them, so that each meets everything its sample said.
    private static Tensor aligned(Loss loss, Shape costs, Tensor weights) {
        int rank = weights.shape().rank();
        boolean fits = rank >= 1 && rank <= costs.rank();
        for (int axis = 0; fits && axis < rank; axis++) fits = weights.shape().extent(axis) == costs.extent(axis);
        if (!fits) throw ShapeException.expected(loss, "a weight for each sample, [batch], where the losses are " + costs, weights.shape());
        for (int i = 0; i < weights.size(); i++) {
            if (!(weights.data()[i] >= 0)) throw new DataException(loss + ": expected weights ≥ 0, but weight " + i + " is " + weights.data()[i]);
        }
        int[] extents = new int[costs.rank()];
        for (int axis = 0; axis < extents.length; axis++) extents[axis] = axis < rank ? costs.extent(axis) : 1;
        return weights.reshape(Shape.of(extents));
    }
}
