package dev.lanewise.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.linalg.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {

    private static final TimeSeries TEN = TimeSeries.of("x", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    private static final TimeSeries TWO = new TimeSeries(Timeline.numbered(), List.of("a", "b"), Matrix.of(new double[][] {{1, 10}, {2, 20}, {4, 40}, {8, 80}, {16, 160}}));

    @Test void aSampleIsWhatWasBeforeAndATargetWhatComes() {
        Dataset samples = Windows.of(3).horizon(2).of(TEN);

        assertThat(samples.size()).isEqualTo(6);
        assertThat(samples.schema().input()).isEqualTo(Shape.of(3, 1));
        assertThat(input(samples, 5)).containsExactly(5, 6, 7);
        assertThat(target(samples, 5)).containsExactly(8, 9);
    }

    @Test void theNumberOfWindowsIsTheOneOfTheTextAndTheRightOne() {
        TimeSeries.Parts parts = SineMix.series().split(0.67);

        assertThat(Windows.of(1).of(parts.before()).size()).isEqualTo(3349);
        assertThat(Windows.of(1).dropLast(true).of(parts.before()).size()).isEqualTo(3348);
        assertThat(Windows.of(1).dropLast(true).of(parts.after()).size()).isEqualTo(1648);
    }

    @Test void aStrideLeavesWindowsOut() {
        Dataset samples = Windows.of(2).stride(3).of(TEN);

        assertThat(samples.size()).isEqualTo(3);
        assertThat(input(samples, 2)).containsExactly(6, 7);
        assertThat(target(samples, 2)).containsExactly(8);
    }

    @Test void exogenousVariablesAreLookedAtButNotSaid() {
        Dataset samples = Windows.of(2).horizon(2).targets("b").of(TWO);

        assertThat(input(samples, 1)).containsExactly(2, 20, 4, 40);
        assertThat(target(samples, 1)).containsExactly(80, 160);
        assertThat(samples.schema().target().name()).isEqualTo("b");
    }

    @Test void severalTargetsAreSaidStepByStep() {
        assertThat(target(Windows.of(2).horizon(2).targets("b", "a").of(TWO), 0)).containsExactly(40, 4, 80, 8);
    }

    @Test void anAnchorIsTheLastValueLookedAt() {
        Dataset samples = Windows.of(2).targets("b").anchored(true).of(TWO);

        assertThat(input(samples, 2)).containsExactly(4, -40, 8, 0);
        assertThat(target(samples, 2)).containsExactly(80);
    }

    @Test void aSeriesShorterThanAWindowIsRefused() {
        assertThat(Windows.of(9).of(TEN).size()).isEqualTo(1);
        assertThatThrownBy(() -> Windows.of(10).of(TEN)).isInstanceOf(DataException.class)
                .hasMessage("Windows: expected a series of at least 11 steps, for a look-back of 10 and a horizon of 1, but got 10. Look back less, or take a longer series");
        assertThatThrownBy(() -> Windows.of(0)).hasMessage("Windows: expected look-back, horizon and stride ≥ 1, but got 0, 1 and 1");
        assertThatThrownBy(() -> Windows.of(1).targets("y").of(TEN)).isInstanceOf(DataException.class).hasMessageContaining("'y'");
    }

    private static float[] input(Dataset data, int row) {
        float[] values = new float[data.schema().input().size()];
        data.readInput(0, row, values, 0);
        return values;
    }

    private static float[] target(Dataset data, int row) {
        float[] values = new float[data.schema().target().shape().size()];
        data.readTarget(row, values, 0);
        return values;
    }

    /// What is said is twice what is known of that step: nothing but that tells it.
    @Test void aWindowSeesWhatIsKnownOfTheStepsThatItSays() {
        dev.lanewise.core.RandomStream random = dev.lanewise.core.Seed.of(3).stream();
        double[] known = new double[203], y = new double[200];
        for (int i = 0; i < known.length; i++) known[i] = random.gaussian();
        for (int i = 0; i < y.length; i++) y[i] = 2 * known[i];
        TimeSeries series = TimeSeries.of("y", y).knownAhead("x", 3, known);
        Windows windows = Windows.of(3).horizon(3).targets("y");

        double[] said = LinearAR.fit(windows, series).predict(series, new int[] {50, 200}, 3).toArray();

        assertThat(series.names()).containsExactly("y", "x, 3 ahead");
        for (int step = 0; step < 3; step++) {
            assertThat(said[step]).isCloseTo(2 * known[50 + step], org.assertj.core.api.Assertions.within(1e-6));
            assertThat(said[3 + step]).as("beyond the end").isCloseTo(2 * known[200 + step], org.assertj.core.api.Assertions.within(1e-6));
        }
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> TimeSeries.of("y", y).knownAhead("x", 4, known)).isInstanceOf(dev.lanewise.core.DataException.class)
                .hasMessage("TimeSeries: expected 204 values of 'x', which is to be known 4 steps beyond the 200 of the series, but got 203");
    }
}
