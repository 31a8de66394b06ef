package dev.lanewise.linalg;

import java.util.List;
import java.util.Locale;

/// The largest singular triplets of an operator.
///
/// `A vᵢ = σᵢ uᵢ`, `Aᵀ uᵢ = σᵢ vᵢ`
///
/// | | shape | |
/// |---|---|---|
/// | A | `[m × n]` | |
/// | `values()` | `k` | σ ≥ 0, the largest first |
/// | `u()` | `[m × k]` | orthonormal; column i belongs to `values()[i]` |
/// | `v()` | `[n × k]` | orthonormal; column i belongs to `values()[i]` |
/// | `residuals()` | `k` | `‖Aᵀ uᵢ − σᵢ vᵢ‖ / σ₁` as the iteration saw them; `‖A vᵢ − σᵢ uᵢ‖ / σ₁` from [RandomizedSVD], where the other one vanishes |
///
/// A block Lanczos bidiagonalization with thick restarts and full re-orthogonalisation of both bases. It never forms `AᵀA`, so
/// small values keep an absolute error of a few `ε σ₁` instead of losing half of their digits. A basis that leaves hardly any vector
/// out is replaced by [SVD]. The signs are those of [SVD]: the entry of largest magnitude of each column of V is positive.
///
/// @see <a href="https://doi.org/10.1137/04060593X">Baglama, Reichel: Augmented implicitly restarted Lanczos bidiagonalization methods</a>
/// @see RandomizedSVD
public final class PartialSVD {

    private final Matrix u;
    private final double[] values;
    private final Matrix v;
    private final double[] residuals;

    /// The signs of the vectors are chosen here.
    PartialSVD(Matrix u, double[] values, Matrix v, double[] residuals) {
        double[] right = v.toArray();
        double[] signs = CanonicalSign.turnColumns(v.rows(), values.length, right);
        this.u = u.times(Matrix.diagonal(signs));
        this.v = Matrix.wrap(v.rows(), values.length, right);
        this.values = values;
        this.residuals = residuals;
    }

    /// The `k` largest triplets on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if the operator is not finite, or `k` is not in 0 … min(m, n)
    /// @throws ConvergenceException if the restarts of [Lanczos#standard()] don't suffice
    public static PartialSVD of(LinearOperator a, int k) {
        return of(a, k, Lanczos.standard(), Backend.standard());
    }

    /// The `k` largest triplets.
    ///
    /// @throws IllegalArgumentException if the operator is not finite, or `k` is not in 0 … min(m, n)
    /// @throws ConvergenceException if the restarts don't suffice
    public static PartialSVD of(LinearOperator a, int k, Lanczos settings, Backend backend) {
        return new LanczosSVD(a, k, settings, backend).solve();
    }

    /// The left singular vectors as columns.
    public Matrix u() {
        return u;
    }

    /// The singular values, the largest first.
    public double[] values() {
        return values.clone();
    }

    /// The right singular vectors as columns.
    public Matrix v() {
        return v;
    }

    /// How far each triplet is from one of the operator, as the iteration saw it; [#certify] computes it anew.
    public double[] residuals() {
        return residuals.clone();
    }

    /// Multiplies by the operator again and measures the worst triplet: `residual` is the larger of `‖A vᵢ − σᵢ uᵢ‖` and
    /// `‖Aᵀ uᵢ − σᵢ vᵢ‖` over all i, divided by `max(m, n) ε σ₁`.
    ///
    /// @throws IllegalArgumentException if `a` has another shape than the decomposed operator
    public Quality certify(LinearOperator a) {
        int order = Math.max(u.rows(), v.rows());
        int k = values.length;
        Matrix sigma = Matrix.diagonal(values);
        Matrix left = a.times(v).minus(u.times(sigma));
        Matrix right = a.transposeTimes(u).minus(v.times(sigma));
        double worst = 0;
        double gap = Double.POSITIVE_INFINITY;
        for (int i = 0; i < k; i++) {
            worst = Math.max(worst, Math.max(left.column(i).norm(), right.column(i).norm()));
            if (i > 0) gap = Math.min(gap, values[i - 1] - values[i]);
        }
        double orthogonality = Math.max(OrthogonalQuality.orthogonality(u), OrthogonalQuality.orthogonality(v));
        double largest = k == 0 ? 0 : values[0];
        return new Quality(order, Quality.ratio(worst, largest, order), orthogonality, largest == 0 ? gap : gap / largest,
                List.of());
    }

    /// `PartialSVD(3 values, 7.02 … 0.0238)`
    @Override
    public String toString() {
        int k = values.length;
        return k == 0 ? "PartialSVD(0 values)" : String.format(Locale.ROOT, "PartialSVD(%d values, %.3g … %.3g)", k, values[0], values[k - 1]);
    }
}
