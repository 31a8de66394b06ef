package dev.lanewise.core.loss;

import dev.lanewise.core.DataException;
import dev.lanewise.core.tensor.Tensor;

/// Margins: what their targets are, and what they predict.
final class Margins {

    private Margins() { }

    /// −1 for a target of 0 or −1, and 1 for 1.
    static Tensor signs(Loss loss, Tensor output, Tensor target) {
        Tensor goals = Pairing.like(loss, output, target);
        Tensor signs = output.tape().constant(output.shape(), output.tape().scratch(output.size()));
        for (int i = 0; i < signs.size(); i++) {
            float t = goals.data()[i];
            if (t != 0 && t != 1 && t != -1) throw new DataException(loss + ": expected targets 0 or 1, but number " + i + " of the batch is " + t);
            signs.data()[i] = t == 1 ? 1 : -1;
        }
        return signs;
    }

    /// `(clip(x, −1, 1) + 1) / 2`
    static Tensor scores(Tensor output) {
        return Pointwise.of(output, output.detached(), new Pointwise.Term() {
            @Override public double value(double x, double t) { return (Math.max(-1, Math.min(1, x)) + 1) / 2; }

            @Override public double slope(double x, double t) { return x > -1 && x < 1 ? 0.5 : 0; }
        });
    }
}
