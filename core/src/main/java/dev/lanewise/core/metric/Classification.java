package dev.lanewise.core.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What there is to know of predicted classes with probabilities.
///
/// @param confusion how often each class was taken for each
/// @param logLoss see [Metric#logLoss(double)], with probabilities of at least 1e-7
/// @param brier see [Metric#brier()]
/// @param calibration in 15 bins, see [Metric#calibration(int)]
/// @param ranking of two classes; empty for more
public record Classification(ConfusionMatrix confusion, double logLoss, double brier, Calibration calibration, Optional<Ranking> ranking) {

    /// All figures by name in a stable order, those that are not defined left out: `accuracy`, `balanced-accuracy`, `precision`, `recall` and `f1`
    /// (the means over classes), `kappa`, `matthews`, `log-loss`, `brier`, `calibration-error`, and of two classes `auc` and `average-precision`.
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        ClassScore mean = confusion.average(ConfusionMatrix.Averaging.MACRO);
        figures.put("accuracy", confusion.accuracy());
        figures.put("balanced-accuracy", confusion.balancedAccuracy());
        figures.put("precision", mean.precision());
        figures.put("recall", mean.recall());
        figures.put("f1", mean.f1());
        figures.put("kappa", confusion.kappa());
        figures.put("matthews", confusion.matthews());
        figures.put("log-loss", logLoss);
        figures.put("brier", brier);
        figures.put("calibration-error", calibration.expectedError());
        ranking.ifPresent(order -> {
            figures.put("auc", order.auc());
            figures.put("average-precision", order.averagePrecision());
        });
        figures.values().removeIf(value -> value.isNaN());
        return figures;
    }
}
