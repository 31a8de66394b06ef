package dev.lanewise.core.metric;

import java.util.ArrayList;
import java.util.List;

/// How scores order the samples of a class and the rest: exact, since equal scores are one step.
///
/// Immutable. Where one of both sides is missing, what it is needed for is NaN.
public final class Ranking {

    /// A point of a curve.
    ///
    /// @param threshold from which score on samples are taken for the class
    public record Point(double threshold, double x, double y) { }

    private final double[] levels;
    private final double[] right;
    private final double[] wrong;
    private final double positives;
    private final double negatives;

    /// @param levels the scores that are met, the highest first
    /// @param right the weights of the class at each
    /// @param wrong the weights of the rest at each
    Ranking(double[] levels, double[] right, double[] wrong) {
        this.levels = levels;
        this.right = right;
        this.wrong = wrong;
        this.positives = sum(right);
        this.negatives = sum(wrong);
    }

    private static double sum(double... values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum;
    }

    /// The receiver operating characteristic: the false positive rate as x and the true positive rate as y, from (0, 0) at an infinite threshold
    /// to (1, 1).
    public List<Point> roc() {
        List<Point> points = new ArrayList<>(List.of(new Point(Double.POSITIVE_INFINITY, negatives == 0 ? Double.NaN : 0, positives == 0 ? Double.NaN : 0)));
        double truePositives = 0, falsePositives = 0;
        for (int i = 0; i < levels.length; i++) {
            truePositives += right[i];
            falsePositives += wrong[i];
            points.add(new Point(levels[i], falsePositives / negatives, truePositives / positives));
        }
        return List.copyOf(points);
    }

    /// Recall as x and precision as y, from recall 0 with precision 1 to recall 1.
    public List<Point> precisionRecall() {
        List<Point> points = new ArrayList<>(List.of(new Point(Double.POSITIVE_INFINITY, positives == 0 ? Double.NaN : 0, 1)));
        double truePositives = 0, falsePositives = 0;
        for (int i = 0; i < levels.length; i++) {
            truePositives += right[i];
            falsePositives += wrong[i];
            double taken = truePositives + falsePositives;
            points.add(new Point(levels[i], truePositives / positives, taken == 0 ? 1 : truePositives / taken));
        }
        return List.copyOf(points);
    }

    /// The area under [#roc]: how probably a sample of the class has a higher score than one of the rest, ties counting half. NaN with a single
    /// class.
    ///
    /// @see <a href="https://doi.org/10.1148/radiology.143.1.7063747">Hanley & McNeil (1982)</a>
    public double auc() { return area(roc()); }

    /// The area under [#precisionRecall] with straight lines between its points, which is optimistic; [#averagePrecision] is not. NaN
    /// without the class.
    public double precisionRecallAuc() { return area(precisionRecall()); }

    private static double area(List<Point> points) {
        double area = 0;
        for (int i = 1; i < points.size(); i++) area += (points.get(i).x() - points.get(i - 1).x()) * (points.get(i).y() + points.get(i - 1).y()) / 2;
        return points.size() < 2 ? Double.NaN : area;
    }

    /// The mean precision over the steps of recall, `Σ (recallᵢ − recallᵢ₋₁) precisionᵢ`. NaN without the class.
    public double averagePrecision() {
        List<Point> points = precisionRecall();
        double sum = 0;
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).x() != points.get(i - 1).x()) sum += (points.get(i).x() - points.get(i - 1).x()) * points.get(i).y();
        }
        return points.size() < 2 ? Double.NaN : sum;
    }

    /// The mean of the areas under the ROC curves of all classes; NaN if one of them is not defined.
    public static double meanAuc(List<Ranking> oneVersusRest) { return oneVersusRest.stream().mapToDouble(Ranking::auc).average().orElse(Double.NaN); }

    /// The same, each class counting as often as it is true.
    public static double weightedAuc(List<Ranking> oneVersusRest) {
        double sum = 0, weights = 0;
        for (Ranking ranking : oneVersusRest) {
            sum += ranking.positives * ranking.auc();
            weights += ranking.positives;
        }
        return sum / weights;
    }
}
