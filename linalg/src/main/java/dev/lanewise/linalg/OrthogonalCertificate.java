package dev.lanewise.linalg;

import java.util.List;

/// What certificates of orthogonal decompositions measure.
final class OrthogonalCertificate {

    private OrthogonalCertificate() {
    }

    /// A certificate without values.
    static Certificate of(Matrix a, Matrix product, Matrix q) {
        return new Certificate(order(a), residual(a, product), orthogonality(q), Double.POSITIVE_INFINITY, List.of());
    }

    static int order(Matrix a) {
        return Math.max(1, Math.max(a.rows(), a.columns()));
    }

    /// `‖A − product‖ / (order ε ‖A‖)`, without overflow on the way.
    static double residual(Matrix a, Matrix product) {
        return Certificate.ratio(a.minus(product).norm(), a.norm(), order(a));
    }

    /// `‖I − QᵀQ‖ / (order ε)` of orthonormal columns.
    static double orthogonality(Matrix q) {
        return Certificate.ratio(Matrix.identity(q.columns()).minus(q.transposeTimes(q)).norm(), 1, order(q));
    }
}
