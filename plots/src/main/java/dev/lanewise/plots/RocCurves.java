package dev.lanewise.plots;

import dev.lanewise.core.metric.Ranking;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Receiver operating characteristics: how many of a class are found, by how many of the rest are taken for it.
///
/// For each threshold on the score, `TP / (TP + FN)` over `FP / (FP + TN)`; the area under the curve is the chance that one of the class scores higher than one of the rest.
///
/// @see <a href="https://doi.org/10.1016/j.patrec.2005.10.010">Fawcett, An introduction to ROC analysis (2006)</a>
public final class RocCurves {

    /// So many names and more stand beside the curves.
    private static final int MANY = 3;

    private RocCurves() { }

    /// A curve for each class with the area under it, and the diagonal that guessing gives. Classes of which nothing is known are left out.
    ///
    /// @param names of the classes
    /// @param rankings what their scores make of the samples
    public static Chart of(String title, List<String> names, List<Ranking> rankings) {
        if (names.size() != rankings.size()) throw new IllegalArgumentException("RocCurves: expected a name for each of " + rankings.size() + " rankings, but got " + names.size());
        Chart chart = Chart.of(title, "false positive rate", "true positive rate", Series.line("", new double[] {0, 1}, new double[] {0, 1}).mark(Series.Mark.DASHES).color(8)).size(names.size() > MANY ? 640 : 520, 480);
        for (int i = 0; i < names.size(); i++) {
            if (!Double.isNaN(rankings.get(i).auc())) chart = chart.with(curve(names.get(i), rankings.get(i)).color(i));
        }
        return chart;
    }

    private static Series curve(String name, Ranking ranking) {
        List<Ranking.Point> corners = corners(ranking.roc());
        String label = String.format(Locale.ROOT, "%s, AUC %.4f", name, ranking.auc());
        return Series.line(label, corners.stream().mapToDouble(Ranking.Point::x).toArray(), corners.stream().mapToDouble(Ranking.Point::y).toArray());
    }

    /// Without the points between two others on the same vertical or horizontal line.
    private static List<Ranking.Point> corners(List<Ranking.Point> points) {
        return IntStream.range(0, points.size()).filter(i -> i == 0 || i == points.size() - 1 || turns(points.get(i - 1), points.get(i), points.get(i + 1))).mapToObj(points::get).toList();
    }

    private static boolean turns(Ranking.Point before, Ranking.Point point, Ranking.Point after) {
        return !(before.x() == point.x() && point.x() == after.x()) && !(before.y() == point.y() && point.y() == after.y());
    }
}
