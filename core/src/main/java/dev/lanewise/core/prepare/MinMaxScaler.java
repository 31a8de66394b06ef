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

/// Every column between two numbers: its least value becomes `low`, its greatest `high`.
///
/// Missing values stay missing. A constant column becomes `low`. New samples may lie outside.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | at least one number in every column; read once, so that it may be more than memory holds |
/// | `transform(x)` | as before | `low + (x − min) / (max − min) · (high − low)` |
///
/// @param low what the least value of a column becomes
/// @param high what the greatest becomes, above `low`
public record MinMaxScaler(double low, double high) implements Estimator {

    public MinMaxScaler {
        if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) throw new IllegalArgumentException("MinMaxScaler: expected finite low < high, but got " + low + " and " + high);
    }

    /// Between 0 and 1.
    public static MinMaxScaler standard() { return new MinMaxScaler(0, 1); }

    public static MinMaxScaler of(double low, double high) { return new MinMaxScaler(low, high); }

    /// @throws dev.lanewise.core.DataException if there are no samples, a column has no number, or one is infinite
    @Override public ScalerModel fit(Dataset data, Run run) { return fit(RowSource.of(data), Provenance.of(data, run)); }

    @Override public ScalerModel fit(Dataset data) { return fit(data, Run.standard()); }

    /// The same from rows that may be more than memory holds.
    public ScalerModel fit(RowSource source, Run run) { return fit(source, new Provenance(run.seed().value(), "", 0)); }

    private ScalerModel fit(RowSource source, Provenance provenance) {
        ColumnStatistics found = ColumnStatistics.of("MinMaxScaler", source);
        double[] shift = new double[found.mean.length], scale = new double[shift.length];
        for (int j = 0; j < scale.length; j++) {
            double width = found.greatest[j] - found.least[j];
            scale[j] = width != 0 ? width / (high - low) : 1;
            shift[j] = found.least[j] - low * scale[j];
        }
        return new ScalerModel("min-max-scaler", options(), new ScalerModel.Columns(shift, scale), source.schema(), provenance);
    }

    private Options options() { return Options.none().with("low", low).with("high", high); }

    private static MinMaxScaler of(Options options) { return new MinMaxScaler(options.number("low", 0), options.number("high", 1)); }

    /// Names it `min-max-scaler`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "min-max-scaler"; }

        @Override public String family() { return "preparation"; }

        @Override public String summary() { return "Every column between two numbers, 0 and 1 unless others are named."; }

        @Override public List<Option> options() {
            return List.of(new Option("low", Type.NUMBER, "0", "any number below high", "What the least value of a column becomes."),
                    new Option("high", Type.NUMBER, "1", "any number above low", "What the greatest value of a column becomes."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return ScalerModel.restore(content); }
    }
}
