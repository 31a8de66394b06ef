package dev.lanewise.linalg;

import java.util.List;

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
public record Certificate(int order, double residual, double orthogonality, double smallestGap, List<NumericalWarning> warnings) {

    private static final double EPSILON = 0x1p-53;

    public Certificate {
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
}
