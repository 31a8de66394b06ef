package dev.lanewise.core.prepare;

import dev.lanewise.core.DataException;
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
import java.util.ArrayList;
import java.util.List;

/// A number in the place of every missing one (NaN), learned column by column from those that are there.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | NaN where a number is missing; see [dev.lanewise.core.data.Missing#KEEP] |
/// | `transform(x)` | `[n, features]`, or `[n, features + indicators]` | without gaps |
///
/// @param strategy what is put in
/// @param constant what `CONSTANT` puts in
/// @param indicator whether there is one more column, 1 where a number was missing, for each column in which one was missing when it learned
public record Imputer(Strategy strategy, double constant, boolean indicator) implements Estimator {

    /// What is put in.
    public enum Strategy {
        MEAN, MEDIAN,
        /// The value that is there most often, the least of several
        MOST_FREQUENT,
        CONSTANT
    }

    public Imputer {
        if (!Double.isFinite(constant)) throw new IllegalArgumentException("Imputer: expected a finite constant, but got " + constant);
    }

    public static Imputer of(Strategy strategy) { return new Imputer(strategy, 0, false); }

    public static Imputer constant(double value) { return new Imputer(Strategy.CONSTANT, value, false); }

    public Imputer indicator(boolean indicator) { return new Imputer(strategy, constant, indicator); }

    /// @throws DataException if there are no samples, a number is infinite, or a column has no number (but for `CONSTANT`)
    @Override public ImputerModel fit(Dataset data, Run run) {
        RowSource source = RowSource.of(data);
        Matrix x = data.matrix();
        if (x.rows() == 0) throw new DataException("Imputer: expected at least one sample, but the data has none");
        double[] fill = new double[x.columns()];
        List<Integer> gaps = new ArrayList<>();
        for (int j = 0; j < fill.length; j++) {
            double[] sorted = Quantiles.sorted(x.column(j).toArray());
            if (strategy != Strategy.CONSTANT) ColumnStatistics.requireNumbers("Imputer", source, j, sorted.length);
            fill[j] = fill(sorted);
            if (!Double.isFinite(fill[j])) throw new DataException("Imputer: expected finite numbers, but " + ColumnStatistics.name(source, j) + " has an infinite one. Drop or fill such rows first");
            if (indicator && sorted.length < x.rows()) gaps.add(j);
        }
        return new ImputerModel(options(), fill, gaps.stream().mapToInt(Integer::intValue).toArray(), data.schema(), Provenance.of(data, run));
    }

    @Override public ImputerModel fit(Dataset data) { return fit(data, Run.standard()); }

    private double fill(double[] sorted) {
        return switch (strategy) {
            case MEAN -> mean(sorted);
            case MEDIAN -> Quantiles.of(sorted, 0.5);
            case MOST_FREQUENT -> mostFrequent(sorted);
            case CONSTANT -> constant;
        };
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum / values.length;
    }

    private static double mostFrequent(double[] sorted) {
        double best = sorted[0];
        int most = 0, run = 0;
        for (int i = 0; i < sorted.length; i++) {
            run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
            if (run <= most) continue;
            most = run;
            best = sorted[i];
        }
        return best;
    }

    private Options options() { return Options.none().with("strategy", strategy).with("constant", constant).with("indicator", indicator); }

    /// Names it `imputer`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "imputer"; }

        @Override public String family() { return "preparation"; }

        @Override public String summary() { return "A number in the place of every missing one."; }

        @Override public List<Option> options() {
            return List.of(new Option("strategy", Type.TEXT, "mean", "mean, median, most-frequent, constant", "What is put in."),
                    new Option("constant", Type.NUMBER, "0", "any number", "What the strategy constant puts in."),
                    new Option("indicator", Type.FLAG, "false", "true, false", "Whether columns that had gaps get one more that says where."));
        }

        @Override public Estimator create(Options options) {
            return new Imputer(options.choice("strategy", Strategy.MEAN), options.number("constant", 0), options.flag("indicator", false));
        }

        @Override public Model restore(ModelContent content) { return ImputerModel.restore(content); }
    }
}
