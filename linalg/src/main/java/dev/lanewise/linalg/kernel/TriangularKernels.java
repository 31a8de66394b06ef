package dev.lanewise.linalg.kernel;

/// Kernels over one triangle of a row-major matrix, in float32 and float64.
public interface TriangularKernels {

    /// What the first `rows` rows of the upper triangle of a symmetric A of order `n`, or the last ones of its lower triangle, contribute to
    /// `y = A · x`: each of them serves as a row and as a column and is read once; `y` is overwritten. With `rows = n` this is the whole product.
    ///
    /// Sums are accumulated in float32 lanes: the error of an element is at most `(n + 2) · 2⁻²⁴ · Σ|A(i, j) · x(j)|`.
    void symv(boolean lower, int rows, int n, float[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom);

    /// The float64 twin of [#symv(boolean,int,int,float[],int,int,float[],int,float[],int)], with 2⁻⁵³ in the bound of its error.
    void symv(boolean lower, int rows, int n, double[] a, int aFrom, int lda, double[] x, int xFrom, double[] y, int yFrom);

    /// `B = T⁻¹ · B` for a lower triangular T of order `m` and B `[m × n]`.
    ///
    /// `T(i, j)` stands at `t[tFrom + i · tRow + j · tColumn]`, its diagonal counts as ones if `unit`; row i of B starts at
    /// `bFrom + i · bRow`. Strides may be negative. The bits of a column depend on no other column. Put back into the system, an element of the
    /// solution misses `B(i, j)` by at most `(m + 2) · 2⁻²⁴ · Σ|T(i, p) · X(p, j)|`.
    void solve(int m, int n, boolean unit, float[] t, int tFrom, int tRow, int tColumn, float[] b, int bFrom, int bRow);

    /// The float64 twin of [#solve(int,int,boolean,float[],int,int,int,float[],int,int)], with 2⁻⁵³ in the bound of its error.
    void solve(int m, int n, boolean unit, double[] t, int tFrom, int tRow, int tColumn, double[] b, int bFrom, int bRow);
}
