package dev.lanewise.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Missing;
import dev.lanewise.core.data.RowSource;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.data.TableDataset;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Transform;
import dev.lanewise.core.prepare.Imputer.Strategy;
import dev.lanewise.core.prepare.RowNormalizer.Norm;
import dev.lanewise.linalg.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalersTest {

    private static final int COLUMNS = 6;

    private final Properties outside = outside();

    // ---- numbers at the end of the scale

    @ParameterizedTest @CsvSource({"standard, 1e300", "standard, 1e308", "min-max, 1e308"})
    void columnsWhoseSpreadIsNoNumberAreRefused(String name, double large) {
        assertThatThrownBy(() -> scaler(name).fit(wide(large))).isInstanceOf(DataException.class).hasMessageContaining("expected columns whose centre and spread are finite").hasMessageContaining("column 1");
    }

    @ParameterizedTest @CsvSource({"standard, 1e150", "min-max, 1e300", "robust, 1e300", "max-abs, 1e308"})
    void largeColumnsAreScaledAsSmallOnesAre(String name, double large) {
        double[] expected = ((Transform) scaler(name).fit(wide(1))).transform(wide(1).matrix()).toArray(), actual = ((Transform) scaler(name).fit(wide(large))).transform(wide(large).matrix()).toArray();

        assertThat(actual).containsExactly(expected, within(1e-12));
    }

    @Test void whatBendsOrRanksBearsTheLargestNumbers() {
        for (Estimator scaler : new Estimator[] {RobustScaler.standard(), PowerScaler.standard()}) {
            assertThat(Arrays.stream(((Transform) scaler.fit(wide(1e308))).transform(wide(1e308).matrix()).toArray()).allMatch(Double::isFinite)).as(scaler.toString()).isTrue();
        }
    }

    private static Dataset wide(double large) { return TableDataset.of(Table.of(Matrix.of(4, 2, 1, -large, 2, large, 3, large / 2, 4, -large / 4), "a", "b"), ""); }

    // ---- the outside world

    @ParameterizedTest @ValueSource(strings = {"standard", "mean-only", "deviation-only", "min-max", "min-max-range", "max-abs", "robust", "robust-wide"})
    void agreesWithScikitLearn(String name) {
        for (String set : new String[] {"x", "gaps"}) {
            Dataset data = data(numbers(set));
            Transform fitted = (Transform) scaler(name).fit(data);

            double[] expected = numbers(name + "." + set), actual = fitted.transform(data.matrix()).toArray();
            for (int i = 0; i < expected.length; i++) {
                if (Double.isNaN(expected[i])) assertThat(actual[i]).isNaN();
                else assertThat(actual[i]).as(set + ", " + i).isEqualTo(expected[i], within(1e-9 * Math.max(1, Math.abs(expected[i]))));
            }
            assertThat(fitted.prepare(data).schema()).isEqualTo(data.schema());
        }
    }

    private static Estimator scaler(String name) {
        return switch (name) {
            case "standard" -> StandardScaler.standard();
            case "mean-only" -> StandardScaler.standard().deviation(false);
            case "deviation-only" -> StandardScaler.standard().mean(false);
            case "min-max" -> MinMaxScaler.standard();
            case "min-max-range" -> MinMaxScaler.of(-2, 3);
            case "max-abs" -> MaxAbsScaler.standard();
            case "robust" -> RobustScaler.standard();
            default -> new RobustScaler(5, 90);
        };
    }

    @ParameterizedTest @ValueSource(strings = {"standard", "min-max", "min-max-range", "max-abs", "robust"})
    void theWayBackIsExactToRounding(String name) {
        Dataset data = data(numbers("gaps"));
        ScalerModel fitted = (ScalerModel) scaler(name).fit(data);
        double[] there = data.matrix().toArray(), back = fitted.inverseTransform(fitted.transform(data.matrix())).toArray();

        for (int i = 0; i < there.length; i++) {
            double reach = Math.abs(there[i]) + Math.abs(fitted.shift()[i % COLUMNS]) + Math.abs(fitted.scale()[i % COLUMNS]);
            if (Double.isNaN(there[i])) assertThat(back[i]).isNaN();
            else assertThat(back[i]).isEqualTo(there[i], within(4 * Math.ulp(reach)));
        }
    }

    @ParameterizedTest @EnumSource(Norm.class)
    void normalizersAgree(Norm norm) {
        Dataset data = data(numbers("x"));

        assertThat(new RowNormalizer(norm).fit(data).transform(data.matrix()).toArray())
                .containsExactly(numbers("normalizer-" + norm.name().toLowerCase(Locale.ROOT) + ".x"), within(1e-12));
        assertThat(new RowNormalizer(norm).fit(data(new double[COLUMNS])).transform(Matrix.zeros(1, COLUMNS)).toArray()).containsOnly(0);
    }

    @ParameterizedTest @EnumSource(Strategy.class)
    void imputersAgree(Strategy strategy) {
        Dataset data = data(numbers("gaps"));
        ImputerModel fitted = new Imputer(strategy, -1, true).fit(data);

        assertThat(fitted.transform(data.matrix()).toArray()).containsExactly(numbers("imputer-" + strategy.name().toLowerCase(Locale.ROOT)), within(1e-9));
        assertThat(fitted.prepare(data).schema().features()).containsExactly("c0", "c1", "c2", "c3", "c4", "c5", "c0 missing", "c3 missing", "c4 missing");
        assertThat(new Imputer(strategy, -1, false).fit(data).prepare(data).schema()).isEqualTo(data.schema());
    }

    @Test void powersAgree() {
        Matrix x = Matrix.of(30, 4, numbers("skew"));
        Dataset data = TableDataset.of(Table.of(x, "a", "b", "c", "d"), "");
        PowerModel fitted = PowerScaler.standard().fit(data);

        assertThat(fitted.lambdas()).containsExactly(numbers("power.lambdas"), within(1e-6));
        assertThat(fitted.transform(x).toArray()).containsExactly(numbers("power"), within(1e-6));
        assertThat(new PowerScaler(false).fit(data).transform(x).toArray()).containsExactly(numbers("power-raw"), within(1e-5));
        assertThat(fitted.inverseTransform(fitted.transform(x)).toArray()).containsExactly(x.toArray(), within(1e-12));
        assertThat(PowerScaler.standard().fit(data(1, 2, 3, 4, 5, 6)).transform(Matrix.of(1, 6, 1, 2, 3, 4, 5, 6)).toArray()).as("constant").containsOnly(0);
        for (double lambda : new double[] {-1.5, 0, 0.5, 1, 2, 3}) {
            for (double value : new double[] {-4, -1e-9, 0, 1e-9, 5}) assertThat(YeoJohnson.straighten(YeoJohnson.bend(value, lambda), lambda)).isEqualTo(value, within(1e-12));
        }
    }

    // ---- in small and in large

    @Test void aSourceIsReadBlockByBlock() {
        double[] many = Matrix.gaussian(3000, COLUMNS, 1).toArray();
        Dataset data = data(many);

        assertThat(StandardScaler.standard().fit(RowSource.of(data), Run.standard()).scale()).containsExactly(StandardScaler.standard().fit(data).scale());
        assertThat(MinMaxScaler.standard().fit(RowSource.of(data), Run.standard()).shift()).containsExactly(MinMaxScaler.standard().fit(data).shift());
    }

    @Test void preparedSamplesKeepTheirTargets() {
        Dataset data = TableDataset.of(Table.empty().with("x", new double[] {1, 2, 3}).with("kind", java.util.List.of("a", "b", "a")), "kind");
        Dataset prepared = StandardScaler.standard().fit(data).prepare(data);
        float[] target = new float[1];
        prepared.readTarget(1, target, 0);

        assertThat(target[0]).isEqualTo(1);
        assertThat(prepared.schema()).isEqualTo(data.schema());
        assertThat(prepared.fingerprint()).isNotEqualTo(data.fingerprint());
        assertThat(prepared.matrix().toArray()).containsExactly(new double[] {-Math.sqrt(1.5), 0, Math.sqrt(1.5)}, within(1e-15));
    }

    @Test void oneRowIsConstant() {
        Dataset one = data(1, 2, 3, 4, 5, 6);

        assertThat(StandardScaler.standard().fit(one).transform(one.matrix()).toArray()).containsOnly(0);
        assertThat(RobustScaler.standard().fit(one).transform(one.matrix()).toArray()).containsOnly(0);
        assertThat(MinMaxScaler.of(-1, 1).fit(one).transform(one.matrix()).toArray()).containsOnly(-1);
    }

    // ---- what does not fit

    @Test void whatCannotBeScaledIsRefusedInASentence() {
        double[] empty = {1, Double.NaN, 1, 1, 1, 1}, infinite = {1, Double.POSITIVE_INFINITY, 1, 1, 1, 1};

        for (String name : new String[] {"standard", "min-max", "max-abs", "robust"}) {
            assertThatThrownBy(() -> scaler(name).fit(data())).isInstanceOf(DataException.class).hasMessageEndingWith(": expected at least one sample, but the data has none");
            assertThatThrownBy(() -> scaler(name).fit(data(empty))).isInstanceOf(DataException.class).hasMessageEndingWith(": expected a number in every column, but column \"c1\" has none. Drop it");
            assertThatThrownBy(() -> scaler(name).fit(data(infinite))).isInstanceOf(DataException.class).hasMessageContaining(": expected finite numbers, but column 1 has Infinity");
            assertThatThrownBy(() -> ((Transform) scaler(name).fit(data(1, 2, 3, 4, 5, 6))).transform(Matrix.zeros(2, 3))).isInstanceOf(ShapeException.class).hasMessageContaining("expected [n, 6], but got [2, 3]");
        }
        assertThatThrownBy(() -> Imputer.of(Strategy.MEAN).fit(data(empty))).hasMessage("Imputer: expected a number in every column, but column \"c1\" has none. Drop it");
        assertThat(Imputer.constant(3).fit(data(empty)).transform(data(empty).matrix()).get(0, 1)).isEqualTo(3);
        assertThatThrownBy(() -> MinMaxScaler.of(1, 1)).hasMessage("MinMaxScaler: expected finite low < high, but got 1.0 and 1.0");
        assertThatThrownBy(() -> new RobustScaler(50, 20)).hasMessage("RobustScaler: expected 0 ≤ low < high ≤ 100, but got 50.0 and 20.0");
    }

    @Test void aStepThatTransformsNothingIsTold() {
        Estimator stubborn = (data, run) -> new PipelineModel(java.util.List.of(StandardScaler.standard().fit(data)), data.schema(), new dev.lanewise.core.model.Provenance(0, "", 0));

        assertThatThrownBy(() -> Pipeline.of(stubborn, StandardScaler.standard()).fit(data(numbers("x")))).isInstanceOf(DataException.class)
                .hasMessageStartingWith("Pipeline: expected a model that transforms samples as step 1, but got Pipeline(standard-scaler: 6 features)");
        assertThatThrownBy(Pipeline::of).hasMessage("Pipeline: expected at least one step, but got none");
    }

    @Test void aPipelineIsItsStepsOneAfterTheOther() {
        Dataset data = data(numbers("gaps"));
        PipelineModel model = Pipeline.of(Imputer.of(Strategy.MEDIAN), StandardScaler.standard(), MaxAbsScaler.standard()).fit(data);
        Dataset filled = Imputer.of(Strategy.MEDIAN).fit(data).prepare(data);
        Dataset scaled = StandardScaler.standard().fit(filled).prepare(filled);

        assertThat(model.predict(data).column("c0")).containsExactly(MaxAbsScaler.standard().fit(scaled).prepare(scaled).matrix().column(0).toArray());
        assertThat(model.prepare(data).matrix()).isEqualTo(scaled.matrix());
    }

    // ---- data

    private static Dataset data(double... values) {
        Matrix x = Matrix.of(values.length / COLUMNS, COLUMNS, values);
        return TableDataset.of(Table.of(x, IntStream.range(0, COLUMNS).mapToObj(j -> "c" + j).toArray(String[]::new)), "", Missing.KEEP);
    }

    private double[] numbers(String key) { return Arrays.stream(outside.getProperty(key).split(",")).mapToDouble(Double::parseDouble).toArray(); }

    private static Properties outside() {
        Properties properties = new Properties();
        try (InputStream in = ScalersTest.class.getResourceAsStream("prepare.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
