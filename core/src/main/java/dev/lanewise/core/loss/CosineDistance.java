package dev.lanewise.core.loss;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;

/// For directions: `1 − output · target / (|output| |target|)` over the last axis, from 0 for the same direction to 2 for the opposite one.
///
/// | | shape |
/// |---|---|
/// | output | `[…, n]` |
/// | target | as many numbers |
/// | each | `[…]` |
///
/// A vector of zeros has no direction: the loss is 1 and there is no gradient. Keras's loss of this kind is smaller by 1.
public record CosineDistance() implements Loss {

    @Override public Tensor each(Tensor output, Tensor target) {
        float[] t = Pairing.like(this, output, target).data();
        int n = output.shape().last();
        return Rowwise.of(output, new Rowwise.Cost() {
            @Override public double of(int row, float[] x, int at) {
                double norms = Math.sqrt(dot(x, x, at, n) * dot(t, t, at, n));
                return norms == 0 ? 1 : 1 - dot(x, t, at, n) / norms;
            }

            @Override public void slope(int row, float[] x, int at, double scale, float[] dx) {
                double xx = dot(x, x, at, n), norms = Math.sqrt(xx * dot(t, t, at, n));
                if (norms == 0) return;
                double cosine = dot(x, t, at, n) / norms;
                for (int k = at; k < at + n; k++) dx[k] += (float) (scale * (cosine * x[k] / xx - t[k] / norms));
            }
        });
    }

    private static double dot(float[] x, float[] y, int at, int n) {
        double sum = 0;
        for (int k = at; k < at + n; k++) sum += (double) x[k] * y[k];
        return sum;
    }

    @Override public void requireSuits(Shape output, Schema.Target target) { Pairing.requireNumbers(this, output, target); }

    @Override public String toString() { return "Cosine distance"; }
}
