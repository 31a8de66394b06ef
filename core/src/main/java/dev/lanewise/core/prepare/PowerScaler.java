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

/// Every column bent by Yeo and Johnson's power so that it looks as normal as it can, then standardised: for skewed columns.
///
/// `y = ((x + 1)^λ − 1) / λ` for `x ≥ 0`, and `−((1 − x)^(2 − λ) − 1) / (2 − λ)` below, with logarithms where a power is 0. λ is, column by column, where the
/// likelihood of a normal distribution is greatest. Missing values are left out, and stay missing. A constant column keeps λ = 1.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | at least one number in every column; held as float64 |
/// | `transform(x)` | as before | |
///
/// @param standardize whether the bent columns get mean 0 and standard deviation 1
/// @see <a href="https://doi.org/10.1093/biomet/87.4.954">Yeo & Johnson: A new family of power transformations (2000)</a>
public record PowerScaler(boolean standardize) implements Estimator {

    public static PowerScaler standard() { return new PowerScaler(true); }

    /// @throws dev.lanewise.core.DataException if there are no samples, a column has no number, or one is infinite
    @Override public PowerModel fit(Dataset data, Run run) {
        ColumnStatistics found = ColumnStatistics.of("PowerScaler", RowSource.of(data));
        Matrix x = data.matrix();
        int n = x.columns();
        double[] lambdas = new double[n], shift = new double[n], scale = new double[n];
        for (int j = 0; j < n; j++) {
            double[] column = Quantiles.sorted(x.column(j).toArray());
            lambdas[j] = found.deviation(j) > 0 ? YeoJohnson.mostNormal(column) : 1;
            double[] bent = YeoJohnson.bend(column, lambdas[j]);
            double deviation = found.deviation(j) > 0 ? Math.sqrt(YeoJohnson.variance(bent)) : 0;
            shift[j] = standardize ? YeoJohnson.mean(bent) : 0;
            scale[j] = standardize && deviation > 0 ? deviation : 1;
        }
        return new PowerModel(Options.none().with("standardize", standardize), lambdas, new ScalerModel.Columns(shift, scale), data.schema(), Provenance.of(data, run));
    }

    @Override public PowerModel fit(Dataset data) { return fit(data, Run.standard()); }

    /// Names it `power-scaler`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "power-scaler"; }

        @Override public String family() { return "preparation"; }

        @Override public String summary() { return "Every column bent by a power so that it looks as normal as it can (Yeo and Johnson)."; }

        @Override public List<Option> options() { return List.of(new Option("standardize", Type.FLAG, "true", "true, false", "Whether the bent columns get mean 0 and standard deviation 1.")); }

        @Override public Estimator create(Options options) { return new PowerScaler(options.flag("standardize", true)); }

        @Override public Model restore(ModelContent content) { return PowerModel.restore(content); }
    }
}
