package com.example.rbf;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;

/// A fused operation: `y[b,u] = exp(−½ ‖x[b] − c[u]‖²)`, forward and backward, with no tensor in between.
final class Bumps {

    private Bumps() { }

    /// @param x `[batch, features]`
    /// @param centres `[units, features]`
    static Tensor of(Tensor x, Tensor centres) {
        int batch = x.shape().extent(0), units = centres.shape().extent(0), n = x.shape().last();
        Tape tape = Tape.of(x, centres);
        Tensor y = tape.result(Shape.of(batch, units), x, centres);
        for (int i = 0; i < y.size(); i++) {
            float distance = 0;
            for (int j = 0; j < n; j++) {
                float apart = x.data()[i / units * n + j] - centres.data()[i % units * n + j];
                distance += apart * apart;
            }
            y.data()[i] = (float) Math.exp(-0.5 * distance);
        }
        tape.record(y, () -> backward(x, centres, y));
        return y;
    }

    /// `∂L/∂c[u] = Σ ∂L/∂y[b,u] · y[b,u] · (x[b] − c[u])`, and the opposite for `x`.
    private static void backward(Tensor x, Tensor centres, Tensor y) {
        int units = centres.shape().extent(0), n = x.shape().last();
        float[] ofX = x.isTracked() ? x.addableGradient() : null, ofCentres = centres.isTracked() ? centres.addableGradient() : null;
        for (int i = 0; i < y.size(); i++) {
            float slope = y.gradient()[i] * y.data()[i];
            for (int j = 0; j < n; j++) {
                int sample = i / units * n + j, centre = i % units * n + j;
                float flow = slope * (x.data()[sample] - centres.data()[centre]);
                if (ofX != null) ofX[sample] -= flow;
                if (ofCentres != null) ofCentres[centre] += flow;
            }
        }
    }
}
