package dev.lanewise.core.loss;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;

/// For one of several classes and margins: `max(0, 1 + max over k ≠ y of output[k] − output[y])`.
///
/// |        | shape          |               |
/// |--------|----------------|---------------|
/// | output | `[…, classes]` | at least two  |
/// | target | `[…]`          | class numbers |
/// | each   | `[…]`          |               |
///
/// Only the best other class counts, as in scikit-learn's `hinge_loss`; PyTorch's `multi_margin_loss` adds up all of them. Predicting gives the
/// softmax, which keeps the order but was not trained to be a probability.
///
/// @see <a href="https://www.jmlr.org/papers/v2/crammer01a.html">Crammer & Singer (2001)</a>
public record CategoricalHinge() implements Loss {

    @Override public Tensor each(Tensor output, Tensor target) {
        Pairing.requireLabels(this, output, target);
        int n = output.shape().last();
        return Rowwise.of(output, new Rowwise.Cost() {
            @Override public double of(int row, float[] x, int at) {
                int label = (int) target.data()[row];
                return Math.max(0, 1.0 + x[at + rival(x, at, n, label)] - x[at + label]);
            }

            @Override public void slope(int row, float[] x, int at, double scale, float[] dx) {
                int label = (int) target.data()[row], rival = rival(x, at, n, label);
                if (1.0 + x[at + rival] - x[at + label] <= 0) return;
                dx[at + rival] += (float) scale;
                dx[at + label] -= (float) scale;
            }
        });
    }

    /// The first best class beside the right one.
    private static int rival(float[] x, int at, int n, int label) {
        int best = label == 0 ? 1 : 0;
        for (int k = best + 1; k < n; k++) if (k != label && x[at + k] > x[at + best]) best = k;
        return best;
    }

    @Override public Tensor prediction(Tensor output) { return output.softmax(); }

    @Override public void requireSuits(Shape output, Schema.Target target) { Pairing.requireClasses(this, output, target); }

    @Override public String toString() { return "Categorical hinge"; }
}
