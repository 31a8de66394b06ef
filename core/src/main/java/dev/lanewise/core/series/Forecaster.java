package dev.lanewise.core.series;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.Arrays;
import java.util.List;

/// Learns how a series goes on, with any estimator of numbers: it scales the series, cuts windows, lets the estimator learn from them, and undoes the scaling in what it says.
///
/// ```java
/// ForecastModel model = Forecaster.of(RecurrentNetwork.of(32).epochs(100), Windows.of(24).horizon(12)).fit(series);
/// System.out.println(model.report(series, 120));                  // beside the baselines
/// Table next = model.forecast(series, 12).table();
/// ```
///
/// A horizon of as many steps as are wanted is the direct strategy, a horizon of 1 the recursive one; anything between is direct up to there and goes on from its own forecast.
///
/// @param estimator whose model says numbers: a network, recurrent or not, or another one
/// @param windows what it looks at and says
/// @param scaling of the variables, learned and undone
/// @param season steps in a season, for the seasonal naive baseline; 0 for what the times of the series suggest, 1 for none
/// @param interval how it says how sure it is
public record Forecaster(Estimator estimator, Windows windows, SeriesScaling scaling, int season, Interval interval) implements Estimator {

    private static final String MODEL = "model";

    public Forecaster {
        if (season < 0) throw new IllegalArgumentException("Forecaster: expected a season ≥ 0, but got " + season);
    }

    /// Standardised, without intervals.
    public static Forecaster of(Estimator estimator, Windows windows) { return new Forecaster(estimator, windows, SeriesScaling.STANDARD, 0, Interval.none()); }

    public Forecaster scaling(SeriesScaling scaling) { return new Forecaster(estimator, windows, scaling, season, interval); }

    public Forecaster season(int season) { return new Forecaster(estimator, windows, scaling, season, interval); }

    public Forecaster interval(Interval interval) { return new Forecaster(estimator, windows, scaling, season, interval); }

    /// Several networks with different seeds instead of one.
    public Forecaster ensemble(int members, double level) { return interval(new Interval.Ensemble(members, level)); }

    public ForecastModel fit(TimeSeries series) { return fit(series, Run.standard()); }

    /// @throws DataException if the series is shorter than one window
    public ForecastModel fit(TimeSeries series, Run run) { return new ForecastFit(this, series, run).model(Rows.schema(series), Rows.fingerprint(series)); }

    /// Rows in the order of time; their target, if it is a number, is the last variable, and the one to say unless the windows name others.
    @Override public ForecastModel fit(Dataset data, Run run) {
        data.requireUnweighted(this);
        return new ForecastFit(this, Rows.series(data), run).model(data.schema(), data.fingerprint());
    }

    /// Names it `forecast`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "forecast"; }

        @Override public String family() { return "series"; }

        @Override public String summary() { return "How a series goes on, said by another model that looks at its last steps; rows are in the order of time."; }

        @Override public List<Option> options() {
            return List.of(new Option("of", Type.OBJECT, "", "a model of numbers with its options", "The model that learns from windows, as {\"model\": NAME, …}."),
                    new Option("look-back", Type.INTEGER, "1", "≥ 1", "How many steps it looks at."),
                    new Option("horizon", Type.INTEGER, "1", "≥ 1", "How many steps it says at once; more are said from its own forecast."),
                    new Option("stride", Type.INTEGER, "1", "≥ 1", "Steps from one window to the next."),
                    new Option("targets", Type.TEXT, "the target, or all variables", "names with commas between them", "The variables to say."),
                    new Option("anchored", Type.FLAG, "false", "true, false", "Whether values of the targets count from the last one looked at."),
                    new Option("scaling", Type.TEXT, "standard", "none, standard, min-max, log", "What is done to the variables, and undone in forecasts."),
                    new Option("season", Type.INTEGER, "0", "≥ 0", "Steps in a season, for the seasonal naive baseline; 0 for what the times suggest."),
                    new Option("interval", Type.TEXT, "none", "none, ensemble, quantiles", "How bounds around a forecast are made."),
                    new Option("level", Type.NUMBER, "0.9", "(0, 1)", "The share of truths that should lie within the bounds."),
                    new Option("members", Type.INTEGER, "5", "≥ 2", "The number of networks in an ensemble."));
        }

        @Override public Estimator create(Options options) {
            String targets = options.text("targets", "");
            Windows windows = Windows.of(options.integer("look-back", 1)).horizon(options.integer("horizon", 1)).stride(options.integer("stride", 1)).anchored(options.flag("anchored", false))
                    .targets(Arrays.stream(targets.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toArray(String[]::new));
            return new Forecaster(estimator(options.options("of")), windows, options.choice("scaling", SeriesScaling.STANDARD), options.integer("season", 0), interval(options));
        }

        private static Estimator estimator(Options of) { return ModelRegistry.load().create(of.text(MODEL), of.without(MODEL)); }

        private static Interval interval(Options options) {
            double level = options.number("level", 0.9);
            return switch (options.text("interval", "none")) {
                case "none" -> Interval.none();
                case "ensemble" -> new Interval.Ensemble(options.integer("members", 5), level);
                case "quantiles" -> new Interval.Quantiles(level, List.of(bound(options, (1 - level) / 2), bound(options, (1 + level) / 2)));
                case String other -> throw new DataException(Names.unknown("kind of interval", other, List.of("none", "ensemble", "quantiles")));
            };
        }

        private static Estimator bound(Options options, double quantile) {
            return estimator(options.options("of").with("loss", Options.none().with("loss", "quantile").with("quantiles", List.of(quantile))));
        }

        @Override public Model restore(ModelContent content) { return ForecastContent.restore(content); }
    }
}
