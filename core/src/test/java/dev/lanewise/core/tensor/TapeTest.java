package dev.lanewise.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.Tolerance;
import dev.lanewise.linalg.Backend;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TapeTest {

    /// What a step may allocate for its tensors, lists and functions, but not for numbers.
    private static final long STEP_BYTES = 16 * 1024;

    private final Tape tape = Tape.training(Backend.standard());

    // ---- which gradients there are

    @Test void aTensorUsedTwiceSumsItsGradients() {
        Weight x = weight(3, -2, 0.5f);

        tape.backward(tape.weight(x).times(tape.weight(x)));

        assertGradient(x, 6, -4, 1);
    }

    @Test void aTensorPlusItselfHasTheGradientTwo() {
        Weight x = weight(3, -2);
        Tensor tensor = tape.weight(x);

        tape.backward(tensor.plus(tensor));

        assertGradient(x, 2, 2);
    }

    @Test void aWeightSharedByTwoLayersSumsTheGradientsOfBoth() {
        Weight shared = new Weight("embedding", Shape.of(2, 2), new float[] {1, 2, 3, 4}, true);
        Tensor x = tape.constant(Shape.of(1, 2), new float[] {1, 1});

        Tensor once = x.matmul(tape.weight(shared));                                  // [4, 6]
        Tensor twice = once.matmulTransposed(tape.weight(shared.under("output")));    // [16, 36]
        tape.backward(twice);

        assertThat(gradient(shared)).containsExactly(4 + 4, 6 + 6, 4 + 4, 6 + 6);
        assertThat(gradient(shared.under("anything"))).isSameAs(gradient(shared));
    }

    @Test void viewsShareTheirGradient() {
        Weight x = weight(1, 2, 3, 4);
        Tensor tensor = tape.weight(x).times(1), view = tensor.reshape(Shape.of(2, 2));

        tape.backward(view.sum(0).sum().plus(tensor.times(tape.constant(Shape.of(4), new float[] {10, 20, 30, 40})).sum()));

        assertGradient(x, 11, 21, 31, 41);
    }

    @Test void aViewOfAWeightHasItsGradient() {
        Weight x = weight(1, 2, 3, 4);

        tape.backward(tape.weight(x).reshape(Shape.of(2, 2)).transpose(1, 0).reshape(Shape.of(4)).times(tape.constant(Shape.of(4), new float[] {1, 2, 3, 4})));

        assertGradient(x, 1, 3, 2, 4);
    }

    @Test void constantsAndWhatIsMadeOfThemAreNotTracked() {
        Tensor constant = tape.constant(Shape.of(2), new float[] {1, 2});
        Weight x = weight(1, 2);

        assertThat(constant.isTracked()).isFalse();
        assertThat(constant.times(3).sum().isTracked()).isFalse();
        assertThat(tape.weight(x).times(constant).isTracked()).isTrue();
        assertThat(tape.weight(x.frozen()).isTracked()).isFalse();
    }

    @Test void noGradientFlowsThroughADetachedTensor() {
        Weight x = weight(3, -2);
        Tensor y = tape.weight(x).times(2);

        tape.backward(y.times(y.detached()));

        assertGradient(x, 2 * 6, 2 * -4);
    }

    @Test void weightsThatWereNotUsedHaveNoGradient() {
        Weight used = weight(1), unused = weight(1), frozen = weight(1).frozen(), idle = weight(1);
        Tensor besideThePath = tape.weight(idle).times(2);

        tape.backward(tape.weight(used).times(tape.weight(frozen)));

        assertThat(tape.gradientOf(used)).isPresent();
        assertThat(tape.gradientOf(unused)).isEmpty();
        assertThat(tape.gradientOf(frozen)).isEmpty();
        assertThat(tape.gradientOf(idle)).as(besideThePath + " does not lead to the result").isEmpty();
    }

    @Test void gradientsDoNotLeakIntoTheNextStep() {
        Weight x = weight(3, -2), sometimes = weight(5);
        tape.backward(tape.weight(x).square().sum().times(tape.weight(sometimes)));

        tape.reset(Seed.of(1));
        Tensor y = tape.weight(x).times(7);
        assertThat(tape.gradientOf(x)).as("before backward").isEmpty();
        tape.backward(y);

        assertGradient(x, 7, 7);
        assertThat(tape.gradientOf(sometimes)).isEmpty();
    }

    @Test void aWeightMayChangeBetweenTwoSteps() {
        Weight x = weight(3, -2);

        for (int step = 0; step < 3; step++) {
            tape.reset(Seed.of(step));
            tape.backward(tape.weight(x).square());
            float[] expected = {2 * x.values()[0], 2 * x.values()[1]};
            assertGradient(x, expected);
            x.values()[0]++;
        }
    }

    @Test void theResultMayHaveAnyShape() {
        Weight x = weight(1, 2, 3);

        tape.backward(tape.weight(x).times(2));

        assertGradient(x, 2, 2, 2);
    }

    @Test void theResultMayBeAWeightItself() {
        Weight x = weight(1, 2, 3);

        tape.backward(tape.weight(x));

        assertGradient(x, 1, 1, 1);
    }

    // ---- misuse

    @Test void aSecondBackwardOfOneStepIsRefused() {
        Weight x = weight(1, 2);
        Tensor loss = tape.weight(x).square().sum();
        tape.backward(loss);

        assertThatThrownBy(() -> tape.backward(loss)).isInstanceOf(IllegalStateException.class)
                .hasMessage("Tape.backward: expected a fresh step, but its gradients were taken already. Call reset before the next one");
        assertThatThrownBy(() -> tape.weight(x).square()).isInstanceOf(IllegalStateException.class).hasMessageStartingWith("Tape.record: expected a fresh step");
    }

    @Test void aTapeThatRecordsNothingHasNoGradients() {
        Tape inference = Tape.inference(Backend.standard());
        Tensor y = inference.weight(weight(1, 2)).square();

        assertThat(y.isTracked()).isFalse();
        assertThatThrownBy(() -> inference.backward(y)).isInstanceOf(IllegalStateException.class)
                .hasMessage("Tape.backward: expected a tape that records gradients, but this one does not");
    }

    @Test void tensorsOfSeveralTapesDoNotMeet() {
        Tensor mine = tape.weight(weight(1, 2)), other = Tape.training(Backend.standard()).weight(weight(1, 2));

        assertThatThrownBy(() -> mine.plus(other)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tensor: expected operands of one tape, but got [Tensor[2], Tensor[2]] of several");
        assertThatThrownBy(() -> tape.backward(other)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tape.backward: expected a tensor of this tape, but Tensor[2] belongs to another");
    }

    @Test void aTensorOfNoTapeJoinsTheOthersOnEitherSide() {
        Weight w = new Weight("w", Shape.of(2, 2), new float[] {1, 2, 3, 4}, true), b = weight(1, 1);
        Tensor x = Tensor.of(Shape.of(1, 2), 1, 1);

        Tensor product = x.matmul(tape.weight(w)).plus(Linear.linear(x, Tensor.of(Shape.of(2, 2), 1, 0, 0, 1), Optional.of(tape.weight(b)), Activation.IDENTITY));
        Tensor normal = Normalizations.layerNorm(x, tape.weight(b), Tensor.vector(0, 0), 1e-3f);
        tape.backward(product.plus(normal));

        assertThat(gradient(w)).containsExactly(1, 1, 1, 1);
        assertThat(gradient(b)).containsExactly(1, 1);
        assertThat(Tape.eager()).isNotSameAs(product.tape());
    }

    // ---- length and memory

    @Test void aChainOfManyOperationsNeedsNeitherStackNorMuchTime() {
        Weight x = weight(0.5f, -0.25f);

        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            Tensor y = tape.weight(x);
            for (int i = 0; i < 100_000; i++) y = i % 2 == 0 ? y.times(-1) : y.plus(1e-3);
            tape.backward(y);
        });

        assertGradient(x, 1, 1);
    }

    /// On the scalar kernels: before SIMD kernels are compiled their vectors are objects, and the count would tell of the compiler instead of the tape.
    @ParameterizedTest @ValueSource(ints = {1, 7, 64})
    void stepsInSteadyStateAllocateNothingLarge(int batch) {
        var threads = ManagementFactory.getThreadMXBean();
        assumeTrue(threads instanceof com.sun.management.ThreadMXBean, "skipped: this JVM does not count the allocations of a thread");
        var counter = (com.sun.management.ThreadMXBean) threads;
        Tape own = Tape.training(Backend.named("scalar", 1));
        SmallNetwork network = new SmallNetwork(Seed.of(1));
        for (int step = 0; step < 20; step++) network.step(own, batch, step);

        long before = counter.getCurrentThreadAllocatedBytes();
        for (int step = 0; step < 10; step++) network.step(own, batch, step);
        long perStep = (counter.getCurrentThreadAllocatedBytes() - before) / 10;

        assertThat(perStep).isLessThan(STEP_BYTES);
    }

    @Test void stepsThatShrinkAndGrowUseTheSameMemory() {
        SmallNetwork network = new SmallNetwork(Seed.of(1));
        float[] expected = network.step(Tape.training(Backend.standard()), 13, 5);

        for (int batch : new int[] {64, 1, 0, 13, 128, 2}) network.step(tape, batch, batch);

        assertThat(network.step(tape, 13, 5)).containsExactly(expected);
    }

    @Test void theNumberOfThreadsChangesNoBit() {
        SmallNetwork network = new SmallNetwork(Seed.of(1));
        float[] once = network.step(Tape.training(Backend.of(1)), 3000, 5);

        for (int threads = 2; threads <= 4; threads++) {
            assertThat(network.step(Tape.training(Backend.of(threads)), 3000, 5)).as(threads + " threads").containsExactly(once);
        }
    }

    @Test void anEmptyBatchHasZeroGradients() {
        SmallNetwork network = new SmallNetwork(Seed.of(1));

        assertThat(network.step(tape, 0, 1)).containsOnly(0);
    }

    @Test void dropoutFollowsTheSeedOfTheStep() {
        Weight x = new Weight("x", Shape.of(50, 40), filled(2000), true);

        float[] one = dropped(x, 1), other = dropped(x, 2);

        assertThat(dropped(x, 1)).containsExactly(one);
        assertThat(other).isNotEqualTo(one);
    }

    private float[] dropped(Weight x, long seed) {
        tape.reset(Seed.of(seed));
        return Dropouts.dropout(tape.weight(x), 0.3).toArray();
    }

    @Test void dropoutKeepsTheMeanAndScalesWhatIsLeft() {
        int n = 100_000;
        Weight x = new Weight("x", Shape.of(n), filled(n), true);
        tape.reset(Seed.of(3));

        Tensor y = Dropouts.dropout(tape.weight(x), 0.3);
        float[] values = y.toArray();
        tape.backward(y);

        int zeros = 0, scaled = 0;
        for (float value : values) {
            if (value == 0) zeros++;
            if (value == (float) (1 / 0.7)) scaled++;
        }
        assertThat(zeros + scaled).isEqualTo(n);
        assertThat(zeros / (double) n).isCloseTo(0.3, within(Tolerance.ofMean(n, Math.sqrt(0.3 * 0.7))));
        assertThat(Arrays.equals(gradient(x), 0, n, values, 0, n)).as("the gradient passes where the value did").isTrue();
    }

    @Test void twoDropoutsOfOneStepDropDifferentElements() {
        Weight x = new Weight("x", Shape.of(1000), filled(1000), true);
        tape.reset(Seed.of(3));

        assertThat(Dropouts.dropout(tape.weight(x), 0.5).toArray()).isNotEqualTo(Dropouts.dropout(tape.weight(x), 0.5).toArray());
    }

    @Test void dropoutIsTheIdentityWhenPredicting() {
        Tensor x = Tape.gradients(Backend.standard()).weight(weight(1, 2));

        assertThat(Dropouts.dropout(x, 0.9)).isSameAs(x);
        assertThat(Dropouts.dropout(tape.weight(weight(1, 2)), 0).toArray()).containsExactly(1, 2);
        assertThatThrownBy(() -> Dropouts.dropout(x, 1)).isInstanceOf(IllegalArgumentException.class).hasMessage("Dropout: expected a rate in [0, 1), but got 1.0");
    }

    // ---- batch norm's running statistics

    @Test void runningStatisticsMoveTowardsThoseOfTheBatch() {
        Weight mean = Weight.of("mean", Shape.of(1), new float[] {10}), variance = Weight.of("variance", Shape.of(1), new float[] {2});
        Tensor x = tape.constant(Shape.of(4, 1), new float[] {1, 2, 3, 6});

        BatchNormalization.ofBatch(x, tape.weight(weight(1)), tape.weight(weight(0)), mean, variance, 0.75f, 1e-3f);

        assertThat(mean.values()[0]).isEqualTo(0.75f * 10 + 0.25f * 3);
        assertThat(variance.values()[0]).isEqualTo(0.75f * 2 + 0.25f * 3.5f);
    }

    @Test void anEmptyBatchLeavesRunningStatisticsAlone() {
        Weight mean = Weight.of("mean", Shape.of(1), new float[] {10}), variance = Weight.of("variance", Shape.of(1), new float[] {2});

        BatchNormalization.ofBatch(tape.constant(Shape.of(0, 1), new float[0]), tape.weight(weight(1)), tape.weight(weight(0)), mean, variance, 0.75f, 1e-3f);

        assertThat(mean.values()).containsExactly(10);
        assertThat(variance.values()).containsExactly(2);
    }

    // ---- helpers

    private static Weight weight(float... values) { return Weight.of("x", Shape.of(values.length), values); }

    private static float[] filled(int n) {
        float[] ones = new float[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private float[] gradient(Weight weight) { return tape.gradientOf(weight).orElseThrow(); }

    private void assertGradient(Weight weight, float... expected) {
        assertThat(Arrays.copyOf(gradient(weight), weight.shape().size())).containsExactly(expected, within(Tolerance.ofOperations(expected)));
    }

    /// Two dense layers with everything that may come between them.
    private static final class SmallNetwork {

        private final Weight one, bias, gain, shift, two;

        SmallNetwork(Seed seed) {
            one = random("one", Shape.of(20, 33), seed.child(1));
            bias = random("bias", Shape.of(33), seed.child(2));
            gain = random("gain", Shape.of(33), seed.child(3));
            shift = random("shift", Shape.of(33), seed.child(4));
            two = random("two", Shape.of(33, 7), seed.child(5));
        }

        private static Weight random(String name, Shape shape, Seed seed) { return Weight.of(name, shape, Initializer.HE_NORMAL.values(shape, 20, 20, seed)); }

        /// The gradients of all weights, one behind the other.
        float[] step(Tape tape, int batch, int seed) {
            tape.reset(Seed.of(seed));
            RandomStream random = Seed.of(seed).child("data").stream();
            Tensor x = tape.constant(Shape.of(batch, 20), INPUTS), labels = tape.constant(Shape.of(batch), LABELS);
            for (int i = 0; i < x.size(); i++) x.data()[i] = (float) random.uniform(-2, 2);
            for (int i = 0; i < batch; i++) labels.data()[i] = random.nextInt(7);

            Tensor hidden = Linear.linear(x, tape.weight(one), Optional.of(tape.weight(bias)), Activation.GELU);
            Tensor normal = Normalizations.layerNorm(Dropouts.dropout(hidden, 0.2), tape.weight(gain), tape.weight(shift), 1e-3f);
            Tensor output = normal.plus(hidden).matmul(tape.weight(two));
            tape.backward(Loss.crossEntropy().of(output, labels));

            List<Weight> weights = List.of(one, bias, gain, shift, two);
            float[] all = new float[weights.stream().mapToInt(weight -> weight.shape().size()).sum()];
            int at = 0;
            for (Weight weight : weights) {
                System.arraycopy(tape.gradientOf(weight).orElseThrow(), 0, all, at, weight.shape().size());
                at += weight.shape().size();
            }
            return all;
        }

        private static final float[] INPUTS = new float[3000 * 20], LABELS = new float[3000];
    }
}
