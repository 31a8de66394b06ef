package dev.lanewise.linalg.kernel;

/// Kernels over one contiguous float32 row of `n` elements.
///
/// `beta` works as in [ElementKernels].
public interface RowKernels {

    /// `y = softmax(x)`; a row of nothing but −∞ gives zeros. `x` and `y` may be the same range.
    void softmax(float[] x, int xFrom, float[] y, int yFrom, int n);

    /// `dx = y · (dy − Σ y·dy) + beta · dx`, with `y = softmax(x)`.
    void softmaxGradient(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n);

    /// `y = e^(x − shift)` for `x − shift ≤ 40`, and its sum: a softmax in parts. `x` and `y` may be the same range.
    float exponentials(float[] x, int xFrom, float shift, float[] y, int yFrom, int n);

    /// `dx = y · (dy − dot)`: the gradient of a softmax in parts, where `dot` is `Σ y·dy` over all parts. All three may be the same range.
    void softmaxPartGradient(float[] y, int yFrom, float[] dy, int dyFrom, float dot, float[] dx, int dxFrom, int n);

    /// `y = x − logSumExp(x)`
    void logSoftmax(float[] x, int xFrom, float[] y, int yFrom, int n);

    /// `dx = dy − e^y · Σ dy + beta · dx`, with `y = logSoftmax(x)`.
    void logSoftmaxGradient(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n);

    /// `ln Σ eˣ`; −∞ for no elements.
    float logSumExp(float[] x, int xFrom, int n);

    /// `y = (x − mean) / √(variance + epsilon) · gain + bias`; stores the mean and `1/√(variance + epsilon)` in
    /// `statistics[statisticsFrom]` and the element after it.
    void layerNorm(float[] x, int xFrom, float[] gain, int gainFrom, float[] bias, int biasFrom, float epsilon,
                   float[] y, int yFrom, float[] statistics, int statisticsFrom, int n);

    /// The gradient of [#layerNorm]: `dx` is scaled by `beta` first, `dGain` and `dBias` are added to.
    void layerNormGradient(float[] x, int xFrom, float[] gain, int gainFrom, float[] statistics, int statisticsFrom,
                           float[] dy, int dyFrom, float beta, float[] dx, int dxFrom,
                           float[] dGain, int dGainFrom, float[] dBias, int dBiasFrom, int n);

    /// `y = x / √(mean(x²) + epsilon) · gain`; stores `1/√(…)` in `statistics[statisticsFrom]`.
    void rmsNorm(float[] x, int xFrom, float[] gain, int gainFrom, float epsilon,
                 float[] y, int yFrom, float[] statistics, int statisticsFrom, int n);

    /// The gradient of [#rmsNorm]: `dx` is scaled by `beta` first, `dGain` is added to.
    void rmsNormGradient(float[] x, int xFrom, float[] gain, int gainFrom, float[] statistics, int statisticsFrom,
                         float[] dy, int dyFrom, float beta, float[] dx, int dxFrom,
                         float[] dGain, int dGainFrom, int n);
}
