package dev.lanewise.core.series;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a [Forecaster] learned: it says how a series of the same variables goes on, and always judges itself beside the baselines.
public final class ForecastModel implements Model, SeriesPredictor {

    private final Members members;
    private final ForecastSetting setting;
    private final Schema schema;
    private final Provenance provenance;
    private final String name;

    ForecastModel(Members members, ForecastSetting setting, Schema schema, Provenance provenance) {
        this.members = members;
        this.setting = setting;
        this.schema = schema;
        this.provenance = provenance;
        String own = members.models().getFirst().content().model();
        this.name = members.kind() == Members.Kind.ENSEMBLE ? members.models().size() + " × " + own : own;
    }

    /// What learned, such as `lstm`, or `5 × lstm`.
    @Override public String name() { return name; }

    /// The models that learned from windows: the one that says the middle first.
    public List<Model> models() { return members.models(); }

    /// What it looks at and says.
    public Windows windows() { return setting.windows(); }

    @Override public int lookBack() { return windows().lookBack(); }

    /// The end of a series as the models read it, to say what comes next: one sample.
    ///
    /// @throws DataException if the series has other variables or is too short
    public Dataset lookedAt(TimeSeries history) {
        requireSeries(history, history.length());
        return windows().inputs(members.scale().apply(history), history.length());
    }

    /// The naive forecasts and the linear one that it has to beat.
    public List<SeriesPredictor> baselines() { return setting.baselines(); }

    /// The steps after the end of a series.
    ///
    /// @throws DataException if it has other variables or is too short, or so many steps cannot be said
    public Forecast forecast(TimeSeries history, int steps) {
        if (steps < 1) throw new IllegalArgumentException("Forecast: expected steps ≥ 1, but got " + steps);
        int[] end = {history.length()};
        requireSeries(history, end);
        List<String> targets = windows().targets(history);
        Members.Said said = members.say(windows(), history, end, steps);
        TimeSeries middle = Forecast.series(history, targets, said.middle());
        if (members.kind() == Members.Kind.NONE) return new Forecast(middle, Optional.empty());
        TimeSeries lower = Forecast.series(history, targets, said.lower()), upper = Forecast.series(history, targets, said.upper());
        return new Forecast(middle, Optional.of(new Forecast.Bounds(lower, upper, members.level())));
    }

    @Override public Matrix predict(TimeSeries series, int[] origins, int steps) {
        requireSeries(series, origins);
        return members.middle(windows(), series, origins, steps);
    }

    private void requireSeries(TimeSeries series, int... origins) {
        if (!series.names().equals(setting.names())) {
            throw new DataException("Forecast: expected a series of " + setting.names() + ", which the model was trained on, but got " + series.names());
        }
        SeriesPredictor.requireOrigins(this, series, origins);
    }

    /// The errors of forecasts from every step after `from`, beside those of the baselines.
    ///
    /// @param from where the part to judge by begins; what came before may be looked at
    public SeriesReport report(TimeSeries series, int from) {
        List<SeriesPredictor> all = new ArrayList<>(List.of(this));
        all.addAll(baselines());
        return SeriesReport.of(all, windows(), series, from);
    }

    /// The share of true numbers within the bounds, over the forecasts from every step after `from`.
    ///
    /// @throws DataException if the model has no bounds
    public double coverage(TimeSeries series, int from) {
        if (members.kind() == Members.Kind.NONE) throw new DataException("Forecast: expected a model with bounds, but this one was trained without an interval");
        int[] origins = IntStream.rangeClosed(Math.max(from, lookBack()), series.length() - windows().horizon()).toArray();
        requireSeries(series, origins);
        Members.Said said = members.say(windows(), series, origins, windows().horizon());
        double[] lower = said.lower().toArray(), upper = said.upper().toArray(), truth = SeriesReport.truth(windows(), series, origins).toArray();
        return (double) IntStream.range(0, truth.length).filter(i -> lower[i] <= truth[i] && truth[i] <= upper[i]).count() / truth.length;
    }

    /// For each row what was said of it one step before, from the rows before it; the first rows, which have too few before them, are empty.
    @Override public Table predict(Dataset data, Run run) {
        TimeSeries series = rows(data);
        List<String> targets = windows().targets(series);
        int[] origins = IntStream.range(lookBack(), series.length()).toArray();
        Matrix said = origins.length == 0 ? Matrix.zeros(0, targets.size()) : predict(series, origins, 1);
        Table table = Table.empty();
        for (int j = 0; j < targets.size(); j++) {
            double[] column = new double[series.length()];
            Arrays.fill(column, Double.NaN);
            for (int i = 0; i < origins.length; i++) column[origins[i]] = said.get(i, j);
            table = table.with(targets.get(j), column);
        }
        return table;
    }

    /// `rmse` and `mae` of forecasts up to the horizon from every row that has enough before it, and the `rmse` of each baseline.
    @Override public Evaluation evaluate(Dataset data, Run run) {
        data.requireUnweighted(this);
        SeriesReport report = report(rows(data), 0);
        Map<String, Double> figures = new LinkedHashMap<>(Map.of("rmse", report.model().rmse()));
        figures.put("mae", report.model().mae());
        report.baselines().forEach(score -> figures.put("rmse of " + score.name(), score.rmse()));
        return new Evaluation(report.origins(), figures);
    }

    private TimeSeries rows(Dataset data) {
        TimeSeries series = Rows.series(data);
        if (!series.names().equals(setting.names())) throw new DataException("Forecast: expected rows of " + setting.names() + ", which the model was trained on, but got " + series.names());
        return series;
    }

    @Override public ModelContent content() { return ForecastContent.of(members, setting, schema, provenance); }

    /// `Forecast(lstm, look-back 24, horizon 12)`
    @Override public String toString() { return "Forecast(" + name + ", look-back " + lookBack() + ", horizon " + windows().horizon() + ")"; }
}
