package dev.lanewise.core.loss;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// For numbers with a spread of their own: `(ln σ² + (target − µ)² / σ²) / 2`, the negative logarithm of the normal density but for
/// `ln(2π) / 2`. The network says the mean and how sure it is.
///
/// |            | shape            |                                                              |
/// |------------|------------------|--------------------------------------------------------------|
/// | output     | `[batch, …, 2n]` | `n` means, then `n` logarithms of variances `ln σ²`         |
/// | target     | `[batch, …, n]`  |                                                              |
/// | each       | `[batch, …, n]`  |                                                              |
/// | prediction | `[batch, …, 2n]` | `n` means, then `n` standard deviations                     |
///
/// PyTorch's `GaussianNLLLoss` takes variances instead of their logarithms.
///
/// @see <a href="https://doi.org/10.1109/ICNN.1994.374138">Nix & Weigend (1994)</a>
public record GaussianLikelihood() implements Loss {

    @Override public Tensor each(Tensor output, Tensor target) {
        if (output.size() != 2 * target.size() || output.shape().last() % 2 != 0) {
            throw new ShapeException(this + ": expected outputs [batch, …, 2n] and targets [batch, …, n], but got " + output.shape() + " and " + target.shape());
        }
        Tensor mean = mean(output), logVariance = logVariance(output);
        Tensor square = target.detached().reshape(mean.shape()).minus(mean).square();
        return square.times(logVariance.negated().exp()).plus(logVariance).times(0.5);
    }

    private static Tensor mean(Tensor output) { return output.slice(-1, 0, output.shape().last() / 2); }

    private static Tensor logVariance(Tensor output) { return output.slice(-1, output.shape().last() / 2, output.shape().last()); }

    @Override public Tensor prediction(Tensor output) {
        return Forms.concatenate(-1, List.of(mean(output), logVariance(output).times(0.5).exp()));
    }

    @Override public Tensor center(Tensor prediction) { return mean(prediction); }

    @Override public void requireSuits(Shape output, Schema.Target target) {
        if (target.kind() != Schema.Target.Kind.NUMBER) throw Pairing.wrongTarget(this, "numbers as the target", target);
        Pairing.requireOutputs(this, output, 2 * target.shape().size(), "a mean and a spread for each number of the target");
    }

    @Override public String toString() { return "Gaussian likelihood"; }
}
