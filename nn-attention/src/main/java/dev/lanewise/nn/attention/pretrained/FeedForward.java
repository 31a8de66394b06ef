package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;

/// What each position computes by itself: `down(f(up(x)))`, or `down(f(gate(x)) · up(x))` if gated.
///
/// @param up `[hidden, width]`; gate and up one below the other if gated
record FeedForward(Affine up, Affine down, ElementFunction function, boolean gated) {

    /// The width of what goes into [#down].
    int hidden() { return down.weight().inputs(); }

    /// Makes `[count, hidden]` of what came out of [#up], in place.
    void activate(ElementKernels kernels, int count, float[] x) {
        int n = hidden(), from = up.weight().outputs();
        for (int i = 0; i < count; i++) {
            kernels.map(function, x, i * from, x, i * from, n);
            if (gated) kernels.multiply(x, i * from, x, i * from + n, 0f, x, i * from, n);
            if (from != n && i > 0) System.arraycopy(x, i * from, x, i * n, n);
        }
    }
}
