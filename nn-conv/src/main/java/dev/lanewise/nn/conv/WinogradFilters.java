package dev.lanewise.nn.conv;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ConvolutionKernels;
import dev.lanewise.linalg.kernel.WinogradKernels;

/// Filters of 3 × 3 taps at the points of [WinogradKernels], as right factors of products: `[point, strip of columns, row, column]`.
///
/// @param values from [Aligned#FROM] on
record WinogradFilters(float[] values, int rows, int columns, int tileColumns) {

    private static final int TAPS = 3;

    /// Of a weight `[3, 3, in, out]`: from `in` to `out` channels, or the other way round if `transposed`.
    static WinogradFilters of(Backend backend, float[] weight, int in, int out, boolean transposed) {
        return of(backend, weight, in, out, transposed, 0, transposed ? in : out);
    }

    /// Those to `columns` channels from channel `from` on.
    static WinogradFilters of(Backend backend, float[] weight, int in, int out, boolean transposed, int from, int columns) {
        int strip = backend.kernels().convolutions().tileColumns(), rows = transposed ? out : in, taps = TAPS * TAPS, item = transposed ? out : 1;
        WinogradFilters filters = new WinogradFilters(Aligned.borrow(backend, WinogradTiles.POINTS * point(rows, columns, strip)), rows, columns, strip);
        backend.parallel(filters.strips(), 1, (first, end) -> {
            float[] packed = backend.borrowFloats(taps * rows * strip + WinogradKernels.SCRATCH);
            for (int s = first; s < end; s++) {
                int n = Math.min(strip, columns - s * strip), at = (from + s * strip) * item;
                for (int tap = 0; tap < taps; tap++) {
                    backend.kernels().products().pack(weight, tap * in * out + at, item, transposed ? 1 : out, n, rows, strip, packed, tap * rows * strip);
                }
                filters.strip(backend.kernels().winograd(), s, packed);
            }
            backend.giveBack(packed);
        });
        return filters;
    }

    private void strip(WinogradKernels kernels, int strip, float[] packed) {
        int tap = rows * tileColumns, scratch = TAPS * TAPS * tap, end = Math.ceilDiv(Math.min(tileColumns, columns - strip * tileColumns), ConvolutionKernels.BLOCK) * ConvolutionKernels.BLOCK;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < end; column += ConvolutionKernels.BLOCK) {
                int at = row * tileColumns + column;
                kernels.ofTaps(packed, at, TAPS * tap, tap, values, at(0, strip) + at, WinogradKernels.POINTS * point(), point(), packed, scratch);
            }
        }
    }

    int strips() { return Math.ceilDiv(columns, tileColumns); }

    private int point() { return point(rows, columns, tileColumns); }

    private static int point(int rows, int columns, int strip) { return Math.ceilDiv(columns, strip) * strip * rows + ConvolutionKernels.BLOCK; }

    int at(int point, int strip) { return Aligned.FROM + point * point() + strip * rows * tileColumns; }

    void giveBack(Backend backend) { backend.giveBack(values); }
}
