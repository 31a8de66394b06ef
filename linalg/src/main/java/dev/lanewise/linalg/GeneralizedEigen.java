package dev.lanewise.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The generalized eigendecomposition of a symmetric A and a symmetric positive definite B.
///
/// `A X = B X Λ` with `Xᵀ B X = I`
///
/// |            | shape    |                                                      |
/// |------------|----------|------------------------------------------------------|
/// | `values()` | `n`      | λ, the largest first |
/// | `vectors()`| `[n × n]`| X; column i belongs to `values()[i]` |
///
/// With `B = L Lᵀ` it is the decomposition of `L⁻¹ A L⁻ᵀ = Y Λ Yᵀ` and `X = L⁻ᵀ Y`; digits are lost where B is ill-conditioned. The sign of
/// a vector is canonical: its entry of largest magnitude is positive, the first one of several.
///
/// @see <a href="https://doi.org/10.1137/1.9781611971163">Parlett: The symmetric eigenvalue problem, section 15.3</a>
public final class GeneralizedEigen {

    private static final double ILL_CONDITIONED = 1e8;

    private final double[] values;
    private final Matrix vectors;
    private final double condition;

    private GeneralizedEigen(double[] values, Matrix vectors, double condition) {
        this.values = values;
        this.vectors = vectors;
        this.condition = condition;
    }

    /// The decomposition on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException if the matrices are not square of one order, symmetric and finite, or B not positive definite
    public static GeneralizedEigen of(Matrix a, Matrix b) {
        return of(a, b, Backend.standard());
    }

    /// The decomposition on the given backend.
    ///
    /// @throws IllegalArgumentException if the matrices are not square of one order, symmetric and finite, or B not positive definite
    public static GeneralizedEigen of(Matrix a, Matrix b, Backend backend) {
        MatrixChecks.square("GeneralizedEigen", a);
        checkOrder(a, b);
        int n = a.rows();
        Cholesky cholesky = decompose(b, backend);
        double[] l = cholesky.factor().toArray();
        SymmetricEigen eigen = SymmetricEigen.of(reduce(a, l, backend), backend);
        double[] rows = eigen.vectors().transpose().toArray();
        backend.trsm(Side.RIGHT, Triangle.LOWER, false, Diagonal.STORED, n, n, 1, l, 0, n, rows, 0, n);
        for (int i = 0; i < n; i++) CanonicalSign.turn(rows, i * n, n);
        return new GeneralizedEigen(eigen.values(), Matrix.wrap(n, n, rows).transpose(), cholesky.condition());
    }

    private static void checkOrder(Matrix a, Matrix b) {
        if (a.rows() == b.rows() && b.rows() == b.columns()) return;
        throw new IllegalArgumentException("GeneralizedEigen: expected B " + MatrixChecks.shape(a) + " as A, but got " + MatrixChecks.shape(b));
    }

    private static Cholesky decompose(Matrix b, Backend backend) {
        try {
            return Cholesky.of(b, backend);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException("GeneralizedEigen: expected a B with a Cholesky decomposition, but it has none. "
                    + unfit.getMessage(), unfit);
        }
    }

    /// `L⁻¹ A L⁻ᵀ`, symmetric to the last bit.
    private static Matrix reduce(Matrix a, double[] l, Backend backend) {
        int n = a.rows();
        double[] c = MatrixChecks.finiteCopy("GeneralizedEigen", a, backend);
        MatrixChecks.symmetric("GeneralizedEigen", Matrix.wrap(n, n, c), 1e-10);
        backend.trsm(Side.LEFT, Triangle.LOWER, false, Diagonal.STORED, n, n, 1, l, 0, n, c, 0, n);
        backend.trsm(Side.RIGHT, Triangle.LOWER, true, Diagonal.STORED, n, n, 1, l, 0, n, c, 0, n);
        backend.mirror(Triangle.UPPER, n, c, 0, n);
        return Matrix.wrap(n, n, c);
    }

    /// The eigenvalues, the largest first.
    public double[] values() {
        return values.clone();
    }

    /// The eigenvectors as columns, in the order of [#values()].
    public Matrix vectors() {
        return vectors;
    }

    /// Multiplies the decomposition out again and compares.
    ///
    /// The residual is `‖A X − B X Λ‖ / (n ε ‖A‖ ‖X‖)`; the orthogonality `‖I − Xᵀ B X‖ / (n ε)` grows with the condition of B.
    ///
    /// @throws IllegalArgumentException if the matrices have other shapes than the decomposed ones
    public Quality certify(Matrix a, Matrix b) {
        int order = OrthogonalQuality.order(a);
        Matrix bx = b.times(vectors);
        Matrix rest = a.times(vectors).minus(bx.times(Matrix.diagonal(values)));
        double residual = Quality.ratio(rest.norm(), a.norm() * vectors.norm(), order);
        Matrix gram = vectors.transposeTimes(bx);
        double orthogonality = Quality.ratio(Matrix.identity(values.length).minus(gram).norm(), 1, order);
        return new Quality(order, residual, orthogonality, smallestGap(), warnings());
    }

    private double smallestGap() {
        double largest = 0;
        double gap = Double.POSITIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
            if (i > 0) gap = Math.min(gap, values[i - 1] - values[i]);
        }
        return largest == 0 ? gap : gap / largest;
    }

    private List<NumericalWarning> warnings() {
        var warnings = new ArrayList<NumericalWarning>();
        if (condition > ILL_CONDITIONED) {
            warnings.add(new NumericalWarning(NumericalWarning.Kind.ILL_CONDITIONED, condition, String.format(Locale.ROOT,
                    "GeneralizedEigen: the condition of B is about %.2g: the eigenvalues near zero have few true digits", condition)));
        }
        return warnings;
    }

    /// `GeneralizedEigen(4 values, 7.02 … 0.0238)`
    @Override
    public String toString() {
        int n = values.length;
        return n == 0 ? "GeneralizedEigen(0 values)"
                : String.format(Locale.ROOT, "GeneralizedEigen(%d values, %.3g … %.3g)", n, values[0], values[n - 1]);
    }
}
