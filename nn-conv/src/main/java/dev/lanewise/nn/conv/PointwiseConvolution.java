package dev.lanewise.nn.conv;

import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementFunction;

/// The products of a convolution whose window is a single pixel that stays in its place: `z = x · W + bias`, `dW = xᵀ · dz` and `dx = dz · Wᵀ` with the image as a matrix
/// `[pixels, channels]`.
record PointwiseConvolution(int pixels, int channels, int out, Backend backend) {

    void forward(float[] x, float[] weight, float[] bias, ElementFunction activation, float[] z) {
        backend.affine(false, false, pixels, out, channels, 1, x, 0, channels, weight, 0, out, bias, 0, activation, z, 0, out);
    }

    void weightGradient(float[] x, float[] dz, Tensor weight) {
        float beta = weight.openGradient();
        backend.gemm(true, false, channels, out, pixels, 1, x, 0, channels, dz, 0, out, beta, weight.gradient(), 0, out);
    }

    void inputGradient(float[] dz, float[] weight, Tensor x) {
        float beta = x.openGradient();
        backend.gemm(false, true, pixels, channels, out, 1, dz, 0, out, weight, 0, out, beta, x.gradient(), 0, channels);
    }
}
