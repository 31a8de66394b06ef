package dev.lanewise.core.metric;

import java.util.LinkedHashMap;
import java.util.Map;

/// How far predicted numbers are from the true ones, in the units of the target. Several outputs of a sample count as so many
/// numbers; scikit-learn's averages over outputs are those of one accumulator each.
///
/// @param weight the sum of the weights
/// @param mse the mean of the squared errors
/// @param mae the mean of the absolute errors
/// @param mape the mean of `|error| / |truth|`, not in per cent; as in scikit-learn `|truth|` is at least 2⁻⁵²
/// @param maxError the largest absolute error
/// @param bias the mean of `predicted − true`
/// @param variance of the true numbers, dividing by the sum of weights
public record RegressionErrors(double weight, double mse, double mae, double mape, double maxError, double bias, double variance) {

    /// The root of the mean squared error.
    public double rmse() { return Math.sqrt(mse); }

    /// `1 − mse / variance`: 1 for perfect, 0 for no better than the mean; NaN if all true numbers are the same.
    public double r2() { return share(mse); }

    /// [#r2] of predictions that may all be off by the same number: `1 − variance of errors / variance`.
    public double explainedVariance() { return share(mse - bias * bias); }

    /// The figures by name in a stable order, those that are not defined left out: `rmse`, `mae`, `r2`, `explained-variance`, `max-error`, `mape`.
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("rmse", rmse());
        figures.put("mae", mae);
        figures.put("r2", r2());
        figures.put("explained-variance", explainedVariance());
        figures.put("max-error", maxError);
        figures.put("mape", mape);
        figures.values().removeIf(value -> value.isNaN());
        return figures;
    }

    private double share(double left) { return variance > 0 ? 1 - left / variance : Double.NaN; }
}
