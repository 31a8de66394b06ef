package dev.lanewise.linalg.kernel;

/// The blocks that matrix products are built of, in float32 and float64; all matrices are row-major.
///
/// Every element of a result of [#tiles] or [#panels] is one chain of fused multiply-adds over `p = 0 … k−1` that starts at zero, followed by
/// one multiplication with `alpha` and one fused multiply-add with `beta`. Its bits therefore depend neither on the tile
/// it fell into nor on how rows and columns were split between threads. `beta = 0` overwrites without reading.
public interface ProductKernels {

    /// Rows of the largest float32 tile, the best width of a packed left operand.
    int floatTileRows();

    /// Columns of the largest float32 tile, a multiple of the vector width; the best width of a packed right operand.
    int floatTileColumns();

    /// Rows of the largest float64 tile.
    int doubleTileRows();

    /// Columns of the largest float64 tile, a multiple of the vector width.
    int doubleTileColumns();

    /// Gathers `items` × `depth` elements into strips of `width` items, the depth running slowest inside a strip:
    /// `out[outFrom + (i / width) · width · depth + p · width + i % width] = x[from + i · itemStride + p · depthStride]`.
    /// The last strip is filled up with zeros. One of the strides should be 1.
    void pack(float[] x, int from, int itemStride, int depthStride, int items, int depth, int width,
              float[] out, int outFrom);

    /// The float64 twin of [#pack(float[],int,int,int,int,int,int,float[],int)].
    void pack(double[] x, int from, int itemStride, int depthStride, int items, int depth, int width,
              double[] out, int outFrom);

    /// `C = alpha · A · B + beta · C` for an m × n block.
    ///
    /// `A(i, p)` stands at `a[aFrom + i · aRow + p · aStep]`, `B(p, j)` at `b[bFrom + p · bStep + j]`. Whole vectors are read from
    /// the rows of B: each must be readable up to `n` rounded up to the vector width, unless A stands in rows (`aStep = 1`) and the block is at least
    /// [#floatTileRows] rows high and a vector wide. `edge` from `edgeFrom` offers a tile of scratch ([#floatTileRows] × [#floatTileColumns]).
    void tiles(int m, int n, int k, float alpha, float[] a, int aFrom, int aRow, int aStep,
               float[] b, int bFrom, int bStep, float beta, float[] c, int cFrom, int cRow, float[] edge, int edgeFrom);

    /// The float64 twin of [#tiles(int,int,int,float,float[],int,int,int,float[],int,int,float,float[],int,int,float[],int)].
    void tiles(int m, int n, int k, double alpha, double[] a, int aFrom, int aRow, int aStep,
               double[] b, int bFrom, int bStep, double beta, double[] c, int cFrom, int cRow, double[] edge, int edgeFrom);

    /// `C = alpha · A · B + beta · C` for an m × n block with a packed left operand; the same bits as [#tiles].
    ///
    /// A was packed from `aFrom` in strips of [#floatTileRows] rows. Strip s of the columns of B, [#floatTileColumns] wide, starts at
    /// `bFrom + s · bStrip`, and its rows follow one another at a distance of `bStep`; they must be readable up to a whole vector.
    /// What stands where the next strip would begin may be read ahead, within the array. `edge` from `edgeFrom` offers a tile of scratch.
    void panels(int m, int n, int k, float alpha, float[] a, int aFrom, float[] b, int bFrom, int bStrip, int bStep,
                float beta, float[] c, int cFrom, int cRow, float[] edge, int edgeFrom);

    /// The float64 twin of [#panels(int,int,int,float,float[],int,float[],int,int,int,float,float[],int,int,float[],int)].
    void panels(int m, int n, int k, double alpha, double[] a, int aFrom, double[] b, int bFrom, int bStrip, int bStep,
                double beta, double[] c, int cFrom, int cRow, double[] edge, int edgeFrom);

    /// `C(i, j) = alpha · Σ A(i, p) · B(j, p) + beta · C(i, j)`: inner products of rows of A with rows of B.
    ///
    /// `C(i, j)` stands at `c[cFrom + i · cRow + j · cColumn]`. The sums run in lanes; their order depends on `k` alone. `edge` from `edgeFrom` offers a tile of scratch.
    void dots(int m, int n, int k, float alpha, float[] a, int aFrom, int lda, float[] b, int bFrom, int ldb,
              float beta, float[] c, int cFrom, int cRow, int cColumn, float[] edge, int edgeFrom);

    /// The float64 twin of [#dots(int,int,int,float,float[],int,int,float[],int,int,float,float[],int,int,int,float[],int)].
    void dots(int m, int n, int k, double alpha, double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb,
              double beta, double[] c, int cFrom, int cRow, int cColumn, double[] edge, int edgeFrom);
}
