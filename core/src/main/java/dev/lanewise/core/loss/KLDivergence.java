package dev.lanewise.core.loss;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// How far a distribution is from the target's: `Σ t (ln t − ln p)` over the last axis, where `0 · ln 0` is 0.
///
/// The gradient is the one of [CrossEntropy] with probabilities as targets; the loss is 0 where both agree. The mean is over the rows, what
/// PyTorch calls `batchmean`; its `mean` divides by the number of classes too.
///
/// @param outputs what the network gives
/// @see <a href="https://doi.org/10.1214/aoms/1177729694">Kullback & Leibler (1951)</a>
public record KLDivergence(Outputs outputs) implements Loss {

    /// On logits.
    public static KLDivergence standard() { return new KLDivergence(Outputs.LOGITS); }

    public KLDivergence outputs(Outputs outputs) { return new KLDivergence(outputs); }

    @Override public Tensor each(Tensor output, Tensor target) {
        Tensor goals = Pairing.like(this, output, target);
        return crossEntropy().each(output, goals).plus(negativeEntropies(output, goals));
    }

    private CrossEntropy crossEntropy() { return new CrossEntropy(outputs, 0, List.of(), Optional.empty()); }

    private Tensor negativeEntropies(Tensor output, Tensor target) {
        int n = output.shape().last();
        Tensor sums = output.tape().constant(output.shape().withoutLast(), output.tape().scratch(output.shape().withoutLast().size()));
        for (int row = 0; row < sums.size(); row++) {
            double sum = 0;
            for (int k = row * n; k < row * n + n; k++) sum += term(target.data()[k], k);
            sums.data()[row] = (float) sum;
        }
        return sums;
    }

    private double term(double t, int at) {
        if (!(t >= 0)) throw new DataException(this + ": expected probabilities as targets, but number " + at + " of the batch is " + t);
        return t == 0 ? 0 : t * Math.log(t);
    }

    @Override public Tensor prediction(Tensor output) { return crossEntropy().prediction(output); }

    @Override public void requireSuits(Shape output, Schema.Target target) { Pairing.requireNumbers(this, output, target); }

    @Override public String toString() { return "KL divergence"; }
}
