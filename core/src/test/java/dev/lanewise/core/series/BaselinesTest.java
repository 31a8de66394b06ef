package dev.lanewise.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.linalg.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {

    private static final TimeSeries TEN = TimeSeries.of("x", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    @Test void persistenceSaysTheLastValue() {
        assertThat(SeriesPredictor.persistence().predict(TEN, new int[] {1, 10}, 3).toArray()).containsExactly(0, 0, 0, 9, 9, 9);
    }

    @Test void theSeasonalNaiveSaysTheSeasonBeforeAgainAndAgain() {
        assertThat(SeriesPredictor.seasonalNaive(4).predict(TEN, new int[] {10}, 6).toArray()).containsExactly(6, 7, 8, 9, 6, 7);
    }

    @Test void nobodyLooksAheadOfAnOrigin() {
        TimeSeries other = TimeSeries.of("x", 0, 1, 2, 3, 4, 5, 6, -1, 1000, 50);
        LinearAR linear = LinearAR.fit(Windows.of(2), TEN);

        for (SeriesPredictor predictor : List.of(SeriesPredictor.persistence(), SeriesPredictor.seasonalNaive(3), linear)) {
            assertThat(predictor.predict(other, new int[] {7}, 3)).as(predictor.name()).isEqualTo(predictor.predict(TEN, new int[] {7}, 3));
        }
    }

    @Test void anAutoregressionFindsTheRecurrenceThatMadeTheSeries() {
        double[] x = new double[40];
        x[0] = 1;
        x[1] = -2;
        for (int i = 2; i < x.length; i++) x[i] = 0.5 + 1.2 * x[i - 1] - 0.7 * x[i - 2];
        TimeSeries series = TimeSeries.of("x", x);

        LinearAR fitted = LinearAR.fit(Windows.of(2), series.slice(0, 20));

        assertThat(fitted.coefficients().toArray()).containsExactly(new double[] {0.5, -0.7, 1.2}, within(1e-10));
        assertThat(fitted.predict(series, new int[] {20}, 20).toArray()).containsExactly(java.util.Arrays.copyOfRange(x, 20, 40), within(1e-9));         // 20 steps from its own forecast
    }

    @Test void directAndRecursiveForecastsOfALinearSeriesAgree() {
        TimeSeries series = new TimeSeries(Timeline.numbered(), List.of("a", "b"), spiral(60));

        double[] direct = LinearAR.fit(Windows.of(1).horizon(6), series).predict(series, new int[] {30, 60}, 6).toArray();
        double[] recursive = LinearAR.fit(Windows.of(1), series).predict(series, new int[] {30, 60}, 6).toArray();
        double[] anchored = LinearAR.fit(Windows.of(2).horizon(4).anchored(true), series).predict(series, new int[] {30, 60}, 6).toArray();

        assertThat(direct).containsExactly(recursive, within(1e-9));
        assertThat(anchored).containsExactly(recursive, within(1e-6));
    }

    private static Matrix spiral(int n) {
        double[] values = new double[2 * n];
        values[0] = 1;
        for (int i = 2; i < values.length; i += 2) {
            values[i] = 0.9 * values[i - 2] - 0.4 * values[i - 1] + 0.1;
            values[i + 1] = 0.4 * values[i - 2] + 0.9 * values[i - 1];
        }
        return Matrix.of(n, 2, values);
    }

    @Test void theNumbersOnTheTextsSeriesAreThoseThatWereMeasuredInPython() {
        assertThat(rmse(SeriesPredictor.persistence(), 1)).isEqualTo(0.0302, within(5e-5));
        assertThat(rmse(linear(1), 1)).isEqualTo(0.0301, within(5e-5));
        assertThat(rmse(linear(10), 10)).isEqualTo(0.0251, within(5e-5));
        assertThat(rmse(linear(20), 20)).isEqualTo(0.0242, within(5e-5));
        assertThat(linear(20)).hasToString("linear AR, 20: 21 parameters");
    }

    private static LinearAR linear(int lookBack) { return LinearAR.fit(Windows.of(lookBack), SineMix.series().split(0.67).before()); }

    /// One step ahead over the later part alone.
    private static double rmse(SeriesPredictor predictor, int lookBack) {
        TimeSeries after = SineMix.series().split(0.67).after();
        int[] origins = Windows.of(lookBack).dropLast(true).origins(after.length());
        double[] said = predictor.predict(after, origins, 1).toArray();
        double squares = 0;
        for (int i = 0; i < origins.length; i++) squares += Math.pow(said[i] - after.values().get(origins[i], 0), 2);
        return Math.sqrt(squares / origins.length);
    }

    @Test void tooLittleBeforeAnOriginIsRefused() {
        assertThatThrownBy(() -> SeriesPredictor.seasonalNaive(12).predict(TEN, new int[] {10}, 1)).isInstanceOf(DataException.class)
                .hasMessage("seasonal naive, 12: expected an origin with at least 12 steps before it in a series of 10 steps, but got 10");
        assertThatThrownBy(() -> SeriesPredictor.persistence().predict(TEN, new int[] {11}, 1)).hasMessageContaining("but got 11");
    }

    @Test void exogenousVariablesEndAtTheHorizon() {
        TimeSeries series = new TimeSeries(Timeline.numbered(), List.of("a", "b"), spiral(20));
        LinearAR linear = LinearAR.fit(Windows.of(1).horizon(2).targets("a"), series);

        assertThat(linear.predict(series, new int[] {20}, 2).columns()).isEqualTo(2);
        assertThatThrownBy(() -> linear.predict(series, new int[] {20}, 3)).isInstanceOf(DataException.class).hasMessage("linear AR, 1: expected at most 2 steps, the horizon it was trained for, but got 3."
                + " To go on from its own forecast it would have to say all the variables that it looks at: [a, b]");
    }
}
