package dev.lanewise.linalg;

import java.util.List;

/// What certificates of orthogonal decompositions measure.
final class OrthogonalQuality {

    private OrthogonalQuality() {
    }

    /// A certificate without values.
    static Quality of(Matrix a, Matrix product, Matrix q) {
        return new Quality(order(a), residual(a, product), orthogonality(q), Double.POSITIVE_INFINITY, List.of());
    }

    static int order(Matrix a) {
        return Math.max(1, Math.max(a.rows(), a.columns()));
    }

    /// `‖A − product‖ / (order ε ‖A‖)`, without overflow on the way.
    static double residual(Matrix a, Matrix product) {
        return Quality.ratio(a.minus(product).norm(), a.norm(), order(a));
    }

    /// `‖I − QᵀQ‖ / (order ε)` of orthonormal columns.
    static double orthogonality(Matrix q) {
        return Quality.ratio(Matrix.identity(q.columns()).minus(q.transposeTimes(q)).norm(), 1, order(q));
    }
}
