package dev.lanewise.core.prepare;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.RowSource;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;

/// Mean 0 and standard deviation 1 in every column.
///
/// The deviation divides by N, as scikit-learn's `StandardScaler` does. Missing values are left out of both, and stay missing. A constant column becomes 0.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | at least one number in every column; read once, so that it may be more than memory holds |
/// | `transform(x)` | as before | `(x − mean) / deviation` |
///
/// @param mean whether the mean is taken off
/// @param deviation whether it is divided by the standard deviation
public record StandardScaler(boolean mean, boolean deviation) implements Estimator {

    public static StandardScaler standard() { return new StandardScaler(true, true); }

    public StandardScaler mean(boolean mean) { return new StandardScaler(mean, deviation); }

    public StandardScaler deviation(boolean deviation) { return new StandardScaler(mean, deviation); }

    /// @throws dev.lanewise.core.DataException if there are no samples, a column has no number, or one is infinite
    @Override public ScalerModel fit(Dataset data, Run run) { return fit(RowSource.of(data), Provenance.of(data, run)); }

    @Override public ScalerModel fit(Dataset data) { return fit(data, Run.standard()); }

    /// The same from rows that may be more than memory holds.
    public ScalerModel fit(RowSource source, Run run) { return fit(source, new Provenance(run.seed().value(), "", 0)); }

    private ScalerModel fit(RowSource source, Provenance provenance) {
        ColumnStatistics found = ColumnStatistics.of("StandardScaler", source);
        double[] shift = mean ? found.mean.clone() : new double[found.mean.length], scale = new double[shift.length];
        for (int j = 0; j < scale.length; j++) scale[j] = deviation && found.deviation(j) != 0 ? found.deviation(j) : 1;
        return new ScalerModel("standard-scaler", options(), new ScalerModel.Columns(shift, scale), source.schema(), provenance);
    }

    private Options options() { return Options.none().with("mean", mean).with("deviation", deviation); }

    private static StandardScaler of(Options options) { return new StandardScaler(options.flag("mean", true), options.flag("deviation", true)); }

    /// Names it `standard-scaler`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "standard-scaler"; }

        @Override public String family() { return "preparation"; }

        @Override public String summary() { return "Mean 0 and standard deviation 1 in every column."; }

        @Override public List<Option> options() {
            return List.of(new Option("mean", Type.FLAG, "true", "true, false", "Whether the mean is taken off."),
                    new Option("deviation", Type.FLAG, "true", "true, false", "Whether it is divided by the standard deviation."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return ScalerModel.restore(content); }
    }
}
