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
import dev.lanewise.nn.attention.BoundMultiHeadAttention.Projected;
import dev.lanewise.testkit.Golden;
import dev.lanewise.testkit.LayerContract;
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

    private final Golden golden = Golden.read(MultiHeadAttentionTest.class.getResourceAsStream("multi-head-attention-pytorch.txt"));

    private BoundMultiHeadAttention likeTheGoldenOne(MultiHeadAttention layer, String prefix) {
        return new BoundMultiHeadAttention(layer, projected(prefix + ".query"), projected(prefix + ".key"), projected(prefix + ".value"), projected(prefix + ".output"));
    }

    private Projected projected(String name) { return new Projected(weight(name + ".weight"), Optional.of(weight(name + ".bias"))); }

    private Weight weight(String name) { return Weight.of(name, golden.tensor(name).shape(), golden.values(name)); }

    @Test void attentionToItselfAgreesWithPyTorch() {
        BoundMultiHeadAttention attention = likeTheGoldenOne(MultiHeadAttention.of(2, 4).causal(true), "self");

        assertAgrees(attention, Mask.none(), "self", List.of("x"));
    }

    @Test void attentionToPaddedSequencesAgreesWithPyTorch() {
        BoundMultiHeadAttention attention = likeTheGoldenOne(MultiHeadAttention.of(2, 4), "cross");

        assertAgrees(attention, Mask.lengths(5, 5, 3).reshape(Shape.of(2, 1, 1, 5)), "cross", List.of("q", "k", "v"));
    }

    private void assertAgrees(BoundMultiHeadAttention attention, Mask mask, String prefix, List<String> inputNames) {
        List<Weight> inputs = inputNames.stream().map(name -> weight(prefix + "." + name)).toList();
        Tape tape = Tape.gradients(Backend.of(1));

        Tensor y = attention.forward(inputs.stream().map(tape::weight).toList(), mask);
        float[] output = y.toArray();
        tape.backward(y.times(golden.tensor(prefix + ".r")));

        assertThat(output).containsExactly(golden.values(prefix + ".y"), within(3e-6f));
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
