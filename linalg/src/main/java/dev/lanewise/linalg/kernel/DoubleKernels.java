package dev.lanewise.linalg.kernel;

/// Kernels over float64 ranges: the inner loops of decompositions.
public interface DoubleKernels {

    /// `Σ x · y`, accumulated in lanes: the error is at most `(n + 2) · 2⁻⁵³ · Σ|x · y|`.
    double dot(double[] x, int xFrom, double[] y, int yFrom, int n);

    /// `y = y + alpha · x`
    void axpy(double alpha, double[] x, int xFrom, double[] y, int yFrom, int n);

    /// `x = alpha · x`
    void scale(double alpha, double[] x, int xFrom, int n);

    /// `z = alpha · x + beta · y`; `beta = 0` doesn't read `y`.
    void combine(double alpha, double[] x, int xFrom, double beta, double[] y, int yFrom, double[] z, int zFrom, int n);

    /// `Σ x`, accumulated in lanes: the error is at most `(n + 2) · 2⁻⁵³ · Σ|x|`.
    double sum(double[] x, int xFrom, int n);

    /// The largest `|x|`, NaN if there is one; 0 for none.
    double maxAbs(double[] x, int xFrom, int n);

    /// The index (counted from `xFrom`) of the first NaN or infinity, −1 if all are finite.
    int firstNonFinite(double[] x, int xFrom, int n);

    /// The plane rotation `(x, y) = (c·x − s·y, s·x + c·y)`.
    void rotate(double[] x, int xFrom, double[] y, int yFrom, double c, double s, int n);

    /// A sum of `n` simple poles and its slope at a distance from one of them, the origin:
    /// `sums₀ = Σ weight / delta`, `sums₁ = Σ weight / delta²` with `delta = (pole − origin) − distance`, or
    /// `delta = (pole − origin) (pole + origin) − distance` if they are given by their square roots.
    void poles(int n, boolean roots, double[] pole, double[] weight, int from, double origin, double distance,
               double[] delta, int deltaFrom, double[] sums, int sumsFrom);

    /// A step of Gaussian elimination: frees the rows below a pivot from its column.
    ///
    /// The pivot's row of `columns` elements starts at `from`, the `rows` rows below it follow at distances of `lda`; the pivot is element
    /// `column`. In every row below, that element becomes the factor `x / pivot`, and `factor · pivot's row` is subtracted from the elements
    /// right of it. Returns which of these rows has the largest magnitude in column `column + 1` afterwards, the first one of
    /// several; 0 if there is no such column or no row.
    int eliminate(int rows, int columns, int column, double[] a, int from, int lda);

    /// One pass over an [m × n] matrix A for two products, of which the second needs the first:
    ///
    /// `y = tau · (A · v − c)`, `r = A · e₀ − f − y`, `z = Aᵀ · r`
    ///
    /// Both c and f stand in one array, from `cFrom` and from `fFrom` on.
    void gemvPair(int m, int n, double[] a, int aFrom, int lda, double[] v, int vFrom, double tau, double[] c, int cFrom, int fFrom,
                  double[] y, int yFrom, double[] r, int rFrom, double[] z, int zFrom);
}
