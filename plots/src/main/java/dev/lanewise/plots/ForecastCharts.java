package dev.lanewise.plots;

import dev.lanewise.core.Figures;
import dev.lanewise.core.series.Forecast;
import dev.lanewise.core.series.TimeSeries;
import java.util.List;
import java.util.stream.IntStream;

/// The end of a series and what is said of the steps after it, a chart for each target.
public final class ForecastCharts {

    /// So many times as many steps of the past as of the future are drawn.
    private static final int PAST = 5;

    private ForecastCharts() { }

    /// One under the other.
    ///
    /// @param model what it is called
    /// @param known the series that the forecast goes on from
    public static Picture of(String model, TimeSeries known, Forecast forecast) {
        List<Chart> charts = all(model, known, forecast);
        return charts.size() == 1 ? charts.getFirst() : Panels.of("", 1, charts);
    }

    /// One by one.
    public static List<Chart> all(String model, TimeSeries known, Forecast forecast) {
        return forecast.expected().names().stream().map(name -> chart(model, name, known, forecast)).toList();
    }

    private static Chart chart(String model, String name, TimeSeries known, Forecast forecast) {
        int end = known.length(), future = forecast.expected().length(), from = Math.max(0, end - PAST * future);
        String title = name + " after " + known.timeline().label(end - 1) + ", said by " + model;
        Chart chart = Chart.of(title, "step; " + known.timeline().label(from) + " … " + forecast.expected().timeline().label(future - 1), name,
                Series.line("known", steps(from, end), known.slice(from, end).values(name)), Series.line("forecast", steps(end, end + future), forecast.expected().values(name)).color(1));
        if (forecast.bounds().isEmpty()) return chart;
        Forecast.Bounds bounds = forecast.bounds().get();
        String within = Figures.percent(bounds.level()) + " within";
        return chart.with(Series.line(within, steps(end, end + future), bounds.lower().values(name)).mark(Series.Mark.DASHES).color(1))
                .with(Series.line("", steps(end, end + future), bounds.upper().values(name)).mark(Series.Mark.DASHES).color(1));
    }

    private static double[] steps(int from, int to) { return IntStream.range(from, to).asDoubleStream().toArray(); }
}
