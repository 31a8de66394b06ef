package dev.lanewise.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.metric.ConfusionMatrix.Averaging;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every metric against scikit-learn (`metrics.txt`, made by `metrics.py`), as a whole and merged from parts.
class MetricsTest {

    static final List<MetricCase> CLASSES = MetricCase.all("classes"), NUMBERS = MetricCase.all("numbers");

    static final List<MetricCase> TWO = CLASSES.stream().filter(each -> each.width() == 1).toList();

    private static final double ROUNDING = 1e-12;

    private static <V> void both(MetricCase samples, Metric<V> metric, BiConsumer<V, String> check) {
        check.accept(samples.whole(metric), "whole");
        check.accept(samples.merged(metric), "merged");
    }

    private static void same(MetricCase samples, String name, Metric<Double> metric) {
        if (!samples.has(name)) return;
        both(samples, metric, (value, how) -> near(name + ", " + how, value, samples.get(name)[0]));
    }

    private static void near(String what, double actual, double expected) {
        if (Double.isNaN(expected)) assertThat(actual).as(what).isNaN();
        else assertThat(actual).as(what).isEqualTo(expected, within(ROUNDING * Math.max(1, Math.abs(expected))));
    }

    private static void near(String what, double[] actual, double... expected) {
        assertThat(actual).as(what).hasSize(expected.length);
        for (int i = 0; i < actual.length; i++) near(what + " " + i, actual[i], expected[i]);
    }

    @ParameterizedTest @FieldSource("CLASSES")
    void confusionsAgree(MetricCase samples) {
        both(samples, Metric.confusion(samples.classes()), (matrix, how) -> {
            near(how, matrix.counts().toArray(), samples.get("confusion"));
            near(how, matrix.accuracy(), samples.get("accuracy")[0]);
            near(how, matrix.balancedAccuracy(), samples.get("balanced")[0]);
            near(how, matrix.kappa(), samples.get("kappa")[0]);
            near(how, matrix.matthews(), samples.get("matthews")[0]);
        });
    }

    @ParameterizedTest @FieldSource("CLASSES")
    void scoresOfClassesAgree(MetricCase samples) {
        both(samples, Metric.confusion(samples.classes()), (matrix, how) -> {
            List<ClassScore> scores = IntStream.range(0, samples.classes()).mapToObj(matrix::score).toList();
            near(how, of(scores, ClassScore::precision), samples.get("precision-class"));
            near(how, of(scores, ClassScore::recall), samples.get("recall-class"));
            near(how, of(scores, ClassScore::f1), samples.get("f1-class"));
            for (Averaging averaging : Averaging.values()) {
                near(how + averaging, matrix.average(averaging).precision(), samples.get("precision-" + averaging)[0]);
                near(how + averaging, matrix.average(averaging).recall(), samples.get("recall-" + averaging)[0]);
                near(how + averaging, matrix.average(averaging).f1(), samples.get("f1-" + averaging)[0]);
            }
        });
    }

    private static double[] of(List<ClassScore> scores, ToDoubleFunction<ClassScore> figure) { return scores.stream().mapToDouble(figure).toArray(); }

    @ParameterizedTest @FieldSource("CLASSES")
    void figuresOfProbabilitiesAgree(MetricCase samples) {
        same(samples, "accuracy", Metric.accuracy());
        same(samples, "top-2", Metric.topK(2));
        same(samples, "log-loss", Metric.logLoss());
        same(samples, "perplexity", Metric.perplexity());
        same(samples, "brier", Metric.brier());
        same(samples, "calibration-error", Metric.calibration(10).then(Calibration::expectedError));
        if (samples.has("auc-macro")) {
            same(samples, "auc-macro", Metric.oneVersusRest(samples.classes()).then(Ranking::meanAuc));
            same(samples, "auc-weighted", Metric.oneVersusRest(samples.classes()).then(Ranking::weightedAuc));
        }
    }

    @ParameterizedTest @FieldSource("TWO")
    void areasUnderCurvesAgree(MetricCase samples) {
        same(samples, "auc", Metric.ranking().then(Ranking::auc));
        same(samples, "average-precision", Metric.ranking().then(Ranking::averagePrecision));
        same(samples, "pr-auc", Metric.ranking().then(Ranking::precisionRecallAuc));
        if (samples.has("auc")) same(samples, "auc", Metric.oneVersusRest(2).then(Ranking::meanAuc));
        both(samples, Metric.ranking(), (ranking, how) -> {
            assertThat(Double.isNaN(ranking.auc())).isEqualTo(!samples.has("auc"));
            assertThat(Double.isNaN(ranking.averagePrecision())).isEqualTo(!samples.has("average-precision"));
        });
    }

    @ParameterizedTest @FieldSource("TWO")
    void curvesAgreePointByPoint(MetricCase samples) {
        both(samples, Metric.ranking(), (ranking, how) -> {
            if (samples.has("roc-x")) curve(samples, "roc", ranking.roc());
            if (samples.has("pr-x")) curve(samples, "pr", ranking.precisionRecall());
        });
    }

    /// The first point has no threshold; scikit-learn's curve of recalls is left off where recall is 1 and drops nothing else.
    private static void curve(MetricCase samples, String name, List<Ranking.Point> points) {
        List<Ranking.Point> known = points.subList(0, samples.get(name + "-x").length);
        near(name, known.stream().mapToDouble(Ranking.Point::x).toArray(), samples.get(name + "-x"));
        near(name, known.stream().mapToDouble(Ranking.Point::y).toArray(), samples.get(name + "-y"));
        near(name, known.stream().skip(1).mapToDouble(Ranking.Point::threshold).toArray(), samples.get(name + "-threshold"));
    }

    @ParameterizedTest @FieldSource("TWO")
    void reliabilitiesAgreeBinByBin(MetricCase samples) {
        if (!samples.has("reliability-frequency")) return;
        both(samples, Metric.reliability(10), (calibration, how) -> {
            near(how, calibration.bins().stream().mapToDouble(Calibration.Bin::frequency).toArray(), samples.get("reliability-frequency"));
            near(how, calibration.bins().stream().mapToDouble(Calibration.Bin::probability).toArray(), samples.get("reliability-probability"));
        });
    }

    @ParameterizedTest @FieldSource("NUMBERS")
    void errorsOfNumbersAgree(MetricCase samples) {
        figure(samples, "mse", RegressionErrors::mse);
        figure(samples, "rmse", RegressionErrors::rmse);
        figure(samples, "mae", RegressionErrors::mae);
        figure(samples, "mape", RegressionErrors::mape);
        figure(samples, "max-error", RegressionErrors::maxError);
        figure(samples, "r2", RegressionErrors::r2);
        figure(samples, "explained-variance", RegressionErrors::explainedVariance);
    }

    private static void figure(MetricCase samples, String name, Function<RegressionErrors, Double> figure) {
        if (samples.has(name)) same(samples, name, Metric.errors().then(figure));
        else both(samples, Metric.errors(), (errors, how) -> assertThat(figure.apply(errors)).as(name).isNaN());
    }
}
