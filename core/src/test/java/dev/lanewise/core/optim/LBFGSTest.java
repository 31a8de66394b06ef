package dev.lanewise.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// L-BFGS against functions whose minimum is known or found by Newton's method.
class LBFGSTest {

    /// `Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²`, least at (1, …, 1).
    private static double rosenbrock(double[] x, double[] gradient) {
        Arrays.fill(gradient, 0);
        double value = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double valley = x[i + 1] - x[i] * x[i], away = 1 - x[i];
            value += 100 * valley * valley + away * away;
            gradient[i] += -400 * x[i] * valley - 2 * away;
            gradient[i + 1] += 200 * valley;
        }
        return value;
    }

    @ParameterizedTest @ValueSource(ints = {2, 3, 10, 101})
    void rosenbrocksValleyIsFollowedToItsEnd(int n) {
        double[] start = new double[n], ones = new double[n];
        Arrays.fill(ones, 1);
        for (int i = 0; i < n; i++) start[i] = i % 2 == 0 ? -1.2 : 1;

        LBFGS.Minimum minimum = LBFGS.of().minimize(LBFGSTest::rosenbrock, start, 1e-9, 1000);

        assertThat(minimum.converged()).as(minimum.toString()).isTrue();
        if (n < 4) assertThat(minimum.x()).containsExactly(ones, within(1e-8));       // longer ones have a second minimum
        assertThat(minimum.gradientNorm()).isLessThan(1e-9);
        assertThat(start[0]).as("the start is not written to").isEqualTo(-1.2);
    }

    /// Labels by a noisy line in three dimensions; the penalty makes the minimum unique.
    private static double logistic(double[] w, double[] gradient) {
        double value = 0;
        for (int j = 0; j < w.length; j++) {
            value += 0.05 * w[j] * w[j];
            gradient[j] = 0.1 * w[j];
        }
        for (int i = 0; i < 200; i++) {
            double[] x = {1, Math.sin(i * 1.7) * 3, Math.cos(i * 2.3)};
            double label = x[1] - 0.5 * x[2] + Math.sin(i * 31.0) > 0.2 ? 1 : -1, score = 0;
            for (int j = 0; j < 3; j++) score += w[j] * x[j];
            value += Math.log1p(Math.exp(-label * score));
            for (int j = 0; j < 3; j++) gradient[j] -= label * x[j] / (1 + Math.exp(label * score));
        }
        return value;
    }

    @Test void aLogisticRegressionEndsWhereNewtonsMethodDoes() {
        LBFGS.Minimum minimum = LBFGS.of().minimize(LBFGSTest::logistic, new double[3], 1e-9, 100);

        double[] newton = newton(new double[3]);
        assertThat(minimum.converged()).as(minimum.toString()).isTrue();
        assertThat(minimum.x()).containsExactly(newton, within(1e-8));
        assertThat(minimum.iterations()).isLessThan(30);
    }

    /// With a Hessian of differences of the gradient, which need not be exact for the fixed point to be.
    private static double[] newton(double[] start) {
        double[] x = start;
        for (int round = 0; round < 50; round++) {
            double[] g = new double[3], moved = new double[3];
            logistic(x, g);
            double[] hessian = new double[9];
            for (int j = 0; j < 3; j++) {
                double[] beside = x.clone();
                beside[j] += 1e-6;
                logistic(beside, moved);
                for (int i = 0; i < 3; i++) hessian[i * 3 + j] = (moved[i] - g[i]) / 1e-6;
            }
            double[] step = dev.lanewise.linalg.LU.of(dev.lanewise.linalg.Matrix.of(3, 3, hessian)).solve(dev.lanewise.linalg.Matrix.of(3, 1, g)).toArray();
            for (int j = 0; j < 3; j++) x[j] -= step[j];
        }
        return x;
    }

    /// The weights are float32, so 1e-6 is what can be asked of them.
    @Test void asAnOptimizerItTakesAnObjective() {
        Weight one = Weight.zeros("0.bias", Shape.of(1)), two = Weight.zeros("0.weight", Shape.of(2));
        double[] gradient = new double[3];
        Optimizer.Objective objective = new Optimizer.Objective() {
            @Override public double evaluate() { return logistic(new double[] {one.values()[0], two.values()[0], two.values()[1]}, gradient); }

            @Override public Optimizer.Gradients gradients() {
                return weight -> weight == one ? new float[] {(float) gradient[0]} : new float[] {(float) gradient[1], (float) gradient[2]};
            }
        };
        Optimizer.Session session = LBFGS.of().start(List.of(one, two), Backend.of(1));
        double first = session.step(objective, 1), last = first;
        for (int step = 0; step < 25; step++) last = session.step(objective, 1);

        double[] newton = newton(new double[3]);
        assertThat(first).isCloseTo(200 * Math.log(2), within(1e-9));
        assertThat(last).isLessThan(first / 2);
        assertThat(new double[] {one.values()[0], two.values()[0], two.values()[1]}).containsExactly(newton, within(2e-6));
    }

    @Test void aPlaceWithoutSlopeIsTheEnd() {
        LBFGS.Minimum minimum = LBFGS.of().minimize((x, g) -> g[0] = 0, new double[] {3}, 0, 10);

        assertThat(minimum.iterations()).isZero();
        assertThat(minimum.x()).containsExactly(3);
        assertThat(LBFGS.of().minimize((x, g) -> 0, new double[0], 0, 10).converged()).isTrue();
    }

    /// Infinite beyond 1, with its minimum close to the wall.
    @Test void aWallIsNotSteppedInto() {
        LBFGS.Minimum minimum = LBFGS.of().minimize((x, g) -> {
            g[0] = -10 + 0.001 / (1 - x[0]);
            return x[0] < 1 ? -10 * x[0] - 0.001 * Math.log(1 - x[0]) : Double.POSITIVE_INFINITY;
        }, new double[] {-3}, 1e-7, 100);

        assertThat(minimum.x()[0]).isCloseTo(0.9999, within(1e-9));
    }

    @Test void aFunctionWithoutABottomStops() {
        LBFGS.Minimum minimum = LBFGS.of().minimize((x, g) -> {
            g[0] = -1;
            return -x[0];
        }, new double[] {0}, 1e-9, 5);

        assertThat(minimum.converged()).isFalse();
    }

    @Test void whatItCannotWorkWithIsRefused() {
        assertThatThrownBy(() -> LBFGS.of().start(List.of(), Backend.of(1)).step((Optimizer.Gradients) _ -> new float[0], 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("LBFGS: expected an objective to evaluate along a line, but got the gradients of one point.");
        assertThatThrownBy(() -> LBFGS.of().minimize((x, g) -> Double.NaN, new double[1], 0, 1))
                .hasMessage("LBFGS: expected a finite value and gradient at the start, but got NaN and 0.0");
        assertThatThrownBy(() -> LBFGS.of().history(0)).hasMessage("LBFGS: expected a history ≥ 1, but got 0");
    }
}
