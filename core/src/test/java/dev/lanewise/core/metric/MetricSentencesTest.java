package dev.lanewise.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What no figure is made of, and what the samples do not define.
class MetricSentencesTest {

    private static final double NAN = Double.NaN, INFINITY = Double.POSITIVE_INFINITY;

    static Stream<Metric<?>> ofClasses() {
        return Stream.of(Metric.accuracy(), Metric.topK(2), Metric.logLoss(), Metric.perplexity(), Metric.brier(), Metric.confusion(2), Metric.ranking(), Metric.oneVersusRest(2),
                Metric.calibration(5), Metric.reliability(5), Metric.classification(List.of("a", "b")));
    }

    @ParameterizedTest @MethodSource("ofClasses")
    void noMetricTakesWhatIsNotANumber(Metric<?> metric) {
        Accumulator<?> accumulator = metric.start();
        accumulator.add(new double[] {0.25, 0.75}, 1, 1);

        assertThatThrownBy(() -> accumulator.add(new double[] {0.5, NAN}, 1, 1)).isInstanceOf(DataException.class).hasMessageContaining("sample 1 has NaN");
        assertThatThrownBy(() -> accumulator.add(new double[] {0.5, 0.5}, 2, 1)).isInstanceOf(DataException.class).hasMessageEndingWith(": expected classes in 0 … 1, but sample 1 has 2.0");
        assertThatThrownBy(() -> accumulator.add(new double[] {0.5, 0.5}, NAN, 1)).isInstanceOf(DataException.class).hasMessageEndingWith(": expected classes in 0 … 1, but sample 1 has NaN");
        assertThatThrownBy(() -> accumulator.add(new double[] {0.5, 0.5}, 1, -1)).isInstanceOf(DataException.class).hasMessageEndingWith(": expected weights ≥ 0, but sample 1 has -1.0");
    }

    @Test void metricsOfProbabilitiesTakeNothingElse() {
        refuses(Metric.logLoss(), 1, "Log loss: expected probabilities in 0 … 1, but sample 0 has -0.5", -0.5, 1.5);
        refuses(Metric.brier(), 1, "Brier score: expected probabilities that add up to 1, but those of sample 0 add up to 1.5", 0.75, 0.75);
        refuses(Metric.confusion(3), 1, "Confusion matrix: expected a number for each of the 3 classes, but sample 0 has 2", 0.5, 0.5);
        refuses(Metric.errors(), NAN, "Errors: expected finite targets, but sample 0 has NaN", 1);
        refuses(Metric.errors(), 1, "Errors: expected finite predictions, but sample 0 has Infinity", INFINITY);
        refuses(Metric.errors(), 1, "Errors: expected one number for each target, but sample 0 has 2", 1, 2);
        assertThatThrownBy(() -> Metric.accuracy().of(Tensor.vector(1, 2, 3), Tensor.vector(1, 0))).isInstanceOf(ShapeException.class)
                .hasMessage("Metric: expected predictions […, width], targets […] and weights [batch], but got [3], [2] and [1]");
    }

    private static void refuses(Metric<?> metric, double truth, String sentence, double... said) {
        assertThatThrownBy(() -> metric.start().add(said, truth, 1)).isInstanceOf(DataException.class).hasMessage(sentence);
    }

    @Test void extremeScoresOrderLikeOthers() {
        Accumulator<Ranking> scores = Metric.ranking().start();
        for (double score : new double[] {-INFINITY, -1e4, 0, -0.0}) scores.add(new double[] {score}, 0, 1);
        for (double score : new double[] {0, 1e4, INFINITY}) scores.add(new double[] {score}, 1, 1);

        assertThat(scores.value().auc()).isEqualTo(11 / 12.0);                     // 0 and −0 are one score
    }

    @Test void whatNothingDefinesIsNotANumber() {
        assertThat(Metric.accuracy().start().value()).isNaN();
        assertThat(Metric.ranking().start().value().auc()).isNaN();
        assertThat(Metric.confusion(2).start().value().accuracy()).isNaN();
        assertThat(Metric.calibration(3).start().value().expectedError()).isNaN();
        assertThat(Metric.errors().start().value().rmse()).isNaN();
        assertThat(Metric.classification(List.of("a", "b")).start().value().figures()).doesNotContainValue(NAN);
    }

    @Test void equallyProbableClassesComeInTheirOrder() {
        Tensor even = Tensor.of(Shape.of(1, 3), 0.25f, 0.25f, 0.5f);

        assertThat(Metric.topK(2).of(even, Tensor.vector(0))).isEqualTo(1);
        assertThat(Metric.topK(2).of(even, Tensor.vector(1))).isZero();
        assertThat(Metric.topK(3).of(even, Tensor.vector(1))).isEqualTo(1);
    }

    @Test void tensorsGoInAsTheyComeOutOfANetwork() {
        Tensor said = Tensor.of(Shape.of(2, 2, 2), 0.75f, 0.25f, 0.25f, 0.75f, 0.5f, 0.5f, 0, 1), truth = Tensor.of(Shape.of(2, 2), 0, 0, 0, 1);
        Accumulator<Double> weighted = Metric.accuracy().start();
        weighted.addAll(said, truth, Tensor.vector(3, 1));

        assertThat(Metric.accuracy().of(said, truth)).isEqualTo(0.75);
        assertThat(weighted.value()).isEqualTo(5 / 8.0);
    }

    @Test void onlyPartsOfOneMetricAreMerged() {
        assertThatThrownBy(() -> Metric.accuracy().start().merge(Metric.brier().start())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Metric: expected accumulators of one metric, but got Accuracy and Brier score");
        assertThatThrownBy(() -> Metric.confusion(2).start().merge(Metric.confusion(3).start())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Confusion matrix: expected parts with the same classes, but got [0, 1] and [0, 1, 2]");
    }

    @Test void aResultDoesNotChangeAnyMore() {
        Accumulator<ConfusionMatrix> counts = Metric.confusion(2).start();
        counts.add(new double[] {1}, 1, 1);
        ConfusionMatrix before = counts.value();

        counts.add(new double[] {0}, 1, 1);

        assertThat(before.total()).isEqualTo(1);
        assertThat(counts.value().total()).isEqualTo(2);
    }
}
