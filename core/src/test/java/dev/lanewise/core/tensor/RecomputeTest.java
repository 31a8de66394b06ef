package dev.lanewise.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Recomputing is invisible but for the memory that it saves.
class RecomputeTest {

    private final Weight input = weight("input", 1, 6, 5), weight = weight("weight", 2, 5, 5), bias = weight("bias", 3, 5);
    private final Weight mean = Weight.zeros("mean", Shape.of(5)).frozen(), variance = Weight.zeros("variance", Shape.of(5)).frozen();
    private final AtomicInteger calls = new AtomicInteger();

    private static Weight weight(String name, int seed, int... extents) {
        Shape shape = Shape.of(extents);
        return Weight.of(name, shape, Initializer.LECUN_NORMAL.values(shape, 3, 3, Seed.of(seed)));
    }

    /// A layer with weights, random numbers and running statistics.
    private Tensor layer(Tensor x) {
        calls.incrementAndGet();
        Tape tape = x.tape();
        Tensor hidden = Linear.linear(x, tape.weight(weight), Optional.of(tape.weight(bias)), Activation.TANH);
        Tensor normal = BatchNormalization.ofBatch(Dropouts.dropout(hidden, 0.3), tape.weight(bias), tape.weight(bias), mean, variance, 0.5f, 1e-3f);
        return normal.plus(x.square());
    }

    /// Output, gradients and running statistics of some steps of a network.
    private List<float[]> run(UnaryOperator<Tensor> network, boolean inputHasGradient) {
        Tape tape = Tape.training(Backend.standard());
        List<float[]> all = new ArrayList<>();
        Arrays.fill(mean.values(), 0);
        Arrays.fill(variance.values(), 0);
        for (int step = 0; step < 3; step++) {
            tape.reset(Seed.of(step));
            Tensor x = tape.weight(inputHasGradient ? input : input.frozen());
            Tensor y = Dropouts.dropout(network.apply(Dropouts.dropout(x, 0.1)), 0.2).times(0.5);
            all.add(y.toArray());
            tape.backward(y);
            for (Weight each : List.of(input, weight, bias)) tape.gradientOf(each).ifPresent(gradient -> all.add(Arrays.copyOf(gradient, each.shape().size())));
            all.add(mean.values().clone());
            all.add(variance.values().clone());
        }
        return all;
    }

    private void assertSame(UnaryOperator<Tensor> plain, UnaryOperator<Tensor> recomputed) {
        for (boolean inputHasGradient : new boolean[] {true, false}) {
            List<float[]> expected = run(plain, inputHasGradient), actual = run(recomputed, inputHasGradient);

            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) assertThat(actual.get(i)).as("number " + i).containsExactly(expected.get(i));
        }
    }

    @Test void aPieceGivesTheSameBits() { assertSame(this::layer, x -> Recompute.of(this::layer, x)); }

    @Test void piecesBehindOneAnotherGiveTheSameBits() {
        assertSame(x -> layer(layer(x)), x -> Recompute.of(this::layer, Recompute.of(this::layer, x)));
    }

    @Test void aPieceInsideAPieceGivesTheSameBits() {
        assertSame(x -> layer(layer(x).tanh()), x -> Recompute.of(y -> layer(Recompute.of(this::layer, y).tanh()), x));
    }

    @Test void severalInputsGetTheirGradients() {
        Tape tape = Tape.training(Backend.standard());
        Tensor x = tape.weight(input), w = tape.weight(weight);

        tape.backward(Recompute.of(both -> both.get(0).matmul(both.get(1)).tanh(), List.of(x, w)).plus(x.square()));
        float[] gradient = tape.gradientOf(input).orElseThrow().clone(), other = tape.gradientOf(weight).orElseThrow().clone();
        tape.reset(Seed.of(0));
        tape.backward(tape.weight(input).matmul(tape.weight(weight)).tanh().plus(tape.weight(input).square()));

        assertThat(gradient).containsExactly(tape.gradientOf(input).orElseThrow(), org.assertj.core.api.Assertions.within(1e-6f));
        assertThat(other).containsExactly(tape.gradientOf(weight).orElseThrow());
    }

    @Test void predictingCallsTheFunctionOnce() {
        Tensor x = Tape.inference(Backend.standard()).constant(input.shape(), input.values());

        Recompute.of(this::layer, x);

        assertThat(calls).hasValue(1);
    }

    @Test void emptyBatchesPass() {
        Tape tape = Tape.training(Backend.standard());

        tape.backward(Recompute.of(this::layer, tape.constant(Shape.of(0, 5), new float[0])));

        assertThat(tape.gradientOf(weight).orElseThrow()).containsOnly(0);
    }
}
