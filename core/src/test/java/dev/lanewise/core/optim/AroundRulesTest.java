package dev.lanewise.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Shape;
import dev.lanewise.core.Tolerance;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SVD;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is put around a rule: clipping, penalties, decay, accumulation, averages, groups.
class AroundRulesTest {

    private static final float CLOSE = Tolerance.ofFloats(8, 1);

    private final Weight weight = Weight.of("0.weight", Shape.of(2), new float[] {1, -2});
    private final Weight bias = Weight.of("0.bias", Shape.of(1), new float[] {0.5f});

    private Optimizer.Session start(Optimizer optimizer) { return optimizer.start(List.of(weight, bias), Backend.of(1)); }

    private Optimizer.Gradients gradients(float[] ofWeight, float... ofBias) { return asked -> asked.values() == weight.values() ? ofWeight : ofBias; }

    // ---- clipping

    @Test void aValueBeyondTheBoundIsMovedToIt() {
        float[] g = {3, -0.2f}, b = {-7};
        start(Clipped.byValue(SGD.of(0), 0.5)).step(gradients(g, b), 1);

        assertThat(g).containsExactly(0.5f, -0.2f);
        assertThat(b).containsExactly(-0.5f);
    }

    @Test void eachGradientIsScaledDownToTheNorm() {
        float[] g = {3, -4}, b = {0.9f};
        start(Clipped.byNorm(SGD.of(0), 1)).step(gradients(g, b), 1);

        assertThat(g).containsExactly(new float[] {0.6f, -0.8f}, within(CLOSE));
        assertThat(b).containsExactly(0.9f);
    }

    @Test void allGradientsKeepTheirDirectionUnderOneNorm() {
        float[] g = {2, 3}, b = {6};                                                 // together 7
        start(Clipped.byGlobalNorm(SGD.of(0), 3.5)).step(gradients(g, b), 1);

        assertThat(g).containsExactly(new float[] {1, 1.5f}, within(CLOSE));
        assertThat(b).containsExactly(new float[] {3}, within(CLOSE));
    }

    @ParameterizedTest @CsvSource({"VALUE, 1, NaN, 0.5", "NORM, Infinity, NaN, 0.5", "GLOBAL_NORM, Infinity, NaN, 2"})
    void aNormThatIsNotFiniteScalesNothing(Clipped.By by, float infinity, float nan, float other) {
        float[] g = {Float.POSITIVE_INFINITY, Float.NaN}, b = {by == Clipped.By.GLOBAL_NORM ? 2 : 0.5f};
        start(new Clipped(SGD.of(0), by, 1)).step(gradients(g, b), 1);

        assertThat(g).containsExactly(infinity, nan);
        assertThat(b).containsExactly(other);
    }

    @Test void numbersWhoseSquaresOverflowAreClippedAllTheSame() {
        float[] g = {3e38f, 0}, b = {};
        start(Clipped.byGlobalNorm(SGD.of(0), 1)).step(gradients(g, b), 1);

        assertThat(g).containsExactly(new float[] {1, 0}, within(CLOSE));
    }

    // ---- penalties and decay

    @Test void aPenaltyHasAValueAndItsGradient() {
        float[] g = {0, 0}, b = {0};
        Optimizer.Session session = start(new Penalized(SGD.of(0), 0.1, 0.01, List.of()));

        assertThat(session.penalty()).isCloseTo(0.1 * 3.5 + 0.01 * 5.25, within(1e-9));
        session.step(gradients(g, b), 1);
        assertThat(g).containsExactly(new float[] {0.12f, -0.14f}, within(CLOSE));
        assertThat(b).containsExactly(new float[] {0.11f}, within(CLOSE));
    }

    @Test void whatIsExceptedIsNeitherCountedNorMoved() {
        float[] g = {0, 0}, b = {0};
        Optimizer.Session session = start(Penalized.l2(SGD.of(0), 0.01).except("*bias", "*gain"));

        assertThat(session.penalty()).isCloseTo(0.05, within(1e-9));
        session.step(gradients(g, b), 1);
        assertThat(b).containsExactly(0);
    }

    @Test void aDecayBesideTheGradientFollowsTheScheduleAndSparesWhatIsExcepted() {
        start(DecoupledDecay.of(Adam.of(0.1), 0.5).except("*.bias")).step(gradients(new float[2], new float[1]), 0.2);

        assertThat(weight.values()).containsExactly(new float[] {0.99f, -1.98f}, within(CLOSE));
        assertThat(bias.values()).containsExactly(0.5f);
    }

    /// With plain gradient descent the penalty `l2` and the decay `2 · l2` are one; with Adam they are not.
    @Test void penaltyAndDecayAgreeForGradientDescentOnly() {
        assertThat(after(Penalized.l2(SGD.of(0.1), 0.05))).containsExactly(after(DecoupledDecay.of(SGD.of(0.1), 0.1)), within(CLOSE));
        assertThat(after(Penalized.l2(Adam.of(0.1), 0.05))).doesNotContain(after(DecoupledDecay.of(Adam.of(0.1), 0.1)), within(1e-3f));
    }

    private float[] after(Optimizer optimizer) {
        Weight fresh = Weight.of("w", Shape.of(2), new float[] {1, -2});
        Optimizer.Session session = optimizer.start(List.of(fresh), Backend.of(1));
        for (int step = 0; step < 5; step++) {
            float[] g = {0.3f, 0.3f};
            session.step(_ -> g, 1);
        }
        return fresh.values();
    }

    // ---- accumulation

    @Test void severalBatchesAreOneLargeOne() {
        Weight once = Weight.of("w", Shape.of(2), new float[] {1, -2});
        Optimizer.Session large = Adam.of(0.1).start(List.of(once), Backend.of(1)), small = start(Accumulated.of(Adam.of(0.1), 4));
        for (int batch = 0; batch < 3; batch++) {
            float[] mean = new float[2];
            for (int part = 0; part < 4; part++) {
                float[] g = {(float) Math.sin(batch + part), (float) Math.cos(batch * part)};
                for (int i = 0; i < 2; i++) mean[i] += g[i] / 4;
                small.step(gradients(g, 0), 1);
            }
            large.step(_ -> mean, 1);
        }

        assertThat(weight.values()).containsExactly(once.values(), within(Tolerance.ofFloats(40, 2)));
    }

    @Test void aWeightThatOneBatchReachesHasItsShareAndOneThatNoneReachesStays() {
        Optimizer.Session session = start(Accumulated.of(SGD.of(1), 2));
        session.step(gradients(new float[] {1, 1}), 1);
        assertThat(weight.values()).containsExactly(1, -2);
        session.step(gradients(new float[0]), 1);
        assertThat(weight.values()).containsExactly(0.5f, -2.5f);
        session.step(gradients(new float[0]), 1);
        session.step(gradients(new float[0]), 1);

        assertThat(weight.values()).containsExactly(0.5f, -2.5f);
        assertThat(bias.values()).containsExactly(0.5f);
    }

    // ---- averages

    @Test void theExponentialMeanBeginsWithTheFirstStep() {
        Optimizer.Session session = start(Averaged.exponential(SGD.of(1), 0.75));
        for (float g : new float[] {1, 2, 4}) session.step(gradients(new float[2], g), 1);        // bias: −0.5, −2.5, −6.5

        session.swap();
        assertThat(bias.values()).containsExactly(-0.5f * 0.5625f - 2.5f * 0.1875f - 6.5f * 0.25f);
        session.swap();
        assertThat(bias.values()).containsExactly(-6.5f);
        session.finish();
        assertThat(bias.values()[0]).isEqualTo(-0.5f * 0.5625f - 2.5f * 0.1875f - 6.5f * 0.25f);
    }

    @Test void theEqualMeanTakesEverySecondStepFromTheThirdOn() {
        Optimizer.Session session = start(Averaged.equal(SGD.of(1), 3, 2));
        session.step(gradients(new float[2], 1), 1);
        session.swap();
        assertThat(bias.values()).as("nothing was averaged yet").containsExactly(-0.5f);
        for (int step = 2; step <= 6; step++) session.step(gradients(new float[2], 1), 1);        // −2.5 and −4.5 count

        session.finish();

        assertThat(bias.values()).containsExactly(new float[] {-3.5f}, within(Tolerance.ofFloats(4, 4)));
    }

    @Test void whereSeveralBatchesMakeAStepTheMeanIsOverSteps() {
        Optimizer inside = Accumulated.of(Averaged.exponential(SGD.of(1), 0.75), 2), outside = Averaged.exponential(Accumulated.of(SGD.of(1), 2), 0.75);
        for (Optimizer optimizer : List.of(inside, outside)) {
            bias.values()[0] = 0.5f;
            Optimizer.Session session = start(optimizer);
            for (float g : new float[] {1, 1, 3, 1}) session.step(gradients(new float[2], g), 1);     // two steps: −0.5, −2.5
            Optimizer.State state = session.state();
            session = start(optimizer);
            session.restore(state);
            for (float g : new float[] {5, 3}) session.step(gradients(new float[2], g), 1);           // −6.5

            session.finish();

            assertThat(bias.values()[0]).as(optimizer.toString()).isEqualTo(-0.5f * 0.5625f - 2.5f * 0.1875f - 6.5f * 0.25f);
        }
    }

    // ---- groups

    @Test void eachWeightGoesToTheFirstGroupThatHasItsName() {
        Optimizer optimizer = Groups.of(SGD.of(1)).with("*.bias", ScaledRate.of(SGD.of(1), 0.1)).with("0.*", Frozen.of());

        start(optimizer).step(gradients(new float[] {1, 1}, 1), 1);

        assertThat(weight.values()).containsExactly(1, -2);
        assertThat(bias.values()).containsExactly(new float[] {0.4f}, within(CLOSE));
    }

    @Test void aGroupWithoutWeightsIsAnError() {
        assertThatThrownBy(() -> start(Groups.of(SGD.of(1)).with("9.*", Frozen.of()))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Groups: expected weights with the names [9.*], but there are left: [0.weight[2], 0.bias[1]]");
    }

    @ParameterizedTest @CsvSource({"*, 0.weight, true", "0.*, 0.weight, true", "0.*, 10.weight, false", "*bias, 0.bias, true", "*bias, 0.bias2, false", "*.w*t, 0.weight, true",
            "*a*ab, aab, true", "*a*ab, ab, false", "0.weight, 0.weight, true", "0.weight, 0xweight, false", "'', '', true", "'', a, false", "**, '', true"})
    void aStarStandsForAnyLetters(String pattern, String name, boolean matches) {
        assertThat(new WeightNames(List.of(pattern)).match(Weight.zeros(name, Shape.of(1)))).isEqualTo(matches);
    }

    // ---- a step of Muon

    @Test void theStepOfMuonIsOrthogonal() {
        for (Shape shape : List.of(Shape.of(20, 8), Shape.of(8, 20), Shape.of(2, 3, 4, 8))) {
            Weight matrix = Weight.zeros("w", shape);
            float[] g = new float[shape.size()];
            for (int i = 0; i < g.length; i++) g[i] = (float) Math.sin(i * i + 1);
            int columns = shape.last(), rows = g.length / columns;

            Muon.of(1).start(List.of(matrix), Backend.of(2)).step(_ -> g, 1);

            double[] wide = new double[g.length];
            for (int i = 0; i < g.length; i++) wide[i] = matrix.values()[i] / Math.sqrt(Math.max(1, (double) columns / rows));
            double[] singular = SVD.of(Matrix.of(rows, columns, wide)).values();
            assertThat(singular[0]).isLessThan(1.3);
            assertThat(singular[singular.length - 1]).isGreaterThan(0.6);
        }
    }

    @Test void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Clipped.byNorm(SGD.of(1), 0)).hasMessage("Clipped: expected a bound > 0, but got 0.0");
        assertThatThrownBy(() -> Penalized.l1(SGD.of(1), -1)).hasMessage("Penalized: expected l1 ≥ 0, but got -1.0");
        assertThatThrownBy(() -> AdamW.of(1).decay(Double.NaN)).hasMessage("DecoupledDecay: expected a decay ≥ 0, but got NaN");
        assertThatThrownBy(() -> Accumulated.of(SGD.of(1), 0)).hasMessage("Accumulated: expected batches ≥ 1, but got 0");
        assertThatThrownBy(() -> Averaged.exponential(SGD.of(1), 1)).hasMessage("Averaged: expected a decay in [0, 1), but got 1.0");
        assertThatThrownBy(() -> SGD.of(1).dampening(0.1).nesterov(true)).hasMessage("SGD: expected no dampening with Nesterov, but got 0.1");
        assertThatThrownBy(() -> Lion.of(Double.POSITIVE_INFINITY)).hasMessage("Lion: expected a learning rate ≥ 0, but got Infinity");
        assertThatThrownBy(() -> Rprop.of(0)).hasMessage("Rprop: expected a learning rate > 0, but got 0.0");
    }
}
