package dev.lanewise.core.generate;

/// `ln Σ eˣ`, what scores have to be less to be logarithms of probabilities.
final class LogSum {

    private LogSum() { }

    static double of(float[] scores, int from, int n) {
        float best = Float.NEGATIVE_INFINITY;
        for (int i = from; i < from + n; i++) best = scores[i] > best ? scores[i] : best;      // NaN is none of them
        double sum = 0;
        for (int i = from; i < from + n; i++) if (!Float.isNaN(scores[i])) sum += Math.exp(scores[i] - best);
        return best + Math.log(sum);
    }
}
