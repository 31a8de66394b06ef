package dev.lanewise.core.series;

import dev.lanewise.core.Run;
import dev.lanewise.core.DataException;
import dev.lanewise.core.model.Model;
import dev.lanewise.linalg.Matrix;
import java.util.List;
import java.util.stream.IntStream;

/// The models of a forecaster at work: one that says the middle, or several that agree on it, and what they say of the bounds.
///
/// @param models the one that says the middle first
/// @param kind what they are to each other
/// @param level of the bounds
/// @param scale what the models see
/// @param residuals `[horizon · targets]`: the root of the mean squared residual of the middle, over the series that was learned from
record Members(List<Model> models, Kind kind, double level, SeriesScale scale, double[] residuals) {

    enum Kind { NONE, ENSEMBLE, QUANTILES }

    /// What they say at some origins: `[origins, steps · targets]` each; without bounds the three are the same.
    record Said(Matrix lower, Matrix middle, Matrix upper) { }

    static Members of(List<Model> models, Interval interval, SeriesScale scale) {
        Kind kind = switch (interval) {
            case Interval.None _ -> Kind.NONE;
            case Interval.Ensemble _ -> Kind.ENSEMBLE;
            case Interval.Quantiles _ -> Kind.QUANTILES;
        };
        return new Members(List.copyOf(models), kind, interval.level(), scale, new double[0]);
    }

    /// The same with the residuals over this series.
    Members judgedOn(Windows windows, TimeSeries series) {
        int[] origins = windows.dropLast(false).origins(series.length());
        Matrix errors = middle(windows, series, origins, windows.horizon()).minus(SeriesReport.truth(windows, series, origins));
        double[] squares = errors.hadamard(errors).columnMeans();
        return new Members(models, kind, level, scale, java.util.Arrays.stream(squares).map(Math::sqrt).toArray());
    }

    Matrix middle(Windows windows, TimeSeries series, int[] origins, int steps) { return kind == Kind.ENSEMBLE ? mean(all(windows, series, origins, steps)) : one(0, windows, series, origins, steps); }

    Said say(Windows windows, TimeSeries series, int[] origins, int steps) {
        return switch (kind) {
            case NONE -> same(middle(windows, series, origins, steps));
            case ENSEMBLE -> around(all(windows, series, origins, steps), residuals.length);
            case QUANTILES -> quantiles(windows, series, origins, steps);
        };
    }

    private static Said same(Matrix middle) { return new Said(middle, middle, middle); }

    private List<Matrix> all(Windows windows, TimeSeries series, int[] origins, int steps) {
        return IntStream.range(0, models.size()).mapToObj(i -> one(i, windows, series, origins, steps)).toList();
    }

    private Matrix one(int model, Windows windows, TimeSeries series, int[] origins, int steps) {
        Continuation continuation = new Continuation(windows, rows -> models.get(model).predict(rows, Run.standard()).toMatrix());
        return scale.undo(continuation.predict("Forecast", scale.apply(series), origins, steps), windows.places(series));
    }

    private static Matrix mean(List<Matrix> said) { return said.stream().reduce(Matrix::plus).orElseThrow().times(1.0 / said.size()); }

    private Said around(List<Matrix> said, int block) {
        Matrix mean = mean(said);
        double[] widths = new double[mean.rows() * mean.columns()];
        for (Matrix one : said) {
            double[] apart = one.minus(mean).toArray();
            for (int i = 0; i < widths.length; i++) widths[i] += apart[i] * apart[i] / (said.size() - 1);
        }
        double z = NormalQuantile.around(level);
        for (int i = 0; i < widths.length; i++) {
            int column = i % mean.columns();
            widths[i] = z * Math.sqrt(widths[i] + residuals[column % block] * residuals[column % block] * (1 + column / block));
        }
        Matrix width = Matrix.wrap(mean.rows(), mean.columns(), widths);
        return new Said(mean.minus(width), mean, mean.plus(width));
    }

    /// Quantiles that cross are put in order, which makes none of them worse (Chernozhukov et al., 2010).
    private Said quantiles(Windows windows, TimeSeries series, int[] origins, int steps) {
        if (steps > windows.horizon()) {
            throw new DataException("Forecast: expected at most " + windows.horizon() + " steps, the horizon of the quantiles, but got " + steps + ". An ensemble has bounds for more");
        }
        List<Matrix> said = all(windows, series, origins, steps);
        return new Said(pick(said, Math::min), said.getFirst(), pick(said, Math::max));
    }

    private static Matrix pick(List<Matrix> said, java.util.function.DoubleBinaryOperator choice) {
        double[] chosen = said.getFirst().toArray();
        for (Matrix other : said.subList(1, said.size())) {
            double[] values = other.toArray();
            for (int i = 0; i < chosen.length; i++) chosen[i] = choice.applyAsDouble(chosen[i], values[i]);
        }
        return Matrix.wrap(said.getFirst().rows(), said.getFirst().columns(), chosen);
    }
}
