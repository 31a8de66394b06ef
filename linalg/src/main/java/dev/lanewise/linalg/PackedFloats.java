package dev.lanewise.linalg;

import dev.lanewise.linalg.internal.product.FloatPanel;

/// The right factor of float32 products, packed once in the order in which kernels read it, for many products.
///
/// A copy: what happens to the matrix afterwards changes nothing, what happens to memory that the caller packed it into spoils it. It may be used from many threads at once, by any backend with the
/// kernels that it was packed for. Its columns are padded to whole tiles, so that it takes a little more memory than the matrix.
///
/// @see Backend#pack(boolean, int, int, float[], int, int)
public final class PackedFloats {

    private final String kernels;
    private final FloatPanel panel;

    PackedFloats(String kernels, FloatPanel panel) {
        this.kernels = kernels;
        this.panel = panel;
    }

    /// The rows of op(B), k.
    public int rows() {
        return panel.depth();
    }

    /// The columns of op(B), n.
    public int columns() {
        return panel.columns();
    }

    FloatPanel panel(String user) {
        if (user.equals(kernels)) return panel;
        throw new IllegalArgumentException("gemm: expected a factor packed for the kernels '" + user + "', but got one for '" + kernels
                + "'. Pack it with the backend that multiplies");
    }

    /// `PackedFloats[512 × 10]`
    @Override
    public String toString() {
        return "PackedFloats[" + rows() + " × " + columns() + "]";
    }
}
