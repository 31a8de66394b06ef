package dev.lanewise.plots;

import dev.lanewise.linalg.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Samples as points and features as arrows in the plane of two axes.
///
/// Arrows are stretched by one common factor so that they reach nearly as far as the points do: their directions and ratios count.
public final class Biplot {

    private static final int MOST_ARROWS = 16;
    private static final int ARROW_COLOR = 8;
    private static final double ROOM_FOR_NAMES = 0.85;

    /// Where names stand, as shares of the width and height of the chart.
    private static final double MARGIN = 0.015;
    private static final double LETTER = 0.006;
    private static final double LINE = 0.03;

    private Biplot() { }

    /// @param scores `[n, ≥ 2]`, the samples along the axes
    /// @param loadings `[features, ≥ 2]`, the features along the axes
    /// @param features the names of the features
    public static Chart of(String title, Matrix scores, Matrix loadings, List<String> features) {
        if (scores.columns() < 2) throw new IllegalArgumentException("Biplot: expected two axes or more, but got " + scores.columns() + " for the samples");
        return of(PairPlot.of(title, scores.columns(0, 2), List.of("axis 1", "axis 2")), loadings, features);
    }

    /// @param samples along two axes or more, of which the first two are shown
    /// @param loadings `[features, ≥ 2]`, the features along the axes; the longest arrows are drawn
    /// @param features the names of the features
    public static Chart of(PairPlot samples, Matrix loadings, List<String> features) {
        if (loadings.columns() < 2) throw new IllegalArgumentException("Biplot: expected two axes or more, but got " + loadings.columns() + " for the features");
        if (features.size() != loadings.rows()) throw new IllegalArgumentException("Biplot: expected a name for each of " + loadings.rows() + " features, but got " + features.size());
        Matrix plane = loadings.columns(0, 2);
        double stretch = ROOM_FOR_NAMES * Math.min(stretch(samples.points().column(0), plane.column(0)), stretch(samples.points().column(1), plane.column(1)));
        int[] drawn = IntStream.range(0, features.size()).boxed().sorted(Comparator.comparing(i -> -plane.row(i).norm())).limit(MOST_ARROWS).mapToInt(Integer::intValue).toArray();
        double width = extent(samples.points().column(0)), height = extent(samples.points().column(1));
        Chart chart = samples.chart(0, 1);
        for (int i : drawn) {
            double x = stretch * plane.get(i, 0), y = stretch * plane.get(i, 1);
            chart = chart.with(new Series("", new double[] {0, x}, new double[] {0, y}, Series.Mark.LINE_AND_POINTS, ARROW_COLOR));
            boolean flat = Math.abs(x) * height > Math.abs(y) * width;
            chart = flat ? chart.note(features.get(i), x + Math.signum(x) * width * (MARGIN + LETTER * features.get(i).length()), y) : chart.note(features.get(i), x, y + Math.signum(y) * height * LINE);
        }
        return chart;
    }

    private static double extent(Matrix column) {
        var statistics = Arrays.stream(column.toArray()).summaryStatistics();
        return statistics.getCount() == 0 ? 0 : statistics.getMax() - statistics.getMin();
    }

    private static double stretch(Matrix points, Matrix arrows) { return arrows.maxAbs() == 0 || points.maxAbs() == 0 ? 1 : points.maxAbs() / arrows.maxAbs(); }
}
