package dev.lanewise.nn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.linalg.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearRegressionTest {

    private final Outside outside = new Outside("linear.properties");

    @ParameterizedTest @CsvSource({"ridge0, 0, true", "ridge1, 1, true", "ridge1000, 1000, true", "ridge-through-zero, 1, false"})
    void agreesWithScikitLearn(String key, double alpha, boolean intercept) {
        Dataset data = Outside.diabetes();
        LinearModel model = new LinearRegression(alpha, intercept).fit(data);

        assertThat(model.coefficients().toArray()).containsExactly(outside.numbers(key + ".coefficients"), within(1e-8));
        assertThat(model.intercepts()[0]).isEqualTo(outside.number(key + ".intercept"), within(1e-6));
        assertThat(model.evaluate(data).figure("r2")).isEqualTo(outside.number(key + ".r2"), within(1e-10));
    }

    @Test void ofManyBestWeightsTheSmallestAreTaken() {
        Dataset wide = Outside.numbered(Matrix.of(5, 8, outside.numbers("wide.x")), Arrays.stream(outside.numbers("wide.y")).map(y -> (float) y).toArray());

        assertThat(LinearRegression.standard().fit(wide).coefficients().toArray()).containsExactly(outside.numbers("wide.least-norm"), within(1e-6));
        assertThat(LinearRegression.ridge(0.5).fit(wide).coefficients().toArray()).containsExactly(outside.numbers("wide.ridge"), within(1e-6));
    }

    @Test void predictionsAreNamedLikeTheTarget() {
        Dataset data = Outside.numbered(Matrix.of(3, 1, 0, 1, 2), 1, 3, 5);

        assertThat(LinearRegression.standard().fit(data).predict(data).column("y")).containsExactly(new double[] {1, 3, 5}, within(1e-12));
        assertThat(LinearRegression.standard().fit(data)).hasToString("LinearRegression: 1 feature, 1 output");
    }

    @Test void classesAreRefused() {
        assertThatThrownBy(() -> LinearRegression.standard().fit(LogicGates.and())).isInstanceOf(DataException.class).hasMessageContaining("expected numbers to predict, but the data has classes");
        assertThatThrownBy(() -> LinearRegression.ridge(-1)).hasMessage("LinearRegression: expected a finite alpha ≥ 0, but got -1.0");
    }
}
