package dev.lanewise.linalg;

import java.util.List;
import java.util.Locale;

/// Some eigenpairs at one end of the spectrum of a symmetric operator.
///
/// `A xᵢ = λᵢ xᵢ`
///
/// | | shape | |
/// |---|---|---|
/// | `values()` | `k` | λ, the wanted end first: descending from [#largest], ascending from [#smallest] |
/// | `vectors()` | `[n × k]` | x as orthonormal columns; column i belongs to `values()[i]` |
/// | `residuals()` | `k` | `‖A xᵢ − λᵢ xᵢ‖ / ‖A‖` as the iteration saw them |
///
/// A block Lanczos method with thick restarts and full re-orthogonalisation: a block of vectors costs a memory-bound product
/// hardly more than one, finds eigenvalues of a multiplicity up to the block's width, and needs no preconditioner as LOBPCG does.
/// A basis that leaves hardly any vector out is replaced by [SymmetricEigen]. Each residual bounds the distance to an eigenvalue;
/// no iteration can prove that it has missed none. The sign of a vector is canonical: its entry of largest magnitude is positive.
///
/// @see <a href="https://doi.org/10.1137/S0895479898334605">Wu, Simon: Thick-restart Lanczos method for large symmetric eigenvalue problems</a>
public final class PartialEigen {

    private final double[] values;
    private final Matrix vectors;
    private final double[] residuals;

    PartialEigen(double[] values, Matrix vectors, double[] residuals) {
        this.values = values;
        double[] turned = vectors.toArray();
        CanonicalSign.turnColumns(vectors.rows(), values.length, turned);
        this.vectors = Matrix.wrap(vectors.rows(), values.length, turned);
        this.residuals = residuals;
    }

    /// The `k` pairs with the largest eigenvalues on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if the operator is not square, not symmetric or not finite, or `k` is not in 0 … n
    /// @throws ConvergenceException if the restarts of [Lanczos#standard()] don't suffice
    public static PartialEigen largest(LinearOperator a, int k) {
        return largest(a, k, Lanczos.standard(), Backend.standard());
    }

    /// The `k` pairs with the largest eigenvalues.
    ///
    /// @throws IllegalArgumentException if the operator is not square, not symmetric or not finite, or `k` is not in 0 … n
    /// @throws ConvergenceException if the restarts don't suffice
    public static PartialEigen largest(LinearOperator a, int k, Lanczos settings, Backend backend) {
        return new LanczosEigen(a, k, settings, backend, 1).solve();
    }

    /// The `k` pairs with the smallest eigenvalues on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if the operator is not square, not symmetric or not finite, or `k` is not in 0 … n
    /// @throws ConvergenceException if the restarts of [Lanczos#standard()] don't suffice
    public static PartialEigen smallest(LinearOperator a, int k) {
        return smallest(a, k, Lanczos.standard(), Backend.standard());
    }

    /// The `k` pairs with the smallest eigenvalues.
    ///
    /// @throws IllegalArgumentException if the operator is not square, not symmetric or not finite, or `k` is not in 0 … n
    /// @throws ConvergenceException if the restarts don't suffice
    public static PartialEigen smallest(LinearOperator a, int k, Lanczos settings, Backend backend) {
        return new LanczosEigen(a, k, settings, backend, -1).solve();
    }

    /// The eigenvalues, the wanted end first.
    public double[] values() {
        return values.clone();
    }

    /// The eigenvectors as columns, in the order of [#values()].
    public Matrix vectors() {
        return vectors;
    }

    /// `‖A xᵢ − λᵢ xᵢ‖ / ‖A‖` for each pair, as the iteration saw them; [#certify] computes them anew.
    public double[] residuals() {
        return residuals.clone();
    }

    /// Multiplies by the operator again and measures the worst pair: `residual` is `maxᵢ ‖A xᵢ − λᵢ xᵢ‖ / (n ε ‖A‖)`, with the largest
    /// magnitude of a value found for `‖A‖`.
    ///
    /// @throws IllegalArgumentException if `a` has another shape than the decomposed operator
    public Quality certify(LinearOperator a) {
        int n = vectors.rows();
        Matrix difference = a.times(vectors).minus(vectors.times(Matrix.diagonal(values)));
        double norm = 0;
        double worst = 0;
        double gap = Double.POSITIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            norm = Math.max(norm, Math.abs(values[i]));
            worst = Math.max(worst, difference.column(i).norm());
            if (i > 0) gap = Math.min(gap, Math.abs(values[i] - values[i - 1]));
        }
        return new Quality(n, Quality.ratio(worst, norm, n), OrthogonalQuality.orthogonality(vectors), norm == 0 ? gap : gap / norm, List.of());
    }

    /// `PartialEigen(3 values, 7.02 … 0.0238)`
    @Override
    public String toString() {
        int k = values.length;
        return k == 0 ? "PartialEigen(0 values)" : String.format(Locale.ROOT, "PartialEigen(%d values, %.3g … %.3g)", k, values[0], values[k - 1]);
    }
}
