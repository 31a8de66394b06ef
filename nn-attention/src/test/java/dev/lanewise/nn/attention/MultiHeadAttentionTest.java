package dev.lanewise.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.Golden;
import dev.lanewise.testkit.LayerContract;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MultiHeadAttentionTest {

    @Nested class ToItself implements LayerContract {

        @Override public Layer layer() { return MultiHeadAttention.of(2, 3); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 5)); }
    }

    @Nested class CausalWithoutBias implements LayerContract {

        @Override public Layer layer() { return MultiHeadAttention.of(3, 2).causal(true).bias(false); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 5, 4)); }
    }

    @Nested class ToAnotherSequence implements LayerContract {

        @Override public Layer layer() { return MultiHeadAttention.of(2, 4); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4), Shape.of(2, 5, 6)); }
    }

    @Nested class OfThreeInputsWithDropout implements LayerContract {

        @Override public Layer layer() { return MultiHeadAttention.of(1, 4).dropout(0.3); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4), Shape.of(2, 5, 6), Shape.of(2, 5, 2)); }
    }

    @Nested class GroupedTurningInAWindow implements LayerContract {

        @Override public Layer layer() { return MultiHeadAttention.of(4, 2).keyHeads(2).causal(true).window(3).places(Places.rotary()); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 6, 5)); }
    }

    @Nested class OfManyQueriesToOneKeyInterleaved implements LayerContract {

        @Override public Layer layer() { return MultiHeadAttention.of(3, 4).keyHeads(1).places(Places.interleaved().extent(2).base(100)).bias(false); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 5), Shape.of(2, 3, 4)); }
    }

    @Nested class WithLearnedDistances implements LayerContract {

        @Override public Layer layer() { return MultiHeadAttention.of(2, 3).places(Places.relative(3)); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 5, 4)); }
    }

    @Nested class WithSlopesUnderAMask implements LayerContract {

        @Override public Layer layer() { return MultiHeadAttention.of(3, 2).causal(true).places(Places.alibi()); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 5, 4), Shape.of(2, 5)); }

        @Override public Tensor input(Shape shape, dev.lanewise.core.Seed seed) {
            Tensor x = dev.lanewise.testkit.Tensors.random(shape, seed);
            if (shape.rank() == 2) for (int i = 0; i < x.size(); i++) x.data()[i] = i % 5 < 3 ? 1 : 0;
            return x;
        }

        @Override public boolean inputsHaveGradients() { return false; }
    }

    private final Golden golden = Golden.read(MultiHeadAttentionTest.class.getResourceAsStream("multi-head-attention-pytorch.txt"));

    private BoundMultiHeadAttention likeTheGoldenOne(MultiHeadAttention layer, String prefix, boolean together) {
        List<Projected> three = Stream.of("query", "key", "value").map(name -> projected(prefix + "." + name)).toList();
        return new BoundMultiHeadAttention(layer, together ? List.of(sideBySide(three)) : three, projected(prefix + ".output"), Optional.empty(), Optional.empty());
    }

    /// The three projections of one input as one.
    private static Projected sideBySide(List<Projected> three) {
        int rows = three.getFirst().weight().shape().extent(0), n = three.getFirst().weight().shape().last();
        float[] weight = new float[rows * 3 * n], bias = new float[3 * n];
        for (int i = 0; i < 3; i++) {
            for (int row = 0; row < rows; row++) System.arraycopy(three.get(i).weight().values(), row * n, weight, (row * 3 + i) * n, n);
            System.arraycopy(three.get(i).bias().orElseThrow().values(), 0, bias, i * n, n);
        }
        return new Projected(Weight.of("qkv.weight", Shape.of(rows, 3 * n), weight), Optional.of(Weight.of("qkv.bias", Shape.of(3 * n), bias)));
    }

    private Projected projected(String name) { return new Projected(weight(name + ".weight"), Optional.of(weight(name + ".bias"))); }

    private Weight weight(String name) { return Weight.of(name, golden.tensor(name).shape(), golden.values(name)); }

    @Test void attentionToItselfAgreesWithPyTorch() {
        BoundMultiHeadAttention attention = likeTheGoldenOne(MultiHeadAttention.of(2, 4).causal(true), "self", true);
        Weight x = weight("self.x");
        Tape tape = Tape.gradients(Backend.of(1));

        Tensor y = attention.forward(List.of(tape.weight(x)));
        float[] output = y.toArray();
        tape.backward(y.times(golden.tensor("self.r")));

        assertThat(output).containsExactly(golden.values("self.y"), within(3e-6f));
        assertThat(tape.gradientOf(x).orElseThrow()).containsExactly(golden.values("self.dx"), within(1e-5f));
        Weight qkv = attention.weights().getFirst();
        float[] gradient = tape.gradientOf(qkv).orElseThrow();
        List<String> names = List.of("query", "key", "value");
        for (int i = 0; i < 3; i++) {
            float[] expected = golden.values("self.d" + names.get(i) + ".weight");
            for (int row = 0; row < 8; row++) {
                assertThat(Arrays.copyOfRange(gradient, (row * 3 + i) * 8, (row * 3 + i + 1) * 8)).containsExactly(Arrays.copyOfRange(expected, row * 8, row * 8 + 8), within(1e-5f));
            }
        }
    }

    @Test void attentionToPaddedSequencesAgreesWithPyTorch() {
        BoundMultiHeadAttention attention = likeTheGoldenOne(MultiHeadAttention.of(2, 4), "cross", false);
        List<Weight> inputs = Stream.of("q", "k", "v").map(name -> weight("cross." + name)).toList();
        Tape tape = Tape.gradients(Backend.of(1));

        Tensor y = attention.forward(inputs.stream().map(tape::weight).toList(), Mask.lengths(5, 5, 3).reshape(Shape.of(2, 1, 1, 5)));
        float[] output = y.toArray();
        tape.backward(y.times(golden.tensor("cross.r")));

        assertThat(output).containsExactly(golden.values("cross.y"), within(3e-6f));
        Stream.concat(inputs.stream(), attention.weights().stream()).forEach(weight ->
                assertThat(tape.gradientOf(weight).orElseThrow()).as(weight.name())
                        .containsExactly(golden.values(weight.name().replaceFirst("\\.", ".d")), within(1e-5f)));
    }

    @Test void itPrintsAsItWasWritten() {
        assertThat(MultiHeadAttention.of(8, 64)).hasToString("MultiHeadAttention(8, 64)");
        assertThat(MultiHeadAttention.of(8, 64).causal(true)).hasToString("MultiHeadAttention(8, 64, causal)");
    }

    @Test void itSaysWhatItCannotTake() {
        MultiHeadAttention layer = MultiHeadAttention.of(2, 4);

        assertThatThrownBy(() -> layer.outputShape(Shape.batch(7))).isInstanceOf(ShapeException.class)
                .hasMessage("MultiHeadAttention(2, 4): expected inputs [batch, time, features], but got [batch, 7]");
        assertThatThrownBy(() -> layer.outputShape(List.of(Shape.batch(3, 4), Shape.batch(5, 4), Shape.batch(6, 4)))).isInstanceOf(ShapeException.class)
                .hasMessage("MultiHeadAttention(2, 4): expected as many values as keys, 5, but got [batch, 6, 4]");
        assertThatThrownBy(() -> layer.outputShape(List.of())).isInstanceOf(ShapeException.class)
                .hasMessage("MultiHeadAttention(2, 4): expected query, or query and value, or query, key and value, but got 0 inputs");
    }
}
