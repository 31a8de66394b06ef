package dev.lanewise.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static History of(String column, double... figures) {
        return new History(IntStream.range(0, figures.length)
                .mapToObj(i -> new History.Epoch(i + 1, ImmutableMap.of("loss", 1.0 / (i + 1), column, figures[i]))).toList());
    }

    private final History history = of("validation-accuracy", 0.5, 0.75, Double.NaN, 0.75);

    @Test void columnsHaveNames() {
        assertThat(history.columns()).containsExactly("loss", "validation-accuracy");
        assertThat(history.column("loss")).containsExactly(1, 0.5, 1.0 / 3, 0.25);
        assertThat(history.table().column("epoch")).containsExactly(1, 2, 3, 4);
        assertThat(new History(List.of()).columns()).isEmpty();
        assertThatThrownBy(() -> history.column("validation-acuracy")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("validation-accuracy");
    }

    @Test void theBestEpochHasTheLargestScoreOrTheSmallestLoss() {
        assertThat(history.best("validation-accuracy").orElseThrow().number()).isEqualTo(2);
        assertThat(history.best("loss").orElseThrow().number()).isEqualTo(4);
        assertThat(of("validation-loss", Double.NaN).best("validation-loss")).isEmpty();
    }

    @Test void itPrintsAsATable() {
        assertThat(of("validation-accuracy", 0.5, 0.75).toString()).isEqualToNormalizingNewlines("""
                epoch        loss  validation-accuracy
                    1       1.000               0.5000
                    2      0.5000               0.7500""");
    }

    // ---- early stopping

    @Test void aTrainingIsOverOncePatienceEnds() {
        Stopping stopping = Stopping.after(2);

        assertThat(stopping.isOver(of("validation-loss", 3, 2, 2.5))).isFalse();
        assertThat(stopping.isOver(of("validation-loss", 3, 2, 2.5, 2))).as("as good is not better").isTrue();
        assertThat(stopping.isOver(of("validation-loss", 3, 2, 2.5, 1.9))).isFalse();
        assertThat(stopping.best(of("validation-loss", 3, 2, 2.5, 1.9))).isEqualTo(4);
    }

    @Test void smallImprovementsDoNotCount() {
        assertThat(Stopping.after(2).minDelta(0.5).isOver(of("validation-loss", 3, 2.8, 2.6))).isTrue();
        assertThat(Stopping.after(2).minDelta(0.5).isOver(of("validation-loss", 3, 2.8, 2.4))).isFalse();
    }

    @Test void scoresShouldGrow() {
        assertThat(Stopping.after(1).monitor("validation-accuracy").isOver(of("validation-accuracy", 0.5, 0.6))).isFalse();
        assertThat(Stopping.after(1).monitor("validation-accuracy").isOver(of("validation-accuracy", 0.6, 0.5))).isTrue();
    }

    @Test void epochsWithoutANumberAreNoImprovement() {
        assertThat(Stopping.after(1).isOver(of("validation-loss", Double.NaN, Double.NaN))).as("nothing to compare with").isFalse();
        assertThat(Stopping.after(2).isOver(of("validation-loss", 1, Double.NaN, Double.NaN))).isTrue();
    }

    @Test void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Stopping.after(0)).hasMessage("Stopping: expected a patience ≥ 1, but got 0");
        assertThatThrownBy(() -> Stopping.after(1).minDelta(-1)).hasMessage("Stopping: expected a smallest improvement ≥ 0, but got -1.0");
    }
}
