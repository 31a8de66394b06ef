package dev.lanewise.core.loss;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.internal.checks.Checks;
import dev.lanewise.core.tensor.Tensor;

/// For one of several classes of which some are rare, on logits: `−(1 − p[y])^γ ln p[y]` with `p = softmax(output)`. What is easy already
/// hardly counts.
///
/// |        | shape          |               |
/// |--------|----------------|---------------|
/// | output | `[…, classes]` | logits        |
/// | target | `[…]`          | class numbers |
/// | each   | `[…]`          |               |
///
/// @param gamma `γ` ≥ 0; 0 is the cross-entropy
/// @see <a href="https://arxiv.org/abs/1708.02002">Lin et al. (2017)</a>
public record Focal(double gamma) implements Loss {

    public Focal { Checks.atLeastZero("Focal", "a gamma", gamma); }

    public static Focal of(double gamma) { return new Focal(gamma); }

    /// The gradient is `F'(l) · (one-hot − p)` with `F(l) = −(1 − eˡ)^γ l` of `l = ln p[y]`.
    @Override public Tensor each(Tensor output, Tensor target) {
        Pairing.requireLabels(this, output, target);
        int n = output.shape().last();
        return Rowwise.of(output, new Rowwise.Cost() {
            @Override public double of(int row, float[] x, int at) {
                double l = x[at + (int) target.data()[row]] - logSumExp(x, at, n);
                return -Math.pow(-Math.expm1(l), gamma) * l;
            }

            @Override public void slope(int row, float[] x, int at, double scale, float[] dx) {
                int label = (int) target.data()[row];
                double level = logSumExp(x, at, n), slope = scale * slopeOf(x[at + label] - level);
                for (int k = 0; k < n; k++) dx[at + k] += (float) (slope * ((k == label ? 1 : 0) - Math.exp(x[at + k] - level)));
            }
        });
    }

    /// `γ (1 − p)^(γ − 1) p l − (1 − p)^γ`, which is 0 at `p = 1` unless `γ` is 0.
    private double slopeOf(double l) {
        double rest = -Math.expm1(l);
        double easing = rest == 0 || gamma == 0 ? 0 : gamma * Math.pow(rest, gamma - 1) * Math.exp(l) * l;
        return easing - Math.pow(rest, gamma);
    }

    private static double logSumExp(float[] x, int at, int n) {
        double max = Double.NEGATIVE_INFINITY, sum = 0;
        for (int k = 0; k < n; k++) max = Math.max(max, x[at + k]);
        for (int k = 0; k < n; k++) sum += Math.exp(x[at + k] - max);
        return max + Math.log(sum);
    }

    @Override public Tensor prediction(Tensor output) { return output.softmax(); }

    @Override public void requireSuits(Shape output, Schema.Target target) { Pairing.requireClasses(this, output, target); }

    @Override public String toString() { return "Focal"; }
}
