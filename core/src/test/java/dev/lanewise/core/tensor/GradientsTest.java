package dev.lanewise.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.linalg.Backend;
import org.junit.jupiter.api.Test;

/// What gradients do over several backwards, in long chains, and where there is nothing.
class GradientsTest {

    private final Tape tape = Tape.training(Backend.standard());
    private final Weight x = Weight.of("x", Shape.of(3), new float[] {1, 2, 3});

    private float[] gradient() { return tape.gradientOf(x).orElseThrow(); }

    @Test void gradientsOfSeveralBackwardsAreAddedUp() {
        tape.reset(Seed.of(1));
        tape.backward(tape.weight(x).square());
        tape.accumulate(Seed.of(2));
        tape.backward(tape.weight(x).times(10));
        assertThat(gradient()).startsWith(12, 14, 16);

        tape.reset(Seed.of(3));
        tape.backward(tape.weight(x).times(10));
        assertThat(gradient()).startsWith(10, 10, 10);
    }

    @Test void whatNoGradientFlowedToInTheSecondBackwardKeepsThatOfTheFirst() {
        tape.reset(Seed.of(1));
        tape.backward(tape.weight(x).square());
        tape.accumulate(Seed.of(2));
        tape.backward(tape.weight(Weight.of("y", Shape.of(1), new float[] {1})).square());

        assertThat(gradient()).startsWith(2, 4, 6);
    }

    /// Without recursion, and in time that grows with the length and not with its square.
    @Test void aChainOfAHundredThousandOperationsIsDifferentiated() {
        Tensor y = tape.weight(x);
        for (int i = 0; i < 100_000; i++) y = y.times(i % 2 == 0 ? 2 : 0.5);

        tape.backward(y);

        assertThat(gradient()).startsWith(1, 1, 1);
    }

    @Test void aTensorMayBeUsedTenThousandTimes() {
        Tensor once = tape.weight(x), sum = once;
        for (int i = 1; i < 10_000; i++) sum = sum.plus(once);

        tape.backward(sum);

        assertThat(gradient()).startsWith(10_000, 10_000, 10_000);
    }

    @Test void noGradientPassesWhereItIsStopped() {
        Tensor y = tape.weight(x);

        tape.backward(y.times(y.detached()));

        assertThat(gradient()).startsWith(1, 2, 3);
    }

    @Test void aCurveOfOnesOwnBringsItsGradientAlong() {
        tape.backward(Curve.of(a -> a * a * a, (a, y) -> 3 * a * a).of(tape.weight(x)));

        assertThat(gradient()).startsWith(3, 12, 27);
    }

    @Test void aFlatCurveStopsGradientsEvenInfiniteOnes() {
        tape.backward(Functions.rsqrt(Functions.floor(tape.weight(x).times(0))).plus(tape.weight(x)));

        assertThat(gradient()).startsWith(1, 1, 1);
    }

    @Test void whatWhereDoesNotChooseGetsNoGradientWhateverItHolds() {
        Weight nan = Weight.of("nan", Shape.of(3), new float[] {Float.NaN, Float.NaN, 7});
        Tensor above = Comparisons.less(tape.weight(x), tape.constant(Shape.scalar(), new float[] {3}));

        tape.backward(Comparisons.where(above, tape.weight(x).square(), tape.weight(nan)));

        assertThat(gradient()).startsWith(2, 4, 0);
        assertThat(tape.gradientOf(nan).orElseThrow()).startsWith(0, 0, 1);
    }

    @Test void nanPassesThroughExtremesAndCumulations() {
        Tensor y = Tensor.of(Shape.of(2, 3), 1, Float.NaN, 3, 1, 5, 2);

        assertThat(y.max(Axes.of(1)).toArray()).containsExactly(Float.NaN, 5);
        assertThat(y.min(Axes.of(1)).toArray()).containsExactly(Float.NaN, 1);
        assertThat(y.argMax(1).toArray()).containsExactly(1, 1);
        assertThat(Cumulations.sum(y, 1).toArray()).containsExactly(1, Float.NaN, Float.NaN, 1, 6, 8);
        assertThat(Orders.ascending(y, 1).values().toArray()).containsExactly(1, 3, Float.NaN, 1, 2, 5);
    }

    @Test void logSumExpKnowsInfinities() {
        float out = Float.NEGATIVE_INFINITY;

        assertThat(Reductions.logSumExp(Tensor.of(Shape.of(3, 2), out, out, out, 0, Float.POSITIVE_INFINITY, 1), Axes.of(1)).toArray())
                .containsExactly(out, 0, Float.POSITIVE_INFINITY);
        assertThat(Reductions.logSumExp(Tensor.vector(1000, 1000), Axes.of()).item()).isCloseTo((float) (1000 + Math.log(2)), within(1e-3f));
    }

    @Test void nothingHasTheExtremesAndSumsOfNothing() {
        Tensor none = Tensor.of(Shape.of(2, 0));

        assertThat(none.max(Axes.of(1)).toArray()).containsOnly(Float.NEGATIVE_INFINITY);
        assertThat(none.min(Axes.of(1)).toArray()).containsOnly(Float.POSITIVE_INFINITY);
        assertThat(Reductions.product(none, Axes.of(1)).toArray()).containsOnly(1);
        assertThat(none.mean(Axes.of(1)).toArray()).containsOnly(0);
        assertThat(none.max(Axes.of(0)).size()).isZero();
    }
}
