package dev.lanewise.linalg;

import dev.lanewise.linalg.internal.product.DoublePanel;

/// The right factor of float64 products, packed once in the order in which kernels read it, for many products.
///
/// A copy: what happens to the matrix afterwards changes nothing, what happens to memory that the caller packed it into spoils it. It may be used from many threads at once, by any backend with the
/// kernels that it was packed for. Its columns are padded to whole tiles, so that it takes a little more memory than the matrix.
///
/// @see Backend#pack(boolean, int, int, double[], int, int)
public final class PackedDoubles {

    private final String kernels;
    private final DoublePanel panel;

    PackedDoubles(String kernels, DoublePanel panel) {
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

    DoublePanel panel(String user) {
        if (user.equals(kernels)) return panel;
        throw new IllegalArgumentException("gemm: expected a factor packed for the kernels '" + user + "', but got one for '" + kernels
                + "'. Pack it with the backend that multiplies");
    }

    /// `PackedDoubles[512 × 10]`
    @Override
    public String toString() {
        return "PackedDoubles[" + rows() + " × " + columns() + "]";
    }
}
