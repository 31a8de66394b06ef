package dev.lanewise.core.loss;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Floats;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// For numbers whose spread matters: the pinball loss `max(q d, (q − 1) d)` with `d = target − output`. The best constant output
/// is the target's quantile `q`.
///
/// |        | shape                    |                                      |
/// |--------|--------------------------|--------------------------------------|
/// | output | `[batch, …, quantiles]`  | one output for each quantile        |
/// | target | `[batch, …]`             |                                      |
/// | each   | as the output            |                                      |
///
/// @param quantiles each in (0, 1), ascending
/// @see <a href="https://doi.org/10.2307/1913643">Koenker & Bassett (1978)</a>
public record Quantile(List<Double> quantiles) implements Loss {

    public Quantile {
        quantiles = ImmutableList.copyOf(quantiles);
        boolean valid = !quantiles.isEmpty();
        for (int i = 0; i < quantiles.size(); i++) {
            valid &= quantiles.get(i) > 0 && quantiles.get(i) < 1 && (i == 0 || quantiles.get(i) > quantiles.get(i - 1));
        }
        if (!valid) throw new IllegalArgumentException("Quantile: expected quantiles in (0, 1), ascending, but got " + quantiles);
    }

    public static Quantile of(Double... quantiles) { return new Quantile(List.of(quantiles)); }

    @Override public Tensor each(Tensor output, Tensor target) {
        int several = quantiles.size();
        if (output.size() != target.size() * several || output.shape().last() != several && several > 1) {
            throw new ShapeException(this + ": expected outputs [batch, …, " + several + "] and targets [batch, …], but got " + output.shape() + " and " + target.shape());
        }
        Tensor said = output.reshape(Shape.of(target.size(), several));
        Tensor missing = target.detached().reshape(Shape.of(target.size(), 1)).minus(said);                        // [targets, quantiles]
        Tensor weighted = missing.times(output.tape().constant(Shape.of(several), Floats.toArray(quantiles)));
        return weighted.plus(missing.negated().relu()).reshape(output.shape());
    }

    /// The quantile nearest to the median.
    @Override public Tensor center(Tensor prediction) {
        int best = 0, several = quantiles.size();
        for (int i = 1; i < several; i++) if (Math.abs(quantiles.get(i) - 0.5) < Math.abs(quantiles.get(best) - 0.5)) best = i;
        return several == 1 ? prediction : prediction.slice(-1, best, best + 1);
    }

    @Override public void requireSuits(Shape output, Schema.Target target) {
        if (target.kind() != Schema.Target.Kind.NUMBER) throw Pairing.wrongTarget(this, "numbers as the target", target);
        Pairing.requireOutputs(this, output, target.shape().size() * quantiles.size(), "one for each quantile of each number of the target");
    }

    @Override public String toString() { return "Quantile" + quantiles; }
}
