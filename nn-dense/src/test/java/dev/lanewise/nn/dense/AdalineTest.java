package dev.lanewise.nn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.linalg.ConvergenceException;
import dev.lanewise.linalg.Matrix;
import org.junit.jupiter.api.Test;

class AdalineTest {

    /// By hand: z = 0 for all, so the first batch adds 0.1 · mean of y · (x, 1).
    @Test void oneBatchIsOneStepOfTheGradient() {
        AdalineModel model = Adaline.standard().batch(true).rate(0.1).epochs(1).fit(LogicGates.and());

        assertThat(model.coefficients().toArray()).containsExactly(new double[] {0, 0}, within(1e-15));
        assertThat(model.intercepts()).containsExactly(new double[] {-0.05}, within(1e-15));
        assertThat(model.losses()).containsExactly(0.5);
    }

    /// By hand: (0,0) → b −0.1; (0,1): z −0.1, error −0.9 → w₂ −0.09, b −0.19; (1,0): z −0.19, error −0.81; (1,1): …
    @Test void oneEpochSampleBySample() {
        AdalineModel model = Adaline.standard().rate(0.1).epochs(1).shuffled(false).fit(LogicGates.and());
        double w1 = -0.081, w2 = -0.09, b = -0.271, error = 1 - (w1 + w2 + b);

        assertThat(model.coefficients().toArray()).containsExactly(new double[] {w1 + 0.1 * error, w2 + 0.1 * error}, within(1e-15));
        assertThat(model.intercepts()).containsExactly(new double[] {b + 0.1 * error}, within(1e-15));
    }

    @Test void aLongBatchRunEndsInTheLeastSquares() {
        Dataset gate = LogicGates.or(), numbers = Outside.numbered(gate.matrix(), -1, 1, 1, 1);
        LinearModel best = LinearRegression.standard().fit(numbers);

        AdalineModel model = Adaline.standard().batch(true).rate(0.5).epochs(2000).fit(gate);

        assertThat(model.coefficients().toArray()).containsExactly(best.coefficients().toArray(), within(1e-10));
        assertThat(model.intercepts()).containsExactly(best.intercepts(), within(1e-10));
        assertThat(model.evaluate(gate).figure("accuracy")).isEqualTo(1);
    }

    @Test void severalClassesHaveAUnitEach() {
        Dataset iris = new Outside("linear.properties").data("iris");

        assertThat(Adaline.standard().rate(0.005).epochs(100).fit(iris).evaluate(iris).figure("accuracy")).isGreaterThan(0.7);
        assertThat(Adaline.standard().fit(iris, Run.standard().threads(1)).coefficients()).isEqualTo(Adaline.standard().fit(iris, Run.standard().threads(2)).coefficients());
    }

    @Test void tooLargeARateIsToldInASentence() {
        Dataset data = Outside.labelled(Matrix.of(2, 1, 1000, -1000), java.util.List.of("a", "b"));

        assertThatThrownBy(() -> Adaline.standard().rate(1).epochs(200).fit(data)).isInstanceOf(ConvergenceException.class).hasMessageContaining("expected a finite loss, but epoch ").hasMessageEndingWith("Lower the rate, or scale the features");
        assertThatThrownBy(() -> Adaline.standard().rate(Double.NaN)).hasMessage("Adaline: expected a finite rate above 0, but got NaN");
    }
}
