package dev.lanewise.linalg;

/// What tests ask of solutions of linear systems.
final class Systems {

    private static final double EPSILON = 0x1p-53;

    private Systems() {
    }

    /// `max ‖B − A X‖₁ / (n ε ‖A‖₁ ‖X‖₁)` over the columns, as in LAPACK's tests.
    static double backwardError(Matrix a, Matrix x, Matrix b) {
        double scale = scale(a);
        Matrix scaled = a.times(1 / scale);
        Matrix rest = b.times(1 / scale).minus(scaled.times(x));
        double worst = 0;
        for (int j = 0; j < b.columns(); j++) {
            double distance = oneNorm(rest.column(j));
            if (distance > 0) worst = Math.max(worst, distance / (a.rows() * EPSILON * oneNorm(scaled) * oneNorm(x.column(j))));
        }
        return worst;
    }

    /// `‖I − A X‖₁ / (n ε ‖A‖₁ ‖X‖₁)`
    static double inverseError(Matrix a, Matrix x) {
        return backwardErrorOfAll(a, x, Matrix.identity(a.rows()));
    }

    private static double backwardErrorOfAll(Matrix a, Matrix x, Matrix b) {
        if (a.rows() == 0) return 0;
        double scale = scale(a);
        Matrix scaled = a.times(1 / scale);
        Matrix back = x.times(scale);
        return oneNorm(b.minus(scaled.times(back))) / (a.rows() * EPSILON * oneNorm(scaled) * oneNorm(back));
    }

    /// A power of two near the largest element, so that norms stay in range.
    private static double scale(Matrix a) {
        return a.maxAbs() == 0 ? 1 : Math.scalb(1.0, Math.clamp(Math.getExponent(a.maxAbs()), -1000, 1000));
    }

    /// The largest sum of magnitudes in a column.
    static double oneNorm(Matrix a) {
        double largest = 0;
        for (int j = 0; j < a.columns(); j++) {
            double sum = 0;
            for (int i = 0; i < a.rows(); i++) sum += Math.abs(a.get(i, j));
            largest = Math.max(largest, sum);
        }
        return largest;
    }
}
