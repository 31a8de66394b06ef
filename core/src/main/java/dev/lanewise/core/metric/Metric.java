package dev.lanewise.core.metric;

import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// How to judge predictions by what was true: a description; [#start] gives an [Accumulator] that takes them one by one.
///
/// A prediction is a row of numbers, as a network gives it: a probability for each class, or one for class 1 of two; or the number
/// predicted. The truth is a class number or a number. What is not finite, is no class, or has a negative weight is refused with a sentence: no
/// figure is made of it. A figure that the samples don't define, such as the area under a curve with a single class, is NaN.
///
/// All sums are float64. An accumulator that was merged from parts gives what one would give that saw everything, to rounding.
///
/// Open: a metric of one's own implements [#start]; [#then] makes one of another's result.
///
/// @param <V> what it says: a number, or a result with many
public interface Metric<V> {

    Accumulator<V> start();

    /// What `function` makes of this metric's result: `Metric.confusion(3).then(ConfusionMatrix::kappa)`.
    default <W> Metric<W> then(Function<V, W> function) { return () -> new Derived<>(start(), function); }

    /// The result over everything that a network said.
    ///
    /// @param predictions `[…, width]`, or as many as the targets
    /// @param targets `[…]`
    default V of(Tensor predictions, Tensor targets) {
        Accumulator<V> accumulator = start();
        accumulator.addAll(predictions, targets);
        return accumulator.value();
    }

    /// The share of right classes: of the first most probable one, or by one probability of at least 0.5.
    static Metric<Double> accuracy() { return accuracy(0.5); }

    /// The same with another threshold for the only probability.
    static Metric<Double> accuracy(double threshold) {
        return Averages.ofClasses("Accuracy", (said, truth) -> Samples.best(said, threshold) == (int) truth ? 1 : 0);
    }

    /// The share of samples whose class is among the `k` most probable ones; of equally probable ones the first come first, where
    /// scikit-learn takes the last.
    static Metric<Double> topK(int k) {
        if (k < 1) throw new IllegalArgumentException("Top-k: expected k ≥ 1, but got " + k);
        return Averages.ofClasses("Top-" + k, (said, truth) -> Samples.rank(said, (int) truth) < k ? 1 : 0);
    }

    /// The mean of `−ln p` of the true class; probabilities are kept between 2⁻⁵² and 1 − 2⁻⁵², as in scikit-learn.
    static Metric<Double> logLoss() { return logLoss(0x1p-52); }

    /// The same with probabilities kept between `smallest` and `1 − smallest`.
    static Metric<Double> logLoss(double smallest) {
        return Averages.ofProbabilities("Log loss", (said, truth) -> -Math.log(Math.clamp(Samples.probability(said, (int) truth), smallest, 1 - smallest)));
    }

    /// `e^logLoss`: among how many equally probable classes the predictions leave the choice, on average.
    static Metric<Double> perplexity() { return logLoss().then(Math::exp); }

    /// The mean squared error of probabilities: `(p − y)²` of class 1 where there is one, else summed over all classes, which for two classes is
    /// twice as much.
    ///
    /// See Brier (1950), *Verification of forecasts expressed in terms of probability*.
    static Metric<Double> brier() { return Averages.ofProbabilities("Brier score", Samples::brier); }

    /// How often each class was taken for each: the source of precision, recall, F1, kappa and Matthews' coefficient.
    static Metric<ConfusionMatrix> confusion(List<String> classes) { return confusion(classes, 0.5); }

    /// The same with another threshold for the only probability.
    static Metric<ConfusionMatrix> confusion(List<String> classes, double threshold) { return () -> new Confusions(classes, threshold); }

    /// The same for classes that have numbers only.
    static Metric<ConfusionMatrix> confusion(int classes) {
        return confusion(IntStream.range(0, classes).mapToObj(Integer::toString).toList());
    }

    /// The order that scores give samples of two classes: the source of ROC and precision-recall curves and the areas under them.
    ///
    /// The score is the only number, or the last of two. Keeps a score, a class and a weight for each sample.
    static Metric<Ranking> ranking() { return () -> new Scores("Ranking", 1, 2); }

    /// The order that the score of each class gives to that class and the rest. Keeps `classes` scores for each sample.
    static Metric<List<Ranking>> oneVersusRest(int classes) { return () -> new RestScores(classes); }

    /// Whether the most probable class is as often right as its probability says, in equal bins.
    static Metric<Calibration> calibration(int bins) { return () -> new Bins("Calibration", bins, Samples::confidence, Samples::isRight); }

    /// Whether class 1 of two is as frequent as its probability says, in equal bins: scikit-learn's calibration curve.
    static Metric<Calibration> reliability(int bins) {
        return () -> new Bins("Reliability", bins, (said, _) -> said[said.length - 1], (_, truth) -> truth);
    }

    /// Everything that there is to know of predicted classes with probabilities.
    static Metric<Classification> classification(List<String> classes) { return () -> new ClassFigures(classes); }

    /// How far predicted numbers are from the true ones: the source of RMSE, MAE, R² and the like.
    static Metric<RegressionErrors> errors() { return ErrorMoments::new; }
}
