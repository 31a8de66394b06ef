package dev.lanewise.plots;

import dev.lanewise.linalg.Matrix;
import java.util.stream.IntStream;

/// `{m + r L u : |u| = 1}` with the mean m and the covariance `L Lᵀ` of the points of a class, and `r² = −2 ln(1 − confidence)`, the quantile of χ² with two
/// degrees of freedom.
///
/// @param points `[n, columns]`
/// @param classes the class of each point
/// @param confidence in (0, 1)
record ConfidenceEllipses(Matrix points, int[] classes, double confidence) implements PairPlot.Outlines {

    private static final int CORNERS = 72;
    private static final int FEWEST = 3;

    ConfidenceEllipses {
        if (!(confidence > 0 && confidence < 1)) throw new IllegalArgumentException("PairPlot: expected a confidence in (0, 1), but got " + confidence);
    }

    @Override public Matrix of(int ofClass, int xColumn, int yColumn) {
        int[] rows = IntStream.range(0, classes.length).filter(i -> classes[i] == ofClass).toArray();
        if (rows.length < FEWEST) return Matrix.zeros(0, 2);
        double[] mean = points.rows(rows).columns(new int[] {xColumn, yColumn}).columnMeans();
        double xx = 0, xy = 0, yy = 0;
        for (int row : rows) {
            double x = points.get(row, xColumn) - mean[0], y = points.get(row, yColumn) - mean[1];
            xx += x * x / (rows.length - 1);
            xy += x * y / (rows.length - 1);
            yy += y * y / (rows.length - 1);
        }
        return outline(mean, xx, xy, yy);
    }

    /// A class on a line gets a line.
    private Matrix outline(double[] mean, double xx, double xy, double yy) {
        double radius = Math.sqrt(-2 * Math.log1p(-confidence)), l00 = Math.sqrt(xx), l10 = l00 == 0 ? 0 : xy / l00, l11 = Math.sqrt(Math.max(0, yy - l10 * l10));
        double[] outline = new double[2 * CORNERS];
        for (int i = 0; i < CORNERS; i++) {
            double cos = radius * Math.cos(2 * Math.PI * i / CORNERS), sin = radius * Math.sin(2 * Math.PI * i / CORNERS);
            outline[2 * i] = mean[0] + l00 * cos;
            outline[2 * i + 1] = mean[1] + l10 * cos + l11 * sin;
        }
        return Matrix.wrap(CORNERS, 2, outline);
    }
}
