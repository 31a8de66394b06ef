package dev.lanewise.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Draws a [Chart] by way of XChart.
final class ChartPainter {

    private static final int FEW_POINTS = 400;
    private static final int FEW_TICKS = 20;
    private static final double ROOM = 0.06;

    private ChartPainter() { }

    static void paint(Chart chart, Graphics2D graphics) {
        var drawn = new XYChart(chart.width(), chart.height());
        drawn.setTitle(chart.title());
        drawn.setXAxisTitle(chart.xLabel());
        drawn.setYAxisTitle(chart.yLabel());
        style(drawn.getStyler(), chart);
        for (int i = 0; i < chart.series().size(); i++) add(drawn, chart.series().get(i), i);
        chart.series().stream().filter(series -> series.x().length > FEW_TICKS).findFirst().ifPresent(series -> breakEvenSpacing(drawn, series));
        if (!chart.notes().isEmpty()) makeRoomForNotes(drawn.getStyler(), chart);
        for (Chart.Note note : chart.notes()) drawn.addAnnotation(new AnnotationText(note.text(), note.x(), note.y(), false));
        drawn.paint(graphics, chart.width(), chart.height());
    }

    private static void style(XYStyler styler, Chart chart) {
        boolean named = chart.series().stream().anyMatch(series -> !series.name().isEmpty());
        styler.setLegendVisible(named);
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(org.knowm.xchart.style.Styler.LegendLayout.Horizontal);
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
        styler.setDecimalPattern("#,##0.####");
        styler.setXAxisTitleVisible(!chart.xLabel().isEmpty());
        styler.setYAxisTitleVisible(!chart.yLabel().isEmpty());
    }

    /// XChart labels evenly spaced points, as many as fit, instead of round numbers; a point that nobody sees between the first two makes it choose the latter.
    private static void breakEvenSpacing(XYChart chart, Series series) {
        double x = 0.5 * (series.x()[0] + series.x()[1]), y = series.y()[0];
        if (!Double.isFinite(x) || !Double.isFinite(y)) return;
        chart.addSeries("between", new double[] {x}, new double[] {y}).setMarker(SeriesMarkers.NONE).setShowInLegend(false);
    }

    /// XChart's axes end where the series do.
    private static void makeRoomForNotes(XYStyler styler, Chart chart) {
        double[] x = range(chart.series().stream().flatMapToDouble(series -> Arrays.stream(series.x())), chart.notes().stream().mapToDouble(Chart.Note::x));
        double[] y = range(chart.series().stream().flatMapToDouble(series -> Arrays.stream(series.y())), chart.notes().stream().mapToDouble(Chart.Note::y));
        styler.setXAxisMin(x[0]).setXAxisMax(x[1]);
        styler.setYAxisMin(y[0]).setYAxisMax(y[1]);
    }

    private static double[] range(DoubleStream ofSeries, DoubleStream ofNotes) {
        var all = DoubleStream.concat(ofSeries, ofNotes).filter(Double::isFinite).summaryStatistics();
        double width = all.getMax() - all.getMin(), room = width == 0 ? 1 : ROOM * width;
        return new double[] {all.getMin() - room, all.getMax() + room};
    }

    private static void add(XYChart chart, Series series, int number) {
        int[] finite = IntStream.range(0, series.x().length).filter(i -> Double.isFinite(series.x()[i]) && Double.isFinite(series.y()[i])).toArray();
        if (finite.length == 0) return;
        double[] x = IntStream.of(finite).mapToDouble(i -> series.x()[i]).toArray(), y = IntStream.of(finite).mapToDouble(i -> series.y()[i]).toArray();
        XYSeries drawn = chart.addSeries(series.name().isEmpty() ? "series " + number : series.name(), x, y);
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
