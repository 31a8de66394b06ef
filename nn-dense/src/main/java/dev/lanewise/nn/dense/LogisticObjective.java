package dev.lanewise.nn.dense;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;

/// The penalised likelihood of [LogisticRegression] divided by C: `Σ sᵢ (−ln p(yᵢ | xᵢ)) + ½ ‖W‖² / C`, its gradient and its Hessian.
///
/// Parameters lie row by row, `features + 1` numbers each, the bias last; one row for two classes, else one each. Sums over samples
/// are those of matrix products, so that the number of threads changes no bit.
final class LogisticObjective {

    private static final int GRAIN = 512;

    /// @param x `[n, features]`
    /// @param labels numbers of classes, all of which occur
    /// @param weights of the samples
    record Labelled(Matrix x, int[] labels, double[] weights) { }

    private final Labelled samples;
    private final Backend backend;
    private final boolean intercept;
    private final double penalty;
    private final int n;
    private final int features;
    private final int rows;
    private final double[] x;                                 // [n, features]
    private final double[] p;                                 // [n, rows]: probabilities where it was asked last
    private final double[] scores;                            // [n, rows]: scratch
    private final double[] losses;                            // [n]

    LogisticObjective(LogisticRegression settings, Labelled samples, int classes, Backend backend) {
        this.samples = samples;
        this.backend = backend;
        this.intercept = settings.intercept();
        this.penalty = 1 / settings.c();
        this.n = samples.x().rows();
        this.features = samples.x().columns();
        this.rows = classes == 2 ? 1 : classes;
        this.x = samples.x().toArray();
        this.p = new double[Math.multiplyExact(n, rows)];
        this.scores = new double[p.length];
        this.losses = new double[n];
    }

    int rows() { return rows; }

    int samples() { return n; }

    int size() { return rows * (features + 1); }

    /// The value, and its gradient; remembers the probabilities there.
    double valueAt(double[] theta, double[] gradient) {
        sums(theta, p);
        backend.parallel(n, GRAIN, (from, to) -> { for (int i = from; i < to; i++) losses[i] = rows == 1 ? sigmoid(i) : softmax(i); });
        collect(scores, gradient);
        double value = 0;
        for (double loss : losses) value += loss;
        for (int k = 0; k < rows; k++) {
            for (int j = 0, at = k * (features + 1); j < features; j++, at++) {
                value += penalty / 2 * theta[at] * theta[at];
                gradient[at] += penalty * theta[at];
            }
        }
        return value;
    }

    /// Turns the weighted sum of a sample into its probability, notes the residual among the scores, and returns the loss.
    private double sigmoid(int i) {
        double z = p[i], weight = samples.weights()[i], y = samples.labels()[i], small = Math.exp(-Math.abs(z));
        p[i] = z >= 0 ? 1 / (1 + small) : small / (1 + small);
        scores[i] = weight * (y == 1 ? -(z >= 0 ? small : 1) / (1 + small) : p[i]);         // p − 1 without cancellation
        return weight * (Math.log1p(small) + Math.max(z, 0) - y * z);
    }

    private double softmax(int i) {
        int from = i * rows, label = samples.labels()[i];
        double largest = Double.NEGATIVE_INFINITY, sum = 0, weight = samples.weights()[i], own = p[from + label];
        for (int k = 0; k < rows; k++) largest = Math.max(largest, p[from + k]);
        for (int k = 0; k < rows; k++) sum += p[from + k] = Math.exp(p[from + k] - largest);
        for (int k = 0; k < rows; k++) p[from + k] /= sum;
        double others = 0;
        for (int k = 0; k < rows; k++) if (k != label) others += p[from + k];
        for (int k = 0; k < rows; k++) scores[from + k] = weight * (k == label ? -others : p[from + k]);
        return weight * (largest - own + Math.log(sum));
    }

    /// `H v` where the value was asked last.
    void hessianTimes(double[] v, double[] product) {
        sums(v, scores);
        backend.parallel(n, GRAIN, (from, to) -> { for (int i = from; i < to; i++) curve(i); });
        collect(scores, product);
        for (int k = 0; k < rows; k++) for (int j = 0, at = k * (features + 1); j < features; j++, at++) product[at] += penalty * v[at];
    }

    /// The second derivative of one sample's loss by its weighted sums, times their change.
    private void curve(int i) {
        int from = i * rows;
        double weight = samples.weights()[i], mean = 0;
        if (rows == 1) {
            scores[i] *= weight * p[i] * (1 - p[i]);
            return;
        }
        for (int k = 0; k < rows; k++) mean += p[from + k] * scores[from + k];
        for (int k = 0; k < rows; k++) scores[from + k] = weight * p[from + k] * (scores[from + k] - mean);
    }

    /// The diagonal of the Hessian, 1 where it is 0.
    void hessianDiagonal(double[] diagonal) {
        backend.parallel(rows, 1, (first, last) -> {
            for (int k = first; k < last; k++) {
                int to = k * (features + 1);
                java.util.Arrays.fill(diagonal, to, to + features, penalty);
                diagonal[to + features] = 0;
                for (int i = 0; i < n; i++) {
                    double curvature = samples.weights()[i] * p[i * rows + k] * (1 - p[i * rows + k]);
                    for (int j = 0, at = i * features; j < features; j++, at++) diagonal[to + j] += curvature * x[at] * x[at];
                    diagonal[to + features] += curvature;
                }
                for (int j = to; j <= to + features; j++) if (!(diagonal[j] > 0)) diagonal[j] = 1;
            }
        });
    }

    /// `x · Wᵀ + b`
    private void sums(double[] theta, double[] to) {
        if (features == 0) java.util.Arrays.fill(to, 0);
        backend.gemm(false, true, n, rows, features, 1, x, 0, features, theta, 0, features + 1, 0, to, 0, rows);
        if (!intercept) return;
        for (int i = 0; i < to.length; i++) to[i] += theta[i % rows * (features + 1) + features];
    }

    /// `rᵀ · (x, 1)`. Over the classes it adds up to 0, as r does; what rounding leaves of the sum would lead conjugate gradients astray.
    private void collect(double[] r, double[] to) {
        backend.gemm(true, false, rows, features, n, 1, r, 0, rows, x, 0, features, 0, to, 0, features + 1);
        for (int k = 0; k < rows; k++) {
            double sum = 0;
            if (intercept) for (int i = k; i < r.length; i += rows) sum += r[i];
            to[k * (features + 1) + features] = sum;
        }
        center(to);
    }

    /// Of the parameters that differ by the same row, and so give the same probabilities, those that add up to 0 over the classes.
    void center(double[] theta) {
        int width = features + 1;
        for (int j = 0; rows > 1 && j < width; j++) {
            double sum = 0;
            for (int k = 0; k < rows; k++) sum += theta[k * width + j];
            for (int k = 0; k < rows; k++) theta[k * width + j] -= sum / rows;
        }
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
        return sum;
    }
}
