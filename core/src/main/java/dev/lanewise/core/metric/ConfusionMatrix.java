package dev.lanewise.core.metric;

import com.google.common.collect.ImmutableList;
import dev.lanewise.linalg.Matrix;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// How often each class was taken for each.
///
/// Precision, recall and F1 of a class are 0 where nothing defines them, because it was never predicted or never true: as in scikit-learn, whose
/// averages count them too.
///
/// @param classes the names of the classes in the order of their numbers
/// @param counts `[classes, classes]`: a row for each true class, a column for each predicted one; sums of weights
public record ConfusionMatrix(List<String> classes, Matrix counts) {

    /// How scores of classes become one.
    public enum Averaging {
        /// Each class counts the same.
        MACRO,
        /// All decisions count the same: precision, recall and F1 are the accuracy.
        MICRO,
        /// Each class counts as often as it is true.
        WEIGHTED
    }

    public ConfusionMatrix {
        classes = ImmutableList.copyOf(classes);
        if (counts.rows() != classes.size() || counts.columns() != classes.size()) {
            throw new IllegalArgumentException("ConfusionMatrix: expected counts for " + classes.size() + " classes, but got " + counts);
        }
    }

    /// All that was counted.
    public double total() { return sum(this::support); }

    /// How often the class was true.
    public double support(int of) { return sum(j -> counts.get(of, j)); }

    /// How often the class was predicted.
    public double predicted(int of) { return sum(i -> counts.get(i, of)); }

    private double right() { return sum(i -> counts.get(i, i)); }

    private double sum(java.util.function.IntToDoubleFunction term) {
        double sum = 0;
        for (int i = 0; i < classes.size(); i++) sum += term.applyAsDouble(i);
        return sum;
    }

    /// The share of right predictions; NaN if there are none.
    public double accuracy() { return right() / total(); }

    /// Precision, recall and F1 of one class.
    public ClassScore score(int of) { return ClassScore.of(counts.get(of, of), predicted(of), support(of)); }

    /// Precision, recall and F1 over all classes.
    public ClassScore average(Averaging averaging) {
        return switch (averaging) {
            case MICRO -> ClassScore.of(right(), total(), total());
            case MACRO -> mean(score -> 1);
            case WEIGHTED -> mean(ClassScore::support);
        };
    }

    private ClassScore mean(ToDoubleFunction<ClassScore> weight) {
        double weights = 0, precision = 0, recall = 0, f1 = 0;
        for (ClassScore score : IntStream.range(0, classes.size()).mapToObj(this::score).toList()) {
            double w = weight.applyAsDouble(score);
            weights += w;
            precision += w * score.precision();
            recall += w * score.recall();
            f1 += w * score.f1();
        }
        return new ClassScore(precision / weights, recall / weights, f1 / weights, total());
    }

    /// The mean recall of the classes that are true at least once: what guessing gives is `1 / classes`, however unequal they are.
    public double balancedAccuracy() {
        int met = 0;
        double recalls = 0;
        for (int i = 0; i < classes.size(); i++) {
            if (support(i) == 0) continue;
            met++;
            recalls += counts.get(i, i) / support(i);
        }
        return recalls / met;
    }

    /// Cohen's kappa, `(p − e) / (1 − e)`, with the accuracy `p` and the one `e` that chance would give; NaN if that is 1.
    ///
    /// @see <a href="https://doi.org/10.1177/001316446002000104">Cohen (1960)</a>
    public double kappa() {
        double total = total(), chance = sum(i -> support(i) / total * (predicted(i) / total));
        return (accuracy() - chance) / (1 - chance);
    }

    /// Matthews' coefficient, the correlation of true and predicted classes, from −1 to 1; 0 if one of them is always the same.
    ///
    /// @see <a href="https://doi.org/10.1016/j.compbiolchem.2004.09.006">Gorodkin (2004), for any number of classes</a>
    public double matthews() {
        double total = total(), both = sum(i -> support(i) * predicted(i));
        double truth = total * total - sum(i -> support(i) * support(i)), said = total * total - sum(i -> predicted(i) * predicted(i));
        return truth <= 0 || said <= 0 ? 0 : (right() * total - both) / Math.sqrt(truth) / Math.sqrt(said);
    }
}
