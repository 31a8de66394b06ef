package dev.lanewise.core.select;

import dev.lanewise.core.model.Evaluation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// How well an estimator did, fold by fold.
public record Scores(List<FoldScore> folds) {

    /// One fold.
    ///
    /// @param train how many rows it learned from
    /// @param evaluation of the rows to judge by
    /// @param fitSeconds how long learning took
    /// @param scoreSeconds how long judging took
    public record FoldScore(int train, Evaluation evaluation, double fitSeconds, double scoreSeconds) { }

    /// A figure over all folds.
    ///
    /// @param mean of the folds
    /// @param deviation the standard deviation between folds, divided by N − 1; NaN for a single fold
    /// @param low the lower end of the 95 % confidence interval of the mean; NaN for a single fold
    /// @param high its upper end
    public record Summary(double mean, double deviation, double low, double high) {

        /// `0.9533 ± 0.0400 (0.8771 … 1.0296)`
        @Override public String toString() {
            return Double.isNaN(deviation) ? String.format(Locale.ROOT, "%.4f", mean) : String.format(Locale.ROOT, "%.4f ± %.4f (%.4f … %.4f)", mean, deviation, low, high);
        }
    }

    public Scores {
        folds = List.copyOf(folds);
        if (folds.isEmpty()) throw new IllegalArgumentException("Scores: expected at least one fold, but got none");
    }

    /// The names of the figures that every fold has.
    public Set<String> figures() {
        return folds.getFirst().evaluation().figures().keySet().stream().filter(name -> folds.stream().allMatch(fold -> fold.evaluation().figures().containsKey(name)))
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    /// The figure of every fold.
    public double[] values(String figure) { return folds.stream().mapToDouble(fold -> fold.evaluation().figure(figure)).toArray(); }

    /// The figure over all folds.
    ///
    /// Folds share rows to learn from, so their spread alone would make the interval too narrow: it is Student's with the variance times
    /// `1 / folds + test / train`.
    ///
    /// @see <a href="https://doi.org/10.1023/A:1024068626366">Nadeau & Bengio: Inference for the generalization error (2003)</a>
    public Summary figure(String name) {
        return summary(values(name));
    }

    /// A figure of these minus the same figure of others, fold by fold.
    ///
    /// @param others of the same folds
    public Summary difference(Scores others, String name) {
        double[] ours = values(name), theirs = others.values(name);
        if (ours.length != theirs.length) throw new IllegalArgumentException("Scores.difference: expected the same folds, but got " + ours.length + " and " + theirs.length);
        for (int i = 0; i < ours.length; i++) ours[i] -= theirs[i];
        return summary(ours);
    }

    private Summary summary(double[] values) {
        double mean = java.util.Arrays.stream(values).sum() / values.length, squares = 0;
        for (double value : values) squares += (value - mean) * (value - mean);
        if (values.length == 1) return new Summary(mean, Double.NaN, Double.NaN, Double.NaN);
        double variance = squares / (values.length - 1), share = folds.stream().mapToDouble(fold -> (double) fold.evaluation().samples() / fold.train()).average().orElseThrow();
        double half = Student.twoSided(0.95, values.length - 1) * Math.sqrt(variance * (1.0 / values.length + share));
        return new Summary(mean, Math.sqrt(variance), mean - half, mean + half);
    }

    /// How long learning took in all.
    public double fitSeconds() { return folds.stream().mapToDouble(FoldScore::fitSeconds).sum(); }

    /// `accuracy 0.9533 ± 0.0400 (0.8771 … 1.0296), loss …, over 5 folds`
    @Override public String toString() {
        return figures().stream().map(name -> name + " " + figure(name)).collect(Collectors.joining(", ")) + ", over " + folds.size() + (folds.size() == 1 ? " fold" : " folds");
    }
}
