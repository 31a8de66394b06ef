package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.linalg.Backend;

/// `y = W · x + bias`.
///
/// @param bias `[outputs]`, or empty for none
record Affine(WeightMatrix weight, float[] bias) {

    /// @param x `[count, inputs]`
    /// @param y `[count, outputs]`
    void apply(Backend backend, int count, float[] x, float[] y, Buffers buffers) {
        weight.multiply(backend, count, x, y, buffers);
        int n = bias.length;
        if (n == 0) return;
        for (int i = 0; i < count; i++) backend.kernels().elements().add(y, i * n, bias, 0, y, i * n, n);
    }
}
