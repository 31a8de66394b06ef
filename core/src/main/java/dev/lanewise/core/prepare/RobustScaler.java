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
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// Median 0 and the distance between two percentiles 1 in every column: outliers hardly count.
///
/// Percentiles lie between two values in proportion, as NumPy's do. Missing values are left out, and stay missing. Where both percentiles are equal the column is not divided.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | at least one number in every column; held as float64 |
/// | `transform(x)` | as before | `(x − median) / (q(high) − q(low))` |
///
/// @param low the lower percentile, 0 … 100
/// @param high the upper percentile, above `low`
public record RobustScaler(double low, double high) implements Estimator {

    public RobustScaler {
        if (!(0 <= low && low < high && high <= 100)) throw new IllegalArgumentException("RobustScaler: expected 0 ≤ low < high ≤ 100, but got " + low + " and " + high);
    }

    /// Between the quartiles, 25 and 75.
    public static RobustScaler standard() { return new RobustScaler(25, 75); }

    /// @throws dev.lanewise.core.DataException if there are no samples, a column has no number, or one is infinite
    @Override public ScalerModel fit(Dataset data, Run run) {
        RowSource source = RowSource.of(data);
        ColumnStatistics.of("RobustScaler", source);
        Matrix x = data.matrix();
        double[] shift = new double[x.columns()], scale = new double[shift.length];
        for (int j = 0; j < scale.length; j++) {
            double[] sorted = Quantiles.sorted(x.column(j).toArray());
            double width = Quantiles.of(sorted, high / 100) - Quantiles.of(sorted, low / 100);
            shift[j] = Quantiles.of(sorted, 0.5);
            scale[j] = width > 0 ? width : 1;
        }
        return new ScalerModel("robust-scaler", options(), new ScalerModel.Columns(shift, scale), data.schema(), Provenance.of(data, run));
    }

    @Override public ScalerModel fit(Dataset data) { return fit(data, Run.standard()); }

    private Options options() { return Options.none().with("low", low).with("high", high); }

    private static RobustScaler of(Options options) { return new RobustScaler(options.number("low", 25), options.number("high", 75)); }

    /// Names it `robust-scaler`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "robust-scaler"; }

        @Override public String family() { return "preparation"; }

        @Override public String summary() { return "Median 0 and the distance between the quartiles 1 in every column."; }

        @Override public List<Option> options() {
            return List.of(new Option("low", Type.NUMBER, "25", "0 … 100", "The lower percentile."),
                    new Option("high", Type.NUMBER, "75", "0 … 100", "The upper percentile."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return ScalerModel.restore(content); }
    }
}
