package dev.lanewise.core.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.select.Scores.FoldScore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/// Differences fold by fold, against numbers of SciPy 1.10: with `d = [-.01, -.03, -.01, -.03, -.02]`, `s = std(d, ddof=1)`, the half width is
/// `t.ppf(.975, 4) * s * sqrt(1/5 + 20/80)` = 0.018625.
class ComparisonTest {

    private static Scores scores(double... accuracies) {
        return new Scores(DoubleStream.of(accuracies).mapToObj(accuracy -> new FoldScore(80, new Evaluation(20, Map.of("accuracy", accuracy)), 1, 1)).toList());
    }

    private static Comparison comparison() {
        Map<String, Scores> scores = new LinkedHashMap<>();
        scores.put("worse", scores(0.90, 0.80, 0.85, 0.70, 0.95));
        scores.put("better", scores(0.91, 0.83, 0.86, 0.73, 0.97));
        return new Comparison(scores, Criterion.highest("accuracy"));
    }

    @Test void differencesAreTakenFoldByFold() {
        Scores.Summary behind = comparison().behind("worse");

        assertThat(behind.mean()).isEqualTo(-0.02, within(1e-12));
        assertThat(behind.deviation()).isEqualTo(0.01, within(1e-12));
        assertThat(behind.high()).isEqualTo(-0.02 + 0.0186250, within(1e-6));
        assertThat(behind.low()).isEqualTo(-0.02 - 0.0186250, within(1e-6));
    }

    /// The figures' own intervals overlap by far, while the differences' doesn't hold 0.
    @Test void whatTheFiguresAloneDoNotTellTheDifferencesDo() {
        assertThat(comparison().figure("worse").high()).isGreaterThan(comparison().figure("better").mean());
        assertThat(comparison().behind("worse").high()).isLessThan(0);
    }

    @Test void theBestIsBehindByNothing() {
        assertThat(comparison().best()).isEqualTo("better");
        assertThat(comparison().behind("better")).isEqualTo(new Scores.Summary(0, 0, 0, 0));
        assertThat(new Comparison(comparison().scores(), Criterion.lowest("accuracy")).best()).isEqualTo("worse");
    }

    @Test void theTableHasARowForEach() {
        assertThat(comparison().table().names()).containsExactly("model", "accuracy", "low", "high", "minus best", "from", "to", "fit seconds");
        assertThat(comparison().table().texts("model")).isEqualTo(List.of("worse", "better"));
        assertThat(comparison().table().column("fit seconds")).containsExactly(5, 5);
    }

    @Test void otherFoldsAreRefused() {
        assertThatThrownBy(() -> scores(1, 2).difference(scores(1, 2, 3), "accuracy")).hasMessage("Scores.difference: expected the same folds, but got 2 and 3");
    }
}
