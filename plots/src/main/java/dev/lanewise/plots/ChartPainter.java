package dev.lanewise.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Draws a [Chart] by way of XChart.
final class ChartPainter {

    private static final int FEW_POINTS = 400;
    private static final int FEW_TICKS = 20;
    private static final int KEY = 46;
    private static final double ROOM = 0.06;
    private static final double INDISTINCT = 1e-12;
    private static final double SMALL = 1e-3;
    private static final double LARGE = 1e9;

    private ChartPainter() { }

    static void paint(Chart chart, Graphics2D graphics) {
        var drawn = new XYChart(chart.width(), chart.height());
        drawn.setTitle(chart.title());
        drawn.setXAxisTitle(chart.xLabel());
        drawn.setYAxisTitle(chart.yLabel());
        style(drawn.getStyler(), chart);
        for (int i = 0; i < chart.series().size(); i++) add(drawn, chart.series().get(i), i);
        chart.series().stream().filter(series -> series.x().length > FEW_TICKS).findFirst().ifPresent(series -> breakEvenSpacing(drawn, series));
        fitAxes(drawn.getStyler(), chart);
        for (Chart.Note note : chart.notes()) drawn.addAnnotation(new AnnotationText(note.text(), note.x(), note.y(), false));
        drawn.paint(graphics, chart.width(), chart.height());
    }

    private static void style(XYStyler styler, Chart chart) {
        boolean named = chart.series().stream().anyMatch(series -> !series.name().isEmpty());
        styler.setLegendVisible(named);
        styler.setLegendPosition(fitsBelow(chart) ? LegendPosition.OutsideS : LegendPosition.OutsideE);
        styler.setLegendLayout(fitsBelow(chart) ? LegendLayout.Horizontal : LegendLayout.Vertical);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderColor(new Color(0x999999));
        styler.setPlotGridLinesColor(new Color(0xE4E4E4));
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setChartTitleVisible(!chart.title().isEmpty());
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, Palette.TITLE));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, Palette.TEXT));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, Palette.TEXT - 1));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, Palette.TEXT));
        styler.setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, Palette.TEXT - 1));
        styler.setXAxisTickMarkSpacingHint(chart.width() < 320 ? 44 : 74);
        styler.setMarkerSize(chart.width() < 320 ? 3 : 5);
        styler.setXAxisTitleVisible(!chart.xLabel().isEmpty());
        styler.setYAxisTitleVisible(!chart.yLabel().isEmpty());
    }

    /// Whether the names of all series have room in one line.
    private static boolean fitsBelow(Chart chart) {
        return chart.series().stream().filter(series -> !series.name().isEmpty()).mapToInt(series -> KEY + Palette.TEXT * 6 / 10 * series.name().length()).sum() < chart.width();
    }

    /// XChart labels evenly spaced points, as many as fit, instead of round numbers; a point that nobody sees between the first two makes it choose the latter.
    private static void breakEvenSpacing(XYChart chart, Series series) {
        double x = 0.5 * (series.x()[0] + series.x()[1]), y = series.y()[0];
        if (!Double.isFinite(x) || !Double.isFinite(y)) return;
        chart.addSeries("between", new double[] {x}, new double[] {y}).setMarker(SeriesMarkers.NONE).setShowInLegend(false);
    }

    /// XChart's axes end where the series do, which leaves no room for notes, and it looks for round numbers between two that are a few rounding errors apart for ever.
    private static void fitAxes(XYStyler styler, Chart chart) {
        var x = statistics(chart.series().stream().flatMapToDouble(series -> Arrays.stream(series.x())), chart.notes().stream().mapToDouble(Chart.Note::x));
        var y = statistics(chart.series().stream().flatMapToDouble(series -> Arrays.stream(series.y())), chart.notes().stream().mapToDouble(Chart.Note::y));
        styler.setXAxisDecimalPattern(pattern(x));
        styler.setYAxisDecimalPattern(pattern(y));
        if (!chart.notes().isEmpty() || isIndistinct(x)) styler.setXAxisMin(x.getMin() - room(x)).setXAxisMax(x.getMax() + room(x));
        if (!chart.notes().isEmpty() || isIndistinct(y)) styler.setYAxisMin(y.getMin() - room(y)).setYAxisMax(y.getMax() + room(y));
    }

    /// Of the finite numbers; of 0 if there are none.
    private static DoubleSummaryStatistics statistics(DoubleStream ofSeries, DoubleStream ofNotes) {
        var all = DoubleStream.concat(ofSeries, ofNotes).filter(Double::isFinite).summaryStatistics();
        if (all.getCount() == 0) all.accept(0);
        return all;
    }

    private static double largest(DoubleSummaryStatistics numbers) { return Math.max(Math.abs(numbers.getMin()), Math.abs(numbers.getMax())); }

    private static double width(DoubleSummaryStatistics numbers) { return numbers.getMax() - numbers.getMin(); }

    private static boolean isIndistinct(DoubleSummaryStatistics numbers) { return width(numbers) > 0 && width(numbers) < INDISTINCT * largest(numbers); }

    private static double room(DoubleSummaryStatistics numbers) { return isIndistinct(numbers) ? ROOM * largest(numbers) : width(numbers) == 0 ? 1 : ROOM * width(numbers); }

    /// Four digits after the point say nothing of small numbers, and large ones have too many before it.
    static String pattern(DoubleSummaryStatistics numbers) {
        double largest = largest(numbers);
        return largest > 0 && (largest < SMALL || largest >= LARGE) ? "0.###E0" : "#,##0.####";
    }

    private static void add(XYChart chart, Series series, int number) {
        int[] finite = IntStream.range(0, series.x().length).filter(i -> Double.isFinite(series.x()[i]) && Double.isFinite(series.y()[i])).toArray();
        if (finite.length == 0) return;
        double[] x = IntStream.of(finite).mapToDouble(i -> series.x()[i]).toArray(), y = IntStream.of(finite).mapToDouble(i -> series.y()[i]).toArray();
        XYSeries drawn = chart.addSeries("series " + number, x, y);         // XChart takes every name once
        drawn.setLabel(series.name());
        drawn.setShowInLegend(!series.name().isEmpty());
        drawn.setXYSeriesRenderStyle(style(series.mark()));
        Color color = Palette.of(series.color());
        drawn.setLineColor(color);
        drawn.setFillColor(Palette.faint(color, 90));
        drawn.setMarkerColor(Palette.faint(color, x.length > FEW_POINTS ? 110 : 200));
        drawn.setMarker(series.mark() == Series.Mark.LINE || series.mark() == Series.Mark.DASHES || series.mark() == Series.Mark.BARS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
        drawn.setLineStyle(series.mark() == Series.Mark.DASHES ? new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0) : new BasicStroke(1.6f));
    }

    private static XYSeriesRenderStyle style(Series.Mark mark) {
        return switch (mark) {
            case POINTS -> XYSeriesRenderStyle.Scatter;
            case BARS -> XYSeriesRenderStyle.StepArea;
            case LINE, DASHES, LINE_AND_POINTS -> XYSeriesRenderStyle.Line;
        };
    }
}
