package dev.lanewise.linalg;

import java.util.List;
import java.util.Locale;

/// The singular value decomposition of any matrix.
///
/// `A = U Σ Vᵀ`, with `k = min(m, n)`
///
/// |            | thin      | full      |                                                          |
/// |------------|-----------|-----------|----------------------------------------------------------|
/// | A          | `[m × n]` | `[m × n]` |                                                          |
/// | `values()` | `k`       | `k`       | σ ≥ 0, the largest first                                 |
/// | `u()`      | `[m × k]` | `[m × m]` | orthonormal; column i belongs to `values()[i]`           |
/// | `v()`      | `[n × k]` | `[n × n]` | orthonormal; column i belongs to `values()[i]`           |
///
/// The signs are canonical: the entry of largest magnitude of each column of V is positive, the first one of several. (This is the
/// right vector; where a library turns the left one, signs may differ.) Singular values have an absolute error of a few `ε σ₁`.
///
/// @see <a href="https://doi.org/10.1137/S0895479892242232">Gu & Eisenstat (1995): divide and conquer for the bidiagonal SVD</a>
/// @see <a href="https://doi.org/10.1145/355993.355997">Chan (1982): the SVD of tall matrices by way of QR</a>
public final class SVD {

    private static final double EPSILON = 0x1p-52;

    private final Matrix u;
    private final double[] values;
    private final Matrix v;

    private SVD(Matrix u, double[] values, Matrix v) {
        this.u = u;
        this.values = values;
        this.v = v;
    }

    /// The thin decomposition on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if the matrix is not finite
    public static SVD of(Matrix a) {
        return of(a, Backend.standard());
    }

    /// The thin decomposition on the given backend.
    ///
    /// @throws IllegalArgumentException if the matrix is not finite
    /// @throws ConvergenceException if an iteration doesn't end, which no matrix is known to cause
    public static SVD of(Matrix a, Backend backend) {
        return decompose(a, false, backend);
    }

    /// The full decomposition on [Backend#standard()]: U and V are square.
    ///
    /// @throws IllegalArgumentException if the matrix is not finite
    public static SVD full(Matrix a) {
        return full(a, Backend.standard());
    }

    /// The full decomposition on the given backend: U and V are square.
    ///
    /// @throws IllegalArgumentException if the matrix is not finite
    public static SVD full(Matrix a, Backend backend) {
        return decompose(a, true, backend);
    }

    /// Only the singular values, the largest first, on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if the matrix is not finite
    public static double[] valuesOf(Matrix a) {
        return valuesOf(a, Backend.standard());
    }

    /// Only the singular values, the largest first, on the given backend; they may differ from those of [#of] in the last bits.
    ///
    /// @throws IllegalArgumentException if the matrix is not finite
    public static double[] valuesOf(Matrix a, Backend backend) {
        var reduction = new SingularReduction(a, backend);
        double[] values = reduction.values();
        reduction.giveBack();
        return values;
    }

    private static SVD decompose(Matrix a, boolean full, Backend backend) {
        var reduction = new SingularReduction(a, backend);
        boolean wide = a.rows() < a.columns();
        double[] values = reduction.solve();
        int uColumns = full ? a.rows() : values.length;
        int vColumns = full ? a.columns() : values.length;
        double[] v = wide ? reduction.left(vColumns, new double[0]) : reduction.right(new double[0]);
        double[] signs = CanonicalSign.turnColumns(a.columns(), vColumns, v);
        double[] u = wide ? reduction.right(signs) : reduction.left(uColumns, signs);
        reduction.giveBack();
        return new SVD(Matrix.wrap(a.rows(), uColumns, u), values, Matrix.wrap(a.columns(), vColumns, v));
    }

    /// The left singular vectors as columns, in the order of [#values()].
    public Matrix u() {
        return u;
    }

    /// The singular values, the largest first.
    public double[] values() {
        return values.clone();
    }

    /// The right singular vectors as columns, in the order of [#values()].
    public Matrix v() {
        return v;
    }

    /// The largest singular value, `‖A‖₂`; 0 for a matrix without elements.
    public double norm2() {
        return values.length == 0 ? 0 : values[0];
    }

    /// The numerical rank: how many singular values exceed `max(m, n) · ε · σ₁`, with `ε = 2⁻⁵²`.
    public int rank() {
        double tolerance = Math.max(u.rows(), v.rows()) * EPSILON * norm2();
        int rank = 0;
        while (rank < values.length && values[rank] > tolerance) rank++;
        return rank;
    }

    /// `σ₁ / σₖ`: how much a relative error of the matrix may grow in a solution; infinite for a singular matrix, 0 for an empty one.
    public double condition() {
        return values.length == 0 ? 0 : values[0] == 0 ? Double.POSITIVE_INFINITY : values[0] / values[values.length - 1];
    }

    /// The Moore–Penrose inverse `V Σ⁺ Uᵀ`, `[n × m]`; singular values beyond the [#rank()] count as zeros.
    public Matrix pseudoInverse() {
        int rank = rank();
        double[] scaled = v.columns(0, rank).toArray();
        for (int i = 0; i < v.rows(); i++) {
            for (int j = 0; j < rank; j++) scaled[i * rank + j] /= values[j];
        }
        return Matrix.wrap(v.rows(), rank, scaled).timesTransposed(u.columns(0, rank));
    }

    /// Multiplies the decomposition out again and compares.
    ///
    /// @throws IllegalArgumentException if `a` has another shape than the decomposed matrix
    public Quality certify(Matrix a) {
        int k = values.length;
        Matrix product = u.columns(0, k).times(Matrix.diagonal(values)).timesTransposed(v.columns(0, k));
        double residual = OrthogonalQuality.residual(a, product);
        double orthogonality = Math.max(OrthogonalQuality.orthogonality(u), OrthogonalQuality.orthogonality(v));
        return new Quality(OrthogonalQuality.order(a), residual, orthogonality, smallestGap(), warnings());
    }

    private double smallestGap() {
        double gap = Double.POSITIVE_INFINITY;
        for (int i = 1; i < values.length; i++) gap = Math.min(gap, values[i - 1] - values[i]);
        return norm2() == 0 ? gap : gap / norm2();
    }

    private List<NumericalWarning> warnings() {
        double gap = smallestGap();
        if (gap > Math.max(u.rows(), v.rows()) * EPSILON) return List.of();
        return List.of(new NumericalWarning(NumericalWarning.Kind.CLOSE_VALUES, gap, String.format(Locale.ROOT,
                "SVD: two neighbouring singular values are %.2g of the largest apart, within rounding: their vectors are one basis of many;"
                        + " use the space they span instead of single vectors", gap)));
    }

    /// `SVD([150 × 4], 4 values, 95.9 … 1.88)`
    @Override
    public String toString() {
        int k = values.length;
        String shape = "SVD([" + u.rows() + " × " + v.rows() + "], ";
        return k == 0 ? shape + "0 values)" : String.format(Locale.ROOT, "%s%d values, %.3g … %.3g)", shape, k, values[0], values[k - 1]);
    }
}
