package dev.lanewise.linalg.kernel;

/// Kernels of windows that move over pixels, each channel by itself, in float32.
///
/// The channels of a pixel lie side by side. Tap `t` of the window at place `p` reads `x(p, t, c) = x[xAt[t] + p · xStep + c]` and has the
/// weights `w(t, c) = w[wAt[t] + c]`; so a part of a window is described by leaving taps out. Every element of a result is one chain of fused
/// multiply-adds, in the order of the taps or of the places. Its bits therefore depend neither on lanes nor on how places were split,
/// and every set of kernels gives the same ones.
public interface WindowKernels {

    /// `y(p, c) = start(p, c) + Σ_t x(p, t, c) · w(t, c)` with `y(p, c) = y[yFrom + p · yStep + c]`, and `start` in the same way: a bias for all places
    /// if `startStep` is 0, or `y` itself with its own step, so that the products are added to it.
    void products(int places, int channels, int taps, float[] x, int[] xAt, int xStep, float[] w, int[] wAt,
                  float[] start, int startFrom, int startStep, float[] y, int yFrom, int yStep);

    /// `dw(t, c) = dw(t, c) + Σ_p x(p, t, c) · dy(p, c)` with `dy(p, c) = dy[dyFrom + p · dyStep + c]`: the gradient of the weights of [#products].
    void weightGradient(int places, int channels, int taps, float[] x, int[] xAt, int xStep, float[] dy, int dyFrom, int dyStep,
                        float[] dw, int[] wAt);

    /// `y(p, c) = max_t x(p, t, c)` for at least one tap; NaN wins.
    void largest(int places, int channels, int taps, float[] x, int[] xAt, int xStep, float[] y, int yFrom, int yStep);

    /// The gradient of [#largest]: `dx(p, t, c) = beta · dx(p, t, c) + dy(p, c)` for the first tap that equals `y(p, c)` and without `dy` for the others, where `dx` stands as `x`
    /// does and `dy` as `y`. With `beta = 0`, which overwrites without reading, windows must not overlap. A NaN equals nothing.
    void largestGradient(int places, int channels, int taps, float[] x, int[] xAt, int xStep, float[] y, int yFrom, int yStep,
                         float[] dy, float beta, float[] dx);
}
