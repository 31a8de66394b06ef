package dev.lanewise.core.series;

import dev.lanewise.core.data.Table;
import dev.lanewise.linalg.Matrix;
import java.util.Optional;

/// What a model says of the steps after a series.
///
/// @param expected one variable for each target, at the times to come
/// @param bounds between which the truth should lie with the probability `level`, if the model says so
public record Forecast(TimeSeries expected, Optional<Bounds> bounds) {

    /// @param lower as `expected`
    /// @param upper as `expected`
    /// @param level the probability
    public record Bounds(TimeSeries lower, TimeSeries upper, double level) { }

    static TimeSeries series(TimeSeries history, java.util.List<String> targets, Matrix said) {
        return new TimeSeries(history.timeline().from(history.length()), targets, Matrix.of(said.columns() / targets.size(), targets.size(), said.toArray()));
    }

    /// A row a step: `time`, and for each target `NAME` and perhaps `NAME lower` and `NAME upper`.
    public Table table() {
        Table table = expected.table();
        if (bounds.isEmpty()) return table;
        for (String name : expected.names()) table = table.with(name + " lower", bounds.get().lower().values(name)).with(name + " upper", bounds.get().upper().values(name));
        return table;
    }
}
