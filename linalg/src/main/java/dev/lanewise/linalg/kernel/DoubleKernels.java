package dev.lanewise.linalg.kernel;

/// Kernels over float64 ranges: the inner loops of decompositions.
public interface DoubleKernels {

    /// `Σ x · y`, accumulated in lanes.
    double dot(double[] x, int xFrom, double[] y, int yFrom, int n);

    /// `y = y + alpha · x`
    void axpy(double alpha, double[] x, int xFrom, double[] y, int yFrom, int n);

    /// `x = alpha · x`
    void scale(double alpha, double[] x, int xFrom, int n);

    /// `z = alpha · x + beta · y`; `beta = 0` doesn't read `y`.
    void combine(double alpha, double[] x, int xFrom, double beta, double[] y, int yFrom, double[] z, int zFrom, int n);

    /// `Σ x`, accumulated in lanes.
    double sum(double[] x, int xFrom, int n);

    /// The largest `|x|`, NaN if there is one; 0 for none.
    double maxAbs(double[] x, int xFrom, int n);

    /// The index (counted from `xFrom`) of the first NaN or infinity, −1 if all are finite.
    int firstNonFinite(double[] x, int xFrom, int n);

    /// The plane rotation `(x, y) = (c·x − s·y, s·x + c·y)`.
    void rotate(double[] x, int xFrom, double[] y, int yFrom, double c, double s, int n);

    /// `y = A · x` for a symmetric A of order `n`, of which only the upper triangle is read, and once.
    void symv(int n, double[] a, int aFrom, int lda, double[] x, int xFrom, double[] y, int yFrom);
}
