package dev.lanewise.linalg;

import java.util.function.UnaryOperator;

/// The 1-norm of an operator that can only be applied, estimated from a handful of products.
///
/// @see <a href="https://doi.org/10.1145/50063.214386">Higham: FORTRAN codes for estimating the one-norm of a real or complex matrix</a>
final class OneNorm {

    private static final int MOST_STEPS = 5;

    private OneNorm() {
    }

    /// At most the largest sum of magnitudes in a column, and rarely less than a third of it.
    ///
    /// @param times `x → A · x` for columns of n elements
    /// @param transposeTimes `x → Aᵀ · x`
    static double estimate(int n, UnaryOperator<Matrix> times, UnaryOperator<Matrix> transposeTimes) {
        if (n == 0) return 0;
        double[] y = column(times, fill(n, 1.0 / n));
        double estimate = norm(y);
        double[] signs = signs(y);
        int last = -1;
        for (int step = 0; step < MOST_STEPS && n > 1; step++) {
            int steepest = largest(column(transposeTimes, signs));
            if (steepest == last) break;
            last = steepest;
            double[] unit = new double[n];
            unit[steepest] = 1;
            y = column(times, unit);
            if (!(norm(y) > estimate)) break;
            estimate = norm(y);
            signs = signs(y);
        }
        return Math.max(estimate, 2 * norm(column(times, alternating(n))) / (3 * n));
    }

    private static double[] column(UnaryOperator<Matrix> operator, double[] x) {
        return operator.apply(Matrix.wrap(x.length, 1, x)).toArray();
    }

    private static double[] fill(int n, double value) {
        double[] x = new double[n];
        java.util.Arrays.fill(x, value);
        return x;
    }

    /// Finds norms that cancellation hides from the steps.
    private static double[] alternating(int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) x[i] = (i % 2 == 0 ? 1 : -1) * (1 + i / Math.max(1.0, n - 1));
        return x;
    }

    private static double norm(double[] x) {
        double sum = 0;
        for (double element : x) sum += Math.abs(element);
        return sum;
    }

    private static double[] signs(double[] x) {
        double[] signs = new double[x.length];
        for (int i = 0; i < x.length; i++) signs[i] = x[i] < 0 ? -1 : 1;
        return signs;
    }

    private static int largest(double[] x) {
        int largest = 0;
        for (int i = 1; i < x.length; i++) {
            if (Math.abs(x[i]) > Math.abs(x[largest])) largest = i;
        }
        return largest;
    }
}
