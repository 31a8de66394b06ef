package dev.lanewise.plots;

import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Every pair of columns against each other, with a histogram of each column on the diagonal; classes by colour.
///
/// @param title above all; may be empty
/// @param points `[n, columns]`
/// @param names of the columns
/// @param classes the class of each point, 0 … `classNames` − 1
/// @param classNames empty names are left out of the legend
/// @param outlines curves to draw around the points, such as confidence ellipses
public record PairPlot(String title, Matrix points, List<String> names, int[] classes, List<String> classNames, Outlines outlines) {

    private static final int CELL = 240;
    private static final int BINS = 16;

    /// Closed curves around the points of a class in the plane of two columns.
    @FunctionalInterface
    public interface Outlines {

        /// `[points, 2]`; without rows for none.
        Matrix of(int ofClass, int xColumn, int yColumn);

        static Outlines none() { return (_, _, _) -> Matrix.zeros(0, 2); }

        /// An ellipse around the points of each class of three points or more.
        ///
        /// @param confidence the probability with which a normal vector with their mean and covariance lies inside, in (0, 1)
        static Outlines ellipses(Matrix points, int[] classes, double confidence) { return new ConfidenceEllipses(points, classes.clone(), confidence); }
    }

    public PairPlot {
        if (names.size() != points.columns()) throw new IllegalArgumentException("PairPlot: expected a name for each of " + points.columns() + " columns, but got " + names.size());
        if (classes.length != points.rows()) throw new IllegalArgumentException("PairPlot: expected a class for each of " + points.rows() + " points, but got " + classes.length);
        names = List.copyOf(names);
        classNames = List.copyOf(classNames);
        classes = classes.clone();
    }

    /// Points of one kind.
    public static PairPlot of(String title, Matrix points, List<String> names) {
        return new PairPlot(title, points, names, new int[points.rows()], List.of(""), Outlines.none());
    }

    public PairPlot classes(int[] classes, List<String> classNames) { return new PairPlot(title, points, names, classes, classNames, outlines); }

    public PairPlot outlines(Outlines outlines) { return new PairPlot(title, points, names, classes, classNames, outlines); }

    /// An ellipse around the points of each class that a normal vector lies in with this probability.
    public PairPlot ellipses(double confidence) { return outlines(Outlines.ellipses(points, classes, confidence)); }

    @Override public int[] classes() { return classes.clone(); }

    /// The plot as a picture.
    public Picture picture() {
        int n = points.columns();
        List<Picture> cells = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) cells.add(i == j ? histogram(i) : pair(j, i, false));
        }
        Panels panels = Panels.of(title, Math.max(1, n), cells);
        return classNames.equals(List.of("")) ? panels : panels.key(classNames);
    }

    /// One pair of columns as a chart of its own, with a legend.
    public Chart chart(int xColumn, int yColumn) {
        Chart chart = pair(xColumn, yColumn, true);
        return new Chart(title, names.get(xColumn), names.get(yColumn), chart.series(), new Chart.Size(720, 560), List.of());
    }

    private Chart pair(int x, int y, boolean named) {
        List<Series> series = new ArrayList<>();
        for (int c = 0; c < classNames.size(); c++) series.add(new Series(named ? classNames.get(c) : "", of(c, x), of(c, y), Series.Mark.POINTS, c));
        for (int c = 0; c < classNames.size(); c++) {
            Matrix outline = outlines.of(c, x, y);
            if (outline.rows() > 0) series.add(new Series("", closed(outline.column(0).toArray()), closed(outline.column(1).toArray()), Series.Mark.LINE, c));
        }
        return new Chart("", names.get(x), names.get(y), series, new Chart.Size(CELL, CELL), List.of());
    }

    private double[] of(int c, int column) { return IntStream.range(0, classes.length).filter(i -> classes[i] == c).mapToDouble(i -> points.get(i, column)).toArray(); }

    private static double[] closed(double[] curve) {
        double[] closed = java.util.Arrays.copyOf(curve, curve.length + 1);
        closed[curve.length] = curve[0];
        return closed;
    }

    private Chart histogram(int column) {
        double[] all = points.column(column).toArray();
        double low = IntStream.range(0, all.length).mapToDouble(i -> all[i]).min().orElse(0), high = IntStream.range(0, all.length).mapToDouble(i -> all[i]).max().orElse(1);
        double width = round((high - low) / BINS), start = Math.floor(low / width) * width;
        int bins = (int) Math.floor((high - start) / width) + 1;
        List<Series> series = new ArrayList<>();
        for (int c = 0; c < classNames.size(); c++) series.add(new Series("", edges(start, width, bins), counts(of(c, column), start, width, bins), Series.Mark.BARS, c));
        return new Chart("", names.get(column), "count", series, new Chart.Size(CELL, CELL), List.of());
    }

    /// The next of 1, 2, 5, 10, … times a power of ten, so that bins have edges that can be read.
    private static double round(double width) {
        if (!(width > 0)) return 1;
        double power = Math.pow(10, Math.floor(Math.log10(width)));
        return width <= power ? power : width <= 2 * power ? 2 * power : width <= 5 * power ? 5 * power : 10 * power;
    }

    private static double[] edges(double start, double width, int bins) { return IntStream.rangeClosed(0, bins).mapToDouble(bin -> start + bin * width).toArray(); }

    private static double[] counts(double[] values, double start, double width, int bins) {
        double[] counts = new double[bins + 1];
        for (double value : values) counts[Math.clamp((int) ((value - start) / width), 0, bins - 1)]++;
        counts[bins] = counts[bins - 1];                                           // the last step ends where the last bin does
        return counts;
    }
}
