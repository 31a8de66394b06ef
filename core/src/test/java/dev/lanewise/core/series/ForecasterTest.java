package dev.lanewise.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.loss.Quantile;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.ModelFile;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.linalg.Matrix;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecasterTest {

    private static final TimeSeries WAVE = wave(240);

    /// A season of 12 on a line, times ten.
    private static TimeSeries wave(int n) { return TimeSeries.of("x", IntStream.range(0, n).mapToDouble(i -> 1000 + 2 * i + 50 * Math.sin(Math.PI * i / 6)).toArray()); }

    /// A linear network over windows, of `lookBack · variables` numbers.
    private static Estimator linear(int in, int out, Loss loss) {
        return Trainer.of(Adam.of(0.01), loss).epochs(60).batchSize(16).on(Sequential.of(Input.of(in, 1), Reshape.of(in), Projection.of(out)));
    }

    private static Estimator linear(int in, int out) { return linear(in, out, Loss.meanSquaredError()); }

    @Test void forecastsAreInTheUnitsOfTheSeriesAndAtTheTimesToCome() {
        ForecastModel model = Forecaster.of(linear(12, 6), Windows.of(12).horizon(6).anchored(true)).season(12).fit(WAVE.slice(0, 200));

        Forecast forecast = model.forecast(WAVE.slice(0, 200), 6);

        assertThat(forecast.expected().timeline().label(0)).isEqualTo("200");
        assertThat(forecast.expected().values("x")).containsExactly(WAVE.slice(200, 206).values("x"), within(12.0));
        assertThat(forecast.bounds()).isEmpty();
        assertThat(forecast.table().names()).containsExactly("time", "x");
    }

    @Test void aReportHasTheBaselinesBesideTheModel() {
        ForecastModel model = Forecaster.of(linear(12, 6), Windows.of(12).horizon(6).anchored(true)).season(12).fit(WAVE.slice(0, 200));

        SeriesReport report = model.report(WAVE, 200);

        assertThat(report.scores()).extracting(SeriesScore::name).containsExactly("network", "persistence", "seasonal naive, 12", "linear AR, 12");
        assertThat(report.origins()).isEqualTo(35);
        assertThat(report.baselines().get(1).rmse()).isEqualTo(24, within(1e-9));                       // twelve steps of 2 each
        assertThat(report.baselines().get(2).rmse()).isLessThan(1e-6);
        assertThat(report.verdict()).startsWith("network does NOT beat linear AR, 12 (");
        assertThat(report.toString()).contains("over 35 forecasts of 6 steps", "persistence", "seasonal naive, 12");
    }

    @Test void scalesAreLearnedFromWhatIsLearnedFromAndUndone() {
        TimeSeries two = new TimeSeries(Timeline.numbered(), List.of("a", "b"), Matrix.of(new double[][] {{1, 5}, {10, 5}, {100, 5}}));

        for (SeriesScaling kind : SeriesScaling.values()) {
            SeriesScale scale = SeriesScale.learn(kind, two);
            Matrix scaled = scale.apply(two).values();
            assertThat(scale.undo(scaled, new int[] {0, 1}).toArray()).as(kind.toString()).containsExactly(two.values().toArray(), within(1e-12));
            if (kind != SeriesScaling.NONE) assertThat(scaled.column(1).toArray()).as(kind.toString()).containsExactly(0, 0, 0);
        }
        assertThat(SeriesScale.learn(SeriesScaling.MIN_MAX, two).apply(two).values().column(0).toArray()).containsExactly(0, 1 / 11.0, 1);
        assertThat(SeriesScale.learn(SeriesScaling.LOG, two).apply(two).values().get(1, 0)).isEqualTo(0, within(1e-12));
        assertThatThrownBy(() -> SeriesScale.learn(SeriesScaling.LOG, TimeSeries.of("x", 1, 0))).isInstanceOf(DataException.class)
                .hasMessage("Forecaster: expected positive numbers to take logarithms of, but 'x' has 0.0. Take another scaling");
    }

    @Test void moreStepsThanTheHorizonAreSaidFromItsOwnForecast() {
        ForecastModel model = Forecaster.of(linear(3, 2), Windows.of(3).horizon(2)).fit(WAVE);
        double[] four = model.forecast(WAVE, 4).expected().values("x"), two = model.forecast(WAVE, 2).expected().values("x");

        double[] longer = java.util.Arrays.copyOf(WAVE.values("x"), 242);
        System.arraycopy(two, 0, longer, 240, 2);

        assertThat(four).startsWith(two);
        assertThat(model.forecast(TimeSeries.of("x", longer), 2).expected().values("x")).containsExactly(new double[] {four[2], four[3]}, within(1e-6));
    }

    @Test void anEnsembleSaysHowSureItIs() {
        ForecastModel model = Forecaster.of(linear(12, 1), Windows.of(12)).ensemble(3, 0.9).fit(noisy(400));
        Forecast forecast = model.forecast(noisy(400), 3);

        assertThat(model.name()).isEqualTo("3 × network");
        assertThat(forecast.table().names()).containsExactly("time", "x", "x lower", "x upper");
        for (int i = 0; i < 3; i++) {
            double middle = forecast.expected().values("x")[i], upper = forecast.bounds().orElseThrow().upper().values("x")[i];
            assertThat(upper).isGreaterThan(middle);
            assertThat(forecast.bounds().orElseThrow().lower().values("x")[i]).isEqualTo(2 * middle - upper, within(1e-9));
        }
        assertThat(model.coverage(noisy(800), 400)).isBetween(0.85, 0.95);
        assertThatThrownBy(() -> Forecaster.of(linear(12, 1), Windows.of(12)).fit(WAVE).coverage(WAVE, 20)).isInstanceOf(DataException.class);
    }

    @Test void quantilesHoldTheShareThatTheyShould() {
        Interval quantiles = new Interval.Quantiles(0.8, List.of(linear(2, 1, Quantile.of(0.1)), linear(2, 1, Quantile.of(0.9))));
        ForecastModel model = Forecaster.of(linear(2, 1, Quantile.of(0.5)), Windows.of(2)).interval(quantiles).fit(noisy(400));

        assertThat(model.coverage(noisy(800), 400)).isBetween(0.73, 0.87);
        assertThatThrownBy(() -> model.forecast(noisy(400), 2)).isInstanceOf(DataException.class).hasMessage("Forecast: expected at most 1 steps, the horizon of the quantiles, but got 2. An ensemble has bounds for more");
    }

    /// Normal numbers: the first 400 of 800 are those of 400.
    private static TimeSeries noisy(int n) {
        var stream = dev.lanewise.core.Seed.of(5).stream();
        return TimeSeries.of("x", IntStream.range(0, n).mapToDouble(_ -> stream.gaussian()).toArray());
    }

    @Test void theNormalQuantilesAreThoseOfTheTables() {
        assertThat(NormalQuantile.around(0.95)).isEqualTo(1.959963984540054, within(1e-12));            // scipy.stats.norm.ppf(0.975)
        assertThat(NormalQuantile.around(0.5)).isEqualTo(0.6744897501960817, within(1e-12));
        assertThat(NormalQuantile.around(0.9999)).isEqualTo(3.8905918864131203, within(1e-10));
    }

    @Test void aSavedModelSaysTheSame(@TempDir Path folder) {
        ForecastModel model = Forecaster.of(linear(4, 2), Windows.of(4).horizon(2).anchored(true)).scaling(SeriesScaling.LOG).ensemble(2, 0.8).season(12).fit(WAVE);
        Path file = folder.resolve("wave.safetensors");
        model.save(file);

        ForecastModel loaded = (ForecastModel) ModelRegistry.load().read(file);

        assertThat(loaded.forecast(WAVE, 5).table().texts("x upper")).isEqualTo(model.forecast(WAVE, 5).table().texts("x upper"));
        assertThat(loaded.report(WAVE, 200)).isEqualTo(model.report(WAVE, 200));
        assertThat(loaded.content().description()).isEqualTo(ModelFile.read(file).description());
    }

    @Test void walkingForwardLearnsAnewAndAddsUp() {
        Forecaster forecaster = Forecaster.of(linear(4, 2), Windows.of(4).horizon(2)).season(12);

        SeriesReport both = WalkForward.of(2, 20).judge(forecaster, WAVE, Run.standard());
        SeriesReport first = forecaster.fit(WAVE.slice(0, 200)).report(WAVE.slice(0, 220), 200), second = forecaster.fit(WAVE.slice(0, 220)).report(WAVE, 220);

        assertThat(both).isEqualTo(first.plus(second));
        assertThat(both.origins()).isEqualTo(38);
        assertThat(WalkForward.of(2, 20).sliding(50).judge(forecaster, WAVE, Run.standard())).isNotEqualTo(both);
        assertThatThrownBy(() -> WalkForward.of(12, 20).judge(forecaster, WAVE, Run.standard())).isInstanceOf(DataException.class)
                .hasMessage("WalkForward: expected more than 240 steps for 12 parts of 20, but got 240");
    }

    @Test void whatDoesNotFitIsRefused() {
        ForecastModel model = Forecaster.of(linear(4, 1), Windows.of(4)).fit(WAVE);

        assertThatThrownBy(() -> model.forecast(TimeSeries.of("y", 1, 2, 3, 4), 1)).isInstanceOf(DataException.class)
                .hasMessage("Forecast: expected a series of [x], which the model was trained on, but got [y]");
        assertThatThrownBy(() -> model.forecast(TimeSeries.of("x", 1, 2, 3), 1)).isInstanceOf(DataException.class)
                .hasMessage("network: expected an origin with at least 4 steps before it in a series of 3 steps, but got 3");
        assertThatThrownBy(() -> model.report(WAVE, 240)).isInstanceOf(DataException.class).hasMessage("SeriesReport: expected at least 1 steps to judge by from step 240 on, but the series has 240");
        assertThatThrownBy(() -> Forecaster.of(linear(4, 1), Windows.of(4)).fit(TimeSeries.of("x", 1, 2, 3, 4))).isInstanceOf(DataException.class).hasMessageStartingWith("Windows: expected a series of at least 5 steps");
    }

    @Test void rowsOfATableAreASeriesToo() {
        Dataset rows = dev.lanewise.core.data.TableDataset.of(WAVE.table().drop("time"), "");
        Options options = Options.none().with("of", Options.none().with("model", "network").with("epochs", 2).with("network", dev.lanewise.core.spi.LayerRegistry.load()
                .describe(Sequential.of(Input.of(3, 1), Reshape.of(3), Projection.of(1))))).with("look-back", 3);

        ForecastModel model = (ForecastModel) ModelRegistry.load().create("forecast", options).fit(rows, Run.standard());

        assertThat(model.predict(rows).column("x")).hasSize(240).startsWith(Double.NaN, Double.NaN, Double.NaN).doesNotContain(Double.NaN, org.assertj.core.data.Index.atIndex(3));
        assertThat(model.evaluate(rows).figures()).containsKeys("rmse", "mae", "rmse of persistence", "rmse of linear AR, 3");
    }
}
