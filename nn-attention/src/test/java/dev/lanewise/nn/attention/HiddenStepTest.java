package dev.lanewise.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.core.tensor.Witness;
import dev.lanewise.linalg.Backend;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The fused step beside the same layers one by one, which a watched tape takes.
class HiddenStepTest {

    private static final Witness NOBODY = new Witness() { };

    /// Values, then the gradients of x, the residual and all weights.
    private static List<float[]> pass(Tape tape, FeedForward layer, Shape shape, boolean adds) {
        FeedForward.Bound bound = layer.bound(shape, Seed.of(3));
        Random random = new Random(4);
        for (Weight weight : bound.weights()) if (weight.shape().rank() == 1) fill(weight.values(), random);
        Weight x = Weight.of("x", shape, fill(new float[shape.size()], random)), residual = Weight.of("residual", shape, fill(new float[shape.size()], random));
        Tensor factors = tape.constant(shape, fill(new float[shape.size()], random));
        tape.reset(Seed.of(1));
        Tensor y = adds ? bound.onto(tape.weight(residual), tape.weight(x)) : bound.forward(tape.weight(x));
        List<float[]> all = new ArrayList<>(List.of(y.toArray()));
        tape.backward(y.times(factors).sum());
        all.add(tape.gradient(x).clone());
        all.add(tape.gradient(residual).clone());
        for (Weight weight : bound.weights()) all.add(tape.gradient(weight).clone());
        return all;
    }

    private static float[] fill(float[] values, Random random) {
        for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
        return values;
    }

    @ParameterizedTest
    @CsvSource({"GELU, true, 12", "GELU, false, 6000", "RELU, true, 6000", "SILU, false, 33", "TANH, true, 12000"})
    void oneStepAgreesWithTheLayersOneByOne(Activation activation, boolean bias, int hidden) {
        FeedForward layer = FeedForward.of(hidden).activation(activation).bias(bias);
        for (boolean adds : new boolean[] {false, true}) {
            List<float[]> fused = pass(Tape.training(Backend.of(1)), layer, Shape.of(2, 75, 7), adds);
            List<float[]> apart = pass(Tape.training(Backend.of(1)).watchedBy(NOBODY), layer, Shape.of(2, 75, 7), adds);
            for (int i = 0; i < fused.size(); i++) agree(fused.get(i), apart.get(i));
        }
    }

    /// On the scalar kernels: before SIMD kernels are compiled their vectors are objects.
    @Test void aStepInSteadyStateAllocatesLessThanItsWeights() {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean, "skipped: this JVM does not count the allocations of a thread");
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Tape tape = Tape.training(Backend.named("scalar", 1));
        Shape shape = Shape.of(50, 64);
        FeedForward.Bound bound = FeedForward.of(256).bound(shape, Seed.of(3));
        Weight x = Weight.of("x", shape, fill(new float[shape.size()], new Random(4)));
        Runnable step = () -> {
            tape.reset(Seed.of(1));
            tape.backward(bound.forward(tape.weight(x)).sum());
        };
        for (int i = 0; i < 10; i++) step.run();

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10; i++) step.run();

        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 10).isLessThan(64 * 256 * Float.BYTES);
    }

    private static void agree(float[] a, float[] b) {
        assertThat(a.length).isEqualTo(b.length);
        float largest = 1;
        for (float value : b) largest = Math.max(largest, Math.abs(value));
        for (int i = 0; i < a.length; i++) assertThat(a[i]).isCloseTo(b[i], within(2e-5f * largest));
    }

    @Test
    void bitsDoNotDependOnThreads() {
        FeedForward layer = FeedForward.of(1500);
        List<float[]> one = pass(Tape.training(Backend.of(1)), layer, Shape.of(3, 100, 40), true), four = pass(Tape.training(Backend.of(4)), layer, Shape.of(3, 100, 40), true);
        for (int i = 0; i < one.size(); i++) assertThat(Arrays.equals(one.get(i), four.get(i))).isTrue();
    }

    /// Both ways of adding read the residual and give it a gradient even if it is the input too.
    @Test
    void anInputThatIsItsOwnResidualGetsBothGradients() {
        FeedForward layer = FeedForward.of(20);
        Shape shape = Shape.of(1, 100, 4);
        List<float[]> all = new ArrayList<>();
        for (Tape tape : List.of(Tape.training(Backend.of(1)), Tape.training(Backend.of(1)).watchedBy(NOBODY))) {
            Weight x = Weight.of("x", shape, fill(new float[shape.size()], new Random(1)));
            tape.reset(Seed.of(1));
            Tensor on = tape.weight(x);
            tape.backward(layer.bound(shape, Seed.of(3)).onto(on, on).square().sum());
            all.add(tape.gradient(x).clone());
        }
        agree(all.get(0), all.get(1));
    }
}
