package dev.lanewise.plots;

import java.awt.Graphics2D;
import java.util.List;
import java.util.stream.Stream;

/// Series over two axes: curves, scatter plots, bars.
///
/// Points that are not finite are left out.
///
/// @param title above the chart; may be empty
/// @param xLabel what stands along the x axis, with its unit
/// @param yLabel what stands along the y axis, with its unit
/// @param series what is drawn, the first at the bottom
/// @param size in pixels
/// @param notes texts at points of the chart
public record Chart(String title, String xLabel, String yLabel, List<Series> series, Size size, List<Note> notes) implements Picture {

    /// Width and height in pixels.
    public record Size(int width, int height) {
        public Size {
            if (width < 16 || height < 16) throw new IllegalArgumentException("Chart: expected at least 16 × 16 pixels, but got " + width + " × " + height);
        }
    }

    /// A text at a point of the chart.
    public record Note(String text, double x, double y) { }

    public Chart {
        series = List.copyOf(series);
        notes = List.copyOf(notes);
    }

    /// A chart of 720 × 480 pixels.
    public static Chart of(String title, String xLabel, String yLabel, Series... series) {
        return new Chart(title, xLabel, yLabel, List.of(series), new Size(720, 480), List.of());
    }

    public Chart size(int width, int height) { return new Chart(title, xLabel, yLabel, series, new Size(width, height), notes); }

    /// The same with another series on top.
    public Chart with(Series more) { return new Chart(title, xLabel, yLabel, Stream.concat(series.stream(), Stream.of(more)).toList(), size, notes); }

    /// The same with a text at a point.
    public Chart note(String text, double x, double y) {
        return new Chart(title, xLabel, yLabel, series, size, Stream.concat(notes.stream(), Stream.of(new Note(text, x, y))).toList());
    }

    @Override public int width() { return size.width; }

    @Override public int height() { return size.height; }

    @Override public void paint(Graphics2D graphics) { ChartPainter.paint(this, graphics); }

    /// `Chart('Scree', 2 series)`
    @Override public String toString() { return "Chart('" + title + "', " + series.size() + " series)"; }
}
