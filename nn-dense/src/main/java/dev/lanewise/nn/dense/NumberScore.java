package dev.lanewise.nn.dense;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.linalg.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;

/// Predicted numbers as a table, and how far off they are.
final class NumberScore {

    private NumberScore() { }

    /// One column a number, named like the target, or `prediction`.
    static Table table(Target target, Matrix predictions) {
        String name = target.name().isEmpty() ? "prediction" : target.name();
        Table table = Table.empty();
        for (int j = 0; j < predictions.columns(); j++) table = table.with(predictions.columns() == 1 ? name : name + (j + 1), predictions.column(j).toArray());
        return table;
    }

    /// `rmse`, `mae`, `loss` (the mean squared error), and `r2`, 1 less the share of the variance that is left, where the targets differ; each sample by its weight.
    static Evaluation evaluate(Object owner, Dataset data, Target expected, Matrix predictions) {
        Target actual = data.schema().target();
        if (actual.kind() != Target.Kind.NUMBER || !actual.shape().equals(expected.shape())) {
            throw new DataException(owner + ": expected the target '" + expected.name() + "' of shape " + expected.shape() + " in the data, but it is not there. Name its column");
        }
        Matrix truth = Samples.of(owner, data).numbers(), errors = truth.minus(predictions);
        double[] means = LinearRegression.means(truth, data);
        double squares = 0, count = 0, variance = 0, absolute = 0;
        for (int i = 0; i < truth.rows(); i++) {
            double weight = data.weight(i);
            count += weight * truth.columns();
            for (int j = 0; j < truth.columns(); j++) {
                variance += weight * (truth.get(i, j) - means[j]) * (truth.get(i, j) - means[j]);
                squares += weight * errors.get(i, j) * errors.get(i, j);
                absolute += weight * Math.abs(errors.get(i, j));
            }
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("rmse", Math.sqrt(squares / count));
        figures.put("mae", absolute / count);
        if (variance > 0) figures.put("r2", 1 - squares / variance);
        figures.put("loss", squares / count);
        return new Evaluation(data.size(), figures);
    }
}
