package dev.lanewise.plots.report;

import dev.lanewise.core.Figures;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.series.Forecast;
import dev.lanewise.core.series.SeriesReport;
import dev.lanewise.core.series.SeriesScore;
import dev.lanewise.core.series.TimeSeries;
import dev.lanewise.plots.Chart;
import dev.lanewise.plots.ForecastCharts;
import dev.lanewise.plots.Series;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How a series goes on, and how well that was said before, beside what a forecast has to beat.
public final class ForecastReport {

    private ForecastReport() { }

    /// @param name of the model
    /// @param known the series
    /// @param forecast the steps after it
    /// @param judged forecasts of its last part, if they were judged
    public static Report of(String name, TimeSeries known, Forecast forecast, Optional<SeriesReport> judged) {
        int steps = forecast.expected().length();
        String sentence = judged.map(report -> report.verdict() + ", over " + Figures.count(report.origins()) + " forecasts of " + steps(report.steps()) + ".").orElse("The " + steps(steps) + " after " + known.timeline().label(known.length() - 1) + ".");
        Section next = new Section("What comes next", ForecastCharts.all(name, known, forecast).stream().map(chart -> Block.drawing(chart.size(560, 380), caption(forecast))).toList());
        Report report = Report.of(name + ": the next " + steps(steps), sentence, next.with(Block.folded("Every step", Block.rows("", forecast.table()))));
        return judged.map(ForecastReport::errors).map(report::with).orElse(report);
    }

    private static String steps(int number) { return Figures.count(number) + (number == 1 ? " step" : " steps"); }

    private static String caption(Forecast forecast) {
        return "The end of the series and what is said of the steps after it" + forecast.bounds().map(bounds -> "; " + Figures.percent(bounds.level()) + " of the truth should lie between the dashed lines.").orElse(".");
    }

    private static Section errors(SeriesReport judged) {
        Section section = Section.of("Errors beside the baselines", Block.rows("Over " + Figures.count(judged.origins()) + " forecasts of " + steps(judged.steps()), judged.table()));
        if (judged.steps() == 1) return section;
        return section.with(Block.drawing(byStep(judged.scores()), "The root mean squared error by how many steps ahead it is."), Block.folded("The same as a table", Block.rows("", table(judged.scores()))));
    }

    private static Chart byStep(List<SeriesScore> scores) {
        Chart chart = Chart.of("", "steps ahead", "root mean squared error").size(560, 380);
        for (int i = 0; i < scores.size(); i++) chart = chart.with(Series.line(scores.get(i).name(), scores.get(i).rmseByStep()).color(i).mark(i == 0 ? Series.Mark.LINE_AND_POINTS : Series.Mark.LINE));
        return chart;
    }

    private static Table table(List<SeriesScore> scores) {
        Table table = Table.empty().with("steps ahead", IntStream.rangeClosed(1, scores.getFirst().squaresByStep().size()).asDoubleStream().toArray());
        for (SeriesScore score : scores) table = table.with(score.name(), score.rmseByStep());
        return table;
    }
}
