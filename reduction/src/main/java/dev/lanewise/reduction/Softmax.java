package dev.lanewise.reduction;

import dev.lanewise.linalg.Matrix;

/// Scores of classes as probabilities.
final class Softmax {

    private Softmax() { }

    /// `e^score / Σ e^score` in every row; scores of −∞ become 0.
    static Matrix rows(Matrix scores) {
        int classes = scores.columns();
        double[] p = scores.toArray();
        for (int from = 0; from < p.length; from += classes) {
            double max = Double.NEGATIVE_INFINITY, sum = 0;
            for (int j = from; j < from + classes; j++) max = Math.max(max, p[j]);
            for (int j = from; j < from + classes; j++) sum += p[j] = Math.exp(p[j] - max);
            for (int j = from; j < from + classes; j++) p[j] /= sum;
        }
        return Matrix.wrap(scores.rows(), classes, p);
    }
}
