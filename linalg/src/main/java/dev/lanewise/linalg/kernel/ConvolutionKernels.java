package dev.lanewise.linalg.kernel;

/// The blocks that convolutions are built of, in float32: tiles of products whose left factor stays where the image put it.
///
/// A tile is [#tileRows] × [#tileColumns] sums. Row `r` of the left factor is read at `a[aFrom + steps[p] + r · distance]` for `p = 0 … depth−1`: a table
/// says how far each term of the sum lies from the first one, so that one tile goes through all taps of a window and all channels.
/// Each sum is one chain of fused multiply-adds in the order of `p` that begins with what stands in `c`. Its bits don't depend on the tile it fell into.
public interface ConvolutionKernels {

    /// Channels of a pixel that lie side by side in [spread][#spread] images, and so the distance of two of its pixels.
    int BLOCK = 16;

    /// Rows of the largest tile. Tiles of fewer rows read and write rows up to the next multiple of 4.
    int tileRows();

    /// Columns of the largest tile. The only other tiles are half as wide.
    int tileColumns();

    /// Spreads pixels over blocks of channels: channel `c` of pixel `i` goes from `x[xFrom + i · xPixel + c]` to
    /// `y[yFrom + c / BLOCK · yBlock + i · BLOCK + c % BLOCK]`. What else stands in the last block may hold anything afterwards.
    void spread(float[] x, int xFrom, int xPixel, int pixels, int channels, float[] y, int yFrom, int yBlock);

    /// `C = C + A · B` where a row of A is a pixel of a [spread][#spread] image and the one below it the next pixel, [#BLOCK] further on.
    /// Rows of B are [#tileColumns] apart, whatever the width of the tile.
    ///
    /// @param columns [#tileColumns] or half of it
    void pixels(int rows, int columns, int depth, float[] a, int aFrom, int[] steps, int stepsFrom, float[] b, int bFrom,
                float[] c, int cFrom, int cRow);

    /// The same where rows of A stand side by side: row `r` is read at `a[aFrom + steps[p] + r]`.
    void neighbours(int rows, int columns, int depth, float[] a, int aFrom, int[] steps, int stepsFrom, float[] b, int bFrom,
                    float[] c, int cFrom, int cRow);

    /// [#pixels] with `C = A · B`: the sums begin with zero, and what stood in C is not read.
    void newPixels(int rows, int columns, int depth, float[] a, int aFrom, int[] steps, int stepsFrom, float[] b, int bFrom,
                   float[] c, int cFrom, int cRow);

    /// `C = C + Aᵀ · B` for [#BLOCK] channels of A and whole blocks of channels of B, both [spread][#spread] pixels: pixel `p` is read at
    /// `a[aFrom + p · BLOCK + r]` and `b[bFrom + j / BLOCK · bBlock + p · BLOCK + j % BLOCK]`. Sums as above.
    ///
    /// @param columns a multiple of [#BLOCK]
    void outer(int columns, int pixels, float[] a, int aFrom, float[] b, int bFrom, int bBlock, float[] c, int cFrom, int cRow);

    /// `Y = max(C + beta · Y, least)` for any number of rows and columns; −∞ as `least` changes nothing, and NaN stays NaN.
    /// `beta = 0` overwrites without reading.
    void finish(int rows, int columns, float[] c, int cFrom, int cRow, float least, float beta, float[] y, int yFrom, int yRow);
}
