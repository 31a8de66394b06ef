package dev.lanewise.plots;

import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;

/// Samples as points and features as arrows in the plane of two axes.
///
/// Arrows are stretched by one common factor so that the longest reaches as far as the points do: their directions and ratios count.
public final class Biplot {

    private Biplot() { }

    /// @param scores `[n, ≥ 2]`, the samples along the axes
    /// @param loadings `[features, ≥ 2]`, the features along the axes
    /// @param features the names of the features
    public static Chart of(String title, Matrix scores, Matrix loadings, List<String> features) {
        if (scores.columns() < 2 || loadings.columns() < 2) {
            throw new IllegalArgumentException("Biplot: expected two axes or more, but got " + scores.columns() + " for the samples and " + loadings.columns() + " for the features");
        }
        if (features.size() != loadings.rows()) throw new IllegalArgumentException("Biplot: expected a name for each of " + loadings.rows() + " features, but got " + features.size());
        double longest = loadings.columns(0, 2).maxAbs(), stretch = longest == 0 ? 1 : scores.columns(0, 2).maxAbs() / longest;
        List<Series> series = new ArrayList<>();
        series.add(Series.points("", scores.column(0).toArray(), scores.column(1).toArray()));
        Chart chart = Chart.of(title, "axis 1", "axis 2");
        for (int i = 0; i < loadings.rows(); i++) {
            double x = stretch * loadings.get(i, 0), y = stretch * loadings.get(i, 1);
            series.add(new Series("", new double[] {0, x}, new double[] {0, y}, Series.Mark.LINE, 3));
            chart = chart.note(features.get(i), 1.1 * x, 1.1 * y);
        }
        return new Chart(title, chart.xLabel(), chart.yLabel(), series, chart.size(), chart.notes());
    }
}
