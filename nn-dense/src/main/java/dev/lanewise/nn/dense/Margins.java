package dev.lanewise.nn.dense;

import java.util.Optional;

/// How far samples lie from where the answer of a perceptron changes.
record Margins(Samples samples, int[] labels, PerceptronRule rule) {

    /// Novikoff's bound from weights that make no mistake; empty if samples lie on the boundary of a multiclass rule or nothing is to be told apart.
    Optional<Learning.Bound> bound(double[] w) {
        Learning.Bound bound = rule instanceof PerceptronRule.OneVsRest ? between(w) : kesler(w);
        return bound.margin() > 0 && Double.isFinite(bound.margin()) ? Optional.of(bound) : Optional.empty();
    }

    /// The bias is moved so that the nearest samples of both sides are equally far: a sample may lie on the boundary itself, which counts as positive.
    private Learning.Bound between(double[] w) {
        double lowest = Double.POSITIVE_INFINITY, highest = Double.NEGATIVE_INFINITY, longest = 0;
        double[] x = new double[samples.features()];
        for (int i = 0; i < labels.length; i++) {
            samples.read(i, x);
            double z = sum(w, 0, x);
            if (rule.wanted(labels[i]) == 1) lowest = Math.min(lowest, z);
            else highest = Math.max(highest, z);
            longest = Math.max(longest, squares(x, 0, x.length) + 1);
        }
        double bias = w[x.length] - (lowest + highest) / 2;
        return new Learning.Bound(Math.sqrt(longest), (lowest - highest) / 2 / Math.sqrt(squares(w, 0, x.length) + bias * bias));
    }

    private Learning.Bound kesler(double[] w) {
        double least = Double.POSITIVE_INFINITY, longest = 0;
        double[] x = new double[samples.features()];
        for (int i = 0; i < labels.length; i++) {
            samples.read(i, x);
            for (int k = 0; k < rule.rows(); k++) if (k != labels[i]) least = Math.min(least, sum(w, labels[i], x) - sum(w, k, x));
            longest = Math.max(longest, 2 * (squares(x, 0, x.length) + 1));
        }
        return new Learning.Bound(Math.sqrt(longest), least / Math.sqrt(squares(w, 0, w.length)));
    }

    /// How far the nearest sample lies on the right side of the hyperplane of a single row, negative if one lies on the wrong side; NaN for several rows.
    double nearest(double[] w) {
        if (rule.rows() > 1) return Double.NaN;
        double[] x = new double[samples.features()];
        double least = Double.POSITIVE_INFINITY, length = Math.sqrt(squares(w, 0, x.length));
        for (int i = 0; i < labels.length; i++) {
            samples.read(i, x);
            double z = sum(w, 0, x) / length;
            least = Math.min(least, rule.wanted(labels[i]) == 1 ? z : -z);
        }
        return least;
    }

    private static double sum(double[] w, int row, double[] x) {
        int from = row * (x.length + 1);
        double z = 0;
        for (int j = 0; j < x.length; j++) z += w[from + j] * x[j];
        return z + w[from + x.length];
    }

    private static double squares(double[] x, int from, int n) {
        double sum = 0;
        for (int j = from; j < from + n; j++) sum += x[j] * x[j];
        return sum;
    }
}
