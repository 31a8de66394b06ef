package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.linalg.kernel.RowKernels;

/// A normalisation of vectors: a layer norm where there is a bias, otherwise by the root mean square.
///
/// @param gain `[width]`
/// @param bias `[width]`, or empty
record Norm(float[] gain, float[] bias, float epsilon) {

    /// @param x `[count, width]`
    /// @param y `[count, width]`; may be x
    void apply(RowKernels kernels, int count, float[] x, float[] y) {
        int n = gain.length;
        float[] statistics = new float[2];
        for (int i = 0; i < count; i++) {
            if (bias.length > 0) kernels.layerNorm(x, i * n, gain, 0, bias, 0, epsilon, y, i * n, statistics, 0, n);
            else kernels.rmsNorm(x, i * n, gain, 0, epsilon, y, i * n, statistics, 0, n);
        }
    }
}
