package dev.lanewise.linalg;

import java.util.List;
import java.util.Locale;

/// How good a decomposition is, measured by multiplying it out again.
///
/// `residual` and `orthogonality` are multiples of the rounding error `order · ε` with ε = 2⁻⁵³, as in LAPACK's tests, where less
/// than 30 passes.
///
/// | | formula | where it doesn't apply |
/// |---|---|---|
/// | `residual` | `‖A − product of the factors‖ / (order ε ‖A‖)` in the Frobenius norm | 0 for a zero matrix |
/// | `orthogonality` | `‖I − QᵀQ‖ / (order ε)`, the worst of several orthonormal factors | 0 |
/// | `smallestGap` | the smallest distance of two neighbouring eigenvalues or singular values over the largest magnitude | ∞ |
///
/// @param order the larger extent of the matrix
/// @param residual how far the factors are from the matrix
/// @param orthogonality how far orthonormal factors are from orthonormal
/// @param smallestGap how well neighbouring axes are told apart: an axis turns by about `ε / gap`
/// @param warnings where the matrix makes digits meaningless; empty where all is well
/// @see <a href="https://www.netlib.org/lapack/lawnspdf/lawn41.pdf">LAPACK working note 41: the test ratios</a>
public record Quality(int order, double residual, double orthogonality, double smallestGap, List<NumericalWarning> warnings) {

    private static final double EPSILON = 0x1p-53;
    private static final double FEW_DIGITS = 1e-4;

    public Quality {
        warnings = List.copyOf(warnings);
    }

    /// The relative distance to the nearest matrix that these factors belong to exactly: `‖A − product of the factors‖ / ‖A‖`.
    public double backwardError() {
        return residual * order * EPSILON;
    }

    /// How many rounding errors `order · ε` a distance is; 0 for a distance of 0 whatever the scale.
    static double ratio(double distance, double scale, int order) {
        return distance == 0 ? 0 : distance / scale / (order * EPSILON);
    }

    /// Of factors that systems are solved with: without orthonormal ones, and with a warning where solutions have few digits.
    static Quality ofSystem(String who, int order, double distance, double norm, double condition) {
        List<NumericalWarning> warnings = condition * EPSILON < FEW_DIGITS ? List.of() : List.of(new NumericalWarning(
                NumericalWarning.Kind.ILL_CONDITIONED, condition, String.format(Locale.ROOT, "%s: the condition number is about %.2g:"
                + " solutions have %d true digits at most; use least squares with a tolerance, or a better scaled problem",
                who, condition, (int) Math.max(0, -Math.log10(condition * EPSILON)))));
        return new Quality(order, ratio(distance, norm, order), 0, Double.POSITIVE_INFINITY, warnings);
    }
}
