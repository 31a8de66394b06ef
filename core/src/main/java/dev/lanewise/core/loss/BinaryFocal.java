package dev.lanewise.core.loss;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.internal.checks.Checks;
import dev.lanewise.core.tensor.Tensor;
import java.util.Optional;

/// For two classes of which one is rare, on logits: `−α (1 − p)^γ ln p` where class 1 is true, `−(1 − α) p^γ ln(1 − p)` where it isn't, with
/// `p = sigmoid(output)`. What is easy already hardly counts.
///
/// | | shape |
/// |---|---|
/// | output | `[batch, …]` |
/// | target | as many numbers in 0 … 1 |
/// | each | as the output |
///
/// @param gamma `γ` ≥ 0; 0 is the binary cross-entropy
/// @param alpha the weight of class 1 in 0 … 1; without one both count 1
/// @see <a href="https://arxiv.org/abs/1708.02002">Lin et al. (2017)</a>
public record BinaryFocal(double gamma, Optional<Double> alpha) implements Loss {

    public BinaryFocal {
        Checks.atLeastZero("Binary focal", "a gamma", gamma);
        if (alpha.isPresent() && !(alpha.get() >= 0 && alpha.get() <= 1)) throw new IllegalArgumentException("Binary focal: expected an alpha in [0, 1], but got " + alpha.get());
    }

    public static BinaryFocal of(double gamma) { return new BinaryFocal(gamma, Optional.empty()); }

    public BinaryFocal alpha(double alpha) { return new BinaryFocal(gamma, Optional.of(alpha)); }

    @Override public Tensor each(Tensor output, Tensor target) {
        Tensor goals = Pairing.like(this, output, target);
        for (int i = 0; i < goals.size(); i++) {
            float t = goals.data()[i];
            if (!(t >= 0 && t <= 1)) throw new DataException(this + ": expected targets in 0 … 1, but number " + i + " of the batch is " + t);
        }
        double one = alpha.orElse(1.0), zero = alpha.isPresent() ? 1 - one : 1;
        return Pointwise.of(output, goals, new Pointwise.Term() {
            @Override public double value(double x, double t) { return (t == 0 ? 0 : one * t * cost(x)) + (t == 1 ? 0 : zero * (1 - t) * cost(-x)); }

            @Override public double slope(double x, double t) { return (t == 0 ? 0 : one * t * costSlope(x)) - (t == 1 ? 0 : zero * (1 - t) * costSlope(-x)); }
        });
    }

    /// `sigmoid(−s)^γ · ln(1 + e⁻ˢ)`
    private double cost(double s) { return Math.pow(sigmoid(-s), gamma) * softplus(-s); }

    private double costSlope(double s) {
        return -Math.pow(sigmoid(-s), gamma) * (gamma * sigmoid(s) * softplus(-s) + sigmoid(-s));
    }

    private static double sigmoid(double x) { return 1 / (1 + Math.exp(-x)); }

    private static double softplus(double x) { return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))); }

    @Override public Tensor prediction(Tensor output) { return output.sigmoid(); }

    @Override public void requireSuits(Shape output, Schema.Target target) {
        if (target.kind() == Schema.Target.Kind.NUMBER) Pairing.requireNumbers(this, output, target);
        else Pairing.requireTwoClasses(this, output, target);
    }

    @Override public String toString() { return "Binary focal"; }
}
