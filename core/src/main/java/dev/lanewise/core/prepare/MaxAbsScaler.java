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
import java.util.List;

/// Every column divided by its greatest magnitude, so that it lies in −1 … 1 and zeros stay zeros.
///
/// Missing values stay missing. A column of zeros stays as it is.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | at least one number in every column; read once, so that it may be more than memory holds |
/// | `transform(x)` | as before | `x / max \|x\|` |
public record MaxAbsScaler() implements Estimator {

    public static MaxAbsScaler standard() { return new MaxAbsScaler(); }

    /// @throws dev.lanewise.core.DataException if there are no samples, a column has no number, or one is infinite
    @Override public ScalerModel fit(Dataset data, Run run) { return fit(RowSource.of(data), Provenance.of(data, run)); }

    @Override public ScalerModel fit(Dataset data) { return fit(data, Run.standard()); }

    /// The same from rows that may be more than memory holds.
    public ScalerModel fit(RowSource source, Run run) { return fit(source, new Provenance(run.seed().value(), "", 0)); }

    private static ScalerModel fit(RowSource source, Provenance provenance) {
        ColumnStatistics found = ColumnStatistics.of("MaxAbsScaler", source);
        double[] scale = new double[found.mean.length];
        for (int j = 0; j < scale.length; j++) {
            double most = Math.max(Math.abs(found.least[j]), Math.abs(found.greatest[j]));
            scale[j] = most > 0 ? most : 1;
        }
        return new ScalerModel("max-abs-scaler", Options.none(), new ScalerModel.Columns(new double[scale.length], scale), source.schema(), provenance);
    }

    /// Names it `max-abs-scaler`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "max-abs-scaler"; }

        @Override public String family() { return "preparation"; }

        @Override public String summary() { return "Every column divided by its greatest magnitude."; }

        @Override public List<Option> options() { return List.of(); }

        @Override public Estimator create(Options options) { return new MaxAbsScaler(); }

        @Override public Model restore(ModelContent content) { return ScalerModel.restore(content); }
    }
}
